"""Hot-plug: what the kernel's device events mean for the configured devices. Pure."""

import contextlib
import os
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from devices.config import DevicesConfig
from kiosk.domain.device import Role

SUBSYSTEMS = ("tty", "usb", "usbmisc", "input", "video4linux", "hidraw")
"""What devices of a terminal show themselves as."""
_WANTED = ("ACTION", "SUBSYSTEM", "DEVNAME", "DEVLINKS")
_ALL = frozenset(SUBSYSTEMS)
_WIRES: dict[str, frozenset[str]] = {
    "serial": frozenset(("tty", "usb")),
    "usb": frozenset(("usb", "usbmisc", "hidraw")),
    "pcsc": frozenset(("usb",)),
    "evdev": frozenset(("input",)),
    "v4l2": frozenset(("usb", "video4linux")),
    "cups": frozenset(("usb", "usbmisc")),
    "nut": frozenset(("usb", "hidraw")),
    "network": frozenset(),
    "http": frozenset(),
    "file": frozenset(),
}
"""By the last word of a driver's name; a driver of any other wire is looked at on every event."""


class DeviceEvent(msgspec.Struct, frozen=True):
    """A device came, went or changed."""

    action: str
    subsystem: str
    nodes: frozenset[str]
    """Its device file and the links to it."""


class Concern(msgspec.Struct, frozen=True):
    """A configured device that an event may be about; `anew`: it is, and it has just come."""

    role: Role
    anew: bool


def wanted(properties: Mapping[str, str]) -> dict[str, str]:
    """Return what of an event's properties is looked at here.

    Each is asked for by itself: pyudev decodes as it is asked, and a stranger's property may be no text.
    """
    found: dict[str, str] = {}
    for name in _WANTED:
        with contextlib.suppress(KeyError, UnicodeDecodeError):
            found[name] = properties[name]
    return found


def parse(properties: Mapping[str, str]) -> DeviceEvent | None:
    """Read a udev event's properties (udev(7)); None for one that is about no device of ours."""
    subsystem = properties.get("SUBSYSTEM", "")
    if subsystem not in SUBSYSTEMS:
        return None
    nodes = {properties.get("DEVNAME", ""), *properties.get("DEVLINKS", "").split()} - {""}
    return DeviceEvent(properties.get("ACTION", ""), subsystem, frozenset(nodes))


def concerns(event: DeviceEvent, config: DevicesConfig) -> Iterator[Concern]:
    """Yield what to look at now: all behind such a wire; with a new handle where its own file came."""
    for role in Role:
        table = getattr(config, role, None)
        if table is not None and event.subsystem in subsystems_of(table):
            own = bool(event.nodes & _nodes(table))
            yield Concern(role, anew=own and event.action == "add")


def subsystems_of(table: Any) -> frozenset[str]:  # noqa: ANN401 any of the tables of devices/config.py
    """Return where a configured device would show itself."""
    wire = str(table.__struct_config__.tag).rpartition("-")[2]
    return _WIRES.get(wire, _ALL)


def _nodes(table: Any) -> frozenset[str]:  # noqa: ANN401
    """Return the device files that a table names, and what those that are links lead to now."""
    values = (getattr(table, field) for field in table.__struct_fields__)
    paths = [value for value in values if isinstance(value, str) and value.startswith("/")]
    return frozenset(paths) | {os.path.realpath(path) for path in paths}
