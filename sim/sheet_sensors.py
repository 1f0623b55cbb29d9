"""How ippeveprinter learns of its tray, by its own web form, and what it says of itself and of a job."""

import http.client

from devices.document.ipp import Answer, Asked, Operation, Tag, question
from devices.document.line import NoAnswerError, ask, printer_place

ASK_S = 3.0
FULL_TRAY = 250
PANEL = "panel"
"""The name of a job that prints nothing: it only lets the printer say its new reasons."""


class SheetSensors:
    """Tells one printer, and asks it; one that is off hears nothing."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._uri = f"ipp://localhost:{port}/ipp/print"

    def tray(self, sheets: int) -> None:
        """Say how many sheets lie in the tray."""
        level = min(max(sheets, 0), FULL_TRAY)
        self._form(f"/media?size0=iso_a4_210x297mm&type0=stationery&level0={level}")

    def said(self) -> frozenset[str]:
        """Return the reasons that the printer gives now, without how severe it calls them."""
        asked = (Asked(Tag.KEYWORD, "requested-attributes", ("printer-state-reasons",)),)
        answer = self._ask(question(Operation.GET_PRINTER_ATTRIBUTES, self._uri, asked))
        printers = answer.of(Tag.PRINTER) if answer is not None else ()
        reasons = printers[0].get("printer-state-reasons", ()) if printers else ()
        return frozenset(str(reason).removesuffix("-report").removesuffix("-warning") for reason in reasons)

    def show(self) -> None:
        """Run the print command for no page at all: what it says of itself is what the printer says."""
        asked = (
            Asked(Tag.NAME, "job-name", (PANEL,)),
            Asked(Tag.MIME, "document-format", ("application/pdf",)),
        )
        self._ask(question(Operation.PRINT_JOB, self._uri, asked) + b"%PDF-1.4\n")

    def is_cancelled(self, job: int) -> bool:
        """Say whether somebody has cancelled the job that is being printed."""
        asked = (
            Asked(Tag.INTEGER, "job-id", (job,)),
            Asked(Tag.KEYWORD, "requested-attributes", ("job-state-reasons",)),
        )
        answer = self._ask(question(Operation.GET_JOB_ATTRIBUTES, self._uri, asked))
        jobs = answer.of(Tag.JOB) if answer is not None else ()
        return bool(jobs) and "processing-to-stop-point" in jobs[0].get("job-state-reasons", ())

    def _form(self, path: str) -> None:
        connection = http.client.HTTPConnection("localhost", self._port, timeout=ASK_S)
        try:
            connection.request("GET", path)
            connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            return
        finally:
            connection.close()

    def _ask(self, data: bytes) -> Answer | None:
        place = printer_place(self._uri)
        try:
            return ask(place, data, within_s=ASK_S) if place is not None else None
        except NoAnswerError:
            return None
