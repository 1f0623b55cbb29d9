"""What a device is to the terminal, how it is, and what a technician wants to know of it."""

import datetime as dt
from enum import StrEnum
from typing import assert_never

import msgspec


class Role(StrEnum):
    """What a device is for; each role is one table of terminal.toml and one device at most."""

    IDENTITY_CARD = "identity_card"
    SOCIAL_CARD = "social_card"
    RECEIPT_PRINTER = "receipt_printer"
    DOCUMENT_PRINTER = "document_printer"
    CODE_SCANNER = "code_scanner"
    FACE_CAMERA = "face_camera"
    DOCUMENT_CAMERA = "document_camera"
    POWER = "power"
    REMINDER = "reminder"


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """It can do its work."""


class Strained(msgspec.Struct, frozen=True, tag="strained"):
    """It can do its work, but not for long: paper near its end, running on battery."""

    code: str
    message: str


class Faulty(msgspec.Struct, frozen=True, tag="faulty"):
    """It answers, but can't do its work: no paper, an open cover, a fault of its own."""

    code: str
    message: str


class Absent(msgspec.Struct, frozen=True, tag="absent"):
    """Nothing answers: unplugged, switched off or at another address."""

    message: str


Health = Ready | Strained | Faulty | Absent
"""How a device is. `code` is stable for tests and documentation, `message` a sentence for the technician."""


def works(health: Health) -> bool:
    """Return whether a device can do its work now."""
    match health:
        case Ready() | Strained():
            return True
        case Faulty() | Absent():
            return False
    assert_never(health)


def said(health: Health | None) -> str:
    """Return a health as one word for a desk far away: ready, strained:CODE, faulty:CODE, absent, unknown."""
    match health:
        case None:
            return "unknown"
        case Ready():
            return "ready"
        case Strained(code=code):
            return f"strained:{code}"
        case Faulty(code=code):
            return f"faulty:{code}"
        case Absent():
            return "absent"
    assert_never(health)


def same_kind(one: Health | None, other: Health | None) -> bool:
    """Return whether two healths differ in their technician's sentence at most: no change to tell anybody."""
    return type(one) is type(other) and getattr(one, "code", None) == getattr(other, "code", None)


class Doing(StrEnum):
    """What a device was busy with when its health was learned."""

    REST = "rest"
    """Nothing: it was asked while idle."""
    WAIT = "wait"
    PRINT = "print"
    OTHER = "other"


class DeviceState(msgspec.Struct, frozen=True, kw_only=True):
    """How one device is, since when, and what it was doing as that began; `health` is None until known."""

    role: Role
    health: Health | None = None
    since: dt.datetime
    doing: Doing = Doing.REST


class DeviceInfo(msgspec.Struct, frozen=True, kw_only=True):
    """A device as it names itself; `found` is False when nothing answered, and `message` says why."""

    device: str
    """The role."""
    driver: str
    address: str
    found: bool
    message: str
    model: str | None = None
    serial: str | None = None
    firmware: str | None = None
