"""Somebody else: the name on the keyboard, then the identity number on a pad with X."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.identity import NUMBER_LENGTH
from kiosk.domain.text import Text
from kiosk.domain.values import Other, read_person, written_person
from ui.models.answering import Asked, Entry

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

LAST = "X"
NAME_FIRST = Text(zh="请先填姓名。", en="Please give the name first.")
PARTS = (6, 10, 14, NUMBER_LENGTH)
"""Where a number is parted for the eye: place, year, day, rest."""


@QmlElement
class PersonEntry(Entry):
    """The name, then the number."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clear()

    def begin(self, asked: Asked) -> None:
        self._given, self._required = read_person(asked.value), asked.field.required
        self._numbering = False
        self.changed.emit()

    def clear(self) -> None:
        self._given, self._required, self._numbering = Other("", ""), True, False
        self.changed.emit()

    def answer(self) -> str:
        return written_person(self._given).strip()

    def refusal(self) -> Text | None:
        missing = self._required and not self._numbering and not self._given.name.strip()
        return NAME_FIRST if missing else None

    def forward(self) -> bool:
        if self._numbering or not self._given.name.strip():
            return False
        self._numbering = True
        self.changed.emit()
        return True

    @property
    def can_go_back(self) -> bool:
        return self._numbering

    def back(self) -> bool:
        was, self._numbering = self._numbering, False
        self.changed.emit()
        return was

    @Property(bool, notify=changed)
    def numbering(self) -> bool:
        """Whether the number is asked now."""
        return self._numbering

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._given.name

    @Property(str, notify=changed)
    def shown(self) -> str:
        """Return the number as far as it is typed, parted for the eye."""
        number = self._given.number
        return " ".join(number[at:to] for at, to in zip((0, *PARTS), PARTS, strict=False) if number[at:to])

    @Slot(str)
    def setName(self, name: str) -> None:
        if name != self._given.name:
            self._given = Other(name, self._given.number)
            self.changed.emit()

    @Slot(str)
    def press(self, key: str) -> None:
        """Add a character; X is only ever the last."""
        number = self._given.number
        if len(number) < NUMBER_LENGTH and (key != LAST or len(number) == NUMBER_LENGTH - 1):
            self._number(number + key)

    @Slot()
    def erase(self) -> None:
        self._number(self._given.number[:-1])

    @Slot()
    def eraseAll(self) -> None:
        self._number("")

    def _number(self, number: str) -> None:
        self._given = Other(self._given.name, number)
        self.changed.emit()
