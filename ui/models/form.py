"""What the form page shows: one question, what is known of its answer, and its options."""

import datetime as dt

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.answers import answer_for
from kiosk.domain.field import Field, FieldKind
from kiosk.domain.form import asked, next_field, prefill
from kiosk.domain.record import Record
from kiosk.domain.session import Session
from kiosk.domain.shown import day, write
from kiosk.domain.text import Locale
from ui.conductor import Conductor
from ui.models.guide import source_name
from ui.models.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

FIRST_YEAR = 1900
LAST_YEAR = 2199


class Choice(msgspec.Struct, frozen=True):
    """One option of a choice, or one row of a pick."""

    value: str
    label: str
    detail: str


@QmlElement
class FormModel(QObject):
    """One question."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._choices = Rows(Choice, self)
        self._asked: tuple[object, ...] = ()
        self.clear()

    def show(self) -> None:
        """Present what the conductor knows now; a question asked anew begins with what is known."""
        session = self._conductor.session
        field = next_field(session.matter, session.answers) if session and session.matter else None
        if session is None or field is None:
            return
        question = (session.id, session.matter, field.id, len(session.answers))
        if question != self._asked:
            self._asked = question
            self._begin(session, field)
        self._choices.show(self._offered(field))
        self.changed.emit()

    def clear(self) -> None:
        """Forget question and answer."""
        self._asked = ()
        self._field: Field | None = None
        self._value = self._source = ""
        self._editing = True
        self._place = self._count = 0
        self._choices.show(())
        self.changed.emit()

    def _begin(self, session: Session, field: Field) -> None:
        self._field = field
        self._value, self._source = self._known(session, field)
        self._editing = not self._value
        fields = asked(session.matter, session.answers) if session.matter else ()
        self._place, self._count = fields.index(field) + 1, len(fields)
        if field.kind is FieldKind.DATE and not self._value:
            self._value = self._conductor.now.date().isoformat()

    def _known(self, session: Session, field: Field) -> tuple[str, str]:
        before = session.reopened or answer_for(session.answers, field.id)
        if before is not None and before.field == field.id:
            return before.value, ""
        if session.identity is None or session.records is None:
            return "", ""
        given = prefill(field, session.identity, session.records)
        return (given.value, source_name(self._conductor, given.source)) if given is not None else ("", "")

    def _offered(self, field: Field) -> tuple[Choice, ...]:
        locale = self._conductor.locale
        if field.kind is FieldKind.CHOICE:
            return tuple(Choice(option.value, option.label.at(locale), "") for option in field.options)
        if field.kind is FieldKind.PICK:
            return tuple(_row(field, row, locale) for row in self._conductor.offered or ())
        return ()

    @Property(str, notify=changed)
    def kind(self) -> str:
        return self._field.kind.value if self._field is not None else ""

    @Property(str, notify=changed)
    def fieldId(self) -> str:
        return self._field.id if self._field is not None else ""

    @Property(str, notify=changed)
    def label(self) -> str:
        return self._field.label.at(self._conductor.locale) if self._field is not None else ""

    @Property(str, notify=changed)
    def question(self) -> str:
        return self._field.question.at(self._conductor.locale) if self._field is not None else ""

    @Property(str, notify=changed)
    def help(self) -> str:
        words = self._field.help if self._field is not None else None
        return words.at(self._conductor.locale) if words is not None else ""

    @Property(str, notify=changed)
    def value(self) -> str:
        return self._value

    @Property(str, notify=changed)
    def source(self) -> str:
        return self._source

    @Property(bool, notify=changed)
    def editing(self) -> bool:
        return self._editing

    @Property(bool, notify=changed)
    def required(self) -> bool:
        return self._field is not None and self._field.required

    @Property(int, notify=changed)
    def maxLength(self) -> int:
        return self._field.max_length if self._field is not None else 0

    @Property(int, notify=changed)
    def place(self) -> int:
        return self._place

    @Property(int, notify=changed)
    def count(self) -> int:
        return self._count

    @Property(bool, notify=changed)
    def loading(self) -> bool:
        return self._is(FieldKind.PICK) and self._conductor.offered is None

    @Property(Rows, notify=changed)
    def choices(self) -> Rows:
        return self._choices

    @Property(str, notify=changed)
    def dateWritten(self) -> str:
        return day(self._value, self._conductor.locale) if self._is(FieldKind.DATE) and self._value else ""

    @Property(str, notify=changed)
    def year(self) -> str:
        return self._value[:4]

    @Property(str, notify=changed)
    def month(self) -> str:
        return self._value[5:7].lstrip("0")

    @Property(str, notify=changed)
    def day(self) -> str:
        return self._value[8:10].lstrip("0")

    @Slot(str)
    def setValue(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self.changed.emit()

    @Slot(str)
    def press(self, digit: str) -> None:
        self.setValue(self._value + digit)

    @Slot()
    def erase(self) -> None:
        self.setValue(self._value[:-1])

    @Slot()
    def edit(self) -> None:
        """'Not right?' was touched beside what was prefilled."""
        self._editing, self._source = True, ""
        self.changed.emit()

    @Slot(str, int)
    def step(self, part: str, by: int) -> None:
        """Move the date's year, month or day."""
        self.setValue(moved(dt.date.fromisoformat(self._value), part, by).isoformat())

    @Slot()
    def accept(self) -> None:
        """Give the answer; a pick goes with its row as it was shown."""
        row = next((row for row in self._conductor.offered or () if row.id == self._value), None)
        if self._field is not None:
            self._conductor.answer(self._field.id, self._value, row)

    def _is(self, kind: FieldKind) -> bool:
        return self._field is not None and self._field.kind is kind


def _row(field: Field, row: Record, locale: Locale) -> Choice:
    headline, *rest = field.shown
    lines = (f"{part.label.at(locale)}  {write(part, row, locale)}" for part in rest)
    return Choice(row.id, write(headline, row, locale), "\n".join(lines))


def moved(date: dt.date, part: str, by: int) -> dt.date:
    """Return the date with one part moved; a day that its month lacks becomes the month's last."""
    if part == "day":
        return date + dt.timedelta(days=by)
    months = date.year * 12 + date.month - 1 + (by * 12 if part == "year" else by)
    year, month = min(max(months // 12, FIRST_YEAR), LAST_YEAR), months % 12 + 1
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return dt.date(year, month, min(date.day, (following - dt.timedelta(days=1)).day))
