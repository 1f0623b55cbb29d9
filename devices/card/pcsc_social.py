"""Cards put into a contact reader behind PC/SC: wait for a new one, read it, tell when it is gone."""

import datetime as dt
import threading
import time
from collections.abc import Callable

from devices.card.pcsc import CardGoneError, CardSilentError, PcscReader, ReaderGoneError, Slot
from devices.card.plausible import judge_validity
from devices.card.social_card import read_social_card
from devices.config import Pcsc
from devices.thread import SameThread
from kiosk.domain.card import (
    CardCancelled,
    CardMoved,
    CardOutcome,
    CardTimeout,
    CardUnsupported,
    NoCard,
    NoReader,
)
from kiosk.domain.device import DeviceInfo
from kiosk.domain.identity import Identity

POLL_S = 0.2
"""How long one look for a change blocks: a cancel is noticed after at most this."""


class SocialCardReader:
    """Reads social-security cards, each card once a time that it is put in."""

    def __init__(self, config: Pcsc, *, today: Callable[[], dt.date]) -> None:
        self._reader = PcscReader(config.reader)
        self._address = config.reader
        self._today = today
        self._read_at_count: int | None = None
        self._thread = SameThread("the social-security card reader")

    def wait(self, cancel: threading.Event, *, timeout_s: float) -> CardOutcome:
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

    def close(self) -> None:
        """Let go of the PC/SC service; the next call reaches for it again."""
        self._reader.close()
        self._read_at_count = None

    def _wait(self, cancel: threading.Event, timeout_s: float) -> CardOutcome:
        deadline = time.monotonic() + timeout_s
        slot = self._reader.slot()
        while not cancel.is_set():
            if slot.present and slot.count != self._read_at_count:
                return self._read(slot)
            left = deadline - time.monotonic()
            if left <= 0:
                return CardTimeout() if timeout_s > 0 else NoCard()
            slot = self._reader.slot(since=slot, timeout_s=min(POLL_S, left))
        return CardCancelled()

    def _read(self, slot: Slot) -> CardOutcome:
        self._read_at_count = slot.count
        try:
            with self._reader.connect() as card:
                found = read_social_card(card.transmit)
        except CardGoneError as gone:
            return CardMoved(str(gone))
        except CardSilentError as silent:
            return CardUnsupported(f"the card does not answer, it may be the wrong way round: {silent}")
        return judge_validity(found, self._today()) if isinstance(found, Identity) else found

    def _info(self, *, found: bool, message: str) -> DeviceInfo:
        return DeviceInfo(
            device="social_card",
            driver="pcsc",
            address=self._address,
            found=found,
            message=message,
            model=self._reader.name or None,
        )
