"""Ports whose every call goes to the device's own thread, whoever calls; there the driver is loaded too."""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from devices.thread import DeviceThread
from kiosk.domain.camera import MOST_PHOTO_BYTES, FrameOutcome, PaperOutcome
from kiosk.domain.camera import health_told as told_by_frame
from kiosk.domain.card import CardOutcome
from kiosk.domain.card import health_told as told_by_card
from kiosk.domain.device import DeviceInfo, Doing, Health, Role
from kiosk.domain.printing import PrinterState, PrintOutcome, ReceiptLayout, health_of
from kiosk.domain.printing import health_told as told_by_print
from kiosk.domain.scanner import ScanOutcome
from kiosk.domain.scanner import health_told as told_by_scan
from kiosk.domain.sheets import SheetsJob, SheetsOutcome
from kiosk.domain.sheets import health_told as told_by_sheets
from kiosk.ports import (
    Attention,
    Camera,
    CardReader,
    CardSlot,
    CodeScanner,
    Device,
    DocumentCamera,
    DocumentPrinter,
    PaperMouth,
    PowerSupply,
    ReceiptPrinter,
    Reminder,
)

if TYPE_CHECKING:
    from kiosk.domain.power import PowerState

Driver = TypeVar("Driver", bound=Device)
Outcome = TypeVar("Outcome")
Hear = Callable[[Health, Doing], None]
"""Told on the device's own thread; must not block."""


def nobody_hears(health: Health, doing: Doing) -> None:
    """Do nothing: nobody supervises."""


class OnThread(Generic[Driver]):
    """A device on a thread of its own, made there by its first call."""

    def __init__(self, make: Callable[[], Driver], role: Role) -> None:
        self.role = role
        self._make = make
        self._made: Driver | None = None
        self._thread = DeviceThread(role)
        self._order = threading.Lock()
        self._asked: deque[Doing] = deque()
        self._hear: Hear = nobody_hears

    @property
    def doing(self) -> Doing:
        """What it is busy with, or will be next; REST while nobody wants anything of it."""
        try:
            return self._asked[0]
        except IndexError:
            return Doing.REST

    def identify(self) -> DeviceInfo:
        """Ask who it is, on the device's thread."""
        return self.do(lambda driver: driver.identify())

    def health(self) -> Health:
        """Ask how it is, on the device's thread."""
        return self.do(lambda driver: driver.health(), tells=lambda health: health)

    def do(
        self,
        work: Callable[[Driver], Outcome],
        *,
        doing: Doing = Doing.OTHER,
        tells: Callable[[Outcome], Health | None] = lambda _: None,
    ) -> Outcome:
        """Wait until `work` was done with the driver on the device's thread, after what was asked before.

        `tells` says what the outcome tells of the device's own health.
        """
        return self.submit(work, doing=doing, tells=tells).result()

    def submit(
        self,
        work: Callable[[Driver], Outcome],
        *,
        doing: Doing = Doing.OTHER,
        tells: Callable[[Outcome], Health | None] = lambda _: None,
    ) -> "Future[Outcome]":
        """Have the same done as by `do` without waiting for it."""
        with self._order:
            self._asked.append(doing)
            return self._thread.submit(lambda: self._work(work, doing, tells))

    def listen(self, hear: Hear) -> None:
        """Have what outcomes tell of its health told to `hear`, on the device's thread."""
        self._hear = hear

    def ask(self, *, anew: bool) -> "Future[Health]":
        """Have its health asked after what was asked before, with a new handle if `anew`; never blocks."""
        return self._thread.submit(lambda: self._look(anew=anew))

    def close(self) -> None:
        """Let go of the device on its thread, and end the thread."""
        self._thread.submit(self._let_go).result()
        self._thread.close()

    def _work(
        self, work: Callable[[Driver], Outcome], doing: Doing, tells: Callable[[Outcome], Health | None]
    ) -> Outcome:
        try:
            outcome = work(self._driver())
        finally:
            self._asked.popleft()
        told = tells(outcome)
        if told is not None:
            self._hear(told, doing)
        return outcome

    def _look(self, *, anew: bool) -> Health:
        if anew:
            self._let_go()
        return self._driver().health()

    def _driver(self) -> Driver:
        if self._made is None:
            self._made = self._make()
        return self._made

    def _let_go(self) -> None:
        if self._made is not None:
            self._made.close()


class ReaderDriver(CardReader, Device, Protocol):
    """What drives a card reader."""


class PrinterDriver(ReceiptPrinter, PaperMouth, Device, Protocol):
    """What drives a receipt printer."""


class DocumentPrinterDriver(DocumentPrinter, Device, Protocol):
    """What drives a document printer."""


