"""A document camera kept in memory: it sees one picture over and over and photographs what it is told to."""

import functools
import threading

from kiosk.domain.camera import MOST_PHOTO_BYTES, Frame, FrameOutcome, PaperOutcome, PaperPhoto
from sim.desk import SheetPlace, jpeg_of, laid, sheet


@functools.cache
def desk_picture() -> bytes:
    """Draw a sheet on a desk."""
    return laid(SheetPlace.TURNED)


@functools.cache
def photo() -> PaperPhoto:
    """Return a photograph of the drawn sheet."""
    page = sheet()
    return PaperPhoto(jpeg_of(page), page.width, page.height)


class MemoryDesk:
    """A DocumentCamera."""

    def __init__(self) -> None:
        self.on = False
        self.says: PaperOutcome | None = None
        self.asked_bytes: list[int] = []

    def frame(self, *, timeout_s: float) -> FrameOutcome:
        self.on = True
        threading.Event().wait(min(timeout_s, 0.01))
        return Frame(desk_picture(), 2592, 1944)

    def release(self) -> None:
        self.on = False

    def photograph(self, *, most_bytes: int = MOST_PHOTO_BYTES) -> PaperOutcome:
        self.on = True
        self.asked_bytes.append(most_bytes)
        return self.says or photo()
