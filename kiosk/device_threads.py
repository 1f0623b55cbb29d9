"""Ports whose every call goes to the device's own thread, whoever calls; there the driver is loaded too."""

import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from devices.thread import DeviceThread
from kiosk.domain.card import CardOutcome
from kiosk.domain.device import DeviceInfo, Health, Role
from kiosk.domain.printing import PrinterState, PrintOutcome, ReceiptLayout
from kiosk.ports import CardReader, Device, ReceiptPrinter

Driver = TypeVar("Driver", bound=Device)
Outcome = TypeVar("Outcome")


class OnThread(Generic[Driver]):
    """A device on a thread of its own, made there by its first call."""

    def __init__(self, make: Callable[[], Driver], role: Role) -> None:
        self.role = role
        self._make = make
        self._made: Driver | None = None
        self._thread = DeviceThread(role)

    def identify(self) -> DeviceInfo:
        """Ask who it is, on the device's thread."""
        return self.do(lambda driver: driver.identify())

    def health(self) -> Health:
        """Ask how it is, on the device's thread."""
        return self.do(lambda driver: driver.health())

    def do(self, work: Callable[[Driver], Outcome]) -> Outcome:
        """Wait until `work` was done with the driver on the device's thread, after what was asked before."""
        return self._thread.submit(lambda: work(self._driver())).result()

    def close(self) -> None:
        """Let go of the device on its thread, and end the thread."""
        self._thread.submit(self._let_go).result()
        self._thread.close()

    def _driver(self) -> Driver:
        if self._made is None:
            self._made = self._make()
        return self._made

    def _let_go(self) -> None:
        if self._made is not None:
            self._made.close()


class ReaderDriver(CardReader, Device, Protocol):
    """What drives a card reader."""


class PrinterDriver(ReceiptPrinter, Device, Protocol):
    """What drives a receipt printer."""


class ReaderOnThread(OnThread[ReaderDriver]):
    """A CardReader on the thread of its device."""

    def wait(self, cancel: threading.Event, *, timeout_s: float) -> CardOutcome:
        return self.do(lambda reader: reader.wait(cancel, timeout_s=timeout_s))


class PrinterOnThread(OnThread[PrinterDriver]):
    """A ReceiptPrinter on the thread of its device."""

    def print(self, layout: ReceiptLayout) -> PrintOutcome:
        return self.do(lambda printer: printer.print(layout))

    def state(self) -> PrinterState:
        return self.do(lambda printer: printer.state())
