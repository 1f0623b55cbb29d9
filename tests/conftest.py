"""What holds for every test: a home of its own, a silent log, and nothing left running."""

import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings

from sim.pcscd import SOCKET_VARIABLE
from tests.left_running import children, lasting_threads, left_at_the_end, left_by_a_test, mark_this_run

mark_this_run()
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


@pytest.fixture(scope="session", autouse=True)
def nothing_left_at_the_end() -> Iterator[None]:
    """Fail the last test of all when anything still runs that one of them, or a service of its, started."""
    processes, threads = children(), lasting_threads()
    yield
    if left := left_at_the_end(processes, threads):
        pytest.fail(f"left running at the end of all tests:\n{left}")


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Fail a test that leaves a process or a non-daemon thread behind."""
    processes, threads = children(), lasting_threads()
    yield
    if left := left_by_a_test(processes, threads):
        pytest.fail(f"left running:\n{left}")
