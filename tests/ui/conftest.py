"""A window offscreen, and a terminal in memory behind it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from kiosk.catalogue.loader import Catalogue
from kiosk.catalogue.loader import load as load_catalogue
from kiosk.catalogue.search import Search
from kiosk.domain.text import Locale
from kiosk.tables import ScreenConfig
from tests.ui.hall import Hall
from tests.ui.memory import Terminal
from tests.ui.stages import Stage
from ui.app import load
from ui.conductor import Conductor
from ui.models.screens import Screens
from ui.pointer import Pointer

SHAPES = {"portrait": (540, 960), "landscape": (960, 540)}


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def terminal(catalogue: Catalogue) -> Terminal:
    return Terminal(catalogue)


@pytest.fixture
def conductor(qapp: QGuiApplication, terminal: Terminal) -> Iterator[Conductor]:
    assert qapp is not None
    made = Conductor(terminal.ports, terminal.catalogue, Search(terminal.catalogue))
    yield made
    made.set_locale(Locale.ZH)
    made.close()
    # Now and here: the collector may come by in another thread, where no timer can be stopped.
    made.deleteLater()
    qapp.sendPostedEvents(made, QEvent.Type.DeferredDelete.value)


@pytest.fixture(params=["portrait"])
def engine(request: pytest.FixtureRequest, conductor: Conductor) -> Iterator[QQmlApplicationEngine]:
    width, height = SHAPES[request.param]
    screen = ScreenConfig(width=width, height=height, full_screen=False)
    loaded, shown = load(conductor, screen)
    shown.show()
    yield loaded
    shown.close()
    loaded.deleteLater()


@pytest.fixture
def window(engine: QQmlApplicationEngine) -> QQuickWindow:
    (root,) = engine.rootObjects()
    assert isinstance(root, QQuickWindow)
    return root


@pytest.fixture
def screens(engine: QQmlApplicationEngine) -> Screens:
    found = engine.findChild(Screens)
    assert isinstance(found, Screens)
    return found


@pytest.fixture
def hand(window: QQuickWindow) -> Pointer:
    return Pointer(window)


@pytest.fixture
def hall(conductor: Conductor, terminal: Terminal, screens: Screens, hand: Pointer, qtbot: QtBot) -> Hall:
    return Hall(
        conductor=conductor,
        terminal=terminal,
        screens=screens,
        hand=hand,
        qtbot=qtbot,
        catalogue=terminal.catalogue,
    )


@pytest.fixture
def stage(engine: QQmlApplicationEngine, conductor: Conductor, catalogue: Catalogue) -> Stage:
    assert engine.rootObjects()
    return Stage(conductor, catalogue)
