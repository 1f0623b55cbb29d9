"""After a stop each open act gets an answer, from the printer's count or from the disk."""

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.ids import ItemId, MatterCode
from kiosk.domain.payment import PaymentClosed, PaymentSettled, PaymentStatus
from kiosk.domain.printing import PrintDone, PrinterState, PrintOutcome, PrintVoid, ReceiptLayout, cut_mark
from kiosk.domain.sheets import (
    SheetPrinterState,
    SheetsDone,
    SheetsJob,
    SheetsOutcome,
    SheetsUnconfirmed,
    SheetsVoid,
    noted_job,
    sheets_mark,
)
from kiosk.domain.submission import InterruptedSlip
from kiosk.ports import ActKind, ItemDraft
from kiosk.recovery import ActRecovery
from offline_queue.claims import unpaid
from offline_queue.journal import SqliteJournal
from offline_queue.uptime import Boot, Moment
from tests.unit.offline_queue.conftest import START, MemoryCentre, Queue, StillClock

PAID = PaymentSettled(order="K1", amount_fen=1, transaction="W", wallet="w", paid_at=START)
CUTS = 41


class CountingPrinter:
    """A printer that counts its cuts, or doesn't, and never is asked to print."""

    def __init__(self, cuts: int | None) -> None:
        self.count = cuts
        self.severed = 0
        self.says: PrintOutcome = PrintDone()

    def print(self, layout: ReceiptLayout) -> PrintOutcome:
        raise AssertionError(layout)

    def state(self) -> PrinterState:
        return PrinterState.READY

    def cuts(self) -> int | None:
        return self.count

    def cuts_before_slip(self) -> int | None:
        raise AssertionError

    def sever(self) -> PrintOutcome:
        self.severed += 1
        return self.says


class SettlingPrinter:
    """A document printer that is asked about old jobs and never to print."""

    def __init__(self, says: SheetsOutcome | None) -> None:
        self.says = says
        self.asked: list[tuple[str, int]] = []
        self.forgotten: list[str] = []

    def print(self, job: SheetsJob, cancel: threading.Event) -> SheetsOutcome:
        raise AssertionError(job, cancel)

    def settle(self, name: str, pages: int) -> SheetsOutcome | None:
        self.asked.append((name, pages))
        return self.says

    def forget(self, name: str) -> None:
        self.forgotten.append(name)


class Bell:
    def __init__(self) -> None:
        self.rings = 0

    def ring(self) -> None:
        self.rings += 1

    def ask_checkpoint(self) -> None:
        raise AssertionError


class Start:
    """One start of the screen's process over what the one before left."""

    def __init__(self, queue: Queue) -> None:
        self.queue = queue
        self.journal = SqliteJournal(queue.database, queue.clock, queue.outbox.boot)
        self.bell = Bell()

    def resolve(
        self, printer: CountingPrinter | None, sheets: "SettlingPrinter | None" = None
    ) -> tuple[InterruptedSlip, ...]:
        return ActRecovery(self.journal, self.queue.outbox, self.bell, printer, sheets).resolve()

    def put(self, *, awaiting_payment: bool = False) -> ItemDraft:
        draft = self.queue.draft()
        self.queue.outbox.put(draft, awaiting_payment=awaiting_payment)
        return draft

    def printing(self, item: ItemId, cuts: int | None = CUTS) -> int:
        number = self.queue.outbox.look(item).number
        return self.journal.begin(ActKind.PRINT, item, stub=number, mark=cut_mark(cuts))

    def offered(self, item: ItemId) -> InterruptedSlip:
        """Return what is offered of a number that nobody saw."""
        outbox = self.queue.outbox
        return InterruptedSlip(outbox.signed(outbox.look(item)), MatterCode("m"), START, known_void=True)

    def outcomes(self) -> list[tuple[str, str | None, str]]:
        return [(act.kind, act.outcome, act.resolved_by) for act in self.journal.acts()]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    queue = Queue(tmp_path / "queue.db", StillClock(), MemoryCentre())
    queue.enrol(numbers=50)
    yield Start(queue)
    queue.database.close()


