"""Every way in which waiting for a code on the scanner can end."""

from typing import assert_never

import msgspec

from kiosk.domain.device import Absent, Faulty, Health, Ready


class Scanned(msgspec.Struct, frozen=True, tag="ok"):
    """Something was laid before the scanner; what it means is for kiosk.domain.scanned to say.

    At most LIMIT + 1 bytes: of what was longer the rest was read and dropped.
    """

    payload: bytes

    def __repr__(self) -> str:
        return f"Scanned({len(self.payload)} bytes)"


class NoScanner(msgspec.Struct, frozen=True, tag="no_reader"):
    """The scanner is not there: unplugged, or another port."""

    message: str


class ScannerFault(msgspec.Struct, frozen=True, tag="device_fault"):
    """It is there but can't be used, or what it sent was no whole code; `message` is for the technician."""

    code: str
    message: str


class ScanTimeout(msgspec.Struct, frozen=True, tag="timeout"):
    """No code came in the whole time asked for."""


class ScanCancelled(msgspec.Struct, frozen=True, tag="cancelled"):
    """The caller no longer wants a code."""


ScanOutcome = Scanned | NoScanner | ScannerFault | ScanTimeout | ScanCancelled


def health_told(outcome: ScanOutcome) -> Health | None:
    """Return what an outcome tells of the scanner itself; None when it tells nothing."""
    match outcome:
        case NoScanner(message=message):
            return Absent(message)
        case ScannerFault(code=code, message=message):
            return Faulty(code, message)
        case ScanCancelled():
            return None
        case Scanned() | ScanTimeout():
            return Ready()
    assert_never(outcome)
