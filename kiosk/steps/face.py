"""The face check: the reference photo fetched, faces looked at, on this terminal alone; nothing is kept."""

import secrets
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import assert_never

import msgspec

from kiosk.domain.camera import Frame, NoCamera
from kiosk.domain.device import Role, works
from kiosk.domain.face import (
    ATTEMPT_S,
    LEAST_AGE,
    MOVEMENTS,
    FaceCourse,
    FaceOutcome,
    FaceUnavailable,
    Glance,
    Instruction,
    Match,
    Reference,
    ReferenceKept,
    after,
    late,
)
from kiosk.domain.fact import AssuranceReached
from kiosk.domain.identity import age_on
from kiosk.domain.ids import MatterCode
from kiosk.domain.matter import Assurance
from kiosk.domain.reach import Refused, Unreachable
from kiosk.domain.session import Assured, Session
from kiosk.ports import FaceChecker
from kiosk.steps.ports import FaceWay, Ports, chosen, holder, today
from kiosk.wire.messages import PortraitAnswer, PortraitRequest

FACE_CONSENT_VERSION = "2026-11"
FRAME_S = 1.0
PAUSE_S = 0.06
"""Between two pictures: about fifteen a second are enough for a mirror."""
MOST_EMPTY = 5
"""Pictures that did not come, in a row; then the camera counts as away."""
Show = Callable[[Frame, Instruction], None]
"""Told of each picture and of what is asked for; must not block."""


class FaceTried(msgspec.Struct, frozen=True):
    """An attempt that came to nothing, and why."""

    outcome: FaceOutcome


def is_offered(ports: Ports, session: Session) -> bool:
    """Return whether a face may stand in place of the code: a camera is there, the person is old enough."""
    matter, identity = session.matter, session.identity
    if ports.face is None or matter is None or identity is None:
        return False
    camera = ports.devices.states().get(Role.FACE_CAMERA)
    if camera is not None and camera.health is not None and not works(camera.health):
        return False
    old_enough = age_on(identity.birth, today(ports)) >= LEAST_AGE
    return matter.assurance is Assurance.CARD_CODE and old_enough


def check_face(
    ports: Ports, session: Session, show: Show, cancel: threading.Event
) -> AssuranceReached | FaceTried:
    """Make one attempt, cut short by `cancel`; the camera is let go and the checker ended with it."""
    way = ports.face
    if way is None:
        return FaceTried(FaceUnavailable("the face check is not enabled"))
    portrait = _portrait(session, way)
    if isinstance(portrait, FaceUnavailable):
        return FaceTried(portrait)
    try:
        outcome = _attempt(ports, way, way.checker(), portrait.jpeg, show, cancel)
    finally:
        way.camera.release()
    if isinstance(outcome, Match):
        return AssuranceReached(Assured(Assurance.CARD_FACE, portrait.reference))
    return FaceTried(outcome)


def _portrait(session: Session, way: FaceWay) -> PortraitAnswer | FaceUnavailable:
    answer = way.portraits.portrait(
        PortraitRequest(
            visit=session.id,
            matter=MatterCode(chosen(session).code),
            catalogue=chosen(session).catalogue,
            person=holder(session),
            consent=FACE_CONSENT_VERSION,
        )
    )
    match answer:
        case Refused(code=code):
            return FaceUnavailable(f"the centre gives no reference photo: {code}")
        case Unreachable():
            return FaceUnavailable("the centre can't be reached")
        case PortraitAnswer():
            return answer
    assert_never(answer)


class _Eye:
    """Looks at one picture at a time, on a thread of its own, while newer ones are shown."""

    def __init__(self, thread: ThreadPoolExecutor, checker: FaceChecker, reference: bytes) -> None:
        self._thread = thread
        self._checker = checker
        self._begun = thread.submit(checker.begin, reference)
        self._looking: Future[Glance] | None = None

    def begun(self) -> Reference | None:
        """Return what the reference photo came to; None while that is not known."""
        return self._begun.result() if self._begun.done() else None

    def seen(self) -> Glance | None:
        """Return what the last picture showed, once; None while nothing new is known."""
        if self._looking is None or not self._looking.done():
            return None
        looking, self._looking = self._looking, None
        return looking.result()

    def take(self, jpeg: bytes, *, compare: bool) -> None:
        """Look at this picture unless another is being looked at."""
        if self._looking is None:
            self._looking = self._thread.submit(lambda: self._checker.look(jpeg, compare=compare))


def _attempt(
    ports: Ports,
    way: FaceWay,
    checker: FaceChecker,
    reference: bytes,
    show: Show,
    cancel: threading.Event,
) -> FaceOutcome:
    with ThreadPoolExecutor(1, thread_name_prefix="face") as thread:
        try:
            return _watch(ports, way, _Eye(thread, checker, reference), show, cancel)
        finally:
            thread.submit(checker.end).result()


def _watch(ports: Ports, way: FaceWay, eye: _Eye, show: Show, cancel: threading.Event) -> FaceOutcome:
    """Show picture after picture, and look at one after another."""
    course = FaceCourse(movement=secrets.choice(MOVEMENTS), threshold=way.threshold)
    deadline, empty = ports.clock.monotonic() + ATTEMPT_S, 0
    while not cancel.is_set() and ports.clock.monotonic() < deadline:
        frame = way.camera.frame(timeout_s=FRAME_S)
        if not isinstance(frame, Frame):
            empty += 1
            if isinstance(frame, NoCamera) or empty >= MOST_EMPTY:
                return FaceUnavailable(frame.message)
            continue
        empty = 0
        show(frame, course.asked)
        cancel.wait(PAUSE_S)
        match eye.begun():
            case None:
                continue
            case ReferenceKept():
                pass
            case useless:
                return FaceUnavailable(f"the reference photo is of no use: {useless}")
        come = _after(course, eye)
        if not isinstance(come, FaceCourse):
            return come
        course = come
        eye.take(frame.jpeg, compare=course.compares)
    return late(course)


def _after(course: FaceCourse, eye: _Eye) -> FaceCourse | FaceOutcome:
    seen = eye.seen()
    return course if seen is None else after(course, seen)
