"""Reads the pages ahead, one at a time between events: the first visit finds them as quick as the tenth."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine

from ui.course import Page

QML = Path(__file__).parent / "qml"
EVERY_MS = 50
"""A page takes up to 10 ms to read, so that a tap never waits for long."""
READ = (*(f"pages/{page}Page.qml" for page in Page), "controls/Questions.qml")


class Ahead(QObject):
    """Keeps the component of every page; none is made, for a page may speak to its model when it is."""

    def __init__(self, engine: QQmlEngine) -> None:
        super().__init__(engine)
        self._engine = engine
        self._left = list(READ)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._read)
        self._timer.start()

    def _read(self) -> None:
        if self._left:
            address = QUrl.fromLocalFile(str(QML / self._left.pop(0)))
            QQmlComponent(self._engine, address, self)
        else:
            self._timer.stop()
