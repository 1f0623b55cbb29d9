"""What a self-test makes of the document printer, and the page that a technician measures."""

import pytest

from kiosk.cli.self_test import _sheets
from kiosk.cli.trial_page import sheets_row, trial_page
from kiosk.domain.device import Absent, Health, Ready
from kiosk.domain.sheets import (
    SheetPrinterState,
    SheetsDone,
    SheetsUnconfirmed,
    SheetsVoid,
    health_of,
    kept_by_server,
)
from sim.sheet_engine import page_count


@pytest.mark.parametrize(
    ("health", "ok"),
    [
        (Ready(), True),
        (health_of(SheetPrinterState.PAPER_LOW), True),
        (health_of(SheetPrinterState.JAM), False),
        (Absent("nobody answers"), False),
        (kept_by_server("CUPS keeps documents"), False),
    ],
)
def test_sheets_may_be_few_but_never_be_kept(health: Health, *, ok: bool) -> None:
    assert ok is _sheets(health).ok


def test_the_page_to_measure_is_one_page() -> None:
    assert 1 == page_count(trial_page("kiosk-test-0a1b2c3d"))


def test_every_end_of_a_trial_has_its_status() -> None:
    ends = (SheetsDone(1), SheetsVoid(SheetPrinterState.JAM, "jammed"), SheetsUnconfirmed("not known"))
    assert ["done", "jam", "unconfirmed"] == [sheets_row(end)["status"] for end in ends]
