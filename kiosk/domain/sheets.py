"""The certificate on A4 sheets: what is asked of the document printer, and how it can end."""

import hashlib
import re
from enum import StrEnum

import msgspec

from kiosk.domain.device import Absent, Faulty, Health, Ready, Strained


class SheetPrinterState(StrEnum):
    """What the document printer, or the print server before it, says of itself now."""

    READY = "ready"
    PAPER_LOW = "paper_low"
    TONER_LOW = "toner_low"
    PAPER_OUT = "paper_out"
    JAM = "jam"
    COVER_OPEN = "cover_open"
    TONER_OUT = "toner_out"
    OUTPUT_FULL = "output_full"
    OFFLINE = "offline"
    """It says itself that it is not on line, or that somebody has paused it."""
    PAUSED = "paused"
    """The print server holds back every job of the queue."""
    FAULT = "fault"
    """It names a reason that stops it and that is none of these."""
    ABSENT = "absent"
    """Nothing answers: printer, print server or queue."""


WORKING = frozenset({SheetPrinterState.READY, SheetPrinterState.PAPER_LOW, SheetPrinterState.TONER_LOW})
"""The states in which a sheet can come out."""


SENTENCES = {
    SheetPrinterState.READY: "the document printer is ready",
    SheetPrinterState.PAPER_LOW: "the A4 paper is nearly used up: fill the tray",
    SheetPrinterState.TONER_LOW: "the toner is nearly used up: have a cartridge at hand",
    SheetPrinterState.PAPER_OUT: "there is no A4 paper in the tray",
    SheetPrinterState.JAM: "a sheet is jammed: open the printer and pull it out",
    SheetPrinterState.COVER_OPEN: "the document printer's cover is open",
    SheetPrinterState.TONER_OUT: "the toner is used up: change the cartridge",
    SheetPrinterState.OUTPUT_FULL: "the output tray is full or missing",
    SheetPrinterState.OFFLINE: "the document printer says that it is off line: press its online key",
    SheetPrinterState.PAUSED: "CUPS holds the queue back: cupsenable and cupsaccept let it go",
    SheetPrinterState.FAULT: "the document printer has stopped; its own panel says why",
    SheetPrinterState.ABSENT: "the document printer can't be reached",
}


def health_of(state: SheetPrinterState) -> Health:
    """Return what a document printer's state means for its work."""
    match state:
        case SheetPrinterState.READY:
            return Ready()
        case SheetPrinterState.PAPER_LOW | SheetPrinterState.TONER_LOW:
            return Strained(state, SENTENCES[state])
        case SheetPrinterState.ABSENT:
            return Absent(SENTENCES[state])
        case _:
            return Faulty(state, SENTENCES[state])


KEEPS_FILES = "keeps_files"
"""The code of a health: sheets come out, but the print server keeps what residents had printed."""


def kept_by_server(message: str) -> Strained:
    """Return the health of a printer whose server keeps what residents had printed."""
    return Strained(KEEPS_FILES, message)


class SheetsJob(msgspec.Struct, frozen=True, kw_only=True):
    """A document to be printed once; its name finds it again at the print server, and is nobody's."""

    name: str
    pdf: bytes
    pages: int

    def __repr__(self) -> str:
        return f"SheetsJob({self.name}, {self.pages} pages)"


def sheets_mark(pdf: bytes, pages: int) -> str:
    """Return what the journal notes before the print: what finds the job again, nothing of its content."""
    return f"document={hashlib.sha256(pdf).hexdigest()[:DIGEST]} pages={pages}"


def noted_job(act: int, mark: str, pdf: bytes = b"") -> SheetsJob | None:
    """Return the job of an act; None when its mark names none."""
    noted = MARK.fullmatch(mark)
    return SheetsJob(name=f"kiosk-{act}-{noted[1]}", pdf=pdf, pages=int(noted[2])) if noted else None


DIGEST = 16
"""64 bits tell one document from another."""
MARK = re.compile(rf"document=([0-9a-f]{{{DIGEST}}}) pages=(\d+)")


class SheetsDone(msgspec.Struct, frozen=True, tag="done"):
    """The printer itself counted every page out."""

    pages: int


class SheetsVoid(msgspec.Struct, frozen=True, tag="void"):
    """It is certain that the document did not come out whole, and that it won't any more."""

    state: SheetPrinterState
    message: str


class SheetsUnconfirmed(msgspec.Struct, frozen=True, tag="unconfirmed"):
    """It may have come out: whoever stands there sees it, this program can't."""

    message: str


SheetsOutcome = SheetsDone | SheetsVoid | SheetsUnconfirmed


def health_told(outcome: SheetsOutcome) -> Health | None:
    """Return what a print's end tells of the printer; what was broken off or came out tells nothing."""
    match outcome:
        case SheetsVoid(state=state) if state not in WORKING:
            return health_of(state)
        case _:
            return None
