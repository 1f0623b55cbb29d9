"""A camera that looks down on a desk: what it sees is photographed by a process of its own."""

from typing import Protocol

import msgspec

from devices.camera.paper_process import Ask
from devices.child import Child, ChildLostError
from kiosk.domain.camera import (
    MOST_PHOTO_BYTES,
    Frame,
    FrameOutcome,
    PaperOutcome,
    PhotoUnavailable,
)
from kiosk.domain.device import DeviceInfo, Health

PROGRAM = "devices.camera.paper_process"
FRAME_S = 5.0
PHOTOGRAPH_S = 15.0
SETTLED = 3
"""Pictures taken before the one that counts: the first ones of a camera are dark or out of focus."""
_OUTCOME: "msgspec.msgpack.Decoder[PaperOutcome]" = msgspec.msgpack.Decoder(PaperOutcome)


class CameraDriver(Protocol):
    """A camera, whatever it hangs on."""

    def frame(self, *, timeout_s: float) -> FrameOutcome: ...

    def release(self) -> None: ...

    def identify(self) -> DeviceInfo: ...

    def health(self) -> Health: ...

    def close(self) -> None: ...


class DeskCamera:
    """A document camera; the process with OpenCV ends when the camera is let go."""

    def __init__(self, camera: CameraDriver) -> None:
        self._camera = camera
        self._child: Child | None = None

    def frame(self, *, timeout_s: float) -> FrameOutcome:
        return self._camera.frame(timeout_s=timeout_s)

    def photograph(self, *, most_bytes: int = MOST_PHOTO_BYTES) -> PaperOutcome:
        """Photograph the paper on the desk; a crash or a hang beside us is an outcome too."""
        frame = self._settled()
        if not isinstance(frame, Frame):
            return PhotoUnavailable(frame.message)
        question = msgspec.msgpack.encode(Ask(frame.jpeg, most_bytes))
        try:
            if self._child is None:
                self._child = Child(PROGRAM)
            return _OUTCOME.decode(self._child.ask(question, timeout_s=PHOTOGRAPH_S))
        except (ChildLostError, msgspec.DecodeError) as error:
            self._end_child()
            return PhotoUnavailable(str(error))

    def release(self) -> None:
        """Let the camera go, and what was seen with the process that saw it."""
        self._end_child()
        self._camera.release()

    def identify(self) -> DeviceInfo:
        return self._camera.identify()

    def health(self) -> Health:
        return self._camera.health()

    def close(self) -> None:
        self._end_child()
        self._camera.close()

    def _settled(self) -> FrameOutcome:
        outcome = self._camera.frame(timeout_s=FRAME_S)
        for _ in range(SETTLED):
            if isinstance(outcome, Frame):
                outcome = self._camera.frame(timeout_s=FRAME_S)
        return outcome

    def _end_child(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.close()
