"""A day, moved by year, month and day."""

import datetime as dt

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.form import first_day
from ui.models.answering import Asked, Entry

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

FIRST_YEAR = 1900
LAST_YEAR = 2199


@QmlElement
class DateEntry(Entry):
    """A day; it begins with what is known, else with the day nearest to today that will do."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clear()

    def begin(self, asked: Asked) -> None:
        self._value = asked.value or first_day(asked.field, asked.today).isoformat()
        self.changed.emit()

    def clear(self) -> None:
        self._value = ""
        self.changed.emit()

    def answer(self) -> str:
        return self._value

    @Property(str, notify=changed)
    def year(self) -> str:
        return self._value[:4]

    @Property(str, notify=changed)
    def month(self) -> str:
        return self._value[5:7].lstrip("0")

    @Property(str, notify=changed)
    def day(self) -> str:
        return self._value[8:10].lstrip("0")

    @Slot(str, int)
    def step(self, part: str, by: int) -> None:
        """Move the date's year, month or day."""
        self._value = moved(dt.date.fromisoformat(self._value), part, by).isoformat()
        self.changed.emit()


def moved(date: dt.date, part: str, by: int) -> dt.date:
    """Return the date with one part moved; a day that its month lacks becomes the month's last."""
    if part == "day":
        return date + dt.timedelta(days=by)
    months = date.year * 12 + date.month - 1 + (by * 12 if part == "year" else by)
    year, month = min(max(months // 12, FIRST_YEAR), LAST_YEAR), months % 12 + 1
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return dt.date(year, month, min(date.day, (following - dt.timedelta(days=1)).day))
