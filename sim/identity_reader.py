"""An identity card reader of air: SAM_V (GA 467) on a pseudo-terminal, at the pace of its baud rate."""

import os
import select
import threading
import time
import tty
from collections.abc import Callable
from functools import reduce
from operator import xor
from pathlib import Path

from sim.identity_card import SimulatedCard

PREAMBLE = bytes.fromhex("AAAAAA9669")
BITS_A_BYTE = 10
CHUNK = 64
PHOTO = bytes(1024)
SAM_ID = bytes.fromhex("05000300 DEF13301 40E20100 F1FB0900".replace(" ", ""))
OK, NOTHING, FOUND, BAD_CHECKSUM, BAD_COMMAND, READ_FAILED, NO_CARD, NOT_SELECTED = (
    0x90,
    0x91,
    0x9F,
    0x03,
    0x21,
    0x41,
    0x80,
    0x81,
)


class SimulatedIdentityReader:
    """A reader to lay cards on, with its faults to switch on; `close` ends its thread.

    `link` is a symbolic link to the port that stays the same when the reader is unplugged and plugged again;
    `finds_again` is for the few readers that go on finding a card that lies there.
    """

    def __init__(self, baud: int = 115200, *, link: Path | None = None, finds_again: bool = False) -> None:
        self._baud = baud
        self._finds_again = finds_again
        self._distort: Callable[[bytes], bytes] = bytes
        self._link = link
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
        self._line: _Line | None = None
        self.replug()

    @property
    def port(self) -> str:
        """The path that a driver opens; the link when there is one."""
        if self._link is not None:
            return str(self._link)
        return self._line.path if self._line is not None else ""

    @property
    def card(self) -> SimulatedCard | None:
        """What lies on the reader."""
        return self._card

    @property
    def plugged(self) -> bool:
        """Say whether the cable is in."""
        return self._line is not None

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

    def forge(self, code: int = 0x31) -> None:
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

    def unplug(self) -> None:
        """Pull the cable: the port is gone."""
        line, self._line = self._line, None
        if line is not None:
            line.close()
        if self._link is not None:
            self._link.unlink(missing_ok=True)

    def replug(self) -> None:
        """Plug the cable in: a new port, under the old link."""
        if self._line is not None:
            return
        self._line = _Line(self._baud, self._answer)
        if self._link is not None:
            fresh = self._link.with_name(self._link.name + ".new")
            fresh.unlink(missing_ok=True)
            fresh.symlink_to(self._line.path)
            fresh.replace(self._link)

    def close(self) -> None:
        """End the reader."""
        self.unplug()

    def _answer(self, body: bytes | None) -> bytes:
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
        if self._leaves_during_read:
            self._leaves_during_read = False
            self.take_away()
        if self._damaged_reads:
            self._damaged_reads -= 1
            return frame(READ_FAILED)
        if self._card is None or not self._selected:
            return frame(READ_FAILED)
        text = self._card.text_block()
        return frame(OK, len(text).to_bytes(2, "big") + len(PHOTO).to_bytes(2, "big") + text + PHOTO)

    def _additional_address(self) -> bytes:
        if self._card is None or not self._selected:
            return frame(READ_FAILED)
        block = self._card.additional_address_block()
        return frame(OK, block) if block else frame(NOTHING)


def frame(status: int, data: bytes = b"") -> bytes:
    """Return a reply with SW3 `status`."""
    counted = (len(data) + 4).to_bytes(2, "big") + bytes([0, 0, status]) + data
    return PREAMBLE + counted + bytes([reduce(xor, counted, 0)])


class _Line:
    """A pseudo-terminal and the thread that answers on it."""

    def __init__(self, baud: int, answer: Callable[[bytes | None], bytes]) -> None:
        self._baud = baud
        self._answer = answer
        # The slave end stays open: without it the master reads errors while no driver has opened the port.
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self.path = os.ttyname(self._slave)
        self._wake_read, self._wake_write = os.pipe()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._serve, name=f"sam-v {self.path}", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._closing.set()
        os.write(self._wake_write, b"x")
        self._thread.join()
        for handle in (self._master, self._slave, self._wake_read, self._wake_write):
            os.close(handle)

    def _serve(self) -> None:
        received = b""
        while not self._closing.is_set():
            ready, _, _ = select.select([self._master, self._wake_read], [], [])
            if self._wake_read in ready:
                return
            chunk = os.read(self._master, 4096)
            self._pace(len(chunk))
            received = self._answer_frames(received + chunk)

    def _answer_frames(self, received: bytes) -> bytes:
        while True:
            start = received.find(PREAMBLE)
            if start < 0:
                return received[-len(PREAMBLE) :]
            counted = received[start + len(PREAMBLE) :]
            length = int.from_bytes(counted[:2], "big")
            if len(counted) < max(2, 2 + length):
                return received[start:]
            whole, received = counted[: 2 + length], counted[2 + length :]
            self._send(self._answer(None if reduce(xor, whole, 0) else whole[2:-1]))

    def _send(self, data: bytes) -> None:
        for start in range(0, len(data), CHUNK):
            chunk = data[start : start + CHUNK]
            self._pace(len(chunk))
            if self._closing.is_set():
                return
            os.write(self._master, chunk)

    def _pace(self, count: int) -> None:
        time.sleep(count * BITS_A_BYTE / self._baud)
