"""What earlier jobs may have left in a printer: bytes not printed, answers not given, paper not cut. Pure."""

from enum import StrEnum

import msgspec

from devices.printer import symbols
from devices.printer.encode import Job, Piece, encode
from devices.printer.profiles import PrinterProfile
from kiosk.domain.printing import Align, Line, Rule

ANSWERS_OF_A_JOB = 3
"""A closing question that is answered by one byte is asked so often in a row: a stray byte is no answer."""
UNKNOWN_ANSWERS = 16
"""More than a process that was killed in a job, or in freeing the paper after one, can still be owed."""
VOID = "VOID"
"""On every piece of paper that is no slip any more."""
VOID_SLIP = (
    Rule(),
    Line("此前未印完的一联作废", Align.CENTRE, bold=True),
    Line(VOID, Align.CENTRE, bold=True),
    Rule(),
)


class Hanging(StrEnum):
    """What hangs in the printer, uncut."""

    NOTHING = "nothing"
    UNTOLD = "untold"
    """This process has not printed yet; one before it may have been killed in a job."""
    PERHAPS = "perhaps"
    """A job went through of which the printer said nothing."""
    VOID = "void"
    """A piece of a job that did not come out whole."""


class Leftover(msgspec.Struct, frozen=True, kw_only=True):
    """What may still be there."""

    inside: bool = False
    """Bytes that are not printed yet."""
    answers: int = 0
    """Answers to GS r that may still come, and be taken for others."""
    hanging: Hanging = Hanging.NOTHING

    @property
    def told(self) -> bool:
        """Tell whether somebody has to free the paper, and not only the next job."""
        return self.hanging in {Hanging.PERHAPS, Hanging.VOID}

    def asked(self, answers: int) -> "Leftover":
        """Remember that bytes were sent with so many questions behind them."""
        suspected = self.suspected()
        return msgspec.structs.replace(suspected, inside=True, answers=self.answers + answers)

    def suspected(self) -> "Leftover":
        """Remember that something hangs, unless it is known what."""
        hanging = Hanging.VOID if self.hanging is Hanging.VOID else Hanging.PERHAPS
        return msgspec.structs.replace(self, hanging=hanging)

    def cleared(self) -> "Leftover":
        """Remember that the printer threw away what was inside."""
        return Leftover(hanging=self.hanging)

    def void(self) -> "Leftover":
        """Remember that what came out is not valid."""
        return msgspec.structs.replace(self, hanging=Hanging.VOID)


NOTHING = Leftover()
UNTOLD = Leftover(inside=True, answers=UNKNOWN_ANSWERS, hanging=Hanging.UNTOLD)


def freeing(leftover: Leftover, profile: PrinterProfile) -> Job:
    """Write what ends a command that was cut off, marks what is void, and cuts it off."""
    layout = VOID_SLIP if leftover.hanging is Hanging.VOID else ()
    padding = bytes(symbols.MAX_COMMAND_BYTES) if leftover.inside else b""
    return Job((Piece(padding, 0), *encode(layout, profile).pieces))
