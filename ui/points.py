"""Where else: looked into beside a visit, for one matter or for none, and the slip of one point."""

from PySide6.QtCore import QObject, Signal

from kiosk.domain.ids import VisitId
from kiosk.domain.matter import Matter
from kiosk.domain.point import AnyPoint, CounterFor, Near, Wanted
from kiosk.domain.session import Session
from kiosk.domain.text import Locale
from kiosk.steps.points import give_point_slip
from kiosk.steps.ports import Ports
from ui.own_cases import Note
from ui.worker import Worker


class WhereElse(QObject):
    """Whether the map stands in front of the step, what is looked for on it, and its slip."""

    changed = Signal()

    def __init__(self, ports: Ports, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._ports = ports
        self._worker = worker
        self._visit: VisitId | None = None
        self.reading = False
        self.matter: Matter | None = None
        self.wanted: Wanted = AnyPoint()
        self.note = Note()

    def follow(self, session: Session | None) -> None:
        """Forget what another visit looked for."""
        visit = session.id if session is not None else None
        if visit != self._visit:
            self._visit = visit
            self._stand(reading=False)

    def open(self, matter: Matter | None) -> None:
        """Show where a matter is done, or all points."""
        self._stand(reading=True, matter=matter)
        self.changed.emit()

    def want(self, wanted: Wanted) -> None:
        """Look for something else on the map."""
        self.wanted, self.note = wanted, Note()
        self.changed.emit()

    def leave(self) -> None:
        """Go back to the step."""
        self._stand(reading=False)
        self.changed.emit()

    def another(self) -> None:
        """Show no more what became of the slip of another point."""
        self.note = Note()
        self.changed.emit()

    def print(self, near: Near, locale: Locale) -> None:
        """Print the slip of one point."""
        ports, visit, matter = self._ports, self._visit, self.matter
        if visit is None or self.note.printing:
            return
        self._noted(visit, Note(printing=True))
        self._worker.run(
            lambda: give_point_slip(ports, visit, near, matter.name if matter else None, locale),
            lambda outcome: self._noted(visit, Note(printed=outcome)),
        )

    def _noted(self, visit: VisitId, note: Note) -> None:
        if visit == self._visit:
            self.note = note
            self.changed.emit()

    def _stand(self, *, reading: bool, matter: Matter | None = None) -> None:
        self.reading, self.matter, self.note = reading, matter, Note()
        self.wanted = AnyPoint() if matter is None else CounterFor(matter.department_id)
