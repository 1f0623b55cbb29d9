import msgspec
import pytest

from devices.document.itself import PrinterJob
from devices.document.server import ABORTED, CANCELED, COMPLETED, HELD, PENDING, PROCESSING
from devices.document.verdict import Cancel, Past, Patience, Seen, Wait, decide, remember
from kiosk.domain.sheets import SheetPrinterState, SheetsDone, SheetsOutcome, SheetsUnconfirmed, SheetsVoid

PAGES = 2
PATIENCE = Patience()
FRESH = Past(began=0.0)


def seen(
    at: float = 1.0,
    server: int | None = PROCESSING,
    printer: PrinterJob | None = None,
    state: SheetPrinterState = SheetPrinterState.READY,
    *,
    server_reached: bool = True,
) -> Seen:
    return Seen(
        at=at,
        server_reached=server_reached,
        server_state=server if server_reached else None,
        printer_reached=state is not SheetPrinterState.ABSENT,
        printer_job=printer,
        state=state,
    )


def at_printer(state: int, counted: int | None = None) -> PrinterJob:
    return PrinterJob(state=state, counted=counted)


def judged(*looks: Seen, past: Past = FRESH) -> Wait | Cancel | SheetsOutcome:
    for look in looks:
        past = remember(past, look)
    return decide(past, looks[-1], PAGES, PATIENCE)


@pytest.mark.parametrize(
    ("server", "printer", "outcome"),
    [
        (PROCESSING, at_printer(COMPLETED, PAGES), SheetsDone),
        (COMPLETED, at_printer(COMPLETED, PAGES), SheetsDone),
        (None, at_printer(COMPLETED, PAGES), SheetsDone),
        (CANCELED, at_printer(CANCELED, PAGES), SheetsDone),
        (COMPLETED, at_printer(COMPLETED, 1), SheetsUnconfirmed),
        (COMPLETED, at_printer(COMPLETED, 0), SheetsUnconfirmed),
        (COMPLETED, at_printer(COMPLETED), SheetsUnconfirmed),
        (COMPLETED, at_printer(COMPLETED, 4), SheetsUnconfirmed),
        (CANCELED, at_printer(CANCELED, 4), SheetsUnconfirmed),
        (CANCELED, at_printer(CANCELED, 1), SheetsVoid),
        (ABORTED, at_printer(ABORTED), SheetsVoid),
        (COMPLETED, at_printer(PROCESSING, PAGES), Wait),
        (PROCESSING, at_printer(PROCESSING, 1), Wait),
        (PROCESSING, at_printer(ABORTED), Cancel),
        (PENDING, None, Wait),
        (HELD, None, Cancel),
    ],
)
def test_only_what_the_printer_counted_out_is_done(
    server: int | None, printer: PrinterJob | None, outcome: type[object]
) -> None:
    assert type(judged(seen(server=server, printer=printer))) is outcome


def test_a_server_that_says_completed_is_not_believed_without_the_printer() -> None:
    first = seen(1.0, COMPLETED)
    assert judged(first) == Wait()
    outcome = judged(first, seen(1.0 + PATIENCE.grace_s + 1, COMPLETED))
    assert outcome == SheetsUnconfirmed(
        "the print server handed it over; this printer can't say what became of it"
    )


def test_a_job_that_was_never_begun_is_void_for_certain() -> None:
    assert isinstance(judged(seen(1.0, PENDING), seen(2.0, CANCELED)), SheetsVoid)


def test_a_job_that_was_begun_and_never_seen_at_a_silent_printer_is_not_void() -> None:
    silent = seen(2.0, CANCELED, state=SheetPrinterState.ABSENT)
    assert isinstance(judged(seen(1.0, PROCESSING), silent), SheetsUnconfirmed)


def test_after_a_restart_only_a_job_seen_waiting_is_void() -> None:
    unwatched = msgspec.structs.replace(FRESH, watched=False)
    late = seen(2.0 + PATIENCE.grace_s, CANCELED)
    assert isinstance(judged(seen(1.0, CANCELED), late, past=unwatched), SheetsUnconfirmed)
    assert isinstance(judged(seen(1.0, PENDING), late, past=unwatched), SheetsVoid)


def test_trouble_is_waited_for_and_then_named() -> None:
    jam = [seen(at, printer=at_printer(PROCESSING, 1), state=SheetPrinterState.JAM) for at in (1.0, 5.0, 7.5)]
    assert judged(*jam[:2]) == Wait()
    order = judged(*jam)
    assert isinstance(order, Cancel)
    assert order.because is SheetPrinterState.JAM


def test_a_page_that_still_comes_out_gives_the_trouble_more_time() -> None:
    looks = [
        seen(at, printer=at_printer(PROCESSING, pages), state=SheetPrinterState.PAPER_OUT)
        for at, pages in ((1.0, 0), (6.0, 1), (9.0, 1))
    ]
    assert judged(*looks) == Wait()


def test_a_server_that_comes_back_may_not_print_it_again() -> None:
    away = seen(2.0, server_reached=False, printer=at_printer(PROCESSING, 1))
    order = judged(seen(1.0), away, seen(3.0, PENDING, printer=at_printer(PROCESSING, 1)))
    assert isinstance(order, Cancel)


def test_a_server_that_stays_away_leaves_it_to_the_printer() -> None:
    away = [
        seen(at, server_reached=False, printer=at_printer(PROCESSING, 1))
        for at in (2.0, 2.0 + PATIENCE.lost_s + 1)
    ]
    assert judged(away[0]) == Wait()
    assert isinstance(judged(*away), SheetsUnconfirmed)


def test_a_print_has_its_time() -> None:
    limit = PATIENCE.limit_s(PAGES)
    assert judged(seen(limit)) == Wait()
    assert isinstance(judged(seen(limit + 1)), Cancel)


def test_a_cancellation_that_nobody_confirms_is_not_believed() -> None:
    order = Cancel("too long")
    past = msgspec.structs.replace(FRESH, begun=True).cancelled(10.0, order)
    printing = at_printer(PROCESSING, 1)
    assert judged(seen(11.0, printer=printing), past=past) == Wait()
    late = judged(seen(11.0 + PATIENCE.settle_s, printer=printing), past=past)
    assert isinstance(late, SheetsUnconfirmed)


def test_a_cancellation_names_its_cause_in_the_outcome() -> None:
    past = FRESH.cancelled(1.0, Cancel("a sheet is jammed", SheetPrinterState.JAM))
    outcome = judged(seen(2.0, CANCELED, printer=at_printer(CANCELED, 1)), past=past)
    assert outcome == SheetsVoid(SheetPrinterState.JAM, "a sheet is jammed")
