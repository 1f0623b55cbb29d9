"""What the form page shows: one question, what is known of its answer, and the way to answer it."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.answers import Answer, answer_for
from kiosk.domain.field import Field, FieldKind
from kiosk.domain.form import next_field, place_of, prefill
from kiosk.domain.session import Session
from kiosk.domain.shown import write_answer
from kiosk.domain.trouble import Trouble
from ui.conductor import Conductor
from ui.models.answering import Asked, Entry
from ui.models.entries.address import AddressEntry
from ui.models.entries.agreement import AgreementEntry
from ui.models.entries.date import DateEntry
from ui.models.entries.digits import DigitsEntry
from ui.models.entries.options import OptionsEntry
from ui.models.entries.person import PersonEntry
from ui.models.entries.plate import PlateEntry
from ui.models.entries.table import TableEntry
from ui.models.entries.text import TextEntry
from ui.models.guide import source_name

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

CONTROLS = {
    FieldKind.TEXT: "Text",
    FieldKind.LONG_TEXT: "Text",
    FieldKind.NUMBER: "Digits",
    FieldKind.MONEY: "Digits",
    FieldKind.DATE: "Date",
    FieldKind.PHONE: "Digits",
    FieldKind.CHOICE: "Options",
    FieldKind.MANY: "Options",
    FieldKind.PICK: "Options",
    FieldKind.ADDRESS: "Address",
    FieldKind.PERSON: "Person",
    FieldKind.ACCOUNT: "Digits",
    FieldKind.PLATE: "Plate",
    FieldKind.TABLE: "Table",
    FieldKind.CONSENT: "Agreement",
}
"""Which of ui/qml/answers a kind is answered with."""
KNOWN, LOADING = "Known", "Loading"
SHOW_ALL = frozenset({"Options", "Table", "Agreement"})
"""What shows an earlier answer by itself: there is no card before it."""
MASKED = frozenset({FieldKind.PERSON, FieldKind.ACCOUNT})
"""What is shown masked once it was given, until the resident wants to change it."""


@QmlElement
class FormModel(QObject):
    """One question."""

    changed = Signal()
    begun = Signal()
    """Another way to answer stands on the page."""

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._entries: dict[str, Entry] = {
            "Text": TextEntry(self),
            "Digits": DigitsEntry(self),
            "Date": DateEntry(self),
            "Options": OptionsEntry(self),
            "Person": PersonEntry(self),
            "Address": AddressEntry(self),
            "Plate": PlateEntry(self),
            "Table": TableEntry(self),
            "Agreement": AgreementEntry(self),
        }
        for entry in self._entries.values():
            entry.changed.connect(self.changed)
        self._shown = ""
        self._asked: tuple[object, ...] = ()
        self._field: Field | None = None
        self._value = self._source = ""
        self._editing = True
        self._place, self._count = 0, 0

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
        entry = self._entry()
        if isinstance(entry, OptionsEntry) and self._conductor.offered is not None:
            entry.offer(self._conductor.offered)
        entry.show(self._conductor.locale)
        self._follow()

    def clear(self) -> None:
        """Forget question and answer."""
        self._asked, self._field = (), None
        self._value = self._source = ""
        self._editing = True
        self._place, self._count = 0, 0
        for entry in self._entries.values():
            entry.clear()
        self.changed.emit()

    def _begin(self, session: Session, field: Field) -> None:
        self._field, self._shown = field, ""
        given, self._source = self._given(session, field)
        self._value = given or ""
        reopened = session.reopened is not None and session.reopened.field == field.id
        self._editing = not given or (reopened and field.kind not in MASKED)
        if session.matter is not None:
            self._place, total = place_of(session.matter, session.answers, field)
            self._count = total or 0
        self._begin_entry()

    def _begin_entry(self) -> None:
        if self._field is None:
            return
        session = self._conductor.session
        code = session.matter.code if session is not None and session.matter is not None else ""
        asked = Asked(field=self._field, value=self._value, today=self._conductor.today, home=code[2:8])
        self._entry().begin(asked)

    def _given(self, session: Session, field: Field) -> tuple[str, str]:
        """Return what the answer begins with, and where that is from when it is not the resident's."""
        before = session.reopened or answer_for(session.answers, field.id)
        if before is not None and before.field == field.id:
            return before.value, ""
        if session.identity is None or session.records is None:
            return "", ""
        known = prefill(field, session.identity, session.records)
        return (known.value, source_name(self._conductor, known.source)) if known is not None else ("", "")

    def _entry(self) -> Entry:
        return self._entries[CONTROLS[self._field.kind]] if self._field is not None else self._entries["Text"]

    def _control(self) -> str:
        if self._field is None:
            return ""
        control = CONTROLS[self._field.kind]
        if self._waits():
            return LOADING
        return control if self._editing or control in SHOW_ALL else KNOWN

    def _waits(self) -> bool:
        picks = self._field is not None and self._field.kind is FieldKind.PICK
        return picks and self._conductor.offered is None

    def _follow(self) -> None:
        """Tell the page when another way to answer is to stand on it."""
        self.changed.emit()
        stands = f"{self._place} {self._control()}"
        if stands != self._shown:
            self._shown = stands
            self.begun.emit()

    @property
    def can_go_back(self) -> bool:
        """Whether there is something within the question to go back to."""
        return self._editing and self._entry().can_go_back

    def back(self) -> bool:
        """Go back within the question; return whether there was something."""
        went = self.can_go_back and self._entry().back()
        if went:
            self._conductor.heed()
        return went

    @Property(str, notify=changed)
    def control(self) -> str:
        """Return which of ui/qml/answers stands on the page."""
        return self._control()

    @Property(Entry, notify=changed)
    def entry(self) -> Entry:
        return self._entry()

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
    def known(self) -> str:
        """Write what is known of the answer as it is read."""
        session = self._conductor.session
        if self._field is None or session is None or session.matter is None:
            return ""
        return write_answer(session.matter, Answer(self._field.id, self._value), self._conductor.locale)

    @Property(str, notify=changed)
    def source(self) -> str:
        return self._source

    @Property(bool, notify=changed)
    def required(self) -> bool:
        return self._field is not None and self._field.required

    @Property(int, notify=changed)
    def place(self) -> int:
        return self._place

    @Property(int, notify=changed)
    def count(self) -> int:
        """How many questions there are; 0 while an answer to come decides that."""
        return self._count

    @Property(bool, notify=changed)
    def loading(self) -> bool:
        return self._waits()

    @Slot()
    def edit(self) -> None:
        """'Not right?' was touched beside what was known."""
        self._editing, self._source = True, ""
        self._follow()

    @Slot()
    def accept(self) -> None:
        """Go on within the question, else give the answer; a pick goes with its row as it was shown."""
        if self._field is None:
            return
        entry = self._entry()
        if self._control() == KNOWN:
            self._conductor.answer(self._field.id, self._value)
            return
        refusal = entry.refusal()
        if refusal is not None:
            self._conductor.take_in(Trouble("answer", refusal))
        elif entry.forward():
            self._conductor.heed()
        else:
            row = entry.row() if isinstance(entry, OptionsEntry) else None
            self._conductor.answer(self._field.id, entry.answer(), row)
