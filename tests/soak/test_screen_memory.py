"""The screen over two thousand visits of ten kinds: its memory is flat, no thread and no file is left."""

import logging
from pathlib import Path

import pytest

from kiosk.tables import ScreenConfig
from kiosk.walk.stage import open_stage
from tests.e2e.visited import Resident, visited_screen
from ui.worker import THREADS

pytestmark = pytest.mark.soak
WAVES, WARM_UP, WAVE = 20, 2, 100
FLAT = 0.05
log = logging.getLogger(__name__)


def test_two_thousand_visits_leave_the_screen_as_it_was(tmp_path: Path) -> None:
    failed: list[str] = []
    held: list[Resident] = []
    with (
        open_stage(tmp_path / "stage", ScreenConfig(full_screen=False)) as stage,
        visited_screen(stage, tmp_path) as screen,
    ):
        for _ in range(WAVES):
            failed += screen.visit(WAVE)
            held.append(screen.resident())
            log.info("resident after %d visits: %s", len(held) * WAVE, held[-1])
    assert [] == failed
    before, after = held[WARM_UP - 1], held[WARM_UP:]
    assert [] == [one.rss for one in after if abs(one.rss - before.rss) > before.rss * FLAT]
    assert before.threads >= after[-1].threads
    assert before.files >= after[-1].files
    assert THREADS >= after[-1].pool
