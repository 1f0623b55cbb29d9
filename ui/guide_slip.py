"""The guide on paper: printed beside a visit that stands at the guide of a matter."""

from PySide6.QtCore import QObject, Signal

from kiosk.domain.ids import MatterCode, VisitId
from kiosk.domain.session import Session
from kiosk.domain.text import Locale
from kiosk.steps.guide import give_guide_slip
from kiosk.steps.ports import Ports
from ui.own_cases import Note
from ui.worker import Worker


class GuideSlip(QObject):
    """What became of it; another matter's, and another visit's, is forgotten."""

    changed = Signal()

    def __init__(self, ports: Ports, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._ports = ports
        self._worker = worker
        self._of: tuple[VisitId, MatterCode] | None = None
        self.note = Note()

    def follow(self, session: Session | None) -> None:
        """Forget what was printed of another matter."""
        of = _of(session)
        if of != self._of:
            self._of, self.note = of, Note()

    def print(self, session: Session, locale: Locale) -> None:
        """Print the guide of the matter that the visit stands at."""
        ports, of, matter = self._ports, _of(session), session.matter
        if matter is None or of is None or of != self._of or self.note.printing:
            return
        self._noted(of, Note(printing=True))
        self._worker.run(
            lambda: give_guide_slip(ports, session.id, matter, locale),
            lambda outcome: self._noted(of, Note(printed=outcome)),
        )

    def _noted(self, of: tuple[VisitId, MatterCode], note: Note) -> None:
        if of == self._of:
            self.note = note
            self.changed.emit()


def _of(session: Session | None) -> tuple[VisitId, MatterCode] | None:
    if session is None or session.matter is None:
        return None
    return session.id, MatterCode(session.matter.code)
