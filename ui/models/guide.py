"""What the guide shows: the matter, what is looked up for it, what need not be brought."""

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.availability import Available, availability
from kiosk.domain.device import Role
from kiosk.domain.form import prefill
from kiosk.domain.guide import Question
from kiosk.domain.guide_words import HANDED
from kiosk.domain.handbook import guide_url
from kiosk.domain.materials import MaterialState
from kiosk.domain.matter import Beneficiary, Matter
from kiosk.domain.record import Records
from kiosk.domain.session import Session
from kiosk.domain.slip_words import SCAN_GUIDE
from kiosk.domain.text import Locale, Text
from kiosk.flow import StepName
from ui.conductor import Conductor
from ui.images import Pictures
from ui.models.notice import Known, Library, expected, libraries
from ui.models.paper import paper, paper_said
from ui.models.papers import BROUGHT, Paper, expected_paper, papers, to_bring
from ui.models.rows import Rows
from ui.models.words import duration, for_whom, library, minutes, price_here, reductions, trips

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


class FaqLine(msgspec.Struct, frozen=True):
    """What others asked, and the answer."""

    question: str
    answer: str


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
        self._libraries = Rows(Library, self)
        self._bringing = self._reached = self._blocked = False
        self._records = Records(reached=False)

    def show(self) -> None:
        """Present what the conductor knows now."""
        session = self._conductor.session
        self._matter = session.matter if session is not None else None
        if session is not None and session.matter is not None:
            self._records, self._reached = (
                session.records or Records(reached=False),
                session.records is not None,
            )
            self._bringing = self._conductor.step is StepName.BRING
            self._show_papers(session, session.matter)
            self._libraries.show(libraries(self._conductor.catalogue, session.matter, self._locale))
            self._asked.show(tuple(_faq(one, self._locale) for one in session.matter.guide.faq))
        self._draw()
        self.changed.emit()

    def _show_papers(self, session: Session, matter: Matter) -> None:
        """Show what is known and what has to be brought; before the libraries are asked, what may be."""
        conductor, locale = self._conductor, self._locale
        listed = papers(conductor, session, matter, self._records)
        if self._reached:
            self._known.show(known(conductor, session, matter, self._records))
        else:
            listed = tuple(expected_paper(paper, matter, conductor.catalogue, locale) for paper in listed)
            self._known.show(expected(conductor, matter))
        self._papers.show(tuple(paper for paper in listed if paper.standing not in BROUGHT))
        self._wanted.show(tuple(to_bring(paper, locale) for paper in listed if paper.standing in BROUGHT))
        lacking = (paper for paper in listed if paper.standing == MaterialState.MISSING.value)
        self._blocked = self._bringing and any(not paper.photo for paper in lacking)

    def clear(self) -> None:
        """Forget the matter and what was known."""
        self._matter = None
        self._url = self._code = ""
        self._libraries.show(())
        self._bringing = self._reached = self._blocked = False
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

    @Property(str, notify=changed)
    def paperWords(self) -> str:
        return paper_said(self._conductor.guide_slip.note.printed, SCAN_GUIDE, self._conductor.locale)

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

    @Property(Rows, notify=changed)
    def libraries(self) -> Rows:
        """Return which library is asked for what; none where nothing is looked up."""
        return self._libraries

    @Property(str, notify=changed)
    def purpose(self) -> str:
        """Write why that is looked up."""
        return self._matter.purpose.at(self._locale) if self._matter else ""

    @Property(bool, notify=changed)
    def reached(self) -> bool:
        """Whether the libraries have been asked."""
        return self._reached

    @Property(bool, notify=changed)
    def bringing(self) -> bool:
        """Whether it is only to be said what has to be brought after all."""
        return self._bringing

    @Property(bool, notify=changed)
    def blocked(self) -> bool:
        """Whether a paper is wanted that can't be handed in here: nobody is to fill in for nothing."""
        return self._blocked

    @Slot()
    def begin(self) -> None:
        if self._bringing:
            self._conductor.heed_papers()
        else:
            self._conductor.begin()

    @Property(bool, notify=changed)
    def mayBeForAnother(self) -> bool:
        """Whether one may begin for oneself or for a relative."""
        matter = self._matter
        return matter is not None and bool(matter.proven_by) and Beneficiary.SELF in matter.for_whom

    @Slot()
    def beginForAnother(self) -> None:
        self._conductor.begin_for_another()

    @Slot()
    def refuse(self) -> None:
        """Refuse that anything is looked up, or to go on without the paper: a slip says what to bring."""
        if self._bringing:
            self._conductor.accept_materials()
        else:
            self._conductor.refuse_sharing()


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
