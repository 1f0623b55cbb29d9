"""Runs a program under strace and disturbs it at one call to the file system or the network."""

import datetime as dt
import itertools
import os
import random
import re
import shutil
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from tests.durability.done import DoneLog
from tests.durability.fork_server import ForkServer, Start

ENDINGS = ("", "-wal", "-shm", "-journal", ".reserve", ".reserve.part", ".lock", ".sync")
"""Everything that lies beside a queue, but the doorbell."""
FILES, NETWORK = "%file,%desc", "%network"
CALL = re.compile(r"^(\d+) +(\w+)\(")
TIMEOUT_S = 120
AT_ONCE = 6
"""So many cases at a time: many wait for a lock that an error has left."""
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


class Ended(msgspec.Struct, frozen=True):
    """How a run ended: the exit code (of a signal the negative number), and what it wrote.

    `struck` says whether what was to happen at a call did.
    """

    code: int
    struck: bool
    said: str
    complaint: str


def run(
    server: ForkServer,
    program: ModuleType,
    arguments: Iterable[str | Path],
    folder: Path,
    *,
    calls: str = FILES,
    files: tuple[Path, ...] = (),
    struck: Struck | None = None,
) -> Ended:
    """Run a program's `main`, its calls written to `trace` in `folder`.

    Only those calls that touch `files` count when any are named.
    """
    words = tuple(str(argument) for argument in arguments)
    start = Start(program.__name__, words, str(folder), dict(os.environ))
    only = [option for file in files for option in ("-P", str(file))]
    inject = ["-e", f"inject={struck.point.rule(struck.fault)}"] if struck else []
    trace, pid = folder / "trace", server.start(start)
    try:
        _trace(["strace", "-f", "-o", trace, "-e", f"trace={calls}", *only, *inject, "-p", str(pid)], pid)
    except BaseException:
        os.kill(pid, signal.SIGKILL)
        raise
    finally:
        code = server.ended(pid)
    hit = code == -signal.SIGKILL or "(INJECTED)" in trace.read_text(encoding="utf-8", errors="replace")
    return Ended(code, hit, start.said.read_text(), start.complaint.read_text())


def _trace(strace: list[str | Path], pid: int) -> None:
    """Lay strace on a process that has stopped itself, let it go on, and return when it has ended."""
    with subprocess.Popen(strace, stderr=subprocess.PIPE, text=True) as tracer:
        assert tracer.stderr is not None
        line = tracer.stderr.readline()
        assert "attached" in line, line
        os.kill(pid, signal.SIGCONT)
        try:
            tracer.communicate(timeout=TIMEOUT_S)
        finally:
            tracer.kill()


def points(trace: Path, after: str = "") -> list[Point]:
    """Return each call that a trace shows, in order; only those behind a line that holds `after`.

    strace counts each thread's calls on their own: programs with several can't be enumerated so.
    """
    counts: Counter[str] = Counter()
    found, begun, threads = [], not after, set()
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        if call := CALL.match(line):
            thread, name = call.groups()
            threads.add(thread)
            counts[name] += 1
            if begun:
                found.append(Point(name, counts[name]))
        begun = begun or after in line
    assert 1 == len(threads), f"{len(threads)} threads made calls"
    return found


def came(struck: Struck, trace: Path) -> bool:
    """Return whether a run made the call that was to be struck: an answer comes in parts by chance."""
    return struck.point in points(trace)


@contextmanager
def no_alarm(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Assert that this thread logs no alarm inside the block."""
    before = len(caplog.records)
    yield
    records = [record for record in caplog.records[before:] if record.thread == threading.get_ident()]
    assert [] == [record.message for record in records if "ALARM" in record.message]


def share(among: list[Point], faults: Iterable[Fault], most: int) -> list[Struck]:
    """Return every point with every fault in the long form; else `most` of them, drawn by the day's seed."""
    every = list(itertools.starmap(Struck, itertools.product(among, faults)))
    return every if EVERY == 1 else sorted_draw(every, most)


def sorted_draw(every: list[Struck], most: int) -> list[Struck]:
    """Draw `most` of them, in their order."""
    drawn = random.Random(SEED).sample(range(len(every)), min(most, len(every)))
    return [every[place] for place in sorted(drawn)]


def strike_all(folder: Path, strikes: list[Struck], judged: Callable[[Struck, Path], None]) -> None:
    """Do and judge each, some at a time; a failure names its point, and the seed that draws it again.

    Each has a folder of its own, which does not exist yet; what is left of a failure is kept there. What
    passed before, by the log, is not done again.
    """
    log = DoneLog()

    def one(struck: Struck) -> str | None:
        began, own, failure = time.time(), folder / struck.name, None
        try:
            judged(struck, own)
        except Exception as error:  # noqa: BLE001 whatever comes of a disturbance is a finding about its point
            failure = f"{type(error).__name__}: {error}"
        else:
            shutil.rmtree(own)
        log.note(f"{struck.point.name}-{struck.point.number}", struck.fault.name, failure, began)
        return failure and f"{struck.name}: {failure}"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        ended = pool.map(one, [struck for struck in strikes if struck.name not in log.passed])
        try:
            failures = [failure for failure in ended if failure]
        except KeyboardInterrupt:  # broken off: what has begun is ended, the rest is for the next run
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    assert [] == failures, f"seed {SEED}: " + "\n".join(failures)
