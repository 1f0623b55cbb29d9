"""A text that is typed on the keyboard."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.field import FieldKind
from kiosk.domain.text import Text
from ui.models.answering import Asked, Entry

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1
NOTHING = Text(zh="", en="")


@QmlElement
class TextEntry(Entry):
    """One line or several."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clear()

    def begin(self, asked: Asked) -> None:
        self._label, self._most = asked.field.label, asked.field.max_length
        self._several = asked.field.kind is FieldKind.LONG_TEXT
        self._value = asked.value
        self.changed.emit()

    def clear(self) -> None:
        self._label, self._most, self._several, self._value = NOTHING, 0, False, ""
        self.changed.emit()

    def answer(self) -> str:
        return self._value

    @Property(str, notify=changed)
    def label(self) -> str:
        return self._label.at(self.locale)

    @Property(str, notify=changed)
    def value(self) -> str:
        return self._value

    @Property(int, notify=changed)
    def most(self) -> int:
        return self._most

    @Property(bool, notify=changed)
    def several(self) -> bool:
        return self._several

    @Slot(str)
    def setValue(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self.changed.emit()
