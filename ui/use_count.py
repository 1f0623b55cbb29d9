"""Counts, once a visit, that a matter was begun and that it was done; the visit waits for neither."""

from collections.abc import Callable

from kiosk.domain.ids import MatterCode, VisitId
from kiosk.domain.session import Session
from kiosk.flow import StepName
from kiosk.steps.ports import Ports
from ui.worker import Worker


class UseCount:
    """What was counted of the visit at hand."""

    def __init__(self, ports: Ports, worker: Worker) -> None:
        self._ports = ports
        self._worker = worker
        self._begun: VisitId | None = None
        self._done: VisitId | None = None

    def follow(self, session: Session | None, step: StepName | None) -> None:
        """Count a start when the guide was read, a completion when the slip is out."""
        if session is None or session.matter is None:
            return
        if session.begun and session.id != self._begun:
            self._begun = session.id
            self._count(self._ports.use.begun, session.matter.code)
        if step is StepName.TAKE and session.ended is None and session.id != self._done:
            self._done = session.id
            self._count(self._ports.use.done, session.matter.code)

    def _count(self, count: Callable[[MatterCode], None], code: str) -> None:
        self._worker.run(lambda: count(MatterCode(code)), lambda _: None)
