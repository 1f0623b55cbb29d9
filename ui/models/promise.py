"""What the materials and promise pages show, and the signature as it is drawn."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.commitment import Stroke
from kiosk.domain.materials import MaterialState
from kiosk.domain.promise import Promise
from kiosk.domain.signature import FULL
from ui.conductor import Conductor
from ui.models.papers import Paper, papers
from ui.models.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

Point = tuple[int, int, int]


def _inside(thousandths: int) -> int:
    """Return the nearest place inside the box: a finger may slide over its edge."""
    return min(max(thousandths, 0), FULL)


@QmlElement
class MaterialsModel(QObject):
    """Each material with what takes its place."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._rows = Rows(Paper, self)
        self._states: frozenset[str] = frozenset()
        self._brought = False

    def show(self) -> None:
        """Present what the conductor knows now."""
        session = self._conductor.session
        if session is not None and session.matter is not None and session.records is not None:
            rows = papers(self._conductor, session, session.matter, session.records)
            self._states = frozenset(row.standing for row in rows)
            self._rows.show(rows)
            self._brought = any(material.brought for material in session.matter.materials)
        self.changed.emit()

    def clear(self) -> None:
        """Forget the materials."""
        self._states, self._brought = frozenset(), False
        self._rows.show(())
        self.changed.emit()

    @Property(Rows, notify=changed)
    def rows(self) -> Rows:
        return self._rows

    @Property(bool, notify=changed)
    def missing(self) -> bool:
        return MaterialState.MISSING.value in self._states

    @Property(bool, notify=changed)
    def promised(self) -> bool:
        return MaterialState.PROMISED.value in self._states

    @Property(bool, notify=changed)
    def brought(self) -> bool:
        """Whether what is asked for is paper that the resident was told to bring."""
        return self._brought

    @Property(bool, notify=changed)
    def scanned(self) -> bool:
        return MaterialState.SCANNED.value in self._states

    @Property(bool, notify=changed)
    def atCounter(self) -> bool:
        return MaterialState.COUNTER.value in self._states

    @Slot(str)
    def photograph(self, material: str) -> None:
        self._conductor.open_desk(material)

    @Slot(str)
    def drop(self, material: str) -> None:
        self._conductor.drop_photo(material)

    @Slot()
    def accept(self) -> None:
        self._conductor.accept_materials()


@QmlElement
class PromiseModel(QObject):
    """The promise: read to the end first, then signed."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._promise: Promise | None = None
        self._read = self._signing = False
        self._strokes: list[list[Point]] = []
        self._began = 0.0

    def show(self) -> None:
        """Present what the conductor knows now."""
        session = self._conductor.session
        matter = session.matter if session is not None else None
        self._promise = matter.promise if matter is not None else None
        self.changed.emit()

    def clear(self) -> None:
        """Forget the text and the signature."""
        self._promise = None
        self._read = self._signing = False
        self._strokes = []
        self.changed.emit()

    @property
    def can_go_back(self) -> bool:
        """Whether the text stands behind the signature."""
        return self._signing

    def back(self) -> bool:
        """Go from signing to the text; return whether there was something to go back from."""
        was, self._signing = self._signing, False
        self._strokes = []
        self.changed.emit()
        return was

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._promise.title.at(self._conductor.locale) if self._promise is not None else ""

    @Property(str, notify=changed)
    def text(self) -> str:
        return self._promise.text.at(self._conductor.locale).strip() if self._promise is not None else ""

    @Property(str, notify=changed)
    def consequence(self) -> str:
        return self._promise.consequence.at(self._conductor.locale) if self._promise is not None else ""

    @Property(bool, notify=changed)
    def read(self) -> bool:
        return self._read

    @Property(bool, notify=changed)
    def signing(self) -> bool:
        return self._signing

    @Property(bool, notify=changed)
    def signed(self) -> bool:
        return bool(self._strokes)

    @Slot()
    def reachedEnd(self) -> None:
        if not self._read:
            self._read = True
            self.changed.emit()

    @Slot()
    def startSigning(self) -> None:
        self._signing = True
        self.changed.emit()

    @Slot(int, int)
    def touchDown(self, x: int, y: int) -> None:
        """Begin a stroke; x and y in thousandths of the box's width."""
        now = self._conductor.ports.clock.monotonic()
        if not self._strokes:
            self._began = now
        self._strokes.append([])
        self.touchMoved(x, y)

    @Slot(int, int)
    def touchMoved(self, x: int, y: int) -> None:
        """Go on with the stroke."""
        after_ms = round((self._conductor.ports.clock.monotonic() - self._began) * 1000)
        self._strokes[-1].append((_inside(x), _inside(y), after_ms))
        if len(self._strokes) == len(self._strokes[-1]) == 1:
            self.changed.emit()

    @Slot()
    def wipe(self) -> None:
        """Begin the signature anew."""
        self._strokes = []
        self.changed.emit()

    @Slot()
    def sign(self) -> None:
        self._conductor.sign(tuple(Stroke(tuple(points)) for points in self._strokes))
