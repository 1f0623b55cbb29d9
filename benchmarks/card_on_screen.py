"""From a card's insertion to the first frame of the page that knows its holder, against bare pyscard."""

import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtQuick import QQuickWindow

from benchmarks.card_inserted import GOAL, PCSCD_LOOKS_S, RUNS, Bare, commands
from benchmarks.figure import Figure, against
from benchmarks.screen import SCREEN, open_on
from kiosk.domain.device import Role
from kiosk.walk.stage import Stage, open_stage
from ui import app
from ui.conductor import Conductor
from ui.pointer import Pointer

RESIDENT = "wang-xiaoming"
PATIENCE_S = 10.0
NOTE = "virtual insertion to the notice in a frame that was shown; floor: bare pyscard, same slot and APDUs"


def measure() -> Iterator[Figure]:
    """Insert the same card before bare pyscard and, once that is closed, before the terminal."""
    app.prepare()
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        open_stage(Path(folder), SCREEN, Role.SOCIAL_CARD) as stage,
    ):
        floor = _bare(stage)
        shown = _shown(stage)
    yield against("card_on_screen", shown, floor, goal=GOAL, note=NOTE)


def _bare(stage: Stage) -> list[float]:
    apdus, taken = commands(), []
    bare = Bare()
    try:
        for run in range(RUNS + 1):
            time.sleep(run / RUNS * PCSCD_LOOKS_S)
            began = time.perf_counter()
            stage.bench.do("insert_social", resident=RESIDENT)
            bare.read(apdus)
            taken.append(time.perf_counter() - began)
            stage.take_cards()
            bare.wait(present=False)  # pcscd has just looked
    finally:
        bare.close()
    return taken[1:]  # the first finds reader and service


class Frames:
    """When the first frame came that shows a visit whose holder is known."""

    def __init__(self, window: QQuickWindow, conductor: Conductor) -> None:
        self._conductor = conductor
        self.at: float | None = None
        self._turned = False
        conductor.changed.connect(self._look)
        window.frameSwapped.connect(self._swapped)

    def forget(self) -> None:
        """Begin anew."""
        self.at, self._turned = None, False

    def _look(self) -> None:
        session = self._conductor.session
        self._turned = session is not None and session.identity is not None

    def _swapped(self) -> None:
        if self._turned and self.at is None:
            self.at = time.perf_counter()


def _shown(stage: Stage) -> list[float]:
    taken = []
    with open_on(stage) as screen, ThreadPoolExecutor(1) as other_hand:
        conductor, pointer = screen.conductor, Pointer(screen.window)
        frames = Frames(screen.window, conductor)
        for run in range(RUNS + 1):
            assert pointer.wait(lambda: conductor.standby.may_begin, timeout_s=PATIENCE_S)
            pointer.wait(lambda: False, timeout_s=PCSCD_LOOKS_S + run / RUNS * PCSCD_LOOKS_S)
            frames.forget()
            began = time.perf_counter()
            hand = other_hand.submit(stage.bench.do, "insert_social", resident=RESIDENT)
            assert pointer.wait(lambda: frames.at is not None, timeout_s=PATIENCE_S), conductor.trouble
            taken.append((frames.at or 0.0) - began)
            hand.result()
            stage.take_cards()
            conductor.finish()
    return taken[1:]
