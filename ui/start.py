"""Loads what stands behind the first frame, in pieces between events, and lets the visit join the screen."""

import gc
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import qmlEngine
from PySide6.QtQuick import QQuickWindow

from ui.front_scene import FrontScene
from ui.images import Pictures
from ui.models.screens import Screens

if TYPE_CHECKING:
    from PySide6.QtQml import QQmlEngine

    from ui.behind import Behind
    from ui.conductor import Conductor


class Start(QObject):
    """Waits for the first frame, then takes one piece at a time, so that a tap is answered between two."""

    def __init__(
        self,
        pieces: "Iterator[Behind | None]",
        front: FrontScene,
        screens: Screens,
        pictures: Pictures,
        window: QQuickWindow,
    ) -> None:
        super().__init__(screens)
        self.conductor: Conductor | None = None
        self.failure: Exception | None = None
        """What a piece raised: the terminal can't serve, and its screen ends."""
        self._pieces, self._front, self._pictures = pieces, front, pictures
        self.screens, self.window = screens, window
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._take)
        window.frameSwapped.connect(self._begin)

    def _begin(self) -> None:
        self.window.frameSwapped.disconnect(self._begin)
        self._timer.start()

    def _take(self) -> None:
        try:
            behind = next(self._pieces)
        except Exception as error:  # noqa: BLE001 raised again by run_screen
            self._timer.stop()
            self.failure = error
            QGuiApplication.exit(1)
            return
        if behind is not None:
            self._timer.stop()
            self._join(behind.conductor)

    def _join(self, conductor: "Conductor") -> None:
        """Let the visit take over where the front stands."""
        from kiosk.domain.text import Locale  # noqa: PLC0415 loaded by now
        from ui.ready import make_ready  # noqa: PLC0415 not for the first frame
        from ui.visit_scene import VisitScene  # noqa: PLC0415 loaded by now

        self.conductor = conductor
        conductor.locale = Locale(self._front.locale)
        if self._front.started:
            conductor.start()
        self.screens.join(VisitScene(conductor, self._pictures, self.screens))
        make_ready(conductor, self.screens, self.window, cast("QQmlEngine", qmlEngine(self.window)))
        conductor.open()
        gc.enable()
