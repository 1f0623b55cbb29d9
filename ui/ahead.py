"""Does ahead, in small pieces while nobody waits, what the first visit of each page would else wait for."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

import msgspec
from PySide6.QtCore import QEvent, QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QFont, QImage, QPainter, QWindow
from PySide6.QtQml import QQmlComponent, QQmlEngine

from kiosk.catalogue.loader import Catalogue
from kiosk.domain.text import Text
from ui.course import Page

QML = Path(__file__).parent / "qml"
EVERY_MS = 50
"""A piece takes up to 10 ms, so that a tap never waits for long."""
ANSWERS = tuple(sorted(f"answers/{file.name}" for file in (QML / "answers").glob("*.qml")))
READ = (*(f"pages/{page}Page.qml" for page in Page), *ANSWERS, "controls/Questions.qml")
REGULAR, MEDIUM, BOLD = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.Bold
TITLES = ((60, BOLD), (44, MEDIUM))
TEXTS = ((40, REGULAR), (38, MEDIUM), (34, REGULAR), (34, MEDIUM), (28, REGULAR))
"""In which sizes (as Theme.qml writes them) and weights the pages write what the catalogue says: what heads a
page (a matter's name, a question), and all of it. A drawn character of the largest takes 4 KB.
"""
Faces = tuple[tuple[int, QFont.Weight], ...]
AT_ONCE = 60
HANDS = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.KeyPress})


class Ahead(QObject):
    """Reads each page's QML and draws the catalogue's characters once; Qt keeps both.

    No page is made: it may speak to its model when it is.
    """

    done = Signal()

    def __init__(self, engine: QQmlEngine, window: QWindow, catalogue: Catalogue) -> None:
        super().__init__(engine)
        self._engine, self._window = engine, window
        drawn = {TITLES: characters(heads(catalogue)), TEXTS: characters(tuple(catalogue.matters.values()))}
        self._pieces = self._all(drawn)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._take)
        self._timer.start()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait anew when a hand is at the screen: what it asks for comes first."""
        if event.type() in HANDS:
            self._timer.start()
        return super().eventFilter(watched, event)

    def _take(self) -> None:
        if next(self._pieces, None) is None:
            self._timer.stop()
            self._window.removeEventFilter(self)
            self.done.emit()

    def _all(self, drawn: Mapping[Faces, str]) -> Iterator[object]:
        for name in READ:
            yield QQmlComponent(self._engine, QUrl.fromLocalFile(str(QML / name)), self)
        theme = cast("QObject", self._engine.singletonInstance("Theme", "Theme"))
        for (length, weight), text in ((face, text) for faces, text in drawn.items() for face in faces):
            font = QFont(str(theme.property("family")))
            font.setPixelSize(round(length * float(theme.property("unit"))))
            font.setWeight(weight)
            for first in range(0, len(text), AT_ONCE):
                yield _draw(text[first : first + AT_ONCE], font)


def heads(catalogue: Catalogue) -> tuple[tuple[Text, ...], ...]:
    """Return what heads the pages of each matter: its name and its questions."""
    return tuple(
        (matter.name, *(field.label for field in matter.fields)) for matter in catalogue.matters.values()
    )


def characters(declared: object) -> str:
    """Return each character that declarations use, once."""
    return "".join(sorted(set(msgspec.json.encode(declared).decode())))


def _draw(text: str, font: QFont) -> str:
    """Draw a text where nobody sees it: the font's glyphs are rendered and kept."""
    picture = QImage(1, 1, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    painter.setFont(font)
    painter.drawText(0, 0, text)
    painter.end()
    return text
