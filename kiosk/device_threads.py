"""Ports whose every call goes to the device's own thread, whoever calls; there the driver is loaded too."""

import threading
from collections.abc import Callable
from typing import Protocol

from devices.thread import DeviceThread
from kiosk.domain.card import CardOutcome
from kiosk.domain.device import DeviceInfo
from kiosk.domain.printing import PrinterState, PrintOutcome, ReceiptLayout
from kiosk.ports import CardReader, ReceiptPrinter


class OpenReader(CardReader, Protocol):
    """A CardReader that holds a line or a context open between calls."""

    def close(self) -> None:
        """Let go of it."""
        ...


class ReaderOnThread:
    """A CardReader on the thread of its device, made there by its first call."""

    def __init__(self, make: Callable[[], OpenReader], name: str) -> None:
        self._make = make
        self._made: OpenReader | None = None
        self._thread = DeviceThread(name)

    def wait(self, cancel: threading.Event, *, timeout_s: float) -> CardOutcome:
        """Wait for a card on the device's thread."""
        return self._thread.submit(lambda: self._reader().wait(cancel, timeout_s=timeout_s)).result()

    def identify(self) -> DeviceInfo:
        """Ask who it is on the device's thread."""
        return self._thread.submit(lambda: self._reader().identify()).result()

    def close(self) -> None:
        """Let go of the device on its thread, and end the thread."""
        self._thread.submit(self._let_go).result()
        self._thread.close()

    def _reader(self) -> OpenReader:
        if self._made is None:
            self._made = self._make()
        return self._made

    def _let_go(self) -> None:
        if self._made is not None:
            self._made.close()


class PrinterOnThread:
    """A ReceiptPrinter on the thread of its device, made there by its first call."""

    def __init__(self, make: Callable[[], ReceiptPrinter], name: str) -> None:
        self._make = make
        self._made: ReceiptPrinter | None = None
        self._thread = DeviceThread(name)

    def print(self, layout: ReceiptLayout) -> PrintOutcome:
        """Print on the device's thread."""
        return self._thread.submit(lambda: self._printer().print(layout)).result()

    def state(self) -> PrinterState:
        """Ask how it is on the device's thread."""
        return self._thread.submit(lambda: self._printer().state()).result()

    def identify(self) -> DeviceInfo:
        """Ask who it is on the device's thread."""
        return self._thread.submit(lambda: self._printer().identify()).result()

    def close(self) -> None:
        """End the thread."""
        self._thread.close()

    def _printer(self) -> ReceiptPrinter:
        if self._made is None:
            self._made = self._make()
        return self._made
