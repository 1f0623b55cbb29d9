"""What a receipt printer can be, what it is asked for, and how a print can end."""

from enum import StrEnum

import msgspec

from kiosk.domain.device import Absent, Faulty, Health, Ready, Strained


class PrinterState(StrEnum):
    """What the receipt printer says of itself now."""

    READY = "ready"
    PAPER_NEAR_END = "paper_near_end"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"
    OVERHEATED = "overheated"
    OFFLINE = "offline"
    SILENT = "silent"
    """Connected, but it does not answer status requests."""
    ABSENT = "absent"
    """No connection can be made."""
    LEFTOVER = "leftover"
    """It could print, but a piece of a slip that did not come out whole still hangs in it."""


SENTENCES = {
    PrinterState.READY: "the printer is ready",
    PrinterState.PAPER_NEAR_END: "the paper is nearly used up",
    PrinterState.PAPER_OUT: "there is no paper",
    PrinterState.COVER_OPEN: "the cover is open",
    PrinterState.CUTTER: "the cutter is stuck",
    PrinterState.OVERHEATED: "the print head is too hot",
    PrinterState.OFFLINE: "the printer is offline",
    PrinterState.SILENT: "the printer does not answer: it hangs, or it serves another program",
    PrinterState.ABSENT: "the printer can't be reached",
    PrinterState.LEFTOVER: "a piece of an earlier slip hangs in the printer and is cut off next",
}


def health_of(state: PrinterState) -> Health:
    """Return what a printer's state means for its work."""
    match state:
        case PrinterState.READY:
            return Ready()
        case PrinterState.PAPER_NEAR_END | PrinterState.LEFTOVER:
            return Strained(state, SENTENCES[state])
        case PrinterState.SILENT | PrinterState.ABSENT:
            return Absent(SENTENCES[state])
        case _:
            return Faulty(state, SENTENCES[state])


class Align(StrEnum):
    """Where a line stands on the paper."""

    LEFT = "left"
    CENTRE = "centre"


class Line(msgspec.Struct, frozen=True, tag="line"):
    """Words in one weight; wrapped by the layout when wider than the paper."""

    text: str
    align: Align = Align.LEFT
    bold: bool = False
    large: bool = False
    """Double width and height."""


class Pair(msgspec.Struct, frozen=True, tag="pair"):
    """A label and its value: one line if they fit, else the value wrapped under the label."""

    label: str
    value: str


class Rule(msgspec.Struct, frozen=True, tag="rule"):
    """A dashed line across the paper."""


class QrCode(msgspec.Struct, frozen=True, tag="qr"):
    """A QR code (level M), centred, with its caption below."""

    data: str
    caption: str = ""


class Gap(msgspec.Struct, frozen=True, tag="gap"):
    """Empty lines."""

    lines: int = 1


ReceiptPart = Line | Pair | Rule | QrCode | Gap
ReceiptLayout = tuple[ReceiptPart, ...]


class PrintDone(msgspec.Struct, frozen=True, tag="done"):
    """The printer itself confirmed, after the cut, that the job came out; near-end paper is told."""

    near_end: bool = False


class PrintVoid(msgspec.Struct, frozen=True, tag="void"):
    """The job did not come out whole; what came out is not valid."""

    state: PrinterState
    message: str


class PrintUnconfirmed(msgspec.Struct, frozen=True, tag="unconfirmed"):
    """All bytes were handed over, but this printer can't or did not say what became of them."""

    message: str


PrintOutcome = PrintDone | PrintVoid | PrintUnconfirmed


def has_leftover(health: Health | None) -> bool:
    """Tell whether a piece of a slip hangs in a printer that could cut it off now."""
    return isinstance(health, Strained) and health.code == PrinterState.LEFTOVER


def health_told(outcome: PrintOutcome) -> Health | None:
    """Return what a print's end tells of the printer itself; None when it tells nothing."""
    match outcome:
        case PrintDone(near_end=near_end):
            return health_of(PrinterState.PAPER_NEAR_END if near_end else PrinterState.READY)
        case PrintVoid(state=state):
            return health_of(state)
        case PrintUnconfirmed():
            return None


def cut_mark(cuts: int | None) -> str:
    """Return what the journal keeps of the printer's count of cuts, to be compared after a crash."""
    return "" if cuts is None else f"cuts={cuts}"


def cuts_of(mark: str) -> int | None:
    """Return the count that `cut_mark` wrote; None when there was none."""
    name, _, count = mark.partition("=")
    return int(count) if name == "cuts" and count.isdecimal() else None
