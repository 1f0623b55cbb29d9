"""How much paper is left: what was printed since the roll was changed, kept on disk, against its length."""

import contextlib
from pathlib import Path

import msgspec

from kiosk.domain.device import Health, Ready, Strained
from kiosk.domain.printing import PrinterState

LOW_MM = 1_000
"""Some three slips."""
NEAR_END_MM = 3_000
"""What a near-end sensor leaves at most; where it sits is the technician's to set."""
ENDING = frozenset({PrinterState.PAPER_NEAR_END, PrinterState.PAPER_OUT})
WELL = frozenset({PrinterState.READY, PrinterState.LEFTOVER})


class Roll(msgspec.Struct, frozen=True):
    """A roll as far as it was used."""

    used_mm: float = 0.0
    ending: bool = False
    """The printer's own sensors said so."""

    def printed(self, mm: float) -> "Roll":
        return msgspec.structs.replace(self, used_mm=self.used_mm + mm)

    def seen(self, state: PrinterState) -> "Roll":
        """Take in what the sensors say: paper that was ending and is not any more is a new roll."""
        if state in ENDING:
            return msgspec.structs.replace(self, ending=True)
        return Roll() if self.ending and state in WELL else self

    def left_mm(self, length_mm: float) -> float:
        """Tell how much is left of a roll of that length; the sensor corrects the count."""
        left = max(0.0, length_mm - self.used_mm)
        return min(left, NEAR_END_MM) if self.ending else left


class RollBook:
    """Keeps one printer's roll on disk; without a length it keeps nothing and foresees nothing."""

    def __init__(self, file: Path, length_mm: int) -> None:
        self._file = file
        self._length_mm = length_mm
        self._roll = _read(file) if length_mm else Roll()

    def printed(self, mm: float) -> None:
        """Count paper that was asked for; what stopped in the middle counts whole."""
        self._keep(self._roll.printed(mm))

    def foresee(self, state: PrinterState, health: Health) -> Health:
        """Take in what the sensors say, and add to a healthy printer what is coming."""
        self._keep(self._roll.seen(state))
        left = self._roll.left_mm(self._length_mm)
        if not self._length_mm or not isinstance(health, Ready) or left > LOW_MM:
            return health
        return Strained(
            PrinterState.PAPER_NEAR_END, f"about {left / 1000:.1f} m of paper are left, by the count"
        )

    def _keep(self, roll: Roll) -> None:
        if not self._length_mm or roll == self._roll:
            return
        self._roll = roll
        with contextlib.suppress(OSError):  # a forecast is worth no print
            fresh = self._file.with_name(self._file.name + ".new")
            fresh.write_bytes(msgspec.json.encode(roll))
            fresh.replace(self._file)


def _read(file: Path) -> Roll:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Roll)
    except (OSError, msgspec.MsgspecError):
        return Roll()
