"""Hears every touch and key of the window, and keeps a full screen from being closed."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtQuick import QQuickWindow

from ui.models.screens import Screens

TOUCHES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress})


class TouchWatch(QObject):
    """Tells the screens of every touch and key, and refuses to close a full screen."""

    def __init__(self, screens: Screens, *, closable: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._screens = screens
        self._closable = closable

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in TOUCHES:
            self._screens.touch()
        elif kind == QEvent.Type.Close and not self._closable:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def watch(window: QQuickWindow, screens: Screens) -> None:
    """Watch a window for as long as it lives."""
    window.installEventFilter(TouchWatch(screens, closable=bool(window.property("framed")), parent=window))
