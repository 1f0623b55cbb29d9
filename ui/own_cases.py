"""The cases of the person who is here: asked for as soon as they agreed, kept for this visit alone."""

import msgspec
from PySide6.QtCore import QObject, Signal

from kiosk.domain.case import Cases
from kiosk.domain.case_words import Told
from kiosk.domain.ids import VisitId
from kiosk.domain.printing import PrintOutcome
from kiosk.domain.session import Session
from kiosk.domain.text import Locale
from kiosk.steps.cases import give_note, own_cases
from kiosk.steps.ports import Ports
from ui.worker import Worker


class Note(msgspec.Struct, frozen=True):
    """The note of papers wanted: being printed, and what became of it."""

    printing: bool = False
    printed: PrintOutcome | None = None


class OwnCases(QObject):
    """What the centre told of them; None while it is being asked, and nobody waits for that."""

    changed = Signal()

    def __init__(self, ports: Ports, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._ports = ports
        self._worker = worker
        self._session: Session | None = None
        self.told: Cases | None = None
        self.note = Note()
        self.reading = False
        """Whether their page stands in front of the choice of a matter."""

    def follow(self, session: Session | None) -> None:
        """Ask once for each visit in which the notice was agreed to; forget what another one was told."""
        agreed = session if session is not None and session.consent is not None else None
        if _visit(agreed) != _visit(self._session):
            self._session, self.told, self.note, self.reading = agreed, None, Note(), False
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

    def print_note(self, told: Told, locale: Locale) -> None:
        """Print what is wanted of the holder, to take home."""
        ports, session = self._ports, self._session
        if session is None or self.note.printing:
            return
        self._noted(session, Note(printing=True))
        self._worker.run(
            lambda: give_note(ports, session, told, locale),
            lambda outcome: self._noted(session, Note(printed=outcome)),
        )

    def _noted(self, session: Session, note: Note) -> None:
        if session is self._session:
            self.note = note
            self.changed.emit()

    def _ask(self) -> None:
        ports, session = self._ports, self._session
        if session is not None:
            self._worker.run(lambda: own_cases(ports, session), lambda told: self._came(session, told))

    def _came(self, session: Session, told: Cases) -> None:
        if session is self._session:
            self.told = told
            self.changed.emit()


def _visit(session: Session | None) -> VisitId | None:
    return session.id if session is not None else None
