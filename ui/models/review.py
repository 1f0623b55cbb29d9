"""What check-answers and the result of a query show."""

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.answers import Answer, answer_for
from kiosk.domain.device import Role
from kiosk.domain.fee import FreeOfCharge, reduction
from kiosk.domain.field import Field, FieldKind
from kiosk.domain.materials import MaterialState, asked_materials, promised
from kiosk.domain.matter import Matter, MatterKind
from kiosk.domain.payment import money
from kiosk.domain.receipt_words import AT_COUNTER, BY_PHOTO, FOR_WHOM, WAIVED
from kiosk.domain.relative import told, whom_words
from kiosk.domain.session import Session, relative_in
from kiosk.domain.shown import write, write_answer, write_row
from kiosk.domain.text import Locale, Text
from kiosk.steps.hand_in import amount_fen, late_fen
from ui.conductor import Conductor
from ui.models.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


class CheckLine(msgspec.Struct, frozen=True):
    """A label and its value; field is empty when it can't be changed."""

    field: str
    label: str
    value: str
    first: bool = False
    """Whether a record begins here."""
    alone: bool = False
    """Whether it is left over at the record's end where two share a line."""


@QmlElement
class ReviewModel(QObject):
    """Everything that will be handed in, or what a query found."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._session: Session | None = None
        self._answers = Rows(CheckLine, self)
        self._found = Rows(CheckLine, self)

    def show(self) -> None:
        """Present what the conductor knows now."""
        self._session = self._conductor.session
        if self._session is not None:
            self._answers.show(answer_lines(self._session, self._conductor.locale))
            self._found.show(result_lines(self._session, self._conductor.locale))
        self.changed.emit()

    def clear(self) -> None:
        """Forget answers and results."""
        self._session = None
        self._answers.show(())
        self._found.show(())
        self.changed.emit()

    @Property(Rows, notify=changed)
    def answers(self) -> Rows:
        return self._answers

    @Property(Rows, notify=changed)
    def found(self) -> Rows:
        return self._found

    @Property(str, notify=changed)
    def matter(self) -> str:
        session = self._session
        return session.matter.name.at(self._conductor.locale) if session and session.matter else ""

    @Property(bool, notify=changed)
    def nothingFound(self) -> bool:
        session = self._session
        return session is not None and session.result is not None and not session.result.rows

    @Property(str, notify=changed)
    def nothing(self) -> str:
        session = self._session
        result = session.matter.result if session and session.matter else None
        if session is None or result is None:
            return ""
        return told(result.nothing, relative_in(session)).at(self._conductor.locale)

    @Property(str, notify=changed)
    def after(self) -> str:
        session = self._session
        if session is None or session.matter is None:
            return ""
        return told(session.matter.after, relative_in(session)).at(self._conductor.locale)

    @Property(str, notify=changed)
    def place(self) -> str:
        session = self._session
        return session.matter.counter.place.at(self._conductor.locale) if session and session.matter else ""

    @Property(str, notify=changed)
    def hours(self) -> str:
        session = self._session
        return session.matter.counter.hours.at(self._conductor.locale) if session and session.matter else ""

    @Property(str, notify=changed)
    def phone(self) -> str:
        session = self._session
        return session.matter.counter.phone if session and session.matter else ""

    @Property(bool, notify=changed)
    def verification(self) -> bool:
        session = self._session
        return bool(session and session.matter and session.matter.kind is MatterKind.VERIFICATION)

    @Property(bool, notify=changed)
    def certificate(self) -> bool:
        session = self._session
        return bool(session and session.matter and session.matter.document is not None)

    @Property(bool, notify=changed)
    def promised(self) -> bool:
        return self._session is not None and bool(promised(self._session.materials or ()))

    @Property(str, notify=changed)
    def amount(self) -> str:
        session = self._session
        if session is None or session.matter is None or isinstance(session.matter.fee, FreeOfCharge):
            return ""
        fen = amount_fen(session, self._conductor.today)
        return money(fen).at(self._conductor.locale) if fen else ""

    @Property(str, notify=changed)
    def late(self) -> str:
        """Write what of the amount is for being late; empty where nothing is."""
        session = self._session
        if session is None or session.matter is None:
            return ""
        late, locale = late_fen(session, self._conductor.today), self._conductor.locale
        return LATE.format(late=money(late)).at(locale) if late else ""

    @Property(str, notify=changed)
    def waived(self) -> str:
        """Write why nothing is to be paid of what others pay; empty where something is."""
        session = self._session
        if session is None or session.matter is None or session.records is None or amount_fen(session):
            return ""
        less = reduction(session.matter.fee, session.records)
        return WAIVED.format(who=less.name).at(self._conductor.locale) if less is not None else ""

    @Property(bool, notify=changed)
    def printer(self) -> bool:
        """Whether what was found can be printed."""
        return self._conductor.surroundings.has(Role.RECEIPT_PRINTER)

    @Slot(str)
    def change(self, field: str) -> None:
        self._conductor.change(field)

    @Slot()
    def confirm(self) -> None:
        self._conductor.confirm(paper=True)

    @Slot()
    def confirmWithoutPaper(self) -> None:
        self._conductor.confirm(paper=False)


def answer_lines(session: Session, locale: Locale) -> tuple[CheckLine, ...]:
    """Return each answer with its label."""
    matter = session.matter
    if matter is None:
        return ()
    relative = relative_in(session)
    whom = () if relative is None else (CheckLine("", FOR_WHOM.at(locale), whom_words(relative, locale)),)
    given = ((field, answer_for(session.answers, field.id)) for field in matter.fields)
    lines = (
        CheckLine(field.id, field.label.at(locale), written(matter, field, answer, locale))
        for field, answer in given
        if answer is not None
    )
    names = {material.id: material.name for material in asked_materials(matter, session.answers)}
    papers = (
        CheckLine("", names[given.material].at(locale), PAPERS[given.state].at(locale))
        for given in session.materials or ()
        if given.state in PAPERS
    )
    return (*whom, *lines, *papers)


def written(matter: Matter, field: Field, answer: Answer, locale: Locale) -> str:
    """Write an answer; a picked row on several lines, as it was offered."""
    if field.kind is not FieldKind.PICK or answer.row is None:
        return write_answer(matter, answer, locale)
    return "\n".join(write_row(field, answer.row, locale))


def result_lines(session: Session, locale: Locale) -> tuple[CheckLine, ...]:
    """Return what was found, row by row."""
    result = session.matter.result if session.matter is not None else None
    if result is None or session.result is None:
        return ()
    rows = session.result.rows if result.several else session.result.rows[:1]
    left_over = len(result.shown) - 1 if len(result.shown) % 2 else None
    return tuple(
        CheckLine(
            "",
            shown.label.at(locale),
            write(shown, row, locale),
            first=place == 0,
            alone=place == left_over,
        )
        for row in rows
        for place, shown in enumerate(result.shown)
    )


PAPERS = {MaterialState.SCANNED: BY_PHOTO, MaterialState.COUNTER: AT_COUNTER}
"""The papers that are handed in, here or later, in words."""
LATE = Text(zh="已经逾期，其中加收 {late}", en="It is overdue: {late} of it is the late charge")
