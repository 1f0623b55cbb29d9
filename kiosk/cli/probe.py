"""`kiosk device probe`: what is found and missing of the configured devices, and what is there beside."""

import argparse
import os
import sys
import time
from collections.abc import Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLateError
from typing import Any

import msgspec

from devices.config import DevicesConfig
from devices.inventory import spare_devices
from devices.spare import Spare, suggestion
from kiosk.cli.output import Exit, Output
from kiosk.config import load
from kiosk.config_path import config_path
from kiosk.domain.device import DeviceInfo, Role
from kiosk.errors import ConfigurationError, KioskError
from kiosk.open_devices import open_devices

WITHIN_S = 4.0
"""A device that has not said who it is by then is told as missing; neither others nor the end wait for it."""
NO_DEVICE = "no device is configured: add [devices.identity_card] or another table"
Asked = Mapping[Role, "Future[DeviceInfo]"]


def probe(options: argparse.Namespace, output: Output) -> Exit:
    """Print each configured device, then each that could be; exit 1 when a configured one is missing."""
    config = load(config_path(options.config)).devices
    deadline = time.monotonic() + WITHIN_S
    with open_devices(config) as devices:
        asked = {device.role: device.submit(lambda driver: driver.identify()) for device in devices.all()}
        spares = spare_devices(config)
        found = [_answer(config, role, answer, deadline) for role, answer in asked.items()]
        for info in found:
            _tell(info, output)
        for spare in spares:
            _offer(spare, config, output)
        done = Exit.DONE if all(info.found for info in found) else Exit.NOT_DONE
        if not all(answer.done() for answer in asked.values()):
            sys.stdout.flush()
            os._exit(done)  # a driver that hangs would be waited for
    if not found:
        raise ConfigurationError("no_device", NO_DEVICE)
    return done


def _answer(config: DevicesConfig, role: Role, answer: "Future[DeviceInfo]", deadline: float) -> DeviceInfo:
    try:
        return answer.result(timeout=max(0.0, deadline - time.monotonic()))
    except TooLateError:
        return _missing(config, role, f"it has not said who it is within {WITHIN_S:g} s")
    except KioskError as error:
        return _missing(config, role, error.message)


def _missing(config: DevicesConfig, role: Role, message: str) -> DeviceInfo:
    table: Any = getattr(config, role)
    address = next((str(getattr(table, name)) for name in table.__struct_fields__), "")
    driver = str(table.__struct_config__.tag)
    return DeviceInfo(device=role, driver=driver, address=address, found=False, message=message)


def _tell(info: DeviceInfo, output: Output) -> None:
    values = {**msgspec.structs.asdict(info), "configured": True, "suggestion": None}
    words = "found" if info.found else "missing"
    named = ", ".join(
        f"{name} {value}"
        for name, value in (("model", info.model), ("serial", info.serial), ("firmware", info.firmware))
        if value
    )
    line = f"{info.device}: {words} at {info.address} ({info.driver}) {info.message}"
    output.row(values, f"{line}; {named}" if named else line)


def _offer(spare: Spare, config: DevicesConfig, output: Output) -> None:
    lines = suggestion(spare, config)
    info = DeviceInfo(
        device=spare.use.role,
        driver=spare.use.driver,
        address=spare.address,
        found=True,
        message=f"not configured: {spare.message}",
        model=spare.model,
        serial=spare.serial,
    )
    values = {**msgspec.structs.asdict(info), "configured": False, "suggestion": lines}
    words = f"{spare.use.role}: not configured, at {spare.address}: {spare.message}"
    output.row(values, f"{words}; add\n{_indented(lines)}" if lines else f"{words}; its table is taken")


def _indented(lines: str) -> str:
    return "\n".join(f"    {line}" for line in lines.splitlines())
