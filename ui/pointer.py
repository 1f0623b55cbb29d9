"""A finger for machines: finds what is shown by its object name, touches it, types, looks.

Used by `kiosk walk` and by tests; it knows nothing of matters.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from shiboken6 import isValid

from kiosk.errors import KioskError
from ui.after import after

T = TypeVar("T")

SLICE_MS = 5
APPEAR_S = 3.0
REST_MS = 20
MOST_DRAGS = 60
"""So many screens of a list."""
MOST_OF_IT = 0.8
DRAG_STEPS = 8
MOVED_MS = 5
HELD, HELD_MS = 4, 25
"""A finger that rests before it leaves the glass throws nothing; Qt goes by the times of the events."""
EDGE = 8


class Pointer:
    """One window, as a hand and an eye see it.

    `ended` says that whoever started the hand has had enough: waiting ends with a KeyboardInterrupt then. A
    signal's handler can't raise it: Python runs it in whatever Qt calls next, and there it would end the
    process, which waits for all its threads.
    """

    def __init__(self, window: QQuickWindow, ended: Callable[[], bool] = lambda: False) -> None:
        self._window = window
        self._ended = ended
        self.taps = 0

    @property
    def window(self) -> QQuickWindow:
        """The window that the hand is at."""
        return self._window

    def items(self, name: str) -> tuple[QQuickItem, ...]:
        """Return the shown, enabled items of that object name, in the order of the page."""
        return tuple(item for item in _below(self._window.contentItem()) if item.objectName() == name)

    def shows(self, name: str) -> bool:
        """Return whether such an item is shown."""
        return bool(self.items(name))

    def tap(self, name: str, *, index: int = 0) -> None:
        """Touch the middle of an item; KioskError `not_shown` names it when there is none.

        A list that is made anew while it is dragged, as when the network goes, is looked through again.
        """
        for _ in range(MOST_DRAGS):
            item = self.await_item(name, index)
            self._scroll_to(item)
            if isValid(item):
                self._touch(item)
                return
        raise KioskError("not_shown", f"'{name}' (number {index}) goes whenever it is to be touched")

    def await_item(self, name: str, index: int) -> QQuickItem:
        """Return an item once it stands still; KioskError `not_shown` names it when there is none in time."""
        item = self.wait(lambda: self._at_rest(name, index), timeout_s=APPEAR_S)
        if item is None:
            raise KioskError("not_shown", f"nothing named '{name}' (number {index}) is on the screen")
        return item

    def _at_rest(self, name: str, index: int) -> QQuickItem | None:
        """Return the item if it has its size and height on the page: it is there before its layout is.

        Pages slide sideways, so that only the height is waited for.
        """
        items = self.items(name)
        if len(items) <= index:
            return None
        before = _height_on_page(items[index])
        _run(REST_MS)
        for item in self.items(name):
            _lay_out(item)
        items = self.items(name)
        there = len(items) > index and before == _height_on_page(items[index]) and before[1] > 0
        return items[index] if there else None

    def tap_item(self, item: QQuickItem) -> None:
        """Bring an item into view where its list is longer than the screen, and touch its middle."""
        self._scroll_to(item)
        self._touch(item)

    def _touch(self, item: QQuickItem) -> None:
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        QTest.mouseClick(self._window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        self.taps += 1

    def _scroll_to(self, item: QQuickItem) -> None:
        """Drag the list around an item, as a finger does, until the item's middle is inside it."""
        around = _list_around(item)
        for _ in range(MOST_DRAGS):
            if around is None or not isValid(item) or (by := _outside_by(item, around)) == 0:
                return
            before = float(around.property("contentY"))
            self._drag_list(around, by)
            if float(around.property("contentY")) == before:
                return

    def _drag_list(self, around: QQuickItem, by: float) -> None:
        """Drag a list up by so much, at most by most of its height; held still before it is let go."""
        room = around.height() * MOST_OF_IT
        length = max(-room, min(room, by))
        start = around.height() / 2 + length / 2
        stops = [
            around.mapToScene(QPointF(around.width() / 2, start - length * part / DRAG_STEPS)).toPoint()
            for part in range(DRAG_STEPS + 1)
        ]
        button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(self._window, button, none, stops[0])
        for stop in stops[1:]:
            QTest.mouseMove(self._window, stop, MOVED_MS)
        for _ in range(HELD):
            QTest.mouseMove(self._window, stops[-1], HELD_MS)
        QTest.mouseRelease(self._window, button, none, stops[-1])
        self.wait(lambda: not around.property("moving"), timeout_s=APPEAR_S)

    def drag(self, name: str) -> None:
        """Draw a short line inside an item, as a finger that signs."""
        item = self.items(name)[0]
        stops = [
            item.mapToScene(QPointF(item.width() * across, item.height() * down)).toPoint()
            for across, down in ((0.2, 0.5), (0.35, 0.3), (0.5, 0.7), (0.65, 0.35), (0.8, 0.6))
        ]
        self.stroke(stops)
        self.taps += 1

    def stroke(self, stops: list[QPoint]) -> None:
        """Draw a line from stop to stop, points of the window, without leaving the glass."""
        button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(self._window, button, none, stops[0])
        for stop in stops[1:]:
            QTest.mouseMove(self._window, stop)
        QTest.mouseRelease(self._window, button, none, stops[-1])

    def type(self, text: str) -> None:
        """Type into what has the focus, character by character, in place of what it holds."""
        for key, modifier in ((Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier), (Qt.Key.Key_Delete, None)):
            QTest.keyClick(self._window, key, modifier or Qt.KeyboardModifier.NoModifier)
        focus = self._window.activeFocusItem()
        for character in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
                QCoreApplication.sendEvent(focus, event)

    def wait(self, until: Callable[[], T], *, timeout_s: float) -> T:
        """Let the program run until something holds or the time is over; return what `until` said last."""
        deadline = time.monotonic() + timeout_s
        while not (said := until()) and time.monotonic() < deadline:
            _run(SLICE_MS)
            if self._ended():
                raise KeyboardInterrupt
        return said

    def grab(self, path: Path) -> None:
        """Keep what the window shows, as the kind of picture that the name ends with."""
        self._window.grabWindow().save(str(path))


