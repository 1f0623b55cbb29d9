"""The face check on the screen's side: which way the resident chose, how often it was tried, what is shown.

Pictures come from the check's own thread, over one queued signal; the check ends as soon as its page is left.
"""

import threading
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance

from kiosk.domain.camera import Frame
from kiosk.domain.face import ATTEMPTS, FaceOutcome, FaceUnavailable, Instruction
from kiosk.domain.session import Session
from kiosk.flow import StepName, current
from kiosk.steps.face import FaceTried, check_face, is_offered
from kiosk.steps.ports import Ports
from ui.tasks import Task


class FaceStand(StrEnum):
    """How the face check stands in this visit."""

    NONE = "none"
    """Not offered, declined, or done with."""
    ASKED = "asked"
    """The resident is asked whether to use it."""
    LOOKING = "looking"
    FAILED = "failed"
    """An attempt came to nothing; once more, or another way."""


class FaceTrial(QObject):
    """The face check of one visit and matter."""

    looked = Signal(object, object)
    """A Frame and the Instruction in force, on the GUI thread."""
    _looked = Signal(object, object)

    def __init__(self, ports: Ports, stepped: SignalInstance, parent: QObject) -> None:
        super().__init__(parent)
        self._ports = ports
        self._declined = False
        self._begun = 0
        self._cancel = threading.Event()
        self.last: FaceOutcome | None = None
        """What the last attempt came to; None while one runs or none was made."""
        stepped.connect(self._follow)
        self._looked.connect(self.looked, Qt.ConnectionType.QueuedConnection)

    def stand(self, session: Session | None) -> FaceStand:
        """Return how it stands for this visit."""
        if session is None or current(session) is not StepName.ASSURE:
            return FaceStand.NONE
        if self._declined or not (self._begun or is_offered(self._ports, session)):
            return FaceStand.NONE  # an attempt that was begun is told of, though the camera is away by then
        if self.last is not None:
            return FaceStand.FAILED
        return FaceStand.LOOKING if self._begun else FaceStand.ASKED

    @property
    def tries_left(self) -> int:
        """How often it may still be tried; none where it can't be done at all."""
        return 0 if isinstance(self.last, FaceUnavailable) else ATTEMPTS - self._begun

    def begin(self) -> None:
        """Consent to an attempt."""
        if self._begun == 0 or (self.last is not None and self.tries_left > 0):
            self._cancel = threading.Event()
            self._begun += 1
            self.last = None

    def decline(self) -> None:
        """Take another way from here on."""
        self._cancel.set()
        self._declined = True

    def take(self, tried: FaceTried) -> None:
        """Take what an attempt came to."""
        self.last = tried.outcome

    def reset(self) -> None:
        """Forget everything; an attempt that runs ends."""
        self._cancel.set()
        self._declined, self._begun, self.last = False, 0, None

    def _follow(self, step: StepName | None) -> None:
        """Forget everything once the visit stands elsewhere."""
        if step is not StepName.ASSURE:
            self.reset()

    def task(self, session: Session) -> Task | None:
        """Return the attempt that is to run now; None while it is the resident's turn."""
        if self.stand(session) is not FaceStand.LOOKING:
            return None
        cancel = self._cancel
        return Task(
            key=(session.id, "face", self._begun),
            words=None,
            work=lambda: check_face(self._ports, session, self._show, cancel),
        )

    def _show(self, frame: Frame, asked: Instruction) -> None:
        self._looked.emit(frame, asked)