def test_number_that_nobody_ever_saw_is_offered_without_asking_the_printer(start: Start) -> None:
    draft = start.put()
    (slip,) = start.resolve(None)
    assert start.offered(draft.id) == slip
    start.journal.end(start.printing(draft.id), "done")
    assert () == start.resolve(None)


@pytest.mark.parametrize("word", [None, PaymentClosed("K1")])
def test_what_was_not_taken_in_is_offered_to_nobody(
    start: Start, word: PaymentClosed | None, caplog: pytest.LogCaptureFixture
) -> None:
    draft = start.put(awaiting_payment=True)
    start.printing(draft.id)
    if word is not None:
        start.queue.outbox.pay(draft.id, word)
    assert () == start.resolve(CountingPrinter(CUTS))
    assert () == start.resolve(CountingPrinter(CUTS))
    assert "did not come out whole" in caplog.text


def test_start_after_an_ordinary_end_asks_nobody(start: Start) -> None:
    act = start.printing(start.put().id)
    start.journal.end(act, "done")
    assert () == start.resolve(None)
    assert [("print", "done", "screen")] == start.outcomes()


def test_slip_that_the_printer_cut_came_out(start: Start) -> None:
    printer = CountingPrinter(CUTS + 1)
    start.printing(start.put().id)
    assert () == start.resolve(printer)
    assert [("print", "came_out", "printer")] == start.outcomes()
    assert 0 == printer.severed


