"""Ports whose every call goes to the device's own thread, whoever calls."""

import threading
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
    """A CardReader on the thread of its device."""

    def __init__(self, reader: OpenReader, name: str) -> None:
        self._reader = reader
        self._thread = DeviceThread(name)

    def wait(self, cancel: threading.Event, *, timeout_s: float) -> CardOutcome:
        """Wait for a card on the device's thread."""
        return self._thread.submit(lambda: self._reader.wait(cancel, timeout_s=timeout_s)).result()

    def identify(self) -> DeviceInfo:
        """Ask who it is on the device's thread."""
        return self._thread.submit(self._reader.identify).result()

    def close(self) -> None:
        """Let go of the device on its thread, and end the thread."""
        self._thread.submit(self._reader.close).result()
        self._thread.close()


class PrinterOnThread:
    """A ReceiptPrinter on the thread of its device."""

    def __init__(self, printer: ReceiptPrinter, name: str) -> None:
        self._printer = printer
        self._thread = DeviceThread(name)

    def print(self, layout: ReceiptLayout) -> PrintOutcome:
        """Print on the device's thread."""
        return self._thread.submit(lambda: self._printer.print(layout)).result()

    def state(self) -> PrinterState:
        """Ask how it is on the device's thread."""
        return self._thread.submit(self._printer.state).result()

    def identify(self) -> DeviceInfo:
        """Ask who it is on the device's thread."""
        return self._thread.submit(self._printer.identify).result()

    def close(self) -> None:
        """End the thread."""
        self._thread.close()
