"""What the identify screen says: which cards can be laid here."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class IdentifyModel(QObject):
    """Lay a card."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._identity_card = self._social_card = self._code_scanner = False

    def say(self, *, identity_card: bool, social_card: bool, code_scanner: bool = False) -> None:
        """Present the readers that there are; a scanner is told once it is known to work."""
        self._identity_card, self._social_card = identity_card, social_card
        self._code_scanner = code_scanner
        self.changed.emit()

    @Property(bool, notify=changed)
    def identityCard(self) -> bool:
        return self._identity_card

    @Property(bool, notify=changed)
    def socialCard(self) -> bool:
        return self._social_card

    @Property(bool, notify=changed)
    def codeScanner(self) -> bool:
        return self._code_scanner
