"""Closing in order before the battery is empty: the act under way first, then the visit, then the program."""

from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, SignalInstance

from kiosk.domain.session import Session
from kiosk.flow import StepName
from kiosk.steps.ports import Ports
from ui.standby import Standby

SOFTWARE_FAULT = 70
"""EX_SOFTWARE of sysexits.h."""
READABLE_MS = 8_000
"""How long the sentence of a fault stands before the process ends."""
POWER_LOST = 75
"""EX_TEMPFAIL of sysexits.h: started again it serves, once the mains are there."""
ACT_S, READ_S, SHOWN_S = 30.0, 10.0, 5.0
"""How long an act may take to end, a number may be read, and the last page stands."""
ACTS = frozenset({StepName.PAY, StepName.SUBMIT, StepName.ISSUE, StepName.SHEETS, StepName.RECEIPT})


class Closable(Protocol):
    """The visit, as closing needs it."""

    session: Session | None
    tick: SignalInstance

    @property
    def step(self) -> StepName | None: ...

    def leave(self) -> None: ...

    def finish(self) -> None: ...


class OrderlyEnd(QObject):
    """Looks once a second how far the visit is; mains that come back before the end call it off."""

    def __init__(self, visit: Closable, standby: Standby, ports: Ports) -> None:
        super().__init__(standby)
        self._visit, self._standby, self._ports = visit, standby, ports
        self._began: float | None = None
        self._shown: float | None = None
        """Since when the number can be read."""
        self._ended: float | None = None
        visit.tick.connect(self.follow)
        standby.changed.connect(self.follow)

    def follow(self) -> None:
        """Take the next step towards the end, or none of them any more."""
        if not self._standby.closing:
            self._began = self._shown = self._ended = None
            return
        now = self._ports.clock.monotonic()
        self._began = now if self._began is None else self._began
        if self._visit.step is not None:
            self._end_visit(now, now - self._began)
        elif self._ended is None:
            self._ended = now
            self._ports.doorbell.ask_checkpoint()
        elif now - self._ended >= SHOWN_S:
            QCoreApplication.exit(POWER_LOST)

    def _end_visit(self, now: float, waited_s: float) -> None:
        step, session = self._visit.step, self._visit.session
        if step in ACTS and waited_s < ACT_S:
            if step is StepName.PAY and session is not None and session.order is not None:
                self._visit.leave()  # closes the order; what was paid goes its way
            return
        if step is StepName.TAKE:
            self._shown = now if self._shown is None else self._shown
            if now - self._shown < READ_S:
                return
        self._visit.finish()
