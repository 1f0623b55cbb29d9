"""A face beside its reference photo: what is seen, what is asked for, and what came of it; pure.

The movement asked for makes it harder to hold up a photo and no harder to hold up a film: weak by design, and
said so to residents and operators.
"""

from enum import StrEnum
from typing import assert_never

import msgspec

DEFAULT_THRESHOLD = 0.6
"""Distance of two descriptors under which dlib's model counts them as one person (its documentation)."""
ATTEMPTS = 3
"""After so many the other way is taken."""
ATTEMPT_S = 25.0
"""Loading the models included: a second or two."""
LEAST_AGE = 14
"""Under it a guardian would have to consent (人脸识别技术应用安全管理办法): not offered here."""
AHEAD = 0.1
ASIDE = 0.16
"""The nose beside the middle of the eyes, in distances of the eyes."""
MOST_MISSES = 3
MOST_LOST = 15
"""Pictures in a row without a face, while the head turns; after that somebody went."""


class FaceSeen(msgspec.Struct, frozen=True, tag="seen", kw_only=True):
    """One face: its turn to the picture's right, and its distance to the reference if asked for."""

    turn: float
    distance: float | None = None


class NoFace(msgspec.Struct, frozen=True, tag="no_face"):
    """No face is seen, or none large enough."""


class SeveralFaces(msgspec.Struct, frozen=True, tag="several_faces"):
    """More than one face is near enough."""


class TooDark(msgspec.Struct, frozen=True, tag="too_dark"):
    """The picture is too dark to tell."""


class FaceUnavailable(msgspec.Struct, frozen=True, tag="unavailable"):
    """The check can't be made: no camera, no reference photo, or the program beside this one failed."""

    reason: str


class ReferenceKept(msgspec.Struct, frozen=True, tag="kept"):
    """The reference photo shows one face; it is remembered until the check ends."""


Glance = FaceSeen | NoFace | SeveralFaces | TooDark | FaceUnavailable
Reference = ReferenceKept | NoFace | SeveralFaces | TooDark | FaceUnavailable


class Match(msgspec.Struct, frozen=True, tag="match"):
    """Before and after the movement the face was near enough to the reference."""

    distance: float


class NoMatch(msgspec.Struct, frozen=True, tag="no_match"):
    """The face was seen well and was not near enough."""

    distance: float


class NotFollowed(msgspec.Struct, frozen=True, tag="not_followed"):
    """A face was seen, and the movement asked for did not come in time."""


FaceOutcome = Match | NoMatch | NotFollowed | NoFace | SeveralFaces | TooDark | FaceUnavailable


class Instruction(StrEnum):
    """What is asked for now, one thing at a time."""

    AHEAD = "ahead"
    LEFT = "left"
    """The resident's own left: the picture's right, and the mirror's left."""
    RIGHT = "right"
    AGAIN = "again"
    """Ahead once more."""


MOVEMENTS = (Instruction.LEFT, Instruction.RIGHT)


class FaceCourse(msgspec.Struct, frozen=True, kw_only=True):
    """How far one attempt has come."""

    movement: Instruction
    threshold: float
    asked: Instruction = Instruction.AHEAD
    worst: float = 0.0
    """The largest of the distances that counted."""
    misses: int = 0
    lost: int = 0
    last: Glance = NoFace()

    @property
    def compares(self) -> bool:
        """Whether the next picture is held against the reference."""
        return self.asked in (Instruction.AHEAD, Instruction.AGAIN)


def after(course: FaceCourse, glance: Glance) -> FaceCourse | FaceOutcome:
    """Return the attempt after one more picture, or what came of it."""
    match glance:
        case SeveralFaces() | FaceUnavailable():
            return glance
        case NoFace() | TooDark():
            lost = course.lost + 1
            begun = course.asked is not Instruction.AHEAD
            gone = begun and lost > MOST_LOST
            return glance if gone else msgspec.structs.replace(course, lost=lost, last=glance)
        case FaceSeen():
            seen = msgspec.structs.replace(course, lost=0, last=glance)
            return _compared(seen, glance) if course.compares else _moved(seen, glance)
    assert_never(glance)


def late(course: FaceCourse) -> FaceOutcome:
    """Return what an attempt comes to whose time is up."""
    return course.last if isinstance(course.last, NoFace | TooDark) else NotFollowed()


def _moved(course: FaceCourse, seen: FaceSeen) -> FaceCourse:
    turned = seen.turn if course.asked is Instruction.LEFT else -seen.turn
    if turned < ASIDE:
        return course
    return msgspec.structs.replace(course, asked=Instruction.AGAIN, misses=0)


def _compared(course: FaceCourse, seen: FaceSeen) -> FaceCourse | FaceOutcome:
    if seen.distance is None or abs(seen.turn) > AHEAD:
        return course
    if seen.distance > course.threshold:
        misses = course.misses + 1
        missed = msgspec.structs.replace(course, misses=misses)
        return NoMatch(seen.distance) if misses >= MOST_MISSES else missed
    worst = max(course.worst, seen.distance)
    if course.asked is Instruction.AGAIN:
        return Match(worst)
    return msgspec.structs.replace(course, asked=course.movement, worst=worst, misses=0)
