"""Simulators and real platforms are kept apart."""

import os

import pytest

from devices.config import Cups, DevicesConfig, EscposNetwork, SamSerial, ScannerEvdev, ScannerSerial
from kiosk.config import Config
from kiosk.errors import ConfigurationError
from kiosk.simulated import refuse_simulators
from kiosk.tables import PlatformConfig

REAL = PlatformConfig(url="https://centre.example/", ca="/etc/kiosk/ca.pem")


def test_a_pseudo_terminal_is_refused_before_a_real_platform() -> None:
    master, slave = os.openpty()
    try:
        devices = DevicesConfig(identity_card=SamSerial(port=os.ttyname(slave)))
        with pytest.raises(ConfigurationError, match=r"identity_card.*simulator.*real device"):
            refuse_simulators(Config(platform=REAL, devices=devices))
    finally:
        os.close(master)
        os.close(slave)


@pytest.mark.parametrize("kind", ["serial", "evdev"])
def test_a_scanner_on_a_pseudo_terminal_is_refused_before_a_real_platform(kind: str) -> None:
    master, slave = os.openpty()
    try:
        place = os.ttyname(slave)
        scanner = ScannerSerial(port=place) if kind == "serial" else ScannerEvdev(device=place)
        with pytest.raises(ConfigurationError, match=r"code_scanner.*simulator.*real device"):
            refuse_simulators(Config(platform=REAL, devices=DevicesConfig(code_scanner=scanner)))
    finally:
        os.close(master)
        os.close(slave)


def test_a_printer_on_loopback_is_refused_before_a_real_platform() -> None:
    devices = DevicesConfig(receipt_printer=EscposNetwork(host="127.0.0.1"))
    with pytest.raises(ConfigurationError, match="receipt_printer"):
        refuse_simulators(Config(platform=REAL, devices=devices))


def test_a_print_server_of_the_bench_is_refused_before_a_real_platform() -> None:
    devices = DevicesConfig(document_printer=Cups(server="/tmp/kiosk-cups-1a2b/cups.sock"))  # noqa: S108 no file is made
    with pytest.raises(ConfigurationError, match="document_printer"):
        refuse_simulators(Config(platform=REAL, devices=devices))


def test_real_devices_may_serve_a_real_platform() -> None:
    devices = DevicesConfig(
        identity_card=SamSerial(port="/dev/ttyUSB0"),
        receipt_printer=EscposNetwork(host="192.0.2.10"),
        document_printer=Cups(server="/run/cups/cups.sock"),
    )
    refuse_simulators(Config(platform=REAL, devices=devices))


def test_simulators_may_serve_a_platform_on_this_machine() -> None:
    devices = DevicesConfig(receipt_printer=EscposNetwork(host="127.0.0.1"))
    refuse_simulators(Config(devices=devices))
