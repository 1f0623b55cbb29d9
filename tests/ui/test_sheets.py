"""The certificate on paper as the resident meets it: tried again only where it certainly did not come out."""

import threading

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from kiosk.catalogue.loader import Catalogue
from kiosk.domain.sheets import SheetsDone, SheetsJob, SheetsOutcome
from tests.ui.memory import Terminal
from tests.ui.stages import Stage
from ui.conductor import Conductor
from ui.pointer import Pointer

LONG_MS = 10_000


class MemoryPrinter:
    """Counts what it prints."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def print(self, job: SheetsJob, cancel: threading.Event) -> SheetsOutcome:
        assert not cancel.is_set()
        self.names.append(job.name)
        return SheetsDone(job.pages)

    def settle(self, name: str, pages: int) -> SheetsOutcome | None:
        raise AssertionError(name, pages)

    def forget(self, name: str) -> None:
        assert [name] == self.names


@pytest.fixture
def printer(conductor: Conductor) -> MemoryPrinter:
    printer = MemoryPrinter()
    conductor.ports = msgspec.structs.replace(conductor.ports, document_printer=printer)
    return printer


@pytest.fixture
def stage(conductor: Conductor, catalogue: Catalogue, printer: MemoryPrinter) -> Stage:
    assert [] == printer.names
    return Stage(conductor, catalogue)


def test_what_did_not_come_out_is_printed_again_once(
    conductor: Conductor,
    stage: Stage,
    printer: MemoryPrinter,
    hand: Pointer,
    qtbot: QtBot,
    terminal: Terminal,
) -> None:
    stage.enter("receipt-sheets-void")
    qtbot.waitUntil(lambda: hand.shows("printSheetsAgain"), timeout=LONG_MS)
    hand.tap("printSheetsAgain")
    qtbot.waitUntil(lambda: printed(conductor) == SheetsDone(2), timeout=LONG_MS)
    qtbot.waitUntil(lambda: not hand.shows("printSheetsAgain"), timeout=LONG_MS)
    assert [("document", "done")] == terminal.journal.acts
    conductor.print_sheets_again()
    assert 1 == len(printer.names)


@pytest.mark.parametrize("name", ["receipt-sheets", "receipt-sheets-unconfirmed", "receipt-certificate"])
def test_what_may_have_come_out_is_never_printed_again(
    conductor: Conductor, stage: Stage, printer: MemoryPrinter, hand: Pointer, qtbot: QtBot, name: str
) -> None:
    stage.enter(name)
    qtbot.waitUntil(lambda: hand.shows("paperState"), timeout=LONG_MS)
    assert not hand.shows("printSheetsAgain")
    conductor.print_sheets_again()
    assert [] == printer.names


def test_the_end_of_a_visit_takes_its_print_back(conductor: Conductor, stage: Stage) -> None:
    stage.enter("receipt-sheets")
    before = conductor.left
    conductor.finish()
    assert (True, False) == (before.is_set(), conductor.left.is_set())


def printed(conductor: Conductor) -> SheetsOutcome | None:
    session = conductor.session
    return session.sheets.print if session is not None and session.sheets is not None else None
