"""Kept for another day: asked for when a visit can't be finished, offered when the card is laid again."""

import datetime as dt
import uuid

from PySide6.QtCore import QObject, Signal

from kiosk.domain.identity import Identity
from kiosk.domain.ids import CatalogueVersion, MatterCode, VisitId
from kiosk.domain.kept import KeptDraft, KeptLine, kept_of
from kiosk.domain.session import Session
from kiosk.domain.trouble import Trouble
from kiosk.steps import keep
from kiosk.steps.ports import Ports
from ui.worker import Worker


class Keeping(QObject):
    """What is kept of the person who is here, and how it stands with what they want kept now."""

    changed = Signal()
    refused = Signal(object)
    """A Trouble: nothing was changed."""
    opened = Signal(object)
    """A KeptDraft that its holder goes on with."""

    def __init__(self, ports: Ports, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._ports = ports
        self._worker = worker
        self._session: Session | None = None
        self._person: Identity | None = None
        self._named: tuple[KeptDraft, str] | None = None
        self.lines: tuple[KeptLine, ...] = ()
        self.offering = False
        """Whether it stands in front of the choice of a matter."""
        self.asked = False
        """Whether it is asked if what was filled in is to be kept."""
        self.until: dt.datetime | None = None
        """Until when it is; None before it is kept."""
        self.busy = False

    def follow(self, session: Session | None) -> None:
        """Ask once for each person who agreed to the notice; forget what another visit wanted."""
        before, self._session = self._session, session
        if _visit(session) != _visit(before):
            self.asked, self.until, self.busy, self._named = False, None, False, None
        person = session.identity if session is not None and session.consent is not None else None
        if person is not self._person:
            self._person, self.lines, self.offering = person, (), False
            if session is not None and person is not None:
                ports, asking = self._ports, session
                self._worker.run(lambda: keep.look(ports, asking), lambda lines: self._told(person, lines))

    def ask(self) -> None:
        """Ask whether what was filled in is to be kept."""
        self.asked = True
        self.changed.emit()

    def decline(self) -> None:
        """Go back to the step: nothing is kept."""
        self.asked = False
        self.changed.emit()

    def keep(self, catalogue: CatalogueVersion) -> None:
        """Have it kept; after no answer the same is asked for once more, under the same name."""
        ports, session = self._ports, self._session
        kept = kept_of(session, catalogue) if session is not None else None
        if session is None or kept is None or self.busy:
            return
        if self._named is None or self._named[0] != kept:
            self._named = (kept, uuid.uuid4().hex)
        name = self._named[1]
        self._begin()
        self._worker.run(
            lambda: keep.keep(ports, session, kept, name), lambda outcome: self._kept(session, outcome)
        )

    def put_off(self) -> None:
        """Do something else first; it stays kept."""
        self.offering = False
        self.changed.emit()

    def take_out(self, matter: MatterCode) -> None:
        """Go on with what is kept of a matter."""
        ports, session = self._ports, self._session
        if session is not None and not self.busy:
            self._begin()
            self._worker.run(
                lambda: keep.take_out(ports, session, matter), lambda outcome: self._out(session, outcome)
            )

    def delete(self, matter: MatterCode) -> None:
        """Have what is kept of a matter deleted."""
        ports, session = self._ports, self._session
        if session is not None and not self.busy:
            self._begin()
            self._worker.run(
                lambda: keep.delete(ports, session, matter), lambda outcome: self._left(session, outcome)
            )

    def _begin(self) -> None:
        self.busy = True
        self.changed.emit()

    def _told(self, person: Identity, lines: tuple[KeptLine, ...]) -> None:
        if person is self._person:
            self.lines, self.offering = lines, bool(lines)
            self.changed.emit()

    def _kept(self, session: Session, outcome: dt.datetime | Trouble) -> None:
        if self._over(session, outcome) or isinstance(outcome, Trouble):
            return
        self.asked, self.until = False, outcome
        self.changed.emit()

    def _out(self, session: Session, outcome: KeptDraft | Trouble) -> None:
        if not self._over(session, outcome):
            self.offering = False
            self.opened.emit(outcome)

    def _left(self, session: Session, outcome: tuple[KeptLine, ...] | Trouble) -> None:
        if self._over(session, outcome) or isinstance(outcome, Trouble):
            return
        self.lines, self.offering = outcome, bool(outcome)
        self.changed.emit()

    def _over(self, session: Session, outcome: object) -> bool:
        """Return whether nothing comes of it: the visit is over, or it was refused, which is said."""
        if _visit(session) != _visit(self._session):
            return True
        self.busy = False
        if isinstance(outcome, Trouble):
            self.refused.emit(outcome)
            return True
        return False


def _visit(session: Session | None) -> VisitId | None:
    return session.id if session is not None else None
