"""Where a scanned code ends: pure; it is what comes between two silences, and its mark proves it whole."""

from devices.config import Terminator
from kiosk.domain.scanned import LIMIT

MARKS = {Terminator.CR: b"\r", Terminator.LF: b"\n", Terminator.CRLF: b"\r\n", Terminator.PAUSE: b""}
MARKED_QUIET_S = 0.05
"""Silence after the mark; what follows sooner is of the same code. USB converters hold bytes up to 16 ms."""
PAUSE_QUIET_S = 0.15
LOST_QUIET_S = 0.5
"""Silence without the mark: nothing more will come."""
_LONGEST_MARK = 2
_SEEN = (Terminator.CRLF, Terminator.CR, Terminator.LF)


class Burst:
    """The bytes since the last silence; what is beyond LIMIT + 1 is counted and dropped.

    A mark inside a code (a stranger may put any byte into one) is part of it and does not begin another.
    """

    def __init__(self, terminator: Terminator) -> None:
        self._terminator = terminator
        self._mark = MARKS[terminator]
        self._kept = bytearray()
        self._tail = b""
        self.count = 0

    def add(self, chunk: bytes) -> None:
        """Take what came."""
        self.count += len(chunk)
        self._kept += chunk[: LIMIT + 1 + len(self._mark) - len(self._kept)]
        self._tail = (self._tail + chunk)[-_LONGEST_MARK:]

    @property
    def quiet_s(self) -> float:
        """How long it has to be silent for the code to have ended."""
        if self._terminator is Terminator.PAUSE:
            return PAUSE_QUIET_S
        return MARKED_QUIET_S if self._whole else LOST_QUIET_S

    def payload(self) -> bytes | None:
        """Return the code without its mark, once silence came; None when the mark did not come."""
        if not self._whole:
            return None
        length = self.count - len(self._mark)
        return bytes(self._kept[: min(length, LIMIT + 1)])

    def complaint(self) -> str:
        """Say what is wrong with what ended without its mark, without a word of it."""
        wanted = self._terminator.value.upper()
        seen = next((name for name in _SEEN if self._tail.endswith(MARKS[name])), None)
        said = f"{self.count} bytes came without the {wanted} that ends a code"
        if seen is None:
            return f"{said}: let the scanner send {wanted} after each code"
        return f'{said}, but with {seen.value.upper()}: set terminator = "{seen.value}"'

    @property
    def _whole(self) -> bool:
        return self._tail.endswith(self._mark)
