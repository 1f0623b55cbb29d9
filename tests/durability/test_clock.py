"""The wall clock of screen and sync process jumps by years, while they run and between two starts.

libfaketime moves the wall clock alone: its own monotonic clock makes Python's waits last for years, and
without it `time.sleep` fails (faketime 0.9.10), so that only what waits on sockets can be run here.
"""

import datetime as dt
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.bootstrap import open_queue
from kiosk.config import Config
from kiosk.domain.submission import ItemState
from kiosk.walk.stage import as_toml
from offline_queue.commands import queue_list
from offline_queue.rows import Row
from tests.durability.certificates import authority
from tests.durability.line import Line
from tests.e2e.place import Place, file_of, open_place

ROOT = Path(__file__).resolve().parents[2]
FAKETIME = "/usr/$LIB/faketime/libfaketime.so.1"
NEAR = dt.timedelta(minutes=5)
PATIENCE_S = 60.0
YEARS = ("+3650d", "-3650d", "+1d", "-7000d")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with open_place(tmp_path) as place:
        yield place


@pytest.fixture
def config(place: Place, tmp_path: Path) -> Iterator[Config]:
    """Enrol a terminal that then speaks https: a certificate's dates are a matter of the clock too."""
    config, ours = place.enrolled(tmp_path / "t"), authority("ours")
    line = Line(int(place.address.rpartition(":")[2]), ours.context(tmp_path))
    ca = str(ours.write(tmp_path))
    platform = msgspec.structs.replace(config.platform, url=f"https://127.0.0.1:{line.port}", ca=ca)
    config = msgspec.structs.replace(config, platform=platform)
    file_of(config).write_text(as_toml(config), encoding="utf-8")
    yield config
    line.close()


class Jumping:
    """Screen and sync process of one terminal under a wall clock that a test moves."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.offset = Path(config.queue.path).with_name("offset")
        self.jump("+0")

    def jump(self, offset: str) -> None:
        """Have the wall clock off by this from now on."""
        part = self.offset.with_suffix(".part")
        part.write_text(offset)
        part.replace(self.offset)

    @contextmanager
    def running(self) -> Iterator["Screen"]:
        """Start both; they end with the context, and the sync process ends well."""
        sync = self._start("-m", "kiosk", "sync", "--config", str(file_of(self.config)))
        screen = self._start("-m", "tests.durability.clock_screen", str(file_of(self.config)))
        try:
            yield Screen(screen)
        finally:
            screen.communicate(timeout=PATIENCE_S)
            sync.terminate()
            sync.communicate(timeout=PATIENCE_S)
        assert (0, 0) == (screen.returncode, sync.returncode)

    def _start(self, *words: str) -> subprocess.Popen[str]:
        environment = {
            "LD_PRELOAD": FAKETIME,
            "FAKETIME_TIMESTAMP_FILE": str(self.offset),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
        return subprocess.Popen(
            [sys.executable, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            env={**os.environ, **environment},
        )

    def rows(self) -> tuple[Row, ...]:
        with open_queue(self.config) as database:
            return queue_list(database)

    def all_came(self) -> bool:
        return {row.state for row in self.rows()} <= {ItemState.RECEIVED, ItemState.SETTLED}


class Screen:
    """The screen's process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def puts(self) -> dict[str, Any]:
        """Have an item put and return what the process says of it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("put\n")
        self.process.stdin.flush()
        said: dict[str, Any] = json.loads(self.process.stdout.readline())
        return said


def wait(until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def assert_right(said: dict[str, Any]) -> None:
    """Assert that a process goes by the centre's time, whatever its wall clock says."""
    now = dt.datetime.now(dt.UTC)
    assert said["reached"], "the centre did not answer"
    for moment in (said["created_at"], said["now"]):
        assert abs(dt.datetime.fromisoformat(moment) - now) < NEAR, said


def assert_nothing_lost_nor_reordered(place: Place, jumping: Jumping, put: list[str]) -> None:
    rows = jumping.rows()
    assert put == [row.id for row in rows]
    assert list(range(1, len(put) + 1)) == [row.seq for row in rows]
    assert sorted(row.created_at for row in rows) == [row.created_at for row in rows]
    there = [(item["seq"], item["id"]) for item in place.door.get("/items")]
    assert list(enumerate(put, start=1)) == sorted(there)
    assert [] == place.door.get("/alarms")


def test_jumps_while_running(place: Place, config: Config) -> None:
    jumping, put = Jumping(config), []
    with jumping.running() as screen:
        put.append(screen.puts()["id"])
        wait(jumping.all_came)
        for years in (*YEARS, "+0"):
            jumping.jump(years)
            for _ in range(3):
                said = screen.puts()
                put.append(said["id"])
                assert_right(said)
            wait(jumping.all_came)
    assert_nothing_lost_nor_reordered(place, jumping, put)


def test_jumps_between_two_starts(place: Place, config: Config) -> None:
    jumping, put = Jumping(config), []
    with jumping.running() as screen:
        put.append(screen.puts()["id"])
        wait(jumping.all_came)
    for years in YEARS:
        jumping.jump(years)
        with jumping.running() as screen:
            for _ in range(2):
                said = screen.puts()
                put.append(said["id"])
                assert_right(said)
            wait(jumping.all_came)
    assert_nothing_lost_nor_reordered(place, jumping, put)
