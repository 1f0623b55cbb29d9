"""The real screen of a terminal in this process, on a stage of its own, with nothing grabbed."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from PySide6.QtQuick import QQuickWindow

from benchmarks.page_clock import PageClock
from kiosk.bootstrap import open_ports
from kiosk.catalogue.loader import load
from kiosk.catalogue.search import Search
from kiosk.steps.ports import Ports
from kiosk.tables import ScreenConfig
from kiosk.walk.stage import Stage, open_stage
from kiosk.walk.walker import Walker
from ui import app
from ui.conductor import Conductor
from ui.models.screens import Screens
from ui.pointer import Pointer

SCREEN = ScreenConfig(full_screen=False)


class Screen(msgspec.Struct, frozen=True, kw_only=True):
    """What a hand finds, with a clock on its pages."""

    stage: Stage
    ports: Ports
    conductor: Conductor
    walker: Walker
    window: QQuickWindow
    screens: Screens
    clock: PageClock


@contextmanager
def open_screen() -> Iterator[Screen]:
    """Compose stage, terminal and window as `kiosk walk` does, with nothing grabbed."""
    app.prepare()
    with (
        tempfile.TemporaryDirectory(prefix="bench-walks-") as folder,
        open_stage(Path(folder), SCREEN) as stage,
        open_on(stage) as screen,
    ):
        yield screen


@contextmanager
def open_on(stage: Stage) -> Iterator[Screen]:
    """Compose terminal and window on a stage that is open."""
    catalogue = load()
    application = app.application()
    with open_ports(stage.config) as ports:
        conductor = Conductor(ports, catalogue, Search(catalogue))
        engine, window = app.load(conductor, SCREEN)
        screens = engine.findChild(Screens)
        assert screens is not None
        clock = PageClock(window)
        screens.pageChanged.connect(lambda: clock.turned(str(screens.page)))
        window.show()
        conductor.open()
        walker = Walker(stage, conductor, Pointer(window), None)
        try:
            yield Screen(
                stage=stage,
                ports=ports,
                conductor=conductor,
                walker=walker,
                window=window,
                screens=screens,
                clock=clock,
            )
        finally:
            conductor.close()
            window.close()
            engine.deleteLater()
            application.processEvents()
