"""What a device is to the terminal, how it is, and what a technician wants to know of it."""

from enum import StrEnum

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
