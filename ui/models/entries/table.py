"""A table: its rows as a list, and a row's cells asked one after the other by the same controls."""

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.field import Column, ColumnKind, Field
from kiosk.domain.form import MOST_ROWS, cell_field, problem
from kiosk.domain.shown import BETWEEN, write_rows
from kiosk.domain.text import Locale, Text
from kiosk.domain.values import read_table, written_table
from ui.models.answering import Asked, Entry
from ui.models.entries.digits import DigitsEntry
from ui.models.entries.options import OptionsEntry
from ui.models.entries.text import TextEntry
from ui.models.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


class TableRow(msgspec.Struct, frozen=True):
    """One row as it is listed."""

    place: int
    label: str
    detail: str


@QmlElement
class TableEntry(Entry):
    """Rows that are added, changed and taken away; `cell` is the way to answer the one asked now."""

    changed = Signal()
    begun = Signal()
    """Another cell is asked, or none any more."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listed = Rows(TableRow, self)
        text, digits, options = TextEntry(self), DigitsEntry(self), OptionsEntry(self)
        self._cells: dict[ColumnKind, tuple[str, Entry]] = {
            ColumnKind.TEXT: ("Text", text),
            ColumnKind.NUMBER: ("Digits", digits),
            ColumnKind.MONEY: ("Digits", digits),
            ColumnKind.CHOICE: ("Options", options),
        }
        self._asked: Asked | None = None
        self._field: Field | None = None
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._row: tuple[str, ...] = ()
        self._editing, self._at = -1, -1

    def begin(self, asked: Asked) -> None:
        self._asked, self._field = asked, asked.field
        self._rows = read_table(asked.value) or ()
        self._close()

    def show(self, locale: Locale) -> None:
        self.locale = locale
        lines = write_rows(self._field, written_table(self._rows), locale) if self._field is not None else ()
        parted = (line.partition(BETWEEN) for line in lines)
        self._listed.show(tuple(TableRow(place, head, tail) for place, (head, _, tail) in enumerate(parted)))
        for _, cell in self._cells.values():
            cell.show(locale)
        self.changed.emit()

    def clear(self) -> None:
        self._asked, self._field = None, None
        self._rows, self._row = (), ()
        self._editing, self._at = -1, -1
        self._listed.show(())
        for _, cell in self._cells.values():
            cell.clear()
        self.changed.emit()

    def answer(self) -> str:
        return written_table(self._rows) if self._rows else ""

    def refusal(self) -> Text | None:
        field = self._cell_field()
        return problem(field, self._cell().answer()) if field is not None else None

    def forward(self) -> bool:
        if self._field is None or self._at < 0:
            return False
        self._keep_cell()
        if self._at + 1 < len(self._field.columns):
            self._ask(self._at + 1)
            return True
        rows = list(self._rows)
        rows[self._editing : self._editing + 1] = [self._row]
        self._rows = tuple(rows)
        self._close()
        return True

    @property
    def can_go_back(self) -> bool:
        return self._at >= 0

    def back(self) -> bool:
        if self._at < 0:
            return False
        if self._at == 0:
            self._close()
        else:
            self._keep_cell()
            self._ask(self._at - 1)
        return True

    @Property(Rows, notify=changed)
    def rows(self) -> Rows:
        return self._listed

    @Property(bool, notify=changed)
    def asking(self) -> bool:
        """Whether a cell is asked now."""
        return self._at >= 0

    @Property(bool, notify=changed)
    def full(self) -> bool:
        return self._full()

    @Property(int, notify=changed)
    def most(self) -> int:
        return self._most

    @Property(int, notify=changed)
    def row(self) -> int:
        """Which row is asked, counted from 1."""
        return self._editing + 1

    @Property(str, notify=changed)
    def column(self) -> str:
        field = self._cell_field()
        return field.label.at(self.locale) if field is not None else ""

    @Property(str, notify=changed)
    def control(self) -> str:
        """Which way to answer the cell takes; empty while none is asked."""
        column = self._column()
        return self._cells[column.kind][0] if column is not None else ""

    @Property(Entry, notify=changed)
    def cell(self) -> Entry:
        return self._cell()

    @Slot()
    def add(self) -> None:
        """Begin another row."""
        if self._field is not None and not self._full():
            self._open(len(self._rows), ("",) * len(self._field.columns))

    @Slot(int)
    def change(self, place: int) -> None:
        """Ask a row's cells again, each with what it holds."""
        self._open(place, self._rows[place])

    @Slot(int)
    def remove(self, place: int) -> None:
        """Take a row away."""
        self._rows = (*self._rows[:place], *self._rows[place + 1 :])
        self.show(self.locale)

    @property
    def _most(self) -> int:
        return (self._field.most if self._field is not None else None) or MOST_ROWS

    def _full(self) -> bool:
        return len(self._rows) >= self._most

    def _column(self) -> Column | None:
        return self._field.columns[self._at] if self._field is not None and self._at >= 0 else None

    def _cell(self) -> Entry:
        column = self._column()
        return self._cells[column.kind if column is not None else ColumnKind.TEXT][1]

    def _cell_field(self) -> Field | None:
        column = self._column()
        return cell_field(self._field, column) if self._field is not None and column is not None else None

    def _open(self, place: int, row: tuple[str, ...]) -> None:
        self._editing, self._row = place, row
        self._ask(0)

    def _ask(self, column: int) -> None:
        self._at = column
        field = self._cell_field()
        if field is not None and self._asked is not None:
            self._cell().begin(Asked(field=field, value=self._row[column], today=self._asked.today))
        self.show(self.locale)
        self.begun.emit()

    def _keep_cell(self) -> None:
        given = self._cell().answer().strip()
        self._row = (*self._row[: self._at], given, *self._row[self._at + 1 :])

    def _close(self) -> None:
        self._editing, self._at, self._row = -1, -1, ()
        self.show(self.locale)
        self.begun.emit()
