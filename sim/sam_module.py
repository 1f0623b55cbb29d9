"""The inside of an identity card reader of air: SAM_V commands (GA 467) to replies, whatever carries them."""

import threading
from collections.abc import Callable
from functools import reduce
from operator import xor

from sim.card_variants import Condition
from sim.identity_card import SimulatedCard

PREAMBLE = bytes.fromhex("AAAAAA9669")
HEAD_LENGTH = len(PREAMBLE) + 2
PHOTO = bytes(range(256)) * 4
"""No picture: the real ones only a licensed decoder can make."""
SAM_ID = bytes.fromhex("05000300 DEF13301 40E20100 F1FB0900".replace(" ", ""))
OK, NOTHING, FOUND, BAD_CHECKSUM, BAD_COMMAND, FORGED, READ_FAILED, NO_CARD, NOT_SELECTED = (
    0x90,
    0x91,
    0x9F,
    0x03,
    0x21,
    0x31,
    0x41,
    0x80,
    0x81,
)


class SamModule:
    """A module to lay cards on, with its faults to switch on; from any thread.

    `finds_again` is for the few readers that go on finding a card that lies there.
    """

    def __init__(self, *, finds_again: bool = False) -> None:
        self._finds_again = finds_again
        self._distort: Callable[[bytes], bytes] = bytes
        self._lock = threading.RLock()
        self._card: SimulatedCard | None = None
        self._was_found = False
        self._selected = False
        self._damaged_reads = 0
        self._leaves_during_read = False
        self._forged_code: int | None = None
        self._fault_code: int | None = None
        self._is_silent = False
        self._talks_garbage = False

    @property
    def card(self) -> SimulatedCard | None:
        """What lies on the reader."""
        return self._card

    def lay(self, card: SimulatedCard) -> None:
        """Lay a card on the reader, in place of what lay there."""
        with self._lock:
            self._card, self._was_found, self._selected = card, False, False

    def take_away(self) -> None:
        """Take the card away; fine when there is none."""
        with self._lock:
            self._card, self._selected = None, False

    def take_away_during_read(self) -> None:
        """Let the card leave in the middle of the next read."""
        with self._lock:
            self._leaves_during_read = True

    def damage(self, reads: int = 1) -> None:
        """Let the next reads fail with status 41 though the card stays."""
        with self._lock:
            self._damaged_reads = reads

    def forge(self, code: int = FORGED) -> None:
        """Let card and reader not accept each other (31, 32 or 33) until `recover`."""
        with self._lock:
            self._forged_code = code

    def fail(self, code: int) -> None:
        """Answer every command with this status until `recover`."""
        with self._lock:
            self._fault_code = code

    def be_silent(self) -> None:
        """Answer nothing until `recover`."""
        with self._lock:
            self._is_silent = True

    def talk_garbage(self) -> None:
        """Answer bytes that are no frame until `recover`."""
        with self._lock:
            self._talks_garbage = True

    def distort(self, change: Callable[[bytes], bytes]) -> None:
        """Send what `change` makes of each answer until `recover`."""
        with self._lock:
            self._distort = change

    def recover(self) -> None:
        """End every fault; card and plug stay as they are."""
        with self._lock:
            self._damaged_reads, self._leaves_during_read = 0, False
            self._forged_code, self._fault_code = None, None
            self._is_silent, self._talks_garbage = False, False
            self._distort = bytes

    def answer(self, body: bytes | None) -> bytes:
        """Return the bytes that answer CMD, Para and data (None: the checksum was wrong)."""
        with self._lock:
            if self._is_silent:
                return b""
            if self._talks_garbage:
                return bytes(range(0x40, 0x60))
            if body is None:
                return frame(BAD_CHECKSUM)
            if self._fault_code is not None:
                return frame(self._fault_code)
            return self._distort(self._commanded(body))

    def _commanded(self, body: bytes) -> bytes:
        commands: dict[bytes, Callable[[], bytes]] = {
            b"\x10\xff": lambda: frame(OK),
            b"\x11\xff": lambda: frame(OK),
            b"\x12\xff": lambda: frame(OK, SAM_ID),
            b"\x20\x01": self._find,
            b"\x20\x02": self._select,
            b"\x30\x01": self._read,
            b"\x30\x03": self._additional_address,
            b"\x61\xff": lambda: frame(OK),
        }
        return commands.get(body[:2], lambda: frame(BAD_COMMAND))()

    def _find(self) -> bytes:
        if self._card is None or (self._was_found and not self._finds_again):
            return frame(NO_CARD)
        self._was_found = True
        return frame(FOUND, bytes(4))

    def _select(self) -> bytes:
        self._selected = self._card is not None
        return frame(OK, bytes(8)) if self._selected else frame(NOT_SELECTED)

    def _read(self) -> bytes:
        if self._forged_code is not None:
            return frame(self._forged_code)
        if self._card is not None and self._card.condition is Condition.FORGED:
            return frame(FORGED)
        if self._leaves():
            self._leaves_during_read = False
            self.take_away()
        if self._damaged_reads:
            self._damaged_reads -= 1
            return frame(READ_FAILED)
        if self._card is None or not self._selected or self._card.condition is Condition.DAMAGED:
            return frame(READ_FAILED)
        text = self._card.text_block()
        return frame(OK, len(text).to_bytes(2, "big") + len(PHOTO).to_bytes(2, "big") + text + PHOTO)

    def _leaves(self) -> bool:
        taken = self._card is not None and self._card.condition is Condition.TAKEN_AWAY
        return taken or self._leaves_during_read

    def _additional_address(self) -> bytes:
        if self._card is None or not self._selected:
            return frame(READ_FAILED)
        block = self._card.additional_address_block()
        return frame(OK, block) if block else frame(NOTHING)


def frame(status: int, data: bytes = b"") -> bytes:
    """Return a reply with SW3 `status`."""
    counted = (len(data) + 4).to_bytes(2, "big") + bytes([0, 0, status]) + data
    return PREAMBLE + counted + bytes([reduce(xor, counted, 0)])


def commanded(counted: bytes) -> bytes | None:
    """Return CMD, Para and data out of what follows a preamble; None when its checksum is wrong."""
    return None if reduce(xor, counted, 0) else counted[2:-1]
