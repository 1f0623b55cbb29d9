"""In a process that is being timed: waits for the first frame, taps, and says when the tap was answered."""

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtQuick import QQuickItem, QQuickWindow

RETRY_MS = 1
Seen = Callable[[QQuickWindow], bool]


class FirstTap:
    """Looks for the window once events run, taps a named item after the first frame, and ends the process."""

    def __init__(self, target: str, *, painted: Seen, answered: Seen) -> None:
        self._target = target
        self._painted = painted
        self._answered = answered
        QTimer.singleShot(0, self._find)

    def _find(self) -> None:
        windows = [window for window in QGuiApplication.topLevelWindows() if isinstance(window, QQuickWindow)]
        if not windows or not windows[0].isVisible():
            QTimer.singleShot(RETRY_MS, self._find)
            return
        self._window = windows[0]
        self._window.frameSwapped.connect(self._swapped, Qt.ConnectionType.QueuedConnection)
        self._window.update()

    def _swapped(self) -> None:
        """Tap once the page stands in a frame that was shown."""
        if not self._painted(self._window):
            self._window.update()
            return
        self._window.frameSwapped.disconnect(self._swapped)
        self._say("painted")
        tap(self._window, self._target)
        self._await_answer()

    def _await_answer(self) -> None:
        if not self._answered(self._window):
            QTimer.singleShot(RETRY_MS, self._await_answer)
            return
        self._say("answered")
        QGuiApplication.exit(0)

    def _say(self, what: str) -> None:
        """Write a moment of CLOCK_MONOTONIC, which the parent shares."""
        sys.stdout.write(f"{what} {time.monotonic()}\n")
        sys.stdout.flush()


def tap(window: QQuickWindow, name: str) -> None:
    """Press and release in the middle of a named item."""
    item = window.findChild(QQuickItem, name)
    if item is None:
        raise LookupError(f"nothing named '{name}'")
    middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
    for kind, held in (
        (QEvent.Type.MouseButtonPress, Qt.MouseButton.LeftButton),
        (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
    ):
        event = QMouseEvent(
            kind,
            middle,
            window.mapToGlobal(middle),
            Qt.MouseButton.LeftButton,
            held,
            Qt.KeyboardModifier.NoModifier,
        )
        QCoreApplication.sendEvent(window, event)
