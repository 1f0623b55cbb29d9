"""A card put into and pulled out of vpcd's virtual reader, over TCP."""

import contextlib
import socket
import struct
import threading
import time
from typing import Protocol

ATR = bytes.fromhex("3B00")
"""The shortest there is: T=0, no historical bytes."""

CONNECT_TIMEOUT_S = 5.0
NOTICED_TIMEOUT_S = 5.0
HAND_S = 0.6
"""No hand puts a card back sooner, and pcscd, looking every 0.4 s, would miss that it was ever away."""
_LENGTH = struct.Struct(">H")


class Chip(Protocol):
    """What answers while a card is in."""

    def reset(self) -> None:
        """Forget everything since the card was powered."""
        ...

    def answer(self, command: bytes) -> bytes:
        """Return data and status word for one command."""
        ...


class InsertableCard(Protocol):
    """A card with contacts: SocialCard, BankCard."""

    def chip(self) -> Chip:
        """Return what answers when the card is in."""
        ...


class VirtualCard:
    """The hand that puts a card into the reader of a vpcd at `host` and `port`."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self._address = (host, port)
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._leaves_after: int | None = None
        self._hand_is_free_at = 0.0

    @property
    def inserted(self) -> bool:
        """Say whether a card is in the reader."""
        return self._socket is not None

    def insert(self, card: InsertableCard) -> None:
        """Put a card in, in place of what was there; raise ConnectionError when no vpcd listens."""
        self._pull()
        line = socket.create_connection(self._address, timeout=CONNECT_TIMEOUT_S)
        line.settimeout(None)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = line
        self._thread = threading.Thread(
            target=self._serve, args=(line, card), name="virtual card", daemon=True
        )
        self._thread.start()

    def remove(self) -> None:
        """Pull the card out and return once that is noticed; fine when there is none. The next one stays."""
        self._leaves_after = None
        self._pull()

    def _pull(self) -> None:
        with self._lock:
            line, self._socket = self._socket, None
        if line is not None:
            _stop_answering(line)
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join(NOTICED_TIMEOUT_S)
        time.sleep(max(0.0, self._hand_is_free_at - time.monotonic()))

    def remove_during_read(self, *, after_commands: int = 4) -> None:
        """Let the card leave instead of answering, once it has answered so many commands."""
        self._leaves_after = after_commands

    def close(self) -> None:
        """Pull the card out and end the thread."""
        self.remove()

    def _serve(self, line: socket.socket, card: InsertableCard) -> None:
        chip = card.chip()
        with line, contextlib.suppress(OSError):  # a dead pcscd is a card pulled out
            while (message := _receive(line)) is not None:
                answer = self._answer(chip, message)
                if answer is None:
                    self._hand_is_free_at = time.monotonic() + HAND_S
                    _stop_answering(line)
                elif answer:
                    with contextlib.suppress(BrokenPipeError):  # it has just been pulled out
                        line.sendall(_LENGTH.pack(len(answer)) + answer)
        with self._lock:
            if self._socket is line:
                self._socket = None

    def _answer(self, chip: Chip, message: bytes) -> bytes | None:
        """Return what goes back; empty for controls without an answer, None when the card leaves."""
        match message:
            case b"\x00" | b"\x01" | b"\x02":
                chip.reset()
                return b""
            case b"\x04":
                return ATR
            case _:
                return None if self._is_leaving() else chip.answer(message)

    def _is_leaving(self) -> bool:
        if self._leaves_after is None:
            return False
        self._leaves_after -= 1
        if self._leaves_after >= 0:
            return False
        self._leaves_after = None
        return True


def _receive(line: socket.socket) -> bytes | None:
    head = _exactly(line, _LENGTH.size)
    return None if head is None else _exactly(line, _LENGTH.unpack(head)[0])


def _exactly(line: socket.socket, count: int) -> bytes | None:
    received = b""
    while len(received) < count:
        # Without it every command waits 40 ms for a delayed acknowledgement; the kernel forgets it each time.
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        chunk = line.recv(count - len(received))
        if not chunk:
            return None
        received += chunk
    return received


def _stop_answering(line: socket.socket) -> None:
    """Leave, but keep listening: vpcd hangs up when it has noticed, and only then takes another card."""
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_WR)