def _run(milliseconds: int) -> None:
    """Run the program as its own loop does: QTest.qWait sleeps over a frame that is due, 10 ms at a time."""
    loop = QEventLoop()
    after(milliseconds, loop, loop.quit)
    loop.exec()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _lay_out(item: QQuickItem) -> None:
    """Give an item the place that its layout will give it in the next frame, which may be long in coming."""
    around: QQuickItem | None = item.parentItem()
    while around is not None:
        around.ensurePolished()
        around = around.parentItem()


def _height_on_page(item: QQuickItem) -> tuple[float, float]:
    return item.mapToScene(QPointF(0, 0)).y(), item.height() * item.width()


def _below(item: QQuickItem) -> Iterator[QQuickItem]:
    left = [item]
    while left:
        at = left.pop()
        if at.isVisible() and at.isEnabled():
            yield at
            left.extend(reversed(at.childItems()))


def _outside_by(item: QQuickItem, around: QQuickItem) -> float:
    """Return how far the content has to go up to bring the item's middle into it; 0 where it is inside."""
    middle = item.mapToItem(around, QPointF(0, item.height() / 2)).y()
    if EDGE <= middle <= around.height() - EDGE:
        return 0
    y, most = float(around.property("contentY")), float(around.property("contentHeight")) - around.height()
    wanted = min(max(0.0, y + middle - around.height() / 2), max(0.0, most))
    return wanted - y


def _list_around(item: QQuickItem) -> QQuickItem | None:
    parent: QQuickItem | None = item.parentItem()
    while parent is not None and parent.property("contentY") is None:
        parent = parent.parentItem()
    return parent