class ScannerDriver(CodeScanner, Device, Protocol):
    """What drives a code scanner."""


class SlotReaderDriver(CardReader, CardSlot, Device, Protocol):
    """What drives a reader into which cards are put."""


class ReminderDriver(Reminder, Device, Protocol):
    """What drives light and sound."""


class PowerDriver(PowerSupply, Device, Protocol):
    """What drives a power supply."""


class ReaderOnThread(OnThread[ReaderDriver]):
    """A CardReader on the thread of its device."""

    def wait(self, cancel: threading.Event, *, timeout_s: float) -> CardOutcome:
        return self.do(
            lambda reader: reader.wait(cancel, timeout_s=timeout_s), doing=Doing.WAIT, tells=told_by_card
        )


class PrinterOnThread(OnThread[PrinterDriver]):
    """A ReceiptPrinter on the thread of its device."""

    def print(self, layout: ReceiptLayout) -> PrintOutcome:
        return self.do(lambda printer: printer.print(layout), doing=Doing.PRINT, tells=told_by_print)

    def state(self) -> PrinterState:
        return self.do(lambda printer: printer.state(), tells=health_of)

    def cuts(self) -> int | None:
        return self.do(lambda printer: printer.cuts())

    def cuts_before_slip(self) -> int | None:
        return self.do(lambda printer: printer.cuts_before_slip())

    def sever(self) -> PrintOutcome:
        return self.do(lambda printer: printer.sever(), doing=Doing.PRINT, tells=told_by_print)


class MouthPrinterOnThread(PrinterOnThread):
    """A ReceiptPrinter that is its own PaperMouth, on the thread of its device."""

    def untaken(self) -> bool:
        return self.do(lambda printer: printer.untaken())


class DocumentPrinterOnThread(OnThread[DocumentPrinterDriver]):
    """A DocumentPrinter on the thread of its device."""

    def print(self, job: SheetsJob, cancel: threading.Event) -> SheetsOutcome:
        return self.do(lambda printer: printer.print(job, cancel), doing=Doing.PRINT, tells=told_by_sheets)

    def settle(self, name: str, pages: int) -> SheetsOutcome | None:
        return self.do(lambda printer: printer.settle(name, pages))

    def forget(self, name: str) -> None:
        self.do(lambda printer: printer.forget(name))


class ScannerOnThread(OnThread[ScannerDriver]):
    """A CodeScanner on the thread of its device."""

    def wait(self, cancel: threading.Event, *, timeout_s: float) -> ScanOutcome:
        return self.do(
            lambda scanner: scanner.wait(cancel, timeout_s=timeout_s), doing=Doing.WAIT, tells=told_by_scan
        )


class CameraDriver(Camera, Device, Protocol):
    """What drives a camera."""


class DocumentCameraDriver(DocumentCamera, Device, Protocol):
    """What drives a camera over a desk."""


Watcher = TypeVar("Watcher", bound=CameraDriver)


class _Watching(OnThread[Watcher]):
    """A camera on the thread of its device."""

    def frame(self, *, timeout_s: float) -> FrameOutcome:
        return self.do(lambda camera: camera.frame(timeout_s=timeout_s), tells=told_by_frame)

    def release(self) -> None:
        self.do(lambda camera: camera.release())


class CameraOnThread(_Watching[CameraDriver]):
    """A Camera on the thread of its device."""


class DocumentCameraOnThread(_Watching[DocumentCameraDriver]):
    """A DocumentCamera on the thread of its device."""

    def photograph(self, *, most_bytes: int = MOST_PHOTO_BYTES) -> PaperOutcome:
        return self.do(lambda camera: camera.photograph(most_bytes=most_bytes))


class SlotReaderOnThread(OnThread[SlotReaderDriver]):
    """A CardReader and its CardSlot on the thread of the device."""

    def wait(self, cancel: threading.Event, *, timeout_s: float) -> CardOutcome:
        return self.do(
            lambda reader: reader.wait(cancel, timeout_s=timeout_s), doing=Doing.WAIT, tells=told_by_card
        )

    def occupied(self) -> bool:
        return self.do(lambda reader: reader.occupied())


class ReminderOnThread(OnThread[ReminderDriver]):
    """A Reminder on the thread of its device."""

    def show(self, attention: Attention) -> None:
        self.do(lambda reminder: reminder.show(attention))


class PowerOnThread(OnThread[PowerDriver]):
    """A PowerSupply on the thread of its device."""

    def state(self) -> "PowerState":
        from kiosk.domain.power import health_of as told_by_power  # noqa: PLC0415 not before the first frame

        return self.do(lambda supply: supply.state(), tells=told_by_power)
