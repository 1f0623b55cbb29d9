"""The screen's process as `kiosk run` starts it, visited as often as told, and what it holds meanwhile."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from kiosk.walk.stage import Stage

ROOT = Path(__file__).parents[2]
ENDS_S = 30.0
PLACES = {"HOME": "home", "XDG_CACHE_HOME": "cache", "XDG_RUNTIME_DIR": "run", "TMPDIR": "tmp"}
"""Folders of its own for all that it may write beside its queue; it has no place for settings."""


class Resident(msgspec.Struct, frozen=True, kw_only=True):
    """What a process holds of the machine; sizes in bytes."""

    rss: int
    pss: int
    threads: int
    """Without those of the pool."""
    pool: int
    """Threads that the worker's pool has begun: at most ten, each when first needed."""
    files: int


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What the screen answers: visits that did not go as prescribed, and threads its pool has begun."""

    failed: list[str]
    pool: int


def resident(pid: int, *, pool: int = 0) -> Resident:
    """Read what a process holds now."""
    place = Path("/proc") / str(pid)
    rows = (row.split() for row in (place / "smaps_rollup").read_text(encoding="ascii").splitlines()[1:])
    kilobytes = {row[0]: int(row[1]) for row in rows}
    return Resident(
        rss=kilobytes["Rss:"] * 1024,
        pss=kilobytes["Pss:"] * 1024,
        threads=len(list((place / "task").iterdir())) - pool,
        pool=pool,
        files=len(list((place / "fd").iterdir())),
    )


def reply(process: "subprocess.Popen[str]") -> str:
    """Wait for a line of a process; RuntimeError when it ended instead."""
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"{process.args!r} ended with {process.wait()}")
    return line


class VisitedScreen:
    """A screen that is walked through from inside by the walk's hand."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._said = self._answer()

    @property
    def pid(self) -> int:
        """The screen's process."""
        return self._process.pid

    def visit(self, times: int) -> list[str]:
        """Have so many visits made, one after the other; return which did not go as prescribed, and why."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{times}\n")
        self._process.stdin.flush()
        self._said = self._answer()
        return self._said.failed

    def resident(self) -> Resident:
        """Return what it holds now."""
        return resident(self._process.pid, pool=self._said.pool)

    def _answer(self) -> Said:
        return msgspec.json.decode(reply(self._process), type=Said)


@contextmanager
def visited_screen(stage: Stage, folder: Path) -> Iterator[VisitedScreen]:
    """Give the screen of a stage, all done ahead; it was started once before, as terminals mostly were."""
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
        **os.environ,
        "PYTHONPATH": str(ROOT),
        **{name: str(folder / place) for name, place in PLACES.items()},
    }
    for place in PLACES.values():
        (folder / place).mkdir(mode=0o700, exist_ok=True)
    command = (
        *(sys.executable, "-m", "tests.e2e.visited_screen"),
        *(str(folder / "stage" / "terminal.toml"), str(stage.bench.path)),
        f"http://{stage.door.host}:{stage.door.port}",
    )
    for last in (False, True):
        with subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            screen = VisitedScreen(process)
            if last:
                yield screen
            assert process.stdin is not None
            process.stdin.close()
            process.wait(ENDS_S)
