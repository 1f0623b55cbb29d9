"""The screen's end of the speech process: words go into a pipe from a thread, so that nobody waits."""

import logging
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from queue import Empty, Queue
from threading import Thread

import msgspec

from devices.speech.config import SpeechConfig

log = logging.getLogger(__name__)
END_S = 2.0
HUSH: Mapping[str, object] = {"hush": True}
LAST: Mapping[str, object] = dict(HUSH)
"""The last order that a process is given, told apart by being this one."""


class SpeechProcess:
    """Speaks by a process that is started with the first word; calls return at once, from any thread."""

    def __init__(self, config: SpeechConfig) -> None:
        self._config = config
        self._orders: Queue[Mapping[str, object] | None] = Queue()
        self._writer: Thread | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._listener: Thread | None = None
        self._hook: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process that speaks, while there is one."""
        child = self._child
        return child.pid if child is not None and child.poll() is None else None

    def say(self, text: str, locale: str) -> None:
        """Say something after what was said before."""
        self._order({"say": text, "locale": locale})

    def hush(self) -> None:
        """Stop speaking, and forget what waits to be said."""
        self._forget()
        if self._writer is not None:
            self._order(HUSH)

    def leave(self) -> None:
        """Stop speaking, and end the process, whose memory has what it said; the next word starts another."""
        self._forget()
        if self._writer is not None:
            self._order(LAST)

    def tune(self, rate: int, volume: int) -> None:
        """Speak faster or slower, louder or softer: -100 to 100."""
        self._order({"rate": rate, "volume": volume})

    def watch_headphones(self, told: Callable[[bool], None]) -> None:
        """Have `told` called, in a thread, when headphones go in or out; nothing where no program says so."""
        if self._config.headphones:
            self._listener = Thread(target=self._listen, args=(told,), name="headphones", daemon=True)
            self._listener.start()

    def close(self) -> None:
        """End the process and the program that watches the headphones."""
        if self._hook is not None:
            self._hook.kill()
            self._hook.wait()
        if self._listener is not None:
            self._listener.join(END_S)
        self._closed = True
        if self._writer is not None:
            self._forget()
            self._orders.put(None)
            self._end_child()  # so that a writer at a full pipe goes on
            self._writer.join()
        self._end_child()  # one that it was just starting

    def _end_child(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.wait()

    def _forget(self) -> None:
        try:
            while True:
                self._orders.get_nowait()
        except Empty:
            pass

    def _order(self, order: Mapping[str, object]) -> None:
        if self._closed:
            return
        if self._writer is None:
            self._writer = Thread(target=self._write, name="speech", daemon=True)
            self._writer.start()
        self._orders.put(order)

    def _write(self) -> None:
        while (order := self._orders.get()) is not None and not self._closed:
            if order is not LAST:
                _tell(self._running(), order)
            elif self._child is not None and self._child.poll() is None:
                _tell(self._child, order)
                _hang_up(self._child)
                _end(self._child)
        if self._child is not None:
            _hang_up(self._child)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            config = msgspec.json.encode(self._config).decode()
            command = [sys.executable, "-m", "devices.speech.process", config]
            self._child = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 our own
        return self._child

    def _listen(self, told: Callable[[bool], None]) -> None:
        try:
            self._hook = subprocess.Popen(  # noqa: S603 named by the technician
                self._config.headphones, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
            )
        except OSError as error:
            log.warning("speech: %s can't be run: %s", self._config.headphones[0], error)
            return
        with self._hook:
            for line in self._hook.stdout or ():
                told(line.strip() == b"in")


def _tell(child: subprocess.Popen[bytes], order: Mapping[str, object]) -> None:
    try:
        if child.stdin is not None:
            child.stdin.write(msgspec.json.encode(order) + b"\n")
            child.stdin.flush()
    except OSError:
        log.warning("speech: the process ended; the next word starts another")


def _hang_up(child: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if child.stdin is not None:
            child.stdin.close()


def _end(child: subprocess.Popen[bytes]) -> None:
    """Wait for the end of a process that was hung up on, a moment; then end it."""
    try:
        child.wait(END_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
