"""Recorded device events (their origin stands in each file) and the configured devices they are about."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from devices.config import (
    DevicesConfig,
    EscposNetwork,
    EscposSerial,
    EscposUsb,
    Pcsc,
    SamSerial,
    SamUsb,
    ScannerEvdev,
)
from devices.hotplug import SUBSYSTEMS, Concern, concerns, parse, subsystems_of
from kiosk.domain.device import Role

RECORDED = Path(__file__).parents[2] / "contract" / "recorded" / "udev"
BY_ID = "/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0"
SCANNER = "/dev/input/by-id/usb-Honeywell_Scanner_X1-event-kbd"
SERIAL = DevicesConfig(
    identity_card=SamSerial(port=BY_ID),
    social_card=Pcsc(),
    receipt_printer=EscposNetwork(host="192.0.2.10"),
    code_scanner=ScannerEvdev(device=SCANNER),
)
USB = DevicesConfig(identity_card=SamUsb(), receipt_printer=EscposUsb(path="/dev/usb/lp0"))
TWO_SERIAL = DevicesConfig(
    identity_card=SamSerial(port="/dev/ttyS0"), receipt_printer=EscposSerial(port="/dev/ttyS1")
)


class Recording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    origin: str
    events: tuple[dict[str, str], ...]


def recording(name: str) -> Recording:
    return msgspec.json.decode((RECORDED / f"{name}.json").read_bytes(), type=Recording)


def told(name: str, config: DevicesConfig) -> list[Concern]:
    events = [parse(properties) for properties in recording(name).events]
    return [concern for event in events if event is not None for concern in concerns(event, config)]


def roles(name: str, config: DevicesConfig) -> set[Role]:
    return {concern.role for concern in told(name, config)}


def anew(name: str, config: DevicesConfig) -> list[Role]:
    return [concern.role for concern in told(name, config) if concern.anew]


@pytest.mark.parametrize("name", sorted(path.stem for path in RECORDED.glob("*.json")))
def test_every_recording_says_where_it_comes_from(name: str) -> None:
    assert recording(name).events
    assert recording(name).origin.startswith(("Composed by hand", "Recorded with this program"))


def test_the_port_of_a_reader_is_known_by_its_link_and_opened_anew_when_it_comes() -> None:
    assert {Role.IDENTITY_CARD, Role.SOCIAL_CARD} == roles("usb-serial-replug", SERIAL)
    assert [Role.IDENTITY_CARD] == anew("usb-serial-replug", SERIAL)


def test_another_port_of_the_same_kind_is_looked_at_but_keeps_its_handle() -> None:
    assert {Role.IDENTITY_CARD, Role.RECEIPT_PRINTER} == roles("serial-port-kernel", TWO_SERIAL)
    assert [Role.IDENTITY_CARD] == anew("serial-port-kernel", TWO_SERIAL)


def test_a_printer_on_usb_is_known_by_its_file() -> None:
    assert {Role.IDENTITY_CARD, Role.RECEIPT_PRINTER} == roles("usb-printer-replug", USB)
    assert [Role.RECEIPT_PRINTER] == anew("usb-printer-replug", USB)


def test_a_reader_without_a_file_is_looked_at() -> None:
    assert Role.IDENTITY_CARD in roles("usb-card-reader-replug", USB)
    assert Role.SOCIAL_CARD in roles("usb-card-reader-replug", SERIAL)


def test_a_scanner_that_types_is_known_by_its_link() -> None:
    assert {Role.CODE_SCANNER} == roles("scanner-input-replug", SERIAL)
    assert [Role.CODE_SCANNER] == anew("scanner-input-replug", SERIAL)


@pytest.mark.parametrize("config", [SERIAL, USB, TWO_SERIAL])
def test_what_is_no_device_of_a_terminal_is_nobodys(config: DevicesConfig) -> None:
    assert [] == told("none-of-ours", config)


def test_what_has_no_wire_is_left_alone_and_an_unknown_driver_is_always_looked_at() -> None:
    class Odd(msgspec.Struct, tag="odd-wireless", tag_field="driver"):
        """A driver that this table has not heard of."""

    assert frozenset() == subsystems_of(EscposNetwork(host="x"))
    assert frozenset(SUBSYSTEMS) == subsystems_of(Odd())


@pytest.mark.parametrize("properties", [{}, {"SUBSYSTEM": ""}, {"ACTION": "add"}, {"SUBSYSTEM": "tty "}])
def test_an_event_without_its_keys_is_none(properties: dict[str, Any]) -> None:
    assert parse(properties) is None
