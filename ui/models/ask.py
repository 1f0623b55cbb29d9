"""What the page of answers shows: answers as they are typed, each with the matter that it belongs to."""

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.catalogue.asked import Entry
from kiosk.domain.availability import Available, NotAvailable, availability
from kiosk.domain.matter import Matter
from ui.conductor import Conductor
from ui.models.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


class AnswerLine(msgspec.Struct, frozen=True):
    """A question, its answer, and the matter that it leads to; `note` says why that can't be done now."""

    key: str
    question: str
    answer: str
    matter: str
    code: str
    note: str


@QmlElement
class AskModel(QObject):
    """Answers to what is typed; before that, what is asked most."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._lines = Rows(AnswerLine, self)
        self._query = ""

    def show(self) -> None:
        """Present what the conductor knows now."""
        asked = self._conductor.asking.asked
        self._lines.show(tuple(map(self._line, asked.find(self._query))) if asked is not None else ())
        self.changed.emit()

    def clear(self) -> None:
        """Forget what was asked."""
        self._query = ""
        self._lines.show(())
        self.changed.emit()

    @property
    def can_go_back(self) -> bool:
        """Whether the page stands in front of the matters."""
        return self._conductor.asking.reading

    def back(self) -> bool:
        """Go back to the matters; return whether the page stood."""
        stood = self.can_go_back
        self._conductor.asking.leave()
        return stood

    @Property(Rows, notify=changed)
    def lines(self) -> Rows:
        return self._lines

    @Property(str, notify=changed)
    def query(self) -> str:
        return self._query

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """Whether the answers are prepared."""
        return self._conductor.asking.asked is not None

    @Property(bool, notify=changed)
    def files(self) -> bool:
        """Whether a question without an answer can be filed."""
        return self._hotline() is not None

    @Slot(str)
    def ask(self, query: str) -> None:
        self._query = query.strip()
        self.show()

    @Slot(str)
    def go(self, code: str) -> None:
        """Begin the matter of an answer; where it can't be done now, show where else."""
        matter = self._conductor.catalogue.matters.get(code)
        if matter is None:
            return
        if isinstance(self._here(matter), Available):
            self._conductor.choose(matter)
        else:
            self._conductor.points.open(matter)

    @Slot()
    def file(self) -> None:
        """File what nothing here answers."""
        hotline = self._hotline()
        if hotline is not None:
            self.go(hotline.code)

    def _hotline(self) -> Matter | None:
        catalogue = self._conductor.catalogue
        slug = catalogue.knowledge.hotline
        return next((matter for matter in catalogue.matters.values() if matter.slug == slug), None)

    def _here(self, matter: Matter) -> Available | NotAvailable:
        session = self._conductor.session
        identified = session is not None and session.identity is not None
        return availability(matter, self._conductor.surroundings, identified=identified)

    def _line(self, entry: Entry) -> AnswerLine:
        locale, matter = self._conductor.locale, entry.matter
        here = self._here(matter) if matter is not None else None
        return AnswerLine(
            key=entry.id,
            question=entry.asked.at(locale),
            answer=entry.answer.at(locale),
            matter=matter.name.at(locale) if matter is not None else "",
            code=matter.code if matter is not None else "",
            note=here.short.at(locale) if isinstance(here, NotAvailable) else "",
        )
