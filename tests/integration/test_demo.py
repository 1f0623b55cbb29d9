"""`kiosk demo` as people start it: everything opens, and nothing stays."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from kiosk.demo_display import need_window_libraries
from kiosk.errors import KioskError
from sim.control import BenchClient
from tests.contract.waiting import until
from tests.left import left_of

STARTED_SECONDS = 120
NAMED_SECONDS = 20
PARTS = ("central", "sim", "ui.bench", "kiosk run", "kiosk sync", "Xvfb", "x11vnc")
ANY_PORT = tuple(word for name in ("central", "proxy", "printer", "vnc") for word in (f"--{name}-port", "0"))


@pytest.fixture(autouse=True)
def windows_can_open() -> None:
    try:
        need_window_libraries()
    except KioskError as error:
        pytest.skip(error.message)


def command(folder: Path, *more: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "kiosk", "demo", "--data", str(folder), *more)


def without_display() -> dict[str, str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return {name: value for name, value in os.environ.items() if name not in hidden}


@contextmanager
def demo(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Start one and wait until it says that the terminal is open."""
    process = subprocess.Popen(
        command(folder, *ANY_PORT), stdout=subprocess.PIPE, text=True, env=without_display()
    )
    assert process.stdout is not None
    with process.stdout as said:
        try:
            for line in said:
                if line.startswith("Ctrl-C"):
                    break
            else:
                pytest.fail(f"it ended with {process.wait()}")
            yield process
        finally:
            process.kill()
            process.wait()


def test_everything_opens_and_ends_and_a_second_start_finds_its_queue(tmp_path: Path) -> None:
    for _ in range(2):
        ended = subprocess.run(
            command(tmp_path, *ANY_PORT, "--headless-for", "2", "--json"),
            capture_output=True,
            text=True,
            timeout=STARTED_SECONDS,
            env=without_display(),
            check=False,
        )
        assert (0, "") == (ended.returncode, ended.stderr), ended.stdout
        assert ["open"] == [json.loads(line)["status"] for line in ended.stdout.splitlines()]
    assert (tmp_path / "queue.db").exists()
    enrolled = json.loads((tmp_path / "credentials" / "enrolment.json").read_text())
    assert ("T0001", 1) == (enrolled["terminal"], enrolled["epoch"])


def lacking(launcher: int) -> list[str]:
    """Return the programs that do not run; one that is just being executed has no command line yet."""
    names = " ".join(map(command_line, psutil.Process(launcher).children(recursive=True)))
    return [part for part in PARTS if part not in names]


def command_line(process: psutil.Process) -> str:
    """Return it; empty for one that has ended meanwhile, as what Xvfb starts does."""
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""


def test_ctrl_c_ends_every_process(tmp_path: Path) -> None:
    with demo(tmp_path) as process:
        until(lambda: not lacking(process.pid), within_s=NAMED_SECONDS)
        started = psutil.Process(process.pid).children(recursive=True)
        with BenchClient(tmp_path / "sim" / "bench.socket") as client:
            assert client.do("residents")["residents"]
        process.send_signal(signal.SIGINT)
        assert 0 == process.wait(STARTED_SECONDS)
    assert [] == left_of(started)


def test_nothing_outlives_a_demo_that_is_killed(tmp_path: Path) -> None:
    with demo(tmp_path) as process:
        started = psutil.Process(process.pid).children(recursive=True)
        process.kill()
    assert [] == left_of(started)


def test_port_in_use_is_said_before_anything_starts(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        ended = subprocess.run(
            command(tmp_path, "--central-port", str(port)),
            capture_output=True,
            text=True,
            timeout=STARTED_SECONDS,
            check=False,
        )
    assert 2 == ended.returncode
    said = ended.stdout + ended.stderr
    assert f"port {port} is in use by" in said
    assert f"(pid {os.getpid()})" in said
    assert "--central-port" in said
    assert not (tmp_path / "central").exists()
