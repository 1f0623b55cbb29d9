"""What the guide and the pages that end a matter early show."""

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.availability import Available, availability
from kiosk.domain.form import prefill
from kiosk.domain.materials import MaterialState, names_of, provide_all
from kiosk.domain.matter import Matter
from kiosk.domain.printing import PrintDone, PrintUnconfirmed
from kiosk.domain.receipt import BY_PHOTO, BY_PROMISE, BY_SHARING, NOT_HERE
from kiosk.domain.record import Records
from kiosk.domain.session import Session
from kiosk.domain.text import Locale, Text
from kiosk.steps.photo import may_photograph
from ui.conductor import Conductor
from ui.models.rows import Rows
from ui.models.words import duration, library, minutes, price

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


class Known(msgspec.Struct, frozen=True):
    """Something that is already known, and where from."""

    label: str
    source: str


class Paper(msgspec.Struct, frozen=True):
    """A material and what takes its place; standing is provided, promised, scanned or missing."""

    material: str
    label: str
    words: str
    standing: str
    source: str
    photo: bool
    """It may be photographed here, or is."""


PAPER_WORDS = {
    MaterialState.PROVIDED: BY_SHARING,
    MaterialState.PROMISED: BY_PROMISE,
    MaterialState.SCANNED: BY_PHOTO,
    MaterialState.MISSING: NOT_HERE,
}
TO_PROMISE = Text(zh="签一份承诺代替", en="Replaced by a promise you sign")


def papers(conductor: Conductor, session: Session, matter: Matter, records: Records) -> tuple[Paper, ...]:
    """Return each material with what takes its place."""
    locale = conductor.locale
    names = {material.id: material.name for material in matter.materials}
    photographable = may_photograph(conductor.ports, session)
    return tuple(
        Paper(
            given.material,
            names[given.material].at(locale),
            (TO_PROMISE if given.state is MaterialState.PROMISED else PAPER_WORDS[given.state]).at(locale),
            given.state.value,
            library(conductor.catalogue, given.source, locale),
            given.material in photographable,
        )
        for given in provide_all(matter, records, names_of(session.photos), session.answers)
    )


@QmlElement
class GuideModel(QObject):
    """What, cost, time, papers, before anything is begun."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._matter: Matter | None = None
        self._known = Rows(Known, self)
        self._papers = Rows(Paper, self)

    def show(self) -> None:
        """Present what the conductor knows now."""
        session = self._conductor.session
        self._matter = session.matter if session is not None else None
        if session is not None and session.matter is not None and session.records is not None:
            self._known.show(known(self._conductor, session, session.matter, session.records))
            self._papers.show(papers(self._conductor, session, session.matter, session.records))
        self.changed.emit()

    def clear(self) -> None:
        """Forget the matter and what was known."""
        self._matter = None
        self._known.show(())
        self._papers.show(())
        self.changed.emit()

    @property
    def _locale(self) -> Locale:
        return self._conductor.locale

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._matter.name.at(self._locale) if self._matter else ""

    @Property(str, notify=changed)
    def department(self) -> str:
        return self._matter.department.at(self._locale) if self._matter else ""

    @Property(str, notify=changed)
    def result(self) -> str:
        return self._matter.summary.at(self._locale) if self._matter else ""

    @Property(str, notify=changed)
    def price(self) -> str:
        return price(self._matter, self._locale) if self._matter else ""

    @Property(str, notify=changed)
    def minutes(self) -> str:
        return minutes(self._matter, self._locale) if self._matter else ""

    @Property(str, notify=changed)
    def duration(self) -> str:
        return duration(self._matter.promised, self._locale) if self._matter else ""

    @Property(int, notify=changed)
    def questions(self) -> int:
        return len(self._matter.fields) if self._matter else 0

    @Property(str, notify=changed)
    def note(self) -> str:
        """Say what will be different today: no network, no paper."""
        if self._matter is None:
            return ""
        here = availability(self._matter, self._conductor.surroundings, identified=True)
        words = here.notes if isinstance(here, Available) else (here.reason,)
        return "\n".join(text.at(self._locale) for text in words)

    @Property(Rows, notify=changed)
    def known(self) -> Rows:
        return self._known

    @Property(Rows, notify=changed)
    def papers(self) -> Rows:
        return self._papers

    @Slot()
    def begin(self) -> None:
        self._conductor.begin()


def known(conductor: Conductor, session: Session, matter: Matter, records: Records) -> tuple[Known, ...]:
    """Return the fields that need not be typed, with their source."""
    if session.identity is None:
        return ()
    found = ((field.label, prefill(field, session.identity, records)) for field in matter.fields)
    return tuple(
        Known(label.at(conductor.locale), source_name(conductor, given.source))
        for label, given in found
        if given is not None
    )


def source_name(conductor: Conductor, source: Text) -> str:
    """Return a source as the resident reads it; libraries are named in Chinese by the centre."""
    named = library(conductor.catalogue, source.zh, conductor.locale)
    return source.at(conductor.locale) if source.zh != source.en else named


@QmlElement
class EndingModel(QObject):
    """Why a matter isn't for the holder or can't be finished here, and where it can."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._session: Session | None = None

    def show(self) -> None:
        """Present what the conductor knows now."""
        self._session = self._conductor.session
        self.changed.emit()

    def clear(self) -> None:
        """Forget the visit."""
        self._session = None
        self.changed.emit()

    def _matter(self) -> Matter | None:
        return self._session.matter if self._session is not None else None

    @Property(str, notify=changed)
    def reason(self) -> str:
        session = self._session
        if session is None:
            return ""
        if session.ended is not None:
            return session.ended.reason.at(self._conductor.locale)
        return "\n".join(reason.at(self._conductor.locale) for reason in session.refusals or ())

    @Property(str, notify=changed)
    def matter(self) -> str:
        matter = self._matter()
        return matter.name.at(self._conductor.locale) if matter is not None else ""

    @Property(str, notify=changed)
    def place(self) -> str:
        matter = self._matter()
        return matter.counter.place.at(self._conductor.locale) if matter is not None else ""

    @Property(str, notify=changed)
    def hours(self) -> str:
        matter = self._matter()
        return matter.counter.hours.at(self._conductor.locale) if matter is not None else ""

    @Property(str, notify=changed)
    def phone(self) -> str:
        matter = self._matter()
        return matter.counter.phone if matter is not None else self._conductor.site.contact

    @Property(bool, notify=changed)
    def slip(self) -> bool:
        """Whether a slip for the counter came out."""
        receipt = self._session.receipt if self._session is not None else None
        return receipt is not None and isinstance(receipt.print, PrintDone | PrintUnconfirmed)

    @Slot()
    def accept(self) -> None:
        self._conductor.accept_refusal()

    @Slot()
    def another(self) -> None:
        self._conductor.another()

    @Slot()
    def finish(self) -> None:
        self._conductor.take()
