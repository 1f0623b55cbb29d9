"""A hand on the five keys for machines: goes to what is shown by its object name, and presses select.

It looks where the frame stands, as an eye does, and never touches. Used by `kiosk walk --keys-only`.
"""

from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.errors import KioskError
from ui.pointer import Pointer
from ui.reachable import Kind, board, kind, stops

INSTEAD = {"start": "begin"}
"""What keys stop at in place of what a finger touches."""
SIGNING = ("penRight", "penDown", "penRight", "penUp")
MOST_STEPS = 400
FRAME = "focusFrame"


class Tactile(Pointer):
    """One window, as five keys and an eye see it."""

    def stands(self) -> QQuickItem | None:
        """Return what the frame surrounds."""
        frames = self.items(FRAME)
        return frames[0].parentItem() if frames else None

    def tap(self, name: str, *, index: int = 0) -> None:
        """Go to an item and press select; KioskError `not_shown` or `not_reached` names it."""
        self.tap_item(self.await_item(INSTEAD.get(name, name), index))

    def tap_item(self, item: QQuickItem) -> None:
        """Go to an item and press select."""
        self.go(item)
        self.key(Qt.Key.Key_Return)

    def go(self, item: QQuickItem) -> None:
        """Press next or previous, whichever is nearer, until the frame stands there."""
        if self.stands() is None:
            self.key(Qt.Key.Key_Down)
        for _ in range(MOST_STEPS):
            at = self.stands()
            if at is item:
                return
            self.key(self._towards(at, item))
        raise KioskError("not_reached", f"the keys never come to '{item.objectName()}'")

    def _towards(self, at: QQuickItem | None, item: QQuickItem) -> Qt.Key:
        if at is not None and kind(at) in (Kind.KEY, None):
            return self._on_board(at, item)
        found = stops(self._window)
        if at not in found or item not in found:
            return Qt.Key.Key_Down
        ahead = (found.index(item) - found.index(at)) % len(found)
        return Qt.Key.Key_Down if 2 * ahead <= len(found) else Qt.Key.Key_Up

    def _on_board(self, at: QQuickItem, item: QQuickItem) -> Qt.Key:
        rows = board(self._window)
        row = next((row for row in rows if at in row), ())
        if not any(item in other for other in rows):
            return Qt.Key.Key_Escape
        if item in row:
            return Qt.Key.Key_Right if row.index(item) > row.index(at) else Qt.Key.Key_Left
        wanted = next(place for place, other in enumerate(rows) if item in other)
        return Qt.Key.Key_Down if row not in rows or wanted > rows.index(row) else Qt.Key.Key_Up

    def key(self, key: Qt.Key) -> None:
        """Press one key."""
        QTest.keyClick(self._window, key)
        self.taps += 1
        self.wait(lambda: True, timeout_s=0)

    def drag(self, name: str) -> None:
        """Sign with the keys, as who can't draw does."""
        if not self.shows(name):
            raise KioskError("not_shown", f"nothing named '{name}' is on the screen")
        if not self.shows(SIGNING[0]):
            self.tap("signByKeys")
        for pen in SIGNING:
            self.tap(pen)
