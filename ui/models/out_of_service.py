"""What the screen says while nobody can be served."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.domain.point import TerminalWith, nearest
from kiosk.domain.shown import moment
from ui.conductor import Conductor
from ui.models.points import PointLine, point_line
from ui.models.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

ELSEWHERE = 2
"""So many other machines are named."""


@QmlElement
class OutOfServiceModel(QObject):
    """Since when, who was told, where to go."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._elsewhere = Rows(PointLine, self)

    def show(self) -> None:
        """Present what the conductor knows now."""
        conductor, here = self._conductor, self._conductor.here
        if here is not None:
            found = nearest(conductor.catalogue.service_map, here, TerminalWith(), conductor.now)[:ELSEWHERE]
            self._elsewhere.show(tuple(point_line(near, 0, conductor) for near in found))
        self.changed.emit()

    def clear(self) -> None:
        """Nothing of a visit is kept here."""

    @Property(Rows, notify=changed)
    def elsewhere(self) -> Rows:
        """Return the nearest points with another terminal."""
        return self._elsewhere

    @Property(str, notify=changed)
    def reason(self) -> str:
        stopped = self._conductor.out_of_service
        return stopped.reason.at(self._conductor.locale) if stopped is not None else ""

    @Property(str, notify=changed)
    def since(self) -> str:
        stopped = self._conductor.out_of_service
        return moment(stopped.since, self._conductor.locale) if stopped is not None else ""

    @Property(str, notify=changed)
    def contact(self) -> str:
        return self._conductor.site.contact
