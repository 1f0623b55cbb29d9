"""What the box shows that is written in with a finger: the strokes, and what they may be."""

from PySide6.QtCore import Property, QObject, QPointF, Qt, Signal, Slot
from PySide6.QtQml import QmlElement
from shiboken6 import isValid

from kiosk.domain.handwriting import (
    MOST_POINTS,
    MOST_STROKES,
    SIDE,
    Candidates,
    HandwritingAway,
    Point,
    Recognised,
    Strokes,
)
from kiosk.ports import Handwriting

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1
NEAR = 4
"""A finger that rests tells the same place again and again; so near a point says nothing new."""


@QmlElement
class HandwritingModel(QObject):
    """One character as it is written; points are thousandths of the box's longer side."""

    inkChanged = Signal()
    changed = Signal()
    _told = Signal(int, object)
    """The number of a question and its Recognised, from the thread that waited for it."""

    def __init__(self, handwriting: Handwriting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._handwriting = handwriting
        self._ink: list[list[Point]] = []
        self._asked = 0
        self._found: Recognised = Candidates(())
        self._told.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    @Property("QVariantList", notify=inkChanged)  # type: ignore[arg-type]  # PySide takes C++ names too
    def ink(self) -> list[list[QPointF]]:
        """Return the strokes, each a list of points."""
        return [[QPointF(x, y) for x, y in stroke] for stroke in self._ink]

    @Property(bool, notify=inkChanged)
    def empty(self) -> bool:
        return not self._ink

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]  # as above
    def candidates(self) -> list[str]:
        """Return what was written, the likeliest first."""
        return list(self._found.characters) if isinstance(self._found, Candidates) else []

    @Property(bool, notify=changed)
    def away(self) -> bool:
        """Whether the last question came to nothing: there is the keyboard."""
        return isinstance(self._found, HandwritingAway)

    @Slot()
    def begin(self) -> None:
        self._handwriting.begin()

    @Slot(float, float)
    def down(self, x: float, y: float) -> None:
        """Begin a stroke; more than any character has are not taken."""
        if len(self._ink) < MOST_STROKES:
            self._ink.append([_point(x, y)])
            self.inkChanged.emit()

    @Slot(float, float)
    def moved(self, x: float, y: float) -> None:
        """Draw on."""
        stroke, point = self._ink[-1] if self._ink else [], _point(x, y)
        if stroke and len(stroke) < MOST_POINTS and _apart(stroke[-1], point) >= NEAR:
            stroke.append(point)
            self.inkChanged.emit()

    @Slot()
    def up(self) -> None:
        """End a stroke, and ask what is written by now."""
        self._ask()

    @Slot()
    def undo(self) -> None:
        """Take the last stroke back."""
        if self._ink:
            self._ink.pop()
            self.inkChanged.emit()
            self._ask()

    @Slot()
    def clear(self) -> None:
        """Forget the character, and whatever is still answered about it."""
        self._ink = []
        self._asked += 1
        self._show(Candidates(()))
        self.inkChanged.emit()

    def forget(self) -> None:
        """Forget it in the process that recognises too."""
        self.clear()
        self._handwriting.forget()

    def _ask(self) -> None:
        if not self._ink:
            self.clear()
            return
        self._asked += 1
        number = self._asked
        strokes: Strokes = tuple(map(tuple, self._ink))
        self._handwriting.read(strokes, lambda found: self._tell(number, found))

    def _tell(self, number: int, found: Recognised) -> None:
        if isValid(self):
            self._told.emit(number, found)

    def _hear(self, number: int, found: Recognised) -> None:
        if number == self._asked:
            self._show(found)

    def _show(self, found: Recognised) -> None:
        self._found = found
        self.changed.emit()


def _point(x: float, y: float) -> Point:
    return _within(x), _within(y)


def _within(length: float) -> int:
    # A finger may leave the box while it draws.
    return round(min(SIDE, max(0.0, length)))


def _apart(one: Point, other: Point) -> int:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))
