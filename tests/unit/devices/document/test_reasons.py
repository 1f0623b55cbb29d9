import pytest

from devices.document.reasons import state_of
from kiosk.domain.device import Absent, Faulty, Health, Ready, Strained
from kiosk.domain.sheets import SENTENCES, SheetPrinterState, SheetsDone, SheetsVoid, health_of, health_told

IDLE, STOPPED = 3, 5


@pytest.mark.parametrize(
    ("printer", "reasons", "state"),
    [
        (IDLE, (), SheetPrinterState.READY),
        (IDLE, ("none",), SheetPrinterState.READY),
        (IDLE, ("media-empty-report",), SheetPrinterState.PAPER_OUT),
        (IDLE, ("media-empty",), SheetPrinterState.PAPER_OUT),
        (IDLE, ("media-empty-warning", "media-needed-warning"), SheetPrinterState.PAPER_OUT),
        (IDLE, ("media-low-warning", "cover-open-error"), SheetPrinterState.COVER_OPEN),
        (IDLE, ("media-jam-error", "media-empty-error"), SheetPrinterState.JAM),
        (IDLE, ("toner-empty-error",), SheetPrinterState.TONER_OUT),
        (IDLE, ("toner-empty-warning",), SheetPrinterState.TONER_LOW),
        (IDLE, ("marker-supply-low-report", "media-low"), SheetPrinterState.PAPER_LOW),
        (IDLE, ("output-area-full-error",), SheetPrinterState.OUTPUT_FULL),
        (IDLE, ("offline-report",), SheetPrinterState.OFFLINE),
        (IDLE, ("fuser-over-temp-error",), SheetPrinterState.FAULT),
        (IDLE, ("fuser-over-temp-warning",), SheetPrinterState.READY),
        (IDLE, ("cups-waiting-for-job-completed", "com.example.dream-report"), SheetPrinterState.READY),
        (STOPPED, ("none",), SheetPrinterState.FAULT),
        (STOPPED, ("cover-open-error",), SheetPrinterState.COVER_OPEN),
    ],
)
def test_the_worst_reason_is_the_state(
    printer: int, reasons: tuple[str, ...], state: SheetPrinterState
) -> None:
    assert state_of(printer, reasons) is state


@pytest.mark.parametrize("state", SheetPrinterState)
def test_every_state_has_a_sentence_and_a_health(state: SheetPrinterState) -> None:
    usual: dict[SheetPrinterState, type[Health]] = {
        SheetPrinterState.READY: Ready,
        SheetPrinterState.PAPER_LOW: Strained,
        SheetPrinterState.TONER_LOW: Strained,
        SheetPrinterState.ABSENT: Absent,
    }
    assert type(health_of(state)) is usual.get(state, Faulty)
    assert SENTENCES[state]


def test_a_print_that_was_broken_off_tells_nothing_of_the_printer() -> None:
    assert health_told(SheetsVoid(SheetPrinterState.READY, "the visit ended")) is None
    assert health_told(SheetsDone(1)) is None
    assert health_told(SheetsVoid(SheetPrinterState.JAM, "jam")) == health_of(SheetPrinterState.JAM)
