"""An identity card reader of air on a pseudo-terminal, at the pace of its baud rate."""

import os
import select
import threading
import time
import tty
from collections.abc import Callable
from pathlib import Path

from sim.sam_module import PREAMBLE, SamModule, commanded

BITS_A_BYTE = 10
CHUNK = 64


class SimulatedIdentityReader(SamModule):
    """A reader with a serial cable; `close` ends its thread.

    `link` is a symbolic link to the port that stays the same when the reader is unplugged and plugged again,
    as the links below /dev/serial/by-id do.
    """

    def __init__(self, baud: int = 115200, *, link: Path | None = None, finds_again: bool = False) -> None:
        super().__init__(finds_again=finds_again)
        self._baud = baud
        self._link = link
        self._line: _Line | None = None
        self.replug()

    @property
    def port(self) -> str:
        """The path that a driver opens; the link when there is one."""
        if self._link is not None:
            return str(self._link)
        return self._line.path if self._line is not None else ""

    @property
    def plugged(self) -> bool:
        """Say whether the cable is in."""
        return self._line is not None

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
        self._line = _Line(self._baud, self.answer)
        if self._link is not None:
            fresh = self._link.with_name(self._link.name + ".new")
            fresh.unlink(missing_ok=True)
            fresh.symlink_to(self._line.path)
            fresh.replace(self._link)

    def close(self) -> None:
        """End the reader."""
        self.unplug()


class _Line:
    """A pseudo-terminal and the thread that answers on it."""

    def __init__(self, baud: int, answer: Callable[[bytes | None], bytes]) -> None:
        self._baud = baud
        self._answer = answer
        self._free_at = 0.0
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
            self._free_at = time.monotonic()
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
            self._send(self._answer(commanded(whole)))

    def _send(self, data: bytes) -> None:
        for start in range(0, len(data), CHUNK):
            chunk = data[start : start + CHUNK]
            self._pace(len(chunk))
            if self._closing.is_set():
                return
            os.write(self._master, chunk)

    def _pace(self, count: int) -> None:
        """Wait as long as the bytes take: a sleep that was too long is made up for by the next."""
        self._free_at += count * BITS_A_BYTE / self._baud
        time.sleep(max(0.0, self._free_at - time.monotonic()))
