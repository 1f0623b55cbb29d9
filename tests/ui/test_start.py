"""A start: the front stands at once, answers a touch, and the visit joins it without anything jumping."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from kiosk.catalogue.loader import Catalogue
from kiosk.domain.text import Locale
from kiosk.flow import StepName
from kiosk.tables import ScreenConfig
from ui.app import open_front
from ui.behind import Behind, front
from ui.conductor import Conductor
from ui.pointer import Pointer, _below
from ui.start import Start

SCREEN = ScreenConfig(width=540, height=960, full_screen=False)
BEHIND = (
    *(
        "msgspec.",
        "cryptography.",
        "requests.",
        "sqlite3.",
        "kiosk.config.",
        "kiosk.catalogue.",
        "kiosk.flow.",
        "kiosk.qr.",
    ),
    *("kiosk.wire.", "kiosk.gateway.", "kiosk.steps.", "offline_queue.", "devices.", "ui.conductor."),
)
"""What a start may not wait for."""


class Gate:
    """Pieces that come to their end when told to."""

    def __init__(self, conductor: Conductor) -> None:
        self.open = False
        self._behind = Behind(front(conductor, SCREEN), conductor)

    def pieces(self) -> Iterator[Behind | None]:
        """Yield nothing much until the gate is open."""
        while not self.open:
            yield None
        yield self._behind


@pytest.fixture
def gate(conductor: Conductor) -> Gate:
    return Gate(conductor)


@pytest.fixture
def start(gate: Gate, conductor: Conductor, qapp: QGuiApplication) -> Iterator[Start]:
    assert qapp is not None
    engine, begun = open_front(front(conductor, SCREEN), gate.pieces())
    begun.window.show()
    yield begun
    begun.window.close()
    engine.deleteLater()


def item(start: Start, name: str) -> QQuickItem | None:
    return start.window.findChild(QQuickItem, name)


def title(start: Start) -> QQuickItem:
    found = item(start, "title")
    assert found is not None
    return found


def said(start: Start) -> list[str]:
    """Return every text that is shown, but for the time of day: the terminal in memory has its own."""
    texts = (item.property("text") for item in _below(start.window.contentItem()))
    return [str(text) for text in texts if text and not re.fullmatch(r"\d\d:\d\d", str(text))]


def joined(gate: Gate, start: Start, qtbot: QtBot) -> None:
    gate.open = True
    qtbot.waitUntil(lambda: start.conductor is not None)


def test_touch_before_all_is_loaded_is_answered_and_the_visit_joins_there(
    gate: Gate, start: Start, conductor: Conductor, qtbot: QtBot
) -> None:
    hand = Pointer(start.window)
    hand.tap("begin")
    assert item(start, "readerState") is not None
    assert start.conductor is None
    page = title(start)
    joined(gate, start, qtbot)
    assert StepName.IDENTIFY is conductor.step
    assert page == title(start)


def test_attract_stays_as_it_is_when_the_visit_joins(gate: Gate, start: Start, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: item(start, "wheelchairStart") is not None)
    page, before = title(start), said(start)
    changed: list[bool] = []
    start.screens.attract.changed.connect(lambda: changed.append(True))
    joined(gate, start, qtbot)
    assert page == title(start)
    assert (before, []) == (said(start), changed)


def test_language_chosen_at_the_start_stays_chosen(
    gate: Gate, start: Start, conductor: Conductor, qtbot: QtBot
) -> None:
    Pointer(start.window).tap("language")
    assert "Lay down your card" in title(start).property("text").replace("\n", " ")
    joined(gate, start, qtbot)
    assert Locale.EN is conductor.locale


def test_leaving_at_the_start_goes_back_to_attract(
    gate: Gate, start: Start, conductor: Conductor, qtbot: QtBot
) -> None:
    hand = Pointer(start.window)
    for name in ("begin", "leave", "dialogSecond"):
        hand.tap(name)
    assert item(start, "begin") is not None
    joined(gate, start, qtbot)
    assert conductor.session is None


def test_what_a_piece_raises_ends_the_screen_with_it(
    conductor: Conductor, qapp: QGuiApplication, catalogue: Catalogue
) -> None:
    assert catalogue.matters

    def broken() -> Iterator[Behind | None]:
        yield None
        raise ZeroDivisionError

    engine, start = open_front(front(conductor, SCREEN), broken())
    start.window.show()
    assert 1 == qapp.exec()
    assert isinstance(start.failure, ZeroDivisionError)
    engine.deleteLater()


def loaded(module: str) -> set[str]:
    """Return what a fresh process has loaded after this module."""
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["kiosk.cli.parser", "kiosk.cli.run", "kiosk.start", "ui.app"])
def test_start_path_loads_nothing_that_can_come_later(module: str) -> None:
    there = loaded(module)
    assert module in there
    assert [] == sorted(name for name in there if f"{name}.".startswith(BEHIND))


def test_no_source_is_kept_of_what_is_imported() -> None:
    code = "import ui.app, kiosk.bootstrap, linecache; print(*linecache.cache)"
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True)
    folder = Path(__file__).parents[2] / "kiosk"
    assert [] == [file for file in map(Path, done.stdout.split()) if file.is_relative_to(folder)]
