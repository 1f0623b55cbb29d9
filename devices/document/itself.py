"""The printer asked for itself, past the print server: how it is, who it is, and what it counted of a job.

An idle queue of CUPS keeps reasons of long ago, and the pages it counts are its filter's, not the printer's.
"""

import re

import msgspec

from devices.document.ipp import Asked, Attributes, Operation, Tag, question
from devices.document.line import NoAnswerError, Place, ask
from devices.document.reasons import state_of
from devices.document.server import first
from kiosk.domain.sheets import SheetPrinterState

SERIAL = re.compile(r"(?:^|;)\s*(?:SN|SER|SERN|SERIALNUMBER)\s*:\s*([^;]+)", re.IGNORECASE)
"""In an IEEE 1284 device id."""


class Nature(msgspec.Struct, frozen=True, kw_only=True):
    """Who the printer says it is."""

    model: str | None
    serial: str | None
    firmware: str | None


class PrinterJob(msgspec.Struct, frozen=True, kw_only=True):
    """A job as the printer has it: its state, and the pages it has counted out (None: it does not count)."""

    state: int
    counted: int | None


class PrinterItself:
    """A printer that speaks IPP; every call is one question, within `ask_s`, or NoAnswerError."""

    def __init__(self, place: Place, uri: str, *, ask_s: float) -> None:
        self._place = place
        self._uri = uri
        self._ask_s = ask_s

    def state(self) -> SheetPrinterState:
        """Ask how it is."""
        known = self._known(("printer-state", "printer-state-reasons"))
        reasons = tuple(str(reason) for reason in known.get("printer-state-reasons", ()))
        return state_of(int(first(known, "printer-state", 0)), reasons)

    def nature(self) -> Nature:
        """Ask who it is."""
        return _nature(self._known(NATURE))

    def job(self, name: str) -> PrinterJob | None:
        """Ask for the job of that name, which the print server hands on; None when it lists none."""
        asked = (
            Asked(Tag.KEYWORD, "which-jobs", ("all",)),
            Asked(Tag.KEYWORD, "requested-attributes", JOB_ATTRIBUTES),
        )
        answer = ask(self._place, question(Operation.GET_JOBS, self._uri, asked), within_s=self._ask_s)
        found = [one for one in answer.of(Tag.JOB) if first(one, "job-name", "") == name]
        return _job(found[0]) if found else None

    def _known(self, wanted: tuple[str, ...]) -> Attributes:
        asked = (Asked(Tag.KEYWORD, "requested-attributes", wanted),)
        data = question(Operation.GET_PRINTER_ATTRIBUTES, self._uri, asked)
        answer = ask(self._place, data, within_s=self._ask_s)
        found = answer.of(Tag.PRINTER)
        if not answer.ok or not found:
            raise NoAnswerError(f"the printer at {self._place} says nothing of itself", arrived=True)
        return found[0]


NATURE = (
    "printer-make-and-model",
    "printer-device-id",
    "printer-uuid",
    "printer-firmware-string-version",
)
JOB_ATTRIBUTES = ("job-name", "job-state", "job-impressions-completed", "job-media-sheets-completed")


def _nature(known: Attributes) -> Nature:
    serial = SERIAL.search(str(first(known, "printer-device-id", "")))
    firmware = known.get("printer-firmware-string-version", ())
    return Nature(
        model=_text(known, "printer-make-and-model"),
        serial=serial[1].strip() if serial else _text(known, "printer-uuid"),
        firmware=", ".join(str(one) for one in firmware) or None,
    )


def _text(known: Attributes, name: str) -> str | None:
    return str(first(known, name, "")) or None


def _job(found: Attributes) -> PrinterJob:
    counts = [found.get(name, ()) for name in JOB_ATTRIBUTES[2:]]
    told = [int(count[0]) for count in counts if count]
    return PrinterJob(state=int(first(found, "job-state", 0)), counted=max(told) if told else None)
