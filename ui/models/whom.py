"""What the page shows that asks for whom a matter is done: the family, a second card, or a name by hand."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.device import Role
from kiosk.domain.field import Field, FieldKind
from kiosk.domain.identity import mask_name, mask_number
from kiosk.domain.matter import Proof
from kiosk.domain.record import Record
from kiosk.domain.relative import WHO, by_record
from kiosk.domain.shown import day
from kiosk.domain.text import Locale, Text
from kiosk.domain.trouble import Trouble
from kiosk.flow import proofs_asked
from ui.conductor import Conductor
from ui.models.answering import Asked, Entry
from ui.models.entries.options import Choice
from ui.models.entries.person import PersonEntry
from ui.models.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

BY_HAND = Text(zh="家人的姓名和号码", en="Your relative's name and number")
NOBODY_YET = Text(zh="请先点一位家人。", en="Please touch one of your family first.")
ASKED = Field(id="whom", label=BY_HAND, question=BY_HAND, kind=FieldKind.PERSON)


@QmlElement
class WhomModel(QObject):
    """For whom it is."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._choices = Rows(Choice, self)
        self._chosen = ""
        self._writing = False
        self._entry = PersonEntry(self)
        self._entry.changed.connect(self.changed)

    def show(self) -> None:
        """Present what the conductor knows now."""
        rows = self._conductor.offered or ()
        self._choices.show(tuple(member(row, self._conductor.locale) for row in rows))
        self._entry.show(self._conductor.locale)
        if not self._writing and not rows and self._ways == (Proof.PROMISE,):
            self.turn()
        self.changed.emit()

    def clear(self) -> None:
        """Forget the family."""
        self._chosen, self._writing = "", False
        self._choices.show(())
        self._entry.clear()
        self.changed.emit()

    @property
    def can_go_back(self) -> bool:
        """Whether there is something within the page to go back to."""
        return self._writing

    def back(self) -> bool:
        """Go back from the number to the name, and from the name to the family."""
        if not self._writing:
            return False
        if not self._entry.back():
            self._writing = False
        self._conductor.heed()
        self.changed.emit()
        return True

    @property
    def _ways(self) -> tuple[Proof, ...]:
        return proofs_asked(self._conductor.session)

    @Property(Rows, notify=changed)
    def choices(self) -> Rows:
        return self._choices

    @Property(str, notify=changed)
    def chosen(self) -> str:
        return self._chosen

    @Property(bool, notify=changed)
    def loading(self) -> bool:
        """Whether the family is being asked for."""
        return self._conductor.offered is None and Proof.RECORD in self._ways

    @Property(bool, notify=changed)
    def byRecord(self) -> bool:
        return Proof.RECORD in self._ways

    @Property(bool, notify=changed)
    def byCard(self) -> bool:
        """Whether a relative's card may be laid, and there is a reader for it."""
        return Proof.CARD in self._ways and self._conductor.surroundings.has(Role.IDENTITY_CARD)

    @Property(bool, notify=changed)
    def byHand(self) -> bool:
        return Proof.PROMISE in self._ways

    @Property(bool, notify=changed)
    def writing(self) -> bool:
        """Whether somebody is being named by hand."""
        return self._writing

    @Property(Entry, notify=changed)
    def entry(self) -> Entry:
        return self._entry

    @Slot(str)
    def touch(self, value: str) -> None:
        self._chosen = value
        self._conductor.heed()

    @Slot()
    def turn(self) -> None:
        """Name somebody by hand, or go back to the family."""
        self._writing = not self._writing
        self._entry.begin(Asked(field=ASKED, today=self._conductor.today))
        self.changed.emit()

    @Slot()
    def toCounter(self) -> None:
        """Have it done at the counter: a slip says what to bring."""
        self._conductor.whom_to_counter()

    @Slot()
    def accept(self) -> None:
        """Go on with who was touched or named."""
        if not self._writing:
            self._choose()
            return
        refusal = self._entry.refusal()
        if refusal is not None:
            self._conductor.take_in(Trouble("answer", refusal))
        elif self._entry.forward():
            self._conductor.heed()
        else:
            self._conductor.name_whom(self._entry.answer())

    def _choose(self) -> None:
        rows: tuple[Record, ...] = self._conductor.offered or ()
        entry = next((row for row in rows if row.id == self._chosen), None)
        if entry is None:
            self._conductor.take_in(Trouble("answer", NOBODY_YET))
        else:
            self._conductor.choose_whom(entry)


def member(row: Record, locale: Locale) -> Choice:
    """Return a family member as everybody may read it over a shoulder: relation, name and number masked."""
    relative = by_record(row)
    who = WHO[relative.relation].at(locale) if relative.relation is not None else ""
    born = day(relative.person.birth.isoformat(), locale)
    return Choice(
        row.id,
        f"{who[:1].upper()}{who[1:]}  {mask_name(relative.person.name)}",
        f"{born}  ·  {mask_number(relative.person.number)}",
    )
