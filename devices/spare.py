"""A device that is plugged in and stands in no table of terminal.toml, with the lines that would add it."""

import os
from typing import Any

import msgspec

from devices.config import DevicesConfig
from kiosk.domain.device import Role


class Use(msgspec.Struct, frozen=True):
    """What a device may be for, and the driver for that."""

    role: Role
    driver: str


class Spare(msgspec.Struct, frozen=True, kw_only=True):
    """A device that is there and not configured."""

    uses: tuple[Use, ...]
    """What it may be for, the likeliest first."""
    address: str
    message: str
    settings: tuple[tuple[str, str], ...] = ()
    """Of its table, beside `driver`."""
    model: str | None = None
    serial: str | None = None

    @property
    def use(self) -> Use:
        """What it is most likely for."""
        return self.uses[0]


def suggestion(spare: Spare, config: DevicesConfig) -> str | None:
    """Return the lines to add to terminal.toml for the first use whose table is free; None when none is."""
    free = (use for use in spare.uses if getattr(config, use.role, MISSING) is None)
    use = next(free, None)
    if use is None:
        return None
    values = (("driver", use.driver), *spare.settings)
    return f"[devices.{use.role}]\n" + "".join(f"{key} = {_quoted(value)}\n" for key, value in values)


MISSING = object()
"""A role for which this version has no table."""


def is_configured(spare: Spare, config: DevicesConfig) -> bool:
    """Say whether some table names this device, or takes whatever its driver finds."""
    tables = {role: getattr(config, role, None) for role in Role}
    return any(
        table is not None and (_same(spare.address, table) or _takes(role, table, spare))
        for role, table in tables.items()
    )


def _takes(role: Role, table: Any, spare: Spare) -> bool:  # noqa: ANN401 any table of devices/config.py
    """Say whether a table's values, which may be parts of a name or empty, fit the device."""
    use = Use(role, str(table.__struct_config__.tag))
    return use in spare.uses and all(str(getattr(table, key, "")) in value for key, value in spare.settings)


def _same(address: str, table: Any) -> bool:  # noqa: ANN401
    values = [getattr(table, field) for field in table.__struct_fields__]
    texts = {value for value in values if isinstance(value, str) and value}
    if address in texts:
        return True
    resolved = {os.path.realpath(text) for text in texts if text.startswith("/")}
    return address.startswith("/") and os.path.realpath(address) in resolved


def _quoted(value: str) -> str:
    """Return a basic string of TOML 1.0; JSON escapes all that it must, but for DEL."""
    return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
