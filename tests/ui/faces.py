"""A face way kept in memory: pictures of a drawn face, and a checker that says what it is told to."""

import functools
import random
import threading

from kiosk.domain.camera import Frame, FrameOutcome, NoCamera
from kiosk.domain.face import FaceSeen, Glance, Reference, ReferenceKept
from kiosk.domain.reach import Refused, Unreachable
from kiosk.steps.ports import FaceWay
from kiosk.wire.messages import PortraitAnswer, PortraitRequest
from sim.desk import jpeg_of
from sim.face import face
from sim.portrait import draw

NEAR = FaceSeen(turn=0.0, distance=0.3)
FAR = FaceSeen(turn=0.0, distance=0.8)
LEFT = FaceSeen(turn=0.3)
RIGHT = FaceSeen(turn=-0.3)


@functools.cache
def portrait() -> bytes:
    """Draw somebody."""
    return jpeg_of(draw(face(random.Random(3))))


class MemoryCamera:
    """A camera that gives one picture over and over, and says whether it is on."""

    def __init__(self) -> None:
        self.on = self.pulled = False

    def frame(self, *, timeout_s: float) -> FrameOutcome:
        if self.pulled:
            return NoCamera("pulled")
        self.on = True
        threading.Event().wait(min(timeout_s, 0.01))
        return Frame(portrait(), 640, 480)

    def release(self) -> None:
        self.on = False


class MemoryPortraits:
    """A library that gives a photo, or what it is told to."""

    def __init__(self) -> None:
        self.says: PortraitAnswer | Refused | Unreachable = PortraitAnswer(reference="p1", jpeg=portrait())
        self.asked: list[PortraitRequest] = []

    def portrait(self, request: PortraitRequest) -> PortraitAnswer | Refused | Unreachable:
        self.asked.append(request)
        return self.says


class MemoryChecker:
    """Sees what it is told to, over and over."""

    def __init__(self, *sees: Glance) -> None:
        self.sees = sees or (NEAR, LEFT, RIGHT)
        self.ended = False
        self._looks = 0

    def begin(self, reference: bytes) -> Reference:  # noqa: ARG002 the port's signature
        return ReferenceKept()

    def look(self, jpeg: bytes, *, compare: bool) -> Glance:  # noqa: ARG002 the port's signature
        seen = self.sees[self._looks % len(self.sees)]
        self._looks += 1
        return seen

    def end(self) -> None:
        self.ended = True


FACE = FaceWay(camera=MemoryCamera(), portraits=MemoryPortraits(), checker=MemoryChecker, threshold=0.6)
