"""What the guide and the pages that end a matter early show."""

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.availability import Available, availability
from kiosk.domain.device import Role
from kiosk.domain.form import prefill
from kiosk.domain.guide import Question
from kiosk.domain.guide_words import HANDED
from kiosk.domain.handbook import guide_url
from kiosk.domain.materials import MaterialState, names_of, provide_all
from kiosk.domain.matter import Matter
from kiosk.domain.receipt_words import BY_PHOTO, BY_PROMISE, BY_SHARING, NOT_HERE
from kiosk.domain.record import Records
from kiosk.domain.session import Session
from kiosk.domain.text import Locale, Text
from kiosk.steps.photo import may_photograph
from ui.conductor import Conductor
from ui.images import Pictures
from ui.models.receipt import paper
from ui.models.rows import Rows
from ui.models.words import duration, for_whom, library, minutes, price_here, reductions, trips

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


class FaqLine(msgspec.Struct, frozen=True):
    """What others asked, and the answer."""

    question: str
    answer: str


MISSING = MaterialState.MISSING.value
BRING_PHOTO = Text(zh="带来了可以在这里拍照", en="Bring it: it is photographed here")
BRING_COUNTER = Text(zh="这里补不了，要到窗口交", en="Can't be replaced here: it goes to the counter")
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


def _to_bring(paper: Paper, locale: Locale) -> Paper:
    words = BRING_PHOTO if paper.photo else BRING_COUNTER
    return msgspec.structs.replace(paper, words=words.at(locale))


def _faq(one: Question, locale: Locale) -> FaqLine:
    return FaqLine(one.asked.at(locale), one.answer.at(locale))


@QmlElement
class GuideModel(QObject):
    """What, cost, time, papers, before anything is begun."""

    changed = Signal()

    def __init__(self, conductor: Conductor, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._pictures = pictures
        self._url = self._code = ""
        self._matter: Matter | None = None
        self._known = Rows(Known, self)
        self._papers = Rows(Paper, self)
        self._wanted = Rows(Paper, self)
        self._asked = Rows(FaqLine, self)
        self._records = Records(reached=False)

    def show(self) -> None:
        """Present what the conductor knows now."""
        session = self._conductor.session
        self._matter = session.matter if session is not None else None
        if session is not None and session.matter is not None and session.records is not None:
            self._known.show(known(self._conductor, session, session.matter, session.records))
            self._records = session.records
            listed = papers(self._conductor, session, session.matter, session.records)
            self._papers.show(tuple(paper for paper in listed if paper.standing != MISSING))
            self._wanted.show(
                tuple(_to_bring(paper, self._locale) for paper in listed if paper.standing == MISSING)
            )
        self._draw()
        if self._matter is not None:
            self._asked.show(tuple(_faq(one, self._locale) for one in self._matter.guide.faq))
        self.changed.emit()

    def clear(self) -> None:
        """Forget the matter and what was known."""
        self._matter = None
        self._url = self._code = ""
        self._known.show(())
        self._papers.show(())
        self._wanted.show(())
        self._asked.show(())
        self._records = Records(reached=False)
        self.changed.emit()

    def _draw(self) -> None:
        """Draw the code of the guide's page, once a matter and language."""
        base = self._conductor.site.base_url
        url = guide_url(base, self._matter.code, self._locale) if self._matter and base else ""
        if url != self._url:
            self._url, self._code = url, self._pictures.keep_code(url) if url else ""

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
    def outcome(self) -> str:
        """Write what one has in the end, and how it comes."""
        if self._matter is None:
            return ""
        outcome = self._matter.guide.outcome
        return f"{outcome.name.at(self._locale)} · {HANDED[outcome.handed].at(self._locale)}"

    @Property(str, notify=changed)
    def sample(self) -> str:
        sample = self._matter.guide.outcome.sample if self._matter else None
        return sample.at(self._locale) if sample is not None else ""

    @Property(str, notify=changed)
    def price(self) -> str:
        return price_here(self._matter, self._records, self._locale) if self._matter else ""

    @Property(str, notify=changed)
    def reductions(self) -> str:
        return reductions(self._matter, self._records, self._locale) if self._matter else ""

    @Property(str, notify=changed)
    def trips(self) -> str:
        return trips(self._matter, self._locale) if self._matter else ""

    @Property(str, notify=changed)
    def tripsReason(self) -> str:
        reason = self._matter.guide.trips_reason if self._matter else None
        return reason.at(self._locale) if reason is not None else ""

    @Property(str, notify=changed)
    def forWhom(self) -> str:
        return for_whom(self._matter, self._locale) if self._matter else ""

    @Property(str, notify=changed)
    def left(self) -> str:
        """Write what can't be done here; empty where all can."""
        left = self._matter.left_to_do if self._matter else None
        return left.at(self._locale) if left is not None else ""

    @Property(Rows, notify=changed)
    def asked(self) -> Rows:
        """Return what others asked."""
        return self._asked

    @Property(str, notify=changed)
    def minutes(self) -> str:
        return minutes(self._matter, self._locale) if self._matter else ""

    @Property(str, notify=changed)
    def duration(self) -> str:
        return duration(self._matter.promised, self._locale) if self._matter else ""

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

    @Property(Rows, notify=changed)
    def wanted(self) -> Rows:
        """Return the papers that nothing takes the place of."""
        return self._wanted

    @Property(str, notify=changed)
    def code(self) -> str:
        """Return the picture of the code under which the whole guide is."""
        return self._code

    @Property(str, notify=changed)
    def paper(self) -> str:
        """Return what became of the guide on paper: none, done, void or unconfirmed."""
        return paper(self._conductor.guide_slip.note.printed)

    @Property(bool, notify=changed)
    def printing(self) -> bool:
        return self._conductor.guide_slip.note.printing

    @Property(bool, notify=changed)
    def printer(self) -> bool:
        """Whether the guide can be printed."""
        return self._conductor.surroundings.has(Role.RECEIPT_PRINTER)

    @Slot()
    def printSlip(self) -> None:
        session = self._conductor.session
        if session is not None:
            self._conductor.guide_slip.print(session, self._locale)

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
