"""Opens the stage and the screen once, and walks through both."""

import signal
import threading
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from kiosk.bootstrap import open_ports
from kiosk.catalogue.loader import load
from kiosk.catalogue.search import Search
from kiosk.domain.device import Role
from kiosk.tables import ScreenConfig
from kiosk.walk.plan import Walk
from kiosk.walk.row import Row
from kiosk.walk.stage import open_stage
from kiosk.walk.walker import Walker
from ui import app
from ui.conductor import Conductor
from ui.pointer import Pointer
from ui.tactile import Tactile

SCREEN = ScreenConfig(full_screen=False)


def rows(walks: tuple[Walk, ...], folder: Path, out: Path | None) -> Iterator[Row]:
    """Make the walks one after the other and yield what came of each; those with an extra device last."""
    app.prepare()
    needing = sorted(walks, key=_extra)
    for extra, alike in groupby(needing, key=lambda walk: walk.extra):
        yield from _rows(tuple(alike), folder / (extra or "usual"), out, extra)


def _extra(walk: Walk) -> str:
    return walk.extra or ""


def _rows(walks: tuple[Walk, ...], folder: Path, out: Path | None, extra: Role | None) -> Iterator[Row]:
    """Make walks that all need the same devices."""
    catalogue = load()
    application = app.application()
    with open_stage(folder, SCREEN, extra) as stage, open_ports(stage.config) as ports:
        ended = _end_on_signals()
        conductor = Conductor(ports, catalogue, Search(catalogue))
        engine, window = app.load(conductor, SCREEN)
        window.show()
        conductor.open()
        finger, keys = (Walker(stage, conductor, hand(window, ended), out) for hand in (Pointer, Tactile))
        try:
            for walk in walks:
                yield (keys if walk.keys_only else finger).walk(walk)
        finally:
            conductor.close()
            window.close()
            engine.deleteLater()
            application.processEvents()


def _end_on_signals() -> Callable[[], bool]:
    """Return what says whether Ctrl-C or SIGTERM came; the stage notes them, nobody waits."""
    came = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: came.set())
    return came.is_set
