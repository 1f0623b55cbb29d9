"""Times page changes on one window: from the release of a tap to the first frame that shows the new page."""

import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtQuick import QQuickWindow


class PageClock(QObject):
    """Counts a change only when the tap itself turned the page, not work that came back later."""

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__(window)
        self.times_s: list[float] = []
        self.pages: list[str] = []
        """What stood after each change, beside its time."""
        self._tapped: float | None = None
        self._turned: float | None = None
        self._page = ""
        window.installEventFilter(self)
        window.frameSwapped.connect(self._swapped)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's name
        """Note when a finger leaves; the delivery that follows at once may turn the page."""
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._tapped = time.monotonic()
            QTimer.singleShot(0, self, self._delivered)
        return super().eventFilter(watched, event)

    def turned(self, page: str = "") -> None:
        """Hear that the page was turned; to be connected to whatever says so."""
        if self._tapped is not None:
            self._turned, self._tapped, self._page = self._tapped, None, page

    def _delivered(self) -> None:
        self._tapped = None

    def _swapped(self) -> None:
        if self._turned is not None:
            self.times_s.append(time.monotonic() - self._turned)
            self.pages.append(self._page)
            self._turned = None
