"""A call for a person: a ticket for the administrator, looked after until answered, and the intercom."""

import datetime as dt
import uuid

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.domain.ids import MatterCode, VisitId
from kiosk.domain.reach import Refused, Unreachable
from kiosk.domain.session import Session
from kiosk.steps.ports import Ports
from kiosk.wire.messages import HelpAnswer, HelpRequest
from ui.intercom import Intercom
from ui.worker import Worker

AGAIN_MS = 10_000
"""How often it is asked whether somebody answered."""
LASTS = dt.timedelta(minutes=10)
"""A call that nobody answered for so long may be made anew."""


class Calling(msgspec.Struct, frozen=True):
    """It is on its way."""


class Called(msgspec.Struct, frozen=True):
    """The centre has it."""

    at: dt.datetime
    answered_at: dt.datetime | None = None


class NotCalled(msgspec.Struct, frozen=True):
    """The centre is not reached: there is the telephone."""


class Ringing(msgspec.Struct, frozen=True):
    """The intercom calls."""


class Speaking(msgspec.Struct, frozen=True):
    """Somebody took the call, and is heard."""


Ticket = Calling | Called | NotCalled
HelpState = Ticket | Ringing | Speaking


class HelpCall(QObject):
    """What became of the call of whoever stands here; another visit knows nothing of it."""

    changed = Signal()

    def __init__(self, ports: Ports, intercom: Intercom, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self.intercom = intercom
        self._ports = ports
        self._worker = worker
        self._visit: VisitId | None = None
        self._request: HelpRequest | None = None
        self._state: Ticket | None = None
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._ask)
        intercom.changed.connect(self.changed)

    @property
    def state(self) -> HelpState | None:
        """How it stands; None where nobody called, or too long ago."""
        if self.intercom.holds:
            return Speaking() if self.intercom.speaking else Ringing()
        return self._ticket

    @property
    def _ticket(self) -> Ticket | None:
        state = self._state
        old = isinstance(state, Called) and self._ports.clock.now() - state.at > LASTS
        return None if old else state

    def follow(self, session: Session | None) -> None:
        """Forget the call of another visit; who called and then began one is the same."""
        visit = session.id if session is not None else None
        if self._visit is not None and visit != self._visit:
            self.forget()
        self._visit = visit

    def forget(self) -> None:
        """Forget it; the ticket stays."""
        self._again.stop()
        self._request = self._state = None
        self.intercom.hang_up()

    def call(self, page: str, matter: MatterCode | None) -> None:
        """Call for a person: by a ticket, once, that says not who, only where, and by the intercom."""
        self.intercom.ring()
        if isinstance(self._ticket, Calling | Called):
            return
        self._request = HelpRequest(call=uuid.uuid4().hex, page=page, matter=matter)
        self._state = Calling()
        self.changed.emit()
        self._ask()

    def _ask(self) -> None:
        ports, request = self._ports, self._request
        if request is None or self._ticket is None:
            self.forget()
            return
        self._worker.run(
            lambda: ports.help_desk.call_help(request), lambda answer: self._told(request, answer)
        )

    def _told(self, request: HelpRequest, answer: HelpAnswer | Refused | Unreachable) -> None:
        if request is not self._request:
            return
        if isinstance(answer, HelpAnswer):
            self._state = Called(answer.called_at, answer.answered_at)
        elif isinstance(self._state, Calling):
            self._request, self._state = None, NotCalled()
        wait = isinstance(self._state, Called) and self._state.answered_at is None
        self._again.start() if wait else self._again.stop()
        self.changed.emit()