def test_slip_before_which_the_paper_was_not_even_freed_did_not_come_out(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    start.printing(start.put().id)
    (slip,) = start.resolve(CountingPrinter(CUTS - 1))
    assert slip.known_void
    assert "did not come out whole" in caplog.text


def test_slip_that_was_never_cut_did_not_come_out_and_is_cut_off(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    printer, draft = CountingPrinter(CUTS), start.put()
    start.printing(draft.id)
    (slip,) = start.resolve(printer)
    assert start.offered(draft.id) == slip
    assert [("print", "not_out", "printer"), ("cut", "done", "printer")] == start.outcomes()
    assert 1 == printer.severed
    assert [logging.WARNING] == [record.levelno for record in caplog.records]
    assert slip.submission.number in caplog.text
    assert () == start.resolve(printer)


@pytest.mark.parametrize(
    ("before", "now"), [(None, None), (None, CUTS), (CUTS, None), (CUTS, CUTS + 2), (CUTS, CUTS - 2)]
)
def test_slip_that_nobody_can_tell_of_may_have_come_out(
    start: Start, caplog: pytest.LogCaptureFixture, before: int | None, now: int | None
) -> None:
    start.printing(start.put().id, before)
    (slip,) = start.resolve(CountingPrinter(now))
    assert not slip.known_void
    assert ("print", "unknown_after_restart", "recovery") == start.outcomes()[0]
    assert "may have come out" in caplog.text


def test_count_that_stands_still_over_a_power_cut_is_not_believed(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    start.printing(start.put().id)
    again = Start(start.queue.reboot("boot-2"))
    (slip,) = again.resolve(CountingPrinter(CUTS))
    assert not slip.known_void
    assert "may have come out" in caplog.text
    again.queue.database.close()


def test_count_that_went_on_is_believed_over_a_power_cut(start: Start) -> None:
    start.printing(start.put().id)
    again = Start(start.queue.reboot("boot-2"))
    assert () == again.resolve(CountingPrinter(CUTS + 1))
    again.queue.database.close()


def test_slip_without_a_number_is_answered_and_not_offered(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    start.journal.begin(ActKind.PRINT, "visit", stub="", mark=cut_mark(CUTS))
    assert () == start.resolve(CountingPrinter(CUTS))
    assert "without a number" in caplog.text
    assert ("print", "not_out", "printer") == start.outcomes()[0]


def test_terminal_whose_printer_was_taken_away_still_starts(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    start.printing(start.put().id)
    assert 1 == len(start.resolve(None))
    assert [("print", "unknown_after_restart", "recovery")] == start.outcomes()
    assert "could not be asked" in caplog.text


def test_cut_that_was_cut_short_is_cut_again(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    printer = CountingPrinter(CUTS)
    printer.says = PrintVoid(PrinterState.CUTTER, "the cutter is stuck")
    start.journal.begin(ActKind.CUT, "receipt_printer", stub="")
    assert () == start.resolve(printer)
    first, second = start.outcomes()
    assert ("cut", "unknown_after_restart", "recovery") == first
    assert ("cut", "void:cutter", "printer") == second
    assert "cut again" in caplog.text


def test_unpaid_order_stays_open_and_the_sync_process_may_ask_at_once(start: Start) -> None:
    draft = start.put(awaiting_payment=True)
    start.journal.begin(ActKind.PAY, draft.id, stub="K1")
    now = Moment(Boot("boot-1"), start.queue.clock.monotonic())
    with start.queue.database.reading() as connection:
        assert () == unpaid(connection, now)
    assert () == start.resolve(None)
    with start.queue.database.reading() as connection:
        assert (draft.id,) == unpaid(connection, now)
    assert [("pay", None, "")] == start.outcomes()
    assert 1 == start.bell.rings


@pytest.mark.parametrize(("word", "outcome"), [(PAID, "settled"), (PaymentClosed("K1"), "closed")])
def test_money_whose_row_has_its_answer_is_answered_from_the_disk(
    start: Start, word: PaymentStatus, outcome: str
) -> None:
    draft = start.put(awaiting_payment=True)
    start.queue.outbox.pay(draft.id, word)
    start.journal.begin(ActKind.PAY, draft.id, stub="K1")
    start.resolve(None)
    assert [("pay", outcome, "recovery")] == start.outcomes()


def test_order_of_nothing_is_said_to_be_of_nothing(start: Start) -> None:
    start.journal.begin(ActKind.PAY, "no-such-item", stub="K1")
    start.resolve(None)
    assert [("pay", "nothing_kept", "recovery")] == start.outcomes()


def test_act_of_a_later_version_is_left_open(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    with start.queue.database.writing() as connection:
        connection.execute(
            "INSERT INTO act (kind, subject, stub, began_at) VALUES ('teleport', 's', '', ?)",
            (START.isoformat(),),
        )
    assert () == start.resolve(CountingPrinter(CUTS))
    assert [("teleport", None, "")] == start.outcomes()
    assert "teleport" in caplog.text


@pytest.mark.parametrize(
    ("says", "outcome"),
    [
        (SheetsDone(2), ("document", "done", "printer")),
        (SheetsVoid(SheetPrinterState.READY, "nobody waits"), ("document", "void:ready", "printer")),
        (SheetsUnconfirmed("it is not known"), ("document", "unconfirmed", "screen")),
    ],
)
def test_certificate_is_asked_about_by_its_job_and_then_forgotten(
    start: Start, says: SheetsOutcome, outcome: tuple[str, str, str]
) -> None:
    printer = SettlingPrinter(says)
    act = start.journal.begin(ActKind.DOCUMENT, start.put().id, stub="N1", mark=sheets_mark(b"%PDF", 2))
    assert 1 == len(start.resolve(CountingPrinter(CUTS), printer))  # its slip was not even begun
    assert [outcome] == start.outcomes()
    job = noted_job(act, sheets_mark(b"%PDF", 2))
    assert job is not None
    assert ([(job.name, 2)], [job.name]) == (printer.asked, printer.forgotten)


def test_certificate_whose_print_server_is_away_stays_open(start: Start) -> None:
    start.journal.begin(ActKind.DOCUMENT, start.put().id, stub="N1", mark=sheets_mark(b"%PDF", 2))
    printer = SettlingPrinter(None)
    assert 1 == len(start.resolve(None, printer))
    assert [("document", None, "")] == start.outcomes()
    assert [] == printer.forgotten


def test_certificate_without_a_printer_is_unknown(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    start.journal.begin(ActKind.DOCUMENT, start.put().id, stub="N1", mark=sheets_mark(b"%PDF", 2))
    assert 1 == len(start.resolve(None))
    assert [("document", "unknown_after_restart", "recovery")] == start.outcomes()
    assert "no document printer is configured" in caplog.text
