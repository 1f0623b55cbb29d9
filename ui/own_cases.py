"""The cases of the person who is here: asked for as soon as they agreed, kept for this visit alone."""

from PySide6.QtCore import QObject, Signal

from kiosk.domain.case import Cases
from kiosk.domain.ids import VisitId
from kiosk.domain.session import Session
from kiosk.steps.ports import Ports
from ui.worker import Worker


class OwnCases(QObject):
    """What the centre told of them; None while it is being asked, and nobody waits for that."""

    changed = Signal()

    def __init__(self, ports: Ports, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._ports = ports
        self._worker = worker
        self._session: Session | None = None
        self.told: Cases | None = None
        self.reading = False
        """Whether their page stands in front of the choice of a matter."""

    def follow(self, session: Session | None) -> None:
        """Ask once for each visit in which the notice was agreed to; forget what another one was told."""
        agreed = session if session is not None and session.consent is not None else None
        if _visit(agreed) != _visit(self._session):
            self._session, self.told, self.reading = agreed, None, False
            self._ask()

    def ask_again(self) -> None:
        """Ask once more, after nobody could say."""
        self.told = None
        self._ask()
        self.changed.emit()

    def read(self) -> None:
        """Show their page."""
        self.reading = True
        self.changed.emit()

    def leave(self) -> None:
        """Go back to the choice of a matter."""
        self.reading = False
        self.changed.emit()

    def _ask(self) -> None:
        ports, session = self._ports, self._session
        if session is not None:
            self._worker.run(lambda: _own_cases(ports, session), lambda told: self._came(session, told))

    def _came(self, session: Session, told: Cases) -> None:
        if session is self._session:
            self.told = told
            self.changed.emit()


def _visit(session: Session | None) -> VisitId | None:
    return session.id if session is not None else None


def _own_cases(ports: Ports, session: Session) -> Cases:
    from kiosk.steps.cases import own_cases  # noqa: PLC0415 loaded with the first visit

    return own_cases(ports, session)
