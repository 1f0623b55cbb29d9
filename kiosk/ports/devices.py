"""Ports of devices: what the steps need of readers, printers, scanners, cameras and power."""

import threading
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from kiosk.domain.camera import MOST_PHOTO_BYTES, FrameOutcome, PaperOutcome
from kiosk.domain.card import CardOutcome
from kiosk.domain.device import DeviceInfo, DeviceState, Health, Role
from kiosk.domain.face import Glance, Reference
from kiosk.domain.handwriting import Recognised, Strokes
from kiosk.domain.printing import PrinterState, PrintOutcome, ReceiptLayout
from kiosk.domain.scanner import ScanOutcome
from kiosk.domain.sheets import SheetsJob, SheetsOutcome

if TYPE_CHECKING:
    from kiosk.domain.power import PowerState  # loaded by the supply's own thread


class Device(Protocol):
    """What every driver can do; every call comes from the device's own thread."""

    def identify(self) -> DeviceInfo:
        """Ask the device who it is; raises nothing: trouble is in the answer."""
        ...

    def health(self) -> Health:
        """Ask the device how it is, within about a second; raises nothing."""
        ...

    def close(self) -> None:
        """Let go of it; the next call reaches for it again."""
        ...


class CardReader(Protocol):
    """A reader of cards, from any thread."""

    def wait(self, cancel: threading.Event, *, timeout_s: float) -> CardOutcome:
        """Block until a newly laid card was read, trouble was met, `cancel` was set or time ran out.

        A card that still lies there from an earlier read is not a new card.
        """
        ...


class FingerprintReader(Protocol):
    """A reader of fingerprints, from any thread; no driver ships."""

    def matches(self, template: bytes, cancel: threading.Event, *, timeout_s: float) -> bool | None:
        """Say whether a finger is that of a card's template (GA 1012); None when no finger came in time."""
        ...


class PinPad(Protocol):
    """A certified PIN pad, from any thread; no driver ships. The PIN goes from the pad to the card alone."""

    def verify(self, cancel: threading.Event, *, timeout_s: float) -> bool | None:
        """Say whether the inserted card took the PIN typed on the pad; None when none was typed in time."""
        ...


class ReceiptPrinter(Protocol):
    """A receipt printer, from any thread."""

    def print(self, layout: ReceiptLayout) -> PrintOutcome:
        """Print, cut, and wait for what the printer itself says of it."""
        ...

    def state(self) -> PrinterState:
        """Ask the printer how it is, within one second."""
        ...

    def cuts(self) -> int | None:
        """Ask how many papers it has cut in its life; None when it keeps no count or can't be asked.

        What an earlier process left in its buffer is thrown away first: it never comes out any more.
        """
        ...

    def cuts_before_slip(self) -> int | None:
        """Ask how many papers it will have cut when it comes to the next slip's own cut.

        That is one more than now while something of an earlier job has to be cut off first.
        """
        ...

    def sever(self) -> PrintOutcome:
        """Cut off what may hang in the printer."""
        ...


class CodeScanner(Protocol):
    """A scanner of QR codes and bar codes, from any thread."""

    def wait(self, cancel: threading.Event, *, timeout_s: float) -> ScanOutcome:
        """Block until a code was scanned, trouble was met, `cancel` was set or time ran out.

        What was scanned before is nobody's: it is dropped.
        """
        ...


class Camera(Protocol):
    """A camera, from any thread."""

    def frame(self, *, timeout_s: float) -> FrameOutcome:
        """Return the newest picture as JPEG; what is older is let go."""
        ...

    def release(self) -> None:
        """Stop taking pictures until the next one is asked for: the camera's light goes out."""
        ...


class DocumentCamera(Camera, Protocol):
    """A camera that looks down on a desk, from any thread."""

    def photograph(self, *, most_bytes: int = MOST_PHOTO_BYTES) -> PaperOutcome:
        """Photograph the paper that lies there: cut out, straightened, at most `most_bytes` large."""
        ...


class CardSlot(Protocol):
    """A reader into which cards are put, from any thread."""

    def occupied(self) -> bool:
        """Say whether a card is in it, read or not; False when nobody can tell."""
        ...


class PaperMouth(Protocol):
    """A printer that sees whether its last paper was taken, from any thread."""

    def untaken(self) -> bool:
        """Say whether a paper still waits to be taken; False when nobody can tell."""
        ...


class Attention(StrEnum):
    """What a reminder shows."""

    NONE = "none"
    LIGHT = "light"
    LIGHT_AND_SOUND = "light_and_sound"


class Reminder(Protocol):
    """Light and sound, from any thread."""

    def show(self, attention: Attention) -> None:
        """Switch them; a reminder that is away shows it when it is back. Raises nothing."""
        ...


class Voice(Protocol):
    """What reads aloud; no call waits, from any thread, and none raises."""

    def say(self, text: str, locale: str) -> None:
        """Say something after what was said before."""
        ...

    def hush(self) -> None:
        """Stop speaking, and forget what waits to be said."""
        ...

    def leave(self) -> None:
        """Stop speaking, and keep nothing of what was said: who listened is gone."""
        ...

    def tune(self, rate: int, volume: int) -> None:
        """Speak faster or slower, louder or softer: -100 to 100."""
        ...

    def watch_headphones(self, told: Callable[[bool], None]) -> None:
        """Have `told` called, in a thread, when headphones go in or out."""
        ...


class Handwriting(Protocol):
    """What recognises characters written by hand; no call waits, from any thread, and none raises."""

    def begin(self) -> None:
        """Be ready for who is about to write."""
        ...

    def read(self, strokes: Strokes, told: Callable[[Recognised], None]) -> None:
        """Have `told` called, in a thread, with what was written, unless newer strokes come before."""
        ...

    def forget(self) -> None:
        """Let nothing be left of what was written."""
        ...


class PowerSupply(Protocol):
    """What the terminal draws its power from, from any thread."""

    def state(self) -> "PowerState":
        """Ask how the power is, within about a second."""
        ...


class DocumentPrinter(Protocol):
    """A printer of A4 sheets, from any thread; a job is found again by its name, after a kill too."""

    def print(self, job: SheetsJob, cancel: threading.Event) -> SheetsOutcome:
        """Print, and follow the job until the printer itself says how it ended; `cancel` breaks it off."""
        ...

    def settle(self, name: str, pages: int) -> SheetsOutcome | None:
        """Say what became of an earlier run's job, and cancel what isn't over; None: can't be asked yet."""
        ...

    def forget(self, name: str) -> None:
        """Have nothing kept of a job whose outcome is noted; raises nothing."""
        ...


class FaceChecker(Protocol):
    """Looks at faces for one check; used from one thread."""

    def begin(self, reference: bytes) -> Reference:
        """Remember the one face of the reference photo."""
        ...

    def look(self, jpeg: bytes, *, compare: bool) -> Glance:
        """Say what a picture shows, and how far its face is from the reference if `compare`."""
        ...

    def end(self) -> None:
        """Forget everything; the next check begins with another FaceChecker."""
        ...


class DeviceStates(Protocol):
    """The one state of each configured device, and who is told when it changes."""

    def start(self) -> None:
        """Ask every device now and from now on; never blocks."""
        ...

    def states(self) -> Mapping[Role, DeviceState]:
        """Return how each device is, as last learned."""
        ...

    def subscribe(self, hear: Callable[[DeviceState], None]) -> Callable[[], None]:
        """Have each change told once, on a thread of its own, until what is returned is called.

        `hear` must not block.
        """
        ...
