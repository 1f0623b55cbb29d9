"""What the pages show that keep for another day what was filled in: the question, and until when."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.kept import LASTS, KeptDraft, kept_of
from kiosk.domain.shown import day
from kiosk.domain.zone import ZONE
from ui.conductor import Conductor

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class KeepModel(QObject):
    """One matter and what of it would be kept, or is."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._kept: KeptDraft | None = None
        self._matter = ""

    def show(self) -> None:
        """Present what the conductor knows now."""
        conductor, session = self._conductor, self._conductor.session
        if session is not None and session.matter is not None:
            self._kept = kept_of(session, conductor.catalogue.version)
            self._matter = session.matter.name.at(conductor.locale)
        self.changed.emit()

    def clear(self) -> None:
        """Forget the visit."""
        self._kept, self._matter = None, ""
        self.changed.emit()

    @Property(str, notify=changed)
    def matter(self) -> str:
        return self._matter

    @Property(int, notify=changed)
    def answers(self) -> int:
        """How many answers would be kept."""
        return len(self._kept.draft.answers) if self._kept is not None else 0

    @Property(int, notify=changed)
    def days(self) -> int:
        return LASTS.days

    @Property(str, notify=changed)
    def until(self) -> str:
        """Write until when it is kept, or would be."""
        until = self._conductor.keeping.until or self._conductor.now + LASTS
        return day(until.astimezone(ZONE).date().isoformat(), self._conductor.locale)

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._conductor.keeping.busy

    @Slot()
    def keep(self) -> None:
        self._conductor.heed()
        self._conductor.keeping.keep(self._conductor.catalogue.version)

    @Slot()
    def decline(self) -> None:
        self._conductor.heed()
        self._conductor.keeping.decline()

    @Slot()
    def finish(self) -> None:
        self._conductor.leave()

    @Slot()
    def another(self) -> None:
        self._conductor.another()
