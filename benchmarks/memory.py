"""What the screen's process has resident after 200 visits, against a blank window."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.cold_start import HERE
from benchmarks.figure import Figure
from kiosk.tables import ScreenConfig
from kiosk.walk.stage import open_stage
from tests.e2e.visited import Resident, reply, resident, visited_screen

VISITS = int(os.environ.get("KIOSK_MEMORY_VISITS", "200"))
GOAL = 2.5
MB = 1_000_000


def measure() -> Iterator[Figure]:
    """Measure a blank window, the screen once all is done ahead, and the screen after its visits.

    What the walk's hand takes by itself, loaded into the same process, is measured before its first visit and
    taken off.
    """
    blank = _blank()
    with (
        tempfile.TemporaryDirectory(prefix="bench-memory-") as folder,
        open_stage(Path(folder) / "stage", ScreenConfig(full_screen=False)) as stage,
        visited_screen(stage, Path(folder)) as screen,
    ):
        idle = screen.resident()
        screen.visit(0)
        hand = screen.resident()
        failed = screen.visit(VISITS)
        after = screen.resident()
    own = after.rss - (hand.rss - idle.rss)
    note = f"kiosk run in a window of 1080x1920, software rendering, after {VISITS} visits (zh, en, elder)"
    note += f"; the walk's hand, {(hand.rss - idle.rss) / MB:.1f} MB, taken off"
    note += f"; PSS {after.pss / MB:.0f} beside {blank.pss / MB:.0f}; failed: {', '.join(failed) or 'none'}"
    yield _figure("memory", own, blank, VISITS, note)
    yield _figure("memory_idle", idle.rss, blank, 1, "the same before its first visit, all done ahead")


def _figure(name: str, rss: int, blank: Resident, runs: int, note: str) -> Figure:
    return Figure(
        figure=name,
        value=round(rss / MB, 1),
        unit="MB",
        floor=round(blank.rss / MB, 1),
        ratio=round(rss / blank.rss, 2),
        goal=GOAL,
        runs=runs,
        note=note,
    )


def _blank() -> Resident:
    """Return what a blank Qt Quick window of the same size takes on the same platform and renderer."""
    command = (sys.executable, "-m", "benchmarks.memory_blank")
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        reply(process)
        return resident(process.pid)
