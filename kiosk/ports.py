"""What the core needs from the outside, each as a Protocol of one to three methods."""

import threading
from typing import Protocol

from kiosk.domain.card import CardOutcome
from kiosk.domain.device import DeviceInfo
from kiosk.domain.printing import PrinterState, PrintOutcome, ReceiptLayout


class CardReader(Protocol):
    """One reader of cards; every call comes from the device's own thread."""

    def wait(self, cancel: threading.Event, *, timeout_s: float) -> CardOutcome:
        """Block until a newly laid card was read, trouble was met, `cancel` was set or time ran out.

        A card that still lies there from an earlier read is not a new card.
        """
        ...

    def identify(self) -> DeviceInfo:
        """Ask the reader who it is; raises nothing: trouble is in the answer."""
        ...


class ReceiptPrinter(Protocol):
    """One receipt printer; every call comes from the device's own thread."""

    def print(self, layout: ReceiptLayout) -> PrintOutcome:
        """Print, cut, and wait for what the printer itself says of it."""
        ...

    def state(self) -> PrinterState:
        """Ask the printer how it is, within one second."""
        ...

    def identify(self) -> DeviceInfo:
        """Ask the printer who it is; raises nothing: trouble is in the answer."""
        ...
