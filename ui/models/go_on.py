"""What the page shows that offers to go on with what was kept for another day."""

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.availability import NotAvailable, availability
from kiosk.domain.ids import MatterCode
from kiosk.domain.kept import KeptLine
from kiosk.domain.shown import day
from kiosk.domain.text import Text
from kiosk.domain.zone import ZONE
from ui.conductor import Conductor
from ui.models.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


class KeptRow(msgspec.Struct, frozen=True):
    """One matter in the list."""

    value: str
    label: str
    detail: str


@QmlElement
class GoOnModel(QObject):
    """Of which matters something is kept, the newest first, and the one that it is about now."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._lines = Rows(KeptRow, self)
        self._chosen = ""
        self._deleting = False

    def show(self) -> None:
        """Present what the conductor knows now."""
        lines = self._conductor.keeping.lines
        if self._chosen not in {line.matter for line in lines}:
            self._chosen = lines[0].matter if lines else ""
            self._deleting = False
        self._lines.show(tuple(map(self._row, lines)))
        self.changed.emit()

    def clear(self) -> None:
        """Forget everything of it."""
        self._chosen, self._deleting = "", False
        self._lines.show(())
        self.changed.emit()

    @property
    def can_go_back(self) -> bool:
        """Whether it is being asked if it is to be deleted."""
        return self._deleting

    def back(self) -> bool:
        """Delete nothing; return whether that was asked."""
        asked, self._deleting = self._deleting, False
        self.changed.emit()
        return asked

    @Property(Rows, notify=changed)
    def lines(self) -> Rows:
        return self._lines

    @Property(str, notify=changed)
    def chosen(self) -> str:
        return self._chosen

    @Property(str, notify=changed)
    def label(self) -> str:
        line = self._line()
        return self._name(line) if line is not None else ""

    @Property(str, notify=changed)
    def detail(self) -> str:
        line = self._line()
        return self._row(line).detail if line is not None else ""

    @Property(str, notify=changed)
    def why(self) -> str:
        """Why it can't be gone on with here and now; empty where it can."""
        line, locale = self._line(), self._conductor.locale
        if line is None:
            return ""
        matter = self._conductor.catalogue.matters.get(line.matter)
        if matter is None:
            return NO_MORE.at(locale)
        able = availability(matter, self._conductor.surroundings, identified=True)
        return able.reason.at(locale) if isinstance(able, NotAvailable) else ""

    @Property(bool, notify=changed)
    def deleting(self) -> bool:
        """Whether it is being asked if it is to be deleted."""
        return self._deleting

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._conductor.keeping.busy

    @Slot(str)
    def choose(self, matter: str) -> None:
        self._conductor.heed()
        self._chosen = matter
        self.changed.emit()

    @Slot()
    def goOn(self) -> None:
        self._conductor.heed()
        self._conductor.keeping.take_out(MatterCode(self._chosen))

    @Slot()
    def askToDelete(self) -> None:
        self._conductor.heed()
        self._deleting = True
        self.changed.emit()

    @Slot()
    def remove(self) -> None:
        self._conductor.heed()
        self._conductor.keeping.delete(MatterCode(self._chosen))

    @Slot()
    def putOff(self) -> None:
        self._conductor.heed()
        self._conductor.keeping.put_off()

    def _line(self) -> KeptLine | None:
        return next((line for line in self._conductor.keeping.lines if line.matter == self._chosen), None)

    def _name(self, line: KeptLine) -> str:
        matter = self._conductor.catalogue.matters.get(line.matter)
        return (matter.name if matter is not None else line.name).at(self._conductor.locale)

    def _row(self, line: KeptLine) -> KeptRow:
        locale = self._conductor.locale
        kept, until = (
            day(at.astimezone(ZONE).date().isoformat(), locale) for at in (line.kept_at, line.until)
        )
        detail = KEPT_FROM_TO.format(kept=kept, until=until).at(locale)
        return KeptRow(value=line.matter, label=self._name(line), detail=detail)


KEPT_FROM_TO = Text(zh="{kept} 存，保留到 {until}", en="Saved on {kept}, until {until}")
NO_MORE = Text(
    zh="这件事现在不在自助机上办了。存着的内容可以删掉，也可以到窗口问一问。",
    en="This is no longer done at the machines. You can delete what was saved, or ask at the counter.",
)
