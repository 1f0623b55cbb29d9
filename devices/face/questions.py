"""What the face process is asked and what it answers, as msgpack."""

import msgspec

from kiosk.domain.face import FaceSeen, FaceUnavailable, NoFace, ReferenceKept, SeveralFaces, TooDark


class Remember(msgspec.Struct, frozen=True, tag="remember"):
    """Remember the one face of this picture as the reference."""

    jpeg: bytes


class Look(msgspec.Struct, frozen=True, tag="look"):
    """Say what this picture shows, and how far its face is from the reference if `compare`."""

    jpeg: bytes
    compare: bool


class Describe(msgspec.Struct, frozen=True, tag="describe"):
    """Return the descriptor of the one face of this picture: for measuring alone, never in a visit."""

    jpeg: bytes


class Described(msgspec.Struct, frozen=True, tag="described"):
    """128 numbers; two of one person lie near each other (dlib's resnet model)."""

    numbers: tuple[float, ...]


Question = Remember | Look | Describe
Answer = ReferenceKept | FaceSeen | NoFace | SeveralFaces | TooDark | FaceUnavailable | Described
