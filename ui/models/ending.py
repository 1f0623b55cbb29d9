"""What the pages that end a matter early show."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.matter import Matter
from kiosk.domain.printing import PrintDone, PrintUnconfirmed
from kiosk.domain.session import Session
from ui.conductor import Conductor

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class EndingModel(QObject):
    """Why a matter isn't for the holder or can't be finished here, and where it can."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._session: Session | None = None

    def show(self) -> None:
        """Present what the conductor knows now."""
        self._session = self._conductor.session
        self.changed.emit()

    def clear(self) -> None:
        """Forget the visit."""
        self._session = None
        self.changed.emit()

    def _matter(self) -> Matter | None:
        return self._session.matter if self._session is not None else None

    @Property(str, notify=changed)
    def reason(self) -> str:
        session = self._session
        if session is None:
            return ""
        if session.ended is not None:
            return session.ended.reason.at(self._conductor.locale)
        return "\n".join(reason.at(self._conductor.locale) for reason in session.refusals or ())

    @Property(str, notify=changed)
    def matter(self) -> str:
        matter = self._matter()
        return matter.name.at(self._conductor.locale) if matter is not None else ""

    @Property(str, notify=changed)
    def place(self) -> str:
        matter = self._matter()
        return matter.counter.place.at(self._conductor.locale) if matter is not None else ""

    @Property(str, notify=changed)
    def hours(self) -> str:
        matter = self._matter()
        return matter.counter.hours.at(self._conductor.locale) if matter is not None else ""

    @Property(str, notify=changed)
    def phone(self) -> str:
        matter = self._matter()
        return matter.counter.phone if matter is not None else self._conductor.site.contact

    @Property(bool, notify=changed)
    def slip(self) -> bool:
        """Whether a slip for the counter came out."""
        receipt = self._session.receipt if self._session is not None else None
        return receipt is not None and isinstance(receipt.print, PrintDone | PrintUnconfirmed)

    @Slot()
    def accept(self) -> None:
        self._conductor.accept_refusal()

    @Slot()
    def another(self) -> None:
        self._conductor.another()

    @Slot()
    def finish(self) -> None:
        self._conductor.take()
