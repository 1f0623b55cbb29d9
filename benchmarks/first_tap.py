"""In a process that is being timed: waits for the first frame, taps, and says when the answer was shown.

Nothing here is imported or built before the first frame but what a blank window needs itself.
"""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

RETRY_MS = 1
Seen = Callable[[QQuickWindow], bool]


class FirstTap(QObject):
    """Looks for the window once events run, taps a named item after the first frame, and ends the process.

    Says `painted` for the first frame that shows the item, `able` when the tap is made (Qt's enums, which it
    needs, take longer than anything else here) and `answered` for the first frame after the answer.
    """

    def __init__(self, target: str, *, answered: Seen) -> None:
        super().__init__()
        self._target = target
        self._answered = answered
        QTimer.singleShot(0, self._find)

    def _find(self) -> None:
        windows = [window for window in QGuiApplication.topLevelWindows() if isinstance(window, QQuickWindow)]
        if not windows or not windows[0].isVisible():
            QTimer.singleShot(RETRY_MS, self._find)
            return
        self._window = windows[0]
        self._window.frameSwapped.connect(self._swapped)
        self._window.update()

    def _swapped(self) -> None:
        """Tap once the item stands in a frame that was shown, as an event of its own."""
        item = self._window.findChild(QQuickItem, self._target)
        if item is None:
            self._window.update()
            return
        self._window.frameSwapped.disconnect(self._swapped)
        self._say("painted")
        events = tap(self._window, item)
        self._say("able")
        QTimer.singleShot(0, lambda: self._tap(*events))

    def _tap(self, *events: "QMouseEvent") -> None:
        for event in events:
            QCoreApplication.sendEvent(self._window, event)
        self._await_answer()

    def _await_answer(self) -> None:
        if not self._answered(self._window):
            QTimer.singleShot(RETRY_MS, self._await_answer)
            return
        self._window.frameSwapped.connect(self._end)
        self._window.update()

    def _end(self) -> None:
        self._say("answered")
        QGuiApplication.exit(0)

    def _say(self, what: str) -> None:
        """Write a moment of CLOCK_MONOTONIC, which the parent shares."""
        sys.stdout.write(f"{what} {time.monotonic()}\n")
        sys.stdout.flush()


def tap(window: QQuickWindow, item: QQuickItem) -> "tuple[QMouseEvent, QMouseEvent]":
    """Return press and release in the middle of an item."""
    from PySide6.QtCore import QEvent, QPointF, Qt  # noqa: PLC0415 its enums take longer than the first frame
    from PySide6.QtGui import QMouseEvent  # noqa: PLC0415 as above

    middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
    press, release = (
        QMouseEvent(
            kind,
            middle,
            window.mapToGlobal(middle),
            Qt.MouseButton.LeftButton,
            held,
            Qt.KeyboardModifier.NoModifier,
        )
        for kind, held in (
            (QEvent.Type.MouseButtonPress, Qt.MouseButton.LeftButton),
            (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
        )
    )
    return press, release
