"""Printing the certificate on A4 sheets inside a journalled act."""

import threading
from contextlib import suppress
from typing import assert_never

from kiosk.domain.fact import SheetsPrinted
from kiosk.domain.session import DocumentReady, Session, Sheets
from kiosk.domain.sheets import (
    SheetsDone,
    SheetsOutcome,
    SheetsUnconfirmed,
    SheetsVoid,
    noted_job,
    sheets_mark,
)
from kiosk.errors import KioskError
from kiosk.ports import ActKind, DocumentPrinter, Resolver
from kiosk.steps.ports import Ports


def print_sheets(ports: Ports, session: Session, left: threading.Event) -> SheetsPrinted:
    """Print the certificate; without a printer, or once the visit has ended (`left`), nothing is printed."""
    document, printer = session.document, ports.document_printer
    if not isinstance(document, DocumentReady) or document.pdf is None or printer is None or left.is_set():
        return SheetsPrinted(Sheets(None))
    submission = session.submission
    subject, stub = (submission.id, submission.number) if submission is not None else (session.id, "")
    mark = sheets_mark(document.pdf, document.pages)
    try:
        act = ports.journal.begin(ActKind.DOCUMENT, subject, stub=stub, mark=mark)
    except KioskError:
        return SheetsPrinted(Sheets(None))  # nothing is printed that the journal does not know of
    return SheetsPrinted(Sheets(_printed(ports, printer, act, mark, document.pdf, left)))


def _printed(
    ports: Ports, printer: DocumentPrinter, act: int, mark: str, pdf: bytes, left: threading.Event
) -> SheetsOutcome | None:
    job = noted_job(act, mark, pdf)
    if job is None:
        return None
    outcome = printer.print(job, left)
    with suppress(KioskError):  # the sheets are out whether or not that could be noted
        noted, by, sentence = note_sheets(outcome)
        ports.journal.end(act, noted, by=by, sentence=sentence)
        printer.forget(job.name)  # and not before: a restart would ask for it
    return outcome


def note_sheets(outcome: SheetsOutcome) -> tuple[str, Resolver, str]:
    """Return what the journal says of a print: the outcome, who says so, and how that is known."""
    match outcome:
        case SheetsDone(pages=pages):
            return "done", Resolver.PRINTER, f"the printer counted {pages} pages out"
        case SheetsVoid(state=state, message=message):
            return f"void:{state}", Resolver.PRINTER, message
        case SheetsUnconfirmed(message=message):
            return "unconfirmed", Resolver.SCREEN, message
    assert_never(outcome)
