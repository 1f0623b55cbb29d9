"""A sentence to be read and agreed to; the other answer is to go back."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.domain.text import Text
from kiosk.domain.values import AGREED
from ui.models.answering import Asked, Entry

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class AgreementEntry(Entry):
    """What is agreed to, and what there is to know of it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._question: Text | None = None
        self._help: Text | None = None

    def begin(self, asked: Asked) -> None:
        self._question, self._help = asked.field.question, asked.field.help
        self.changed.emit()

    def clear(self) -> None:
        self._question = self._help = None
        self.changed.emit()

    def answer(self) -> str:
        return AGREED

    @Property(str, notify=changed)
    def question(self) -> str:
        return self._question.at(self.locale) if self._question is not None else ""

    @Property(str, notify=changed)
    def help(self) -> str:
        return self._help.at(self.locale) if self._help is not None else ""
