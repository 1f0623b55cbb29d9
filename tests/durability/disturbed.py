"""Runs a program under strace and disturbs it at one call to the file system or the network."""

import datetime as dt
import itertools
import os
import random
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[2]
ENDINGS = ("", "-wal", "-shm", "-journal", ".reserve", ".reserve.part", ".lock", ".sync")
"""Everything that lies beside a queue, but the doorbell."""
FILES, NETWORK = "%file,%desc", "%network"
CALL = re.compile(r"^\d+ +(\w+)\(", re.MULTILINE)
EVERY = int(os.environ.get("KIOSK_CRASH_EVERY", "6"))
"""1 disturbs every single call in every way; else a share is drawn, another one each day."""
SEED = int(os.environ.get("KIOSK_CRASH_SEED", str(dt.datetime.now(dt.UTC).date().toordinal())))


class Fault(StrEnum):
    """What happens at a call, as strace's inject rule has it."""

    KILL = "signal=SIGKILL:when={number}"
    FULL_ONCE = "error=ENOSPC:when={number}"
    FULL = "error=ENOSPC:when={number}+"
    BROKEN_ONCE = "error=EIO:when={number}"
    BROKEN = "error=EIO:when={number}+"


class Point(msgspec.Struct, frozen=True, order=True):
    """One call of a run: its name, and the how-manieth of that name it is (strace counts each on its own)."""

    name: str
    number: int

    def rule(self, fault: Fault) -> str:
        """Return the inject rule that strikes here."""
        return f"{self.name}:{fault.value.format(number=self.number)}"


class Struck(msgspec.Struct, frozen=True):
    """A point and what happens there."""

    point: Point
    fault: Fault

    @property
    def name(self) -> str:
        """Return a name for this run's folder and for a failure's message."""
        return f"{self.point.name}-{self.point.number}-{self.fault.name}"


def beside(queue: Path) -> tuple[Path, ...]:
    """Return every file of a queue, and its folder: what a disturbance may strike."""
    return (queue.parent, *(queue.with_name(queue.name + ending) for ending in ENDINGS))


def run(
    program: Iterable[str | Path],
    trace: Path,
    *,
    calls: str = FILES,
    files: tuple[Path, ...] = (),
    struck: Struck | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a program, its calls written to `trace`; only those that touch `files` count when any are named."""
    only = [option for file in files for option in ("-P", str(file))]
    inject = ["-e", f"inject={struck.point.rule(struck.fault)}"] if struck else []
    return subprocess.run(
        ["strace", "-f", "-qq", "-o", trace, "-e", f"trace={calls}", *only, *inject, *program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
    )


def points(trace: Path, after: str = "") -> list[Point]:
    """Return each call that a trace shows, in order; only those behind a line that holds `after`."""
    counts: Counter[str] = Counter()
    found, begun = [], not after
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        if call := CALL.match(line):
            counts[call[1]] += 1
            if begun:
                found.append(Point(call[1], counts[call[1]]))
        begun = begun or after in line
    return found


def came(struck: Struck, trace: Path) -> bool:
    """Return whether a run made the call that was to be struck: an answer comes in parts by chance."""
    return struck.point in points(trace)


def share(among: list[Point], faults: Iterable[Fault], most: int) -> list[Struck]:
    """Return every point with every fault in the long form; else `most` of them, drawn by the day's seed."""
    every = list(itertools.starmap(Struck, itertools.product(among, faults)))
    return every if EVERY == 1 else sorted_draw(every, most)


def sorted_draw(every: list[Struck], most: int) -> list[Struck]:
    """Draw `most` of them, in their order."""
    drawn = random.Random(SEED).sample(range(len(every)), min(most, len(every)))
    return [every[place] for place in sorted(drawn)]


def strike_all(strikes: list[Struck], judged: Callable[[Struck], None]) -> None:
    """Do and judge each, two at a time; a failure names its point, and the seed that draws it again."""

    def one(struck: Struck) -> str | None:
        try:
            judged(struck)
        except AssertionError as error:
            return f"{struck.name}: {error}"
        return None

    with ThreadPoolExecutor(2) as pool:
        failures = [failure for failure in pool.map(one, strikes) if failure]
    assert [] == failures, f"seed {SEED}: " + "\n".join(failures)
