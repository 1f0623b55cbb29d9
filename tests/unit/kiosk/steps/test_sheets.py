"""The certificate on paper: journalled before it is printed, forgotten once its outcome is noted."""

import threading

import msgspec
import pytest

from kiosk.domain.session import DocumentReady, Session, Sheets
from kiosk.domain.sheets import (
    SheetPrinterState,
    SheetsDone,
    SheetsOutcome,
    SheetsUnconfirmed,
    SheetsVoid,
    noted_job,
    sheets_mark,
)
from kiosk.ports import ActKind, Resolver
from kiosk.steps.sheets import print_sheets
from tests.unit.kiosk.steps.memory import DISK, Terminal, visit

PDF = b"%PDF"
VOID = SheetsVoid(SheetPrinterState.JAM, "a sheet is jammed")


@pytest.fixture
def session() -> Session:
    ready = DocumentReady("https://c.example/d/x", b"png", 2, PDF)
    return msgspec.structs.replace(visit("social-insurance-proof"), document=ready)


@pytest.fixture
def printing(terminal: Terminal) -> Terminal:
    terminal.with_document_printer()
    return terminal


def test_sheets_are_journalled_around_and_then_forgotten(printing: Terminal, session: Session) -> None:
    assert Sheets(SheetsDone(2)) == print_sheets(printing.ports, session, threading.Event()).sheets
    assert ["begin document", "print sheets", "end done", "forget"] == printing.events
    assert (ActKind.DOCUMENT, session.id, "") in printing.asked
    assert [sheets_mark(PDF, 2)] == printing.marks
    assert [(Resolver.PRINTER, "the printer counted 2 pages out")] == printing.answers


def test_the_job_has_the_name_that_the_journal_finds_again(printing: Terminal, session: Session) -> None:
    print_sheets(printing.ports, session, threading.Event())
    job = noted_job(1, printing.marks[0])
    assert job is not None
    assert (job.name, PDF, False) in printing.asked
    assert 2 == job.pages


@pytest.mark.parametrize(
    ("outcome", "noted"), [(VOID, "end void:jam"), (SheetsUnconfirmed("no answer"), "end unconfirmed")]
)
def test_what_the_printer_said_is_noted_and_told(
    printing: Terminal, session: Session, outcome: SheetsOutcome, noted: str
) -> None:
    printing.says["print sheets"] = outcome
    assert Sheets(outcome) == print_sheets(printing.ports, session, threading.Event()).sheets
    assert [noted, "forget"] == printing.events[-2:]


def test_nothing_is_printed_that_the_journal_does_not_know_of(printing: Terminal, session: Session) -> None:
    printing.says["begin document"] = DISK
    assert Sheets(None) == print_sheets(printing.ports, session, threading.Event()).sheets
    assert [] == printing.order_of("print sheets")


def test_an_outcome_that_could_not_be_noted_is_told_and_its_job_not_forgotten(
    printing: Terminal, session: Session
) -> None:
    printing.says["end done"] = DISK
    assert Sheets(SheetsDone(2)) == print_sheets(printing.ports, session, threading.Event()).sheets
    assert [] == printing.order_of("forget")


def test_nothing_is_printed_for_a_visit_that_is_over(printing: Terminal, session: Session) -> None:
    left = threading.Event()
    left.set()
    assert Sheets(None) == print_sheets(printing.ports, session, left).sheets
    assert [] == printing.events


def test_without_a_printer_nothing_is_begun(terminal: Terminal, session: Session) -> None:
    assert Sheets(None) == print_sheets(terminal.ports, session, threading.Event()).sheets
    assert [] == terminal.events


@pytest.mark.parametrize("mark", ["", "cuts=7", "document=xyz pages=2", "document=0123456789abcdef pages="])
def test_a_mark_of_another_kind_names_no_job(mark: str) -> None:
    assert noted_job(1, mark) is None
