"""Hears every touch and key of the window, and keeps a full screen from being closed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtQuick import QQuickWindow

from ui.after import after
from ui.models.screens import Screens

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.reach import Reach
    from ui.scan import Scan

SWITCH = Qt.Key.Key_F8
TOUCHES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})
LEAVES = frozenset({QEvent.Type.MouseButtonRelease, QEvent.Type.TouchEnd})


class TouchWatch(QObject):
    """Tells the screens of every touch and key, gives keys to who goes by them, and refuses to close."""

    touched = Signal()
    """A finger or a key came down."""

    def __init__(self, screens: Screens, *, closable: bool, window: QQuickWindow) -> None:
        super().__init__(window)
        self._screens, self._window = screens, window
        self._closable = closable
        self._reach: Reach | None = None
        self._scan: Scan | None = None
        self.scan_s = 1.5
        """How long the frame stands at each stop while a switch is used."""
        self.hearers: list[Callable[[QKeyEvent], bool]] = []
        """Who is asked before the keys that go from stop to stop; True ends the asking."""

    @property
    def reach(self) -> "Reach":
        """Where the keys stand; made with the first key."""
        if self._reach is None:
            from ui.reach import Reach  # noqa: PLC0415 who touches the screen never needs it

            self._reach = Reach(self._window, self._screens, self.key)
        return self._reach

    def key(self, key: "QKeyEvent") -> bool:
        """Take a key; return whether it was one of ours."""
        self._screens.touch()
        self.touched.emit()
        if key.key() == SWITCH:
            self._press_switch()
            return True
        return any(hears(key) for hears in self.hearers) or self.reach.hear(key)

    def _press_switch(self) -> None:
        if self._scan is None:
            from ui.scan import Scan  # noqa: PLC0415 as above

            self._scan = Scan(self.reach, self.scan_s)
        self._scan.press()

    @property
    def _asked(self) -> bool:
        """Whether the question stands if anybody is still there: until its button has heard the finger."""
        return int(self._screens.property("idleLeft")) >= 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in TOUCHES:
            if not self._asked:
                self._screens.touch()
            self.touched.emit()
            if self._reach is not None and not self._reach.property("pressing"):
                self._reach.leave()
        elif kind in LEAVES and self._asked:
            after(0, self._screens, self._screens.touch)
        elif kind == QEvent.Type.KeyPress:
            if self.key(cast("QKeyEvent", event)):
                return True
        elif kind == QEvent.Type.Close and not self._closable:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def watch(window: QQuickWindow, screens: Screens) -> TouchWatch:
    """Watch a window for as long as it lives."""
    made = TouchWatch(screens, closable=bool(window.property("framed")), window=window)
    window.installEventFilter(made)
    return made
