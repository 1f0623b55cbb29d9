"""What a camera gives: a picture, a paper lying under it, or why there is none."""

import msgspec

from kiosk.domain.device import Absent, Faulty, Health, Ready

MOST_PHOTO_BYTES = 500_000
"""A photographed paper is at most this large."""


class Frame(msgspec.Struct, frozen=True, tag="frame"):
    """One picture as JPEG, its size in pixels; its repr shows nothing of it."""

    jpeg: bytes
    width: int
    height: int

    def __repr__(self) -> str:
        return f"Frame({self.width} x {self.height}, …)"


class NoFrame(msgspec.Struct, frozen=True, tag="no_frame"):
    """The camera is there and gave no picture that can be used in time."""

    message: str


class NoCamera(msgspec.Struct, frozen=True, tag="no_camera"):
    """Nothing answers where the camera should be."""

    message: str


FrameOutcome = Frame | NoFrame | NoCamera


class PaperPhoto(msgspec.Struct, frozen=True, tag="photo"):
    """A sheet cut out, straightened and lit evenly, as JPEG; its repr shows nothing of it."""

    jpeg: bytes
    width: int
    height: int

    def __repr__(self) -> str:
        return f"PaperPhoto({self.width} x {self.height}, …)"


class NoPaper(msgspec.Struct, frozen=True, tag="no_paper"):
    """Nothing on the desk looks like a sheet."""


class PaperCutOff(msgspec.Struct, frozen=True, tag="cut_off"):
    """A sheet lies there and reaches over the picture's edge."""


class PaperBlurred(msgspec.Struct, frozen=True, tag="blurred"):
    """A sheet lies there and is not sharp: it moved, or the lens is out of focus."""


class PhotoUnavailable(msgspec.Struct, frozen=True, tag="unavailable"):
    """No photograph can be had: no camera, or the program beside this one failed."""

    message: str


PaperOutcome = PaperPhoto | NoPaper | PaperCutOff | PaperBlurred | PhotoUnavailable


def health_told(outcome: FrameOutcome) -> Health:
    """Return what a picture, or the lack of one, tells of the camera itself."""
    match outcome:
        case Frame():
            return Ready()
        case NoFrame(message=message):
            return Faulty("no_picture", message)
        case NoCamera(message=message):
            return Absent(message)
