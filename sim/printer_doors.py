"""The ways into a simulated printer: a TCP port that serves one client at a time, and a pseudo-terminal."""

import contextlib
import os
import select
import socket
import threading
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from sim.print_engine import PrintEngine

STAGE = 256
"""Bytes that the interface takes at a time; nothing more is taken until they fit into the buffer."""
RECEIVE_WINDOW = 2048
TICK_S = 0.05


class Door(Protocol):
    def open(self) -> None: ...

    def close(self) -> None: ...


def _serve(descriptor: int, engine: PrintEngine, closing: threading.Event) -> None:
    """Carry bytes between one client and the engine until either goes."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    pending = b""
    with _answering(descriptor, engine) as answer, contextlib.suppress(OSError):
        while not closing.is_set():
            if pending:
                pending = pending[engine.push(pending, timeout_s=TICK_S) :]
                if pending and any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0)):
                    return
            elif poll.poll(TICK_S * 1000):
                data = os.read(descriptor, STAGE)
                if not data:
                    return
                # Answers go where the last question came from.
                engine.voice.to = answer
                pending = engine.hear(data)


@contextmanager
def _answering(descriptor: int, engine: PrintEngine) -> Iterator[Callable[[bytes], None]]:
    def answer(data: bytes) -> None:
        with contextlib.suppress(OSError):
            os.write(descriptor, data)

    try:
        yield answer
    finally:
        if engine.voice.to is answer:
            engine.voice.to = None


class TcpDoor:
    """A network printer's raw port."""

    def __init__(self, engine: PrintEngine, host: str, port: int) -> None:
        self._engine = engine
        self._host = host
        self.port = port
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def open(self) -> None:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_WINDOW)
        listener.bind((self._host, self.port))
        listener.listen(1)
        listener.settimeout(TICK_S)
        self.port = listener.getsockname()[1]
        self._closing.clear()
        self._thread = threading.Thread(
            target=self._run, args=(listener,), name="simulated printer port", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        self._closing.set()
        if self._thread:
            self._thread.join()
        self._thread = None

    def _run(self, listener: socket.socket) -> None:
        with listener:
            while not self._closing.is_set():
                try:
                    client, _ = listener.accept()
                except TimeoutError:
                    continue
                with client:
                    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    _serve(client.fileno(), self._engine, self._closing)


class PtyDoor:
    """A serial line, or a USB device file: `path` names the end that a driver opens."""

    def __init__(self, engine: PrintEngine) -> None:
        self._engine = engine
        self._closing = threading.Event()
        self._descriptors: tuple[int, ...] = ()
        self._thread: threading.Thread | None = None
        self.path = ""

    def open(self) -> None:
        inner, outer = os.openpty()
        # The outer end stays open here too: a line does not end when a driver closes it.
        tty.setraw(outer)
        self._descriptors = (inner, outer)
        self.path = os.ttyname(outer)
        self._closing.clear()
        self._thread = threading.Thread(
            target=_serve, args=(inner, self._engine, self._closing), name="simulated line", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        self._closing.set()
        if self._thread:
            self._thread.join()
        self._thread = None
        for descriptor in self._descriptors:
            os.close(descriptor)
        self._descriptors = ()
