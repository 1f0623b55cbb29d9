"""Cards put into a contact reader: wait for a new one, read it, each card once a time that it is put in."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from devices.card.apdu import Transmit
from devices.card.pcsc import CardGoneError, CardHeldError, CardSilentError, PcscReader, ReaderGoneError, Slot
from devices.config import Pcsc
from devices.thread import SameThread
from kiosk.domain.card import (
    CardCancelled,
    CardDeviceFault,
    CardMoved,
    CardTimeout,
    CardUnsupported,
    NoCard,
    NoReader,
)
from kiosk.domain.device import Absent, DeviceInfo, Health, Ready

POLL_S = 0.2
"""How long one look for a change blocks: a cancel is noticed after at most this."""

Read = TypeVar("Read")
Unread = NoReader | NoCard | CardMoved | CardUnsupported | CardDeviceFault | CardTimeout | CardCancelled


class InsertedCardReader(Generic[Read]):
    """Waits for cards behind PC/SC and hands each to `read`, with the function that carries its APDUs."""

    def __init__(self, config: Pcsc, *, device: str, read: Callable[[Transmit], Read]) -> None:
        self._reader = PcscReader(config.reader)
        self._address = config.reader
        self._device = device
        self._read = read
        self._read_at_count: int | None = None
        self._thread = SameThread(f"the reader of the {device}")

    def wait(self, cancel: threading.Event, *, timeout_s: float) -> Read | Unread:
        self._thread.check()
        try:
            return self._wait(cancel, timeout_s)
        except ReaderGoneError as gone:
            self.close()
            return NoReader(str(gone))

    def identify(self) -> DeviceInfo:
        self._thread.check()
        try:
            self._reader.slot()
        except ReaderGoneError as gone:
            self.close()
            return self._info(found=False, message=str(gone))
        return self._info(found=True, message="the reader answers")

    def occupied(self) -> bool:
        self._thread.check()
        try:
            return self._reader.slot().present
        except ReaderGoneError:
            self.close()
            return False

    def health(self) -> Health:
        self._thread.check()
        try:
            self._reader.slot()
        except ReaderGoneError as gone:
            self.close()
            return Absent(str(gone))
        return Ready()

    def close(self) -> None:
        """Let go of the PC/SC service; the next call reaches for it again."""
        self._reader.close()
        self._read_at_count = None

    def _wait(self, cancel: threading.Event, timeout_s: float) -> Read | Unread:
        deadline = time.monotonic() + timeout_s
        slot = self._reader.slot()
        while not cancel.is_set():
            if slot.present and slot.count != self._read_at_count:
                return self._read_new(slot)
            left = deadline - time.monotonic()
            if left <= 0:
                return CardTimeout() if timeout_s > 0 else NoCard()
            slot = self._reader.slot(since=slot, timeout_s=min(POLL_S, left))
        return CardCancelled()

    def _read_new(self, slot: Slot) -> Read | Unread:
        self._read_at_count = slot.count
        try:
            with self._reader.connect() as card:
                return self._read(card.transmit)
        except CardGoneError as gone:
            return CardMoved(str(gone))
        except CardHeldError as held:
            self._read_at_count = None  # nobody has read it yet
            return CardDeviceFault("card-held", f"another program holds the card: {held}")
        except CardSilentError as silent:
            return CardUnsupported(f"the card does not answer, it may be the wrong way round: {silent}")

    def _info(self, *, found: bool, message: str) -> DeviceInfo:
        return DeviceInfo(
            device=self._device,
            driver="pcsc",
            address=self._address,
            found=found,
            message=message,
            model=self._reader.name or None,
        )
