"""The processes that one launcher starts, waits for and ends: none outlives it, not even after kill -9."""

import os
import select
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Self, assert_never

import msgspec

from kiosk.errors import KioskError

POLL_SECONDS = 0.02
LOG_LINES = 6
"""Last lines of a log that are shown when a program did not start."""
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class ReadyLine(msgspec.Struct, frozen=True):
    """The program writes one JSON object as its first line on stdout when it serves."""


class ReadyPort(msgspec.Struct, frozen=True):
    """The program takes connections on this port of loopback when it serves."""

    port: int


class ReadyAtOnce(msgspec.Struct, frozen=True):
    """Nobody waits for the program."""


Readiness = ReadyLine | ReadyPort | ReadyAtOnce


class Program(msgspec.Struct, frozen=True, kw_only=True):
    """One process to start, under a name that people read."""

    name: str
    command: tuple[str, ...]
    ready: Readiness = ReadyAtOnce()
    environment: Mapping[str, str] = {}
    """Added to the launcher's own."""
    pass_fds: tuple[int, ...] = ()
    timeout_s: float = 60.0
    """How long it may take until it is ready."""
    grace_s: float = 12.0
    """How long it may take to end after SIGTERM; sync needs up to ten seconds for its batch."""
    when_orphaned: signal.Signals = signal.SIGKILL
    """What the kernel sends it when the launcher dies."""


class Child(msgspec.Struct, frozen=True):
    """A program that runs."""

    program: Program
    process: subprocess.Popen[bytes]
    said: Mapping[str, Any]
    """Its ready line; empty when it has none."""


class Ended(msgspec.Struct, frozen=True):
    """A program that ended by itself."""

    name: str
    code: int


class Stopped(msgspec.Struct, frozen=True):
    """Somebody asked for the end: Ctrl-C, SIGTERM, the terminal closed, or the time given ran out."""


class Processes:
    """Starts programs in order and ends them in the opposite one; a context manager.

    While it is entered, Ctrl-C, SIGTERM and SIGHUP are asked about instead of ending the launcher.
    """

    def __init__(self, logs: Path) -> None:
        """Keep each program's stdout and stderr as `logs`/NAME.out and NAME.log."""
        logs.mkdir(parents=True, exist_ok=True)
        self._logs = logs
        self._children: list[Child] = []
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self._stop_asked = self._open.enter_context(_stop_pipe())
        self._open.callback(self.stop)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def start(self, program: Program) -> Child:
        """Start a program and wait until it is ready.

        KioskError `not_started` quotes its log when it isn't; KeyboardInterrupt when the end is asked for.
        """
        process = self._spawn(program)
        child = Child(program, process, {})
        self._children.append(child)
        child = Child(program, process, self._await_ready(child))
        self._children[-1] = child
        return child

    def wait(self, *, but_not_for: tuple[str, ...] = (), timeout_s: float | None = None) -> Ended | Stopped:
        """Block until a program ends by itself or somebody asks for the end.

        A program named in `but_not_for` may end without ending the wait.
        """
        handles = {self._stop_asked: ""}
        for child in self._children:
            if child.program.name not in but_not_for:
                handles[os.pidfd_open(child.process.pid)] = child.program.name
        try:
            ready, _, _ = select.select(handles, [], [], timeout_s)
        finally:
            for handle in handles.keys() - {self._stop_asked}:
                os.close(handle)
        names = [handles[handle] for handle in ready]
        if "" in names or not names:
            return Stopped()
        return Ended(names[0], self._named(names[0]).process.wait())

    def stop(self) -> None:
        """End every program, the last started first; what ignores SIGTERM for its grace is killed."""
        while self._children:
            child = self._children.pop()
            _signal_group(child, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(child.program.grace_s)
            _signal_group(child, signal.SIGKILL)
            child.process.wait()

    def last_words(self, name: str) -> str:
        """Return the end of a program's log."""
        lines = (self._logs / f"{name}.log").read_text(errors="replace").splitlines()
        return "\n".join(lines[-LOG_LINES:])

    def _named(self, name: str) -> Child:
        return next(child for child in self._children if child.program.name == name)

    def _spawn(self, program: Program) -> subprocess.Popen[bytes]:
        orphaned = program.when_orphaned.name.removeprefix("SIG")
        out, log = (self._logs / f"{program.name}{ending}" for ending in (".out", ".log"))
        with out.open("wb") as stdout, log.open("wb") as stderr:
            try:
                return subprocess.Popen(  # noqa: S603, the launcher's own programs
                    ("/usr/bin/setpriv", f"--pdeathsig={orphaned}", *program.command),
                    stdin=subprocess.DEVNULL,
                    stdout=stdout,
                    stderr=stderr,
                    env={**os.environ, **program.environment},
                    pass_fds=program.pass_fds,
                    start_new_session=True,  # Ctrl-C reaches the launcher alone, which ends them in order
                )
            except OSError as error:
                raise KioskError("not_started", f"{program.name}: {error}") from error

    def _await_ready(self, child: Child) -> Mapping[str, Any]:
        match child.program.ready:
            case ReadyLine():
                out = self._logs / f"{child.program.name}.out"
                return self._poll(child, lambda: _first_line(out))
            case ReadyPort(port):
                self._poll(child, lambda: _answers(port))
            case ReadyAtOnce():
                pass
            case _ as never:
                assert_never(never)
        return {}

    def _poll(self, child: Child, look: Callable[[], Mapping[str, Any] | None]) -> Mapping[str, Any]:
        name = child.program.name
        deadline = time.monotonic() + child.program.timeout_s
        while (found := look()) is None:
            code = child.process.poll()
            if code is not None:
                raise KioskError("not_started", f"{name} ended with {code}:\n{self.last_words(name)}")
            if time.monotonic() > deadline:
                words = self.last_words(name)
                raise KioskError(
                    "not_started", f"{name} was not ready in {child.program.timeout_s} s:\n{words}"
                )
            if select.select([self._stop_asked], [], [], POLL_SECONDS)[0]:
                raise KeyboardInterrupt
        return found


@contextmanager
def _stop_pipe() -> Iterator[int]:
    """Give a file descriptor that becomes readable when a stop signal comes."""
    reading, writing = os.pipe()

    def tell(_number: int, _frame: FrameType | None) -> None:
        os.write(writing, b"x")

    before = {number: signal.signal(number, tell) for number in STOP_SIGNALS}
    try:
        yield reading
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(reading)
        os.close(writing)


def _first_line(out: Path) -> Mapping[str, Any] | None:
    line, end, _ = out.read_bytes().partition(b"\n")
    if not end:
        return None
    try:
        return msgspec.json.decode(line, type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise KioskError("not_started", f"{out}: the first line is no ready line: {error}") from error


def _answers(port: int) -> Mapping[str, Any] | None:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return {}
    return None


def _signal_group(child: Child, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.process.pid, number)
