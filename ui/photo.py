"""A paper photographed, on the screen's side: for which material, what the camera sees, what came of it."""

from PySide6.QtCore import QObject, Signal, SignalInstance

from kiosk.domain.camera import Frame, FrameOutcome, PaperOutcome, PaperPhoto
from kiosk.domain.materials import Photo
from kiosk.domain.text import Text
from kiosk.flow import StepName
from kiosk.steps.photo import PhotoTaken, photograph
from kiosk.steps.ports import Ports
from ui.after import after
from ui.tasks import Task
from ui.worker import Worker

FRAME_S = 1.0
PAUSE_MS = 120
"""Between two pictures of the desk: a sheet is moved slowly."""


class PhotoTrial(QObject):
    """The photograph of one material; the camera is on while its page stands."""

    looked = Signal(object)
    """A Frame of the desk."""

    def __init__(self, ports: Ports, worker: Worker, stepped: SignalInstance, parent: QObject) -> None:
        super().__init__(parent)
        self._ports = ports
        self._worker = worker
        self._taken = 0
        self._looking = False
        self.material: str | None = None
        """Which is photographed; None while none is."""
        self.last: PaperOutcome | None = None
        """What the last photograph came to; None while the desk is shown."""
        stepped.connect(self._follow)

    @property
    def photo(self) -> Photo | None:
        """The photograph to accept, when there is a good one."""
        match self.last:
            case PaperPhoto(jpeg=jpeg, width=width, height=height) if self.material is not None:
                return Photo(material=self.material, jpeg=jpeg, width=width, height=height)
            case _:
                return None

    def begin(self, material: str) -> None:
        """Show the desk, for a photograph of this material."""
        self.material, self.last = material, None
        self._look()

    def take(self, taken: PhotoTaken) -> None:
        """Take what the photograph came to; where it can't be accepted the desk is shown again."""
        self.last = taken.outcome
        self._look()

    def again(self) -> None:
        """Drop the photograph and show the desk."""
        self.last = None
        self._look()

    def end(self) -> None:
        """Forget the photograph and let the camera go."""
        was, self.material, self.last = self.material, None, None
        if was is not None:
            self._release()

    def task(self) -> Task:
        """Return the work of taking a photograph."""
        self._taken += 1
        return Task(
            key=("photo", self.material, self._taken),
            words=PHOTOGRAPHING,
            work=lambda: photograph(self._ports),
        )

    def _release(self) -> None:
        camera = self._ports.document_camera
        if camera is not None:
            self._worker.run(camera.release, lambda _: None)

    def _follow(self, step: StepName | None) -> None:
        if step is not StepName.MATERIALS:
            self.end()

    def _look(self) -> None:
        """Ask for the next picture unless one is awaited, or a good photograph is shown."""
        camera = self._ports.document_camera
        if self.material is None or self.photo is not None or self._looking or camera is None:
            return
        self._looking = True
        self._worker.run(lambda: camera.frame(timeout_s=FRAME_S), self._came)

    def _came(self, outcome: FrameOutcome) -> None:
        self._looking = False
        if self.material is None:
            self._release()  # left while the picture was on its way: it may have come after the first release
        elif self.photo is None:
            if isinstance(outcome, Frame):
                self.looked.emit(outcome)
            after(PAUSE_MS, self, self._look)


PHOTOGRAPHING = Text(zh="正在拍照", en="Taking the photograph")
