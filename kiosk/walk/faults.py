"""The faults that a walk can meet, as rows of faults.toml."""

import functools
import tomllib
from enum import StrEnum
from pathlib import Path

import msgspec

from kiosk.domain.device import Role

TABLE = Path(__file__).with_name("faults.toml")


class Strikes(StrEnum):
    """What a fault strikes, and so what follows from it: faults.toml explains each."""

    CENTRE = "centre"
    MAINS = "mains"
    READER = "reader"
    CARD = "card"
    SLOT = "slot"
    PRINTER = "printer"
    SHEETS = "sheets"
    CODE = "code"
    PAYER = "payer"
    CAMERA = "camera"
    FACE = "face"
    NOTHING = "nothing"


class FaultRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of faults.toml."""

    on: Strikes
    tell: tuple[dict[str, str | int | float], ...]
    says: str | None = None
    away: Role | None = None
    """The device that attract says is away, until it is mended."""
    extra: Role | None = None
    """The device that the stage has for this fault alone: other walks go without it."""
    mended: bool = False


@functools.cache
def faults() -> dict[str, FaultRow]:
    """Return every fault by its name."""
    return msgspec.convert(tomllib.loads(TABLE.read_text(encoding="utf-8")), dict[str, FaultRow])
