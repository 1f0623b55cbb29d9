"""One or several of some rows: a choice, a pick, many."""

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.field import Field, FieldKind, Option
from kiosk.domain.record import Record
from kiosk.domain.shown import write_row
from kiosk.domain.text import Locale
from kiosk.domain.values import read_many, written_many
from kiosk.domain.years import offered
from ui.models.answering import Asked, Entry
from ui.models.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


class Choice(msgspec.Struct, frozen=True):
    """One option of a choice, or one row of a pick."""

    value: str
    label: str
    detail: str


@QmlElement
class OptionsEntry(Entry):
    """Rows to touch; of several the order is the declaration's."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices = Rows(Choice, self)
        self._field: Field | None = None
        self._rows: tuple[Record, ...] = ()
        self._options: tuple[Option, ...] = ()
        self._chosen: tuple[str, ...] = ()

    def begin(self, asked: Asked) -> None:
        self._field, self._rows = asked.field, ()
        self._options = offered(asked.field.options, asked.today)
        self._chosen = read_many(asked.value) if self._several else tuple(filter(None, (asked.value,)))
        self.show(self.locale)

    def offer(self, rows: tuple[Record, ...]) -> None:
        """Offer the rows of a lookup."""
        self._rows = rows
        self.show(self.locale)

    def show(self, locale: Locale) -> None:
        self.locale = locale
        self._choices.show(self._offered())
        self.changed.emit()

    def clear(self) -> None:
        self._field, self._rows, self._options, self._chosen = None, (), (), ()
        self._choices.show(())
        self.changed.emit()

    def answer(self) -> str:
        if not self._several or self._field is None:
            return next(iter(self._chosen), "")
        return written_many(tuple(o.value for o in self._options if o.value in self._chosen))

    def row(self) -> Record | None:
        """Return the picked row as it was shown."""
        return next((row for row in self._rows if row.id in self._chosen), None)

    @property
    def _several(self) -> bool:
        return self._field is not None and self._field.kind is FieldKind.MANY

    def _offered(self) -> tuple[Choice, ...]:
        field = self._field
        if field is None:
            return ()
        if field.kind is FieldKind.PICK:
            return tuple(_row(field, row, self.locale) for row in self._rows)
        return tuple(Choice(option.value, option.label.at(self.locale), "") for option in self._options)

    @Property(Rows, notify=changed)
    def choices(self) -> Rows:
        return self._choices

    @Property(str, notify=changed)
    def chosen(self) -> str:
        """Return the chosen values, a comma before and after each."""
        return f",{','.join(self._chosen)}," if self._chosen else ""

    @Property(int, notify=changed)
    def count(self) -> int:
        return len(self._chosen)

    @Property(bool, notify=changed)
    def several(self) -> bool:
        return self._several

    @Property(int, notify=changed)
    def most(self) -> int:
        """How many may be chosen; 0 where it is not said."""
        return (self._field.most or 0) if self._field is not None and self._several else 0

    @Slot(str)
    def touch(self, value: str) -> None:
        """Choose a row, or of several take it away again."""
        if not self._several:
            self._chosen = (value,)
        elif value in self._chosen:
            self._chosen = tuple(one for one in self._chosen if one != value)
        else:
            self._chosen = (*self._chosen, value)
        self.changed.emit()


def _row(field: Field, row: Record, locale: Locale) -> Choice:
    name, *facts = write_row(field, row, locale)
    return Choice(row.id, name, "\n".join(facts))
