"""What holds for every test: a home of its own, a silent log, and nothing left running."""

import logging
import os
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest
from hypothesis import settings

from sim.pcscd import SOCKET_VARIABLE

GRACE_SECONDS = 5.0  # a process that was told to end may take this long on a busy machine

settings.register_profile("kiosk", deadline=None)  # no test fails for a busy machine
settings.load_profile("kiosk")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # a plain pytest needs no display either


class Clock:
    """The time as a test sets it: aware UTC that moves only when told to."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def __call__(self) -> datetime:
        return self._now

    def advance(self, step: timedelta) -> None:
        """Let `step` pass at once."""
        self._now += step


@pytest.fixture
def clock() -> Clock:
    """Begin on a Monday morning, 09:00 in Beijing."""
    return Clock(datetime(2026, 3, 2, 1, 0, tzinfo=UTC))


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what programs write about themselves (caches, settings, sockets) away from the person's own."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("KIOSK_CONFIG", raising=False)
    for name in ("CONFIG", "CACHE", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)  # Qt warns about any other mode
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    return folder


@pytest.fixture(scope="session")
def card_service_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the one folder of every simulated card service: libpcsclite reads its socket's name once."""
    folder = tmp_path_factory.mktemp("pcscd")
    os.environ[SOCKET_VARIABLE] = str(folder / "run" / "pcscd" / "pcscd.comm")
    return folder


class Unexpected(logging.Handler):
    """Collects the records that no test asked for."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def silent_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in whose course something warned; one that expects it takes `caplog` and says so there."""
    handler = Unexpected()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if handler.records and "caplog" not in request.fixturenames:
        lines = [f"{r.levelname} {r.name}: {r.getMessage()}" for r in handler.records]
        pytest.fail("unexpected in the log:\n" + "\n".join(lines))


def children() -> set[psutil.Process]:
    """Return the processes below this one, those that ended and were never waited for included."""
    return set(psutil.Process(os.getpid()).children(recursive=True))


def is_below(process: psutil.Process, others: set[psutil.Process]) -> bool:
    """Return whether one of the others started it, or one that they started; also of one that has ended."""
    try:
        return not others.isdisjoint(process.parents())
    except psutil.NoSuchProcess:
        return True


def lasting_threads() -> set[threading.Thread]:
    """Return the threads that would keep this process from ending."""
    return {thread for thread in threading.enumerate() if not thread.daemon}


def wait_until_only(before_processes: set[psutil.Process], before_threads: set[threading.Thread]) -> str:
    """Return what was left behind, in words, after giving it time to end; empty when nothing was.

    What a process that was there before has started is that process's: cupsd has helpers come and go.
    """
    deadline = time.monotonic() + GRACE_SECONDS
    while True:
        new = children() - before_processes
        left = [str(process) for process in new if not is_below(process, before_processes)]
        left += [str(thread) for thread in lasting_threads() - before_threads]
        if not left or time.monotonic() > deadline:
            return "\n".join(left)
        time.sleep(0.02)


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Fail a test that leaves a process or a non-daemon thread behind."""
    processes, threads = children(), lasting_threads()
    yield
    if left := wait_until_only(processes, threads):
        pytest.fail(f"left running:\n{left}")
