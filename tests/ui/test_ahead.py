"""What is done ahead while nobody waits: out of the way of a hand, and gone when all is done."""

from typing import cast

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtQml import QQmlEngine, qmlEngine
from PySide6.QtTest import QTest

from tests.ui.hall import Hall
from ui import ahead
from ui.ahead import Ahead


class Heard(Ahead):
    """One that tells what it was given to look at."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's name
        self.looked = event.type()
        return super().eventFilter(watched, event)


@pytest.fixture
def pieces(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> Heard:
    """Return one with two pages to read and no character to draw, whose timer is turned by hand."""
    monkeypatch.setattr(ahead, "READ", ahead.READ[:2])
    monkeypatch.setattr(ahead, "TITLES", ())
    monkeypatch.setattr(ahead, "TEXTS", ())
    made = Heard(cast("QQmlEngine", qmlEngine(hall.hand.window)), hall.hand.window, hall.catalogue)
    made._timer.stop()
    return made


def touch(hall: Hall) -> None:
    QTest.mousePress(
        hall.hand.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(2, 2)
    )
    QTest.mouseRelease(
        hall.hand.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(2, 2)
    )


def test_a_hand_has_the_next_piece_wait_anew(hall: Hall, pieces: Heard) -> None:
    touch(hall)
    assert pieces._timer.isActive(), "its wait began anew"


def test_when_all_is_done_no_event_is_looked_at_any_more(hall: Hall, pieces: Heard) -> None:
    for _ in range(3):
        pieces._take()
    pieces.looked = QEvent.Type.None_
    touch(hall)
    assert QEvent.Type.None_ is pieces.looked
    assert not pieces._timer.isActive()
