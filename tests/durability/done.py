"""What an enumeration of one commit has judged so far: it may be broken off, and goes on where it was.

KIOSK_CRASH_LOG names the file; without it nothing is kept. `python -m tests.durability.done FILE` sums up.
"""

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

SHOWN = 200
"""So much of a failure is shown; the log has all of it."""
NAMED = os.environ.get("KIOSK_CRASH_LOG")


class Done(msgspec.Struct, frozen=True):
    """One disturbance that was judged: in which test, what it was, and what was found wrong, if anything."""

    test: str
    call: str
    fault: str
    failure: str | None
    at: float
    seconds: float
    commit: str

    @property
    def name(self) -> str:
        """Return what it is called within its test."""
        return f"{self.call}-{self.fault}"


def read(file: Path) -> tuple[Done, ...]:
    """Return what is noted; of one that was judged again the last."""
    lines = file.read_bytes().splitlines() if file.exists() else []
    noted = [msgspec.json.decode(line, type=Done) for line in lines]
    return tuple({(one.test, one.name): one for one in noted}.values())


class DoneLog:
    """The log, as far as the running test is concerned."""

    def __init__(self) -> None:
        self._file = Path(NAMED) if NAMED else None
        self._test = os.environ["PYTEST_CURRENT_TEST"].partition(" ")[0]
        self._lock = threading.Lock()
        self._commit = _commit() if self._file else ""
        self.passed = frozenset(
            one.name
            for one in (read(self._file) if self._file else ())
            if (one.test, one.commit, one.failure) == (self._test, self._commit, None)
        )

    def note(self, call: str, fault: str, failure: str | None, began: float) -> None:
        """Keep that something was judged; `began` as time.time() has it."""
        if self._file is None:
            return
        now = time.time()
        done = Done(self._test, call, fault, failure, now, now - began, self._commit)
        with self._lock:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("ab") as file:
                file.write(msgspec.json.encode(done) + b"\n")


def _commit() -> str:
    words = ("git", "describe", "--always", "--dirty")
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()


def summary(every: Iterable[Done]) -> Iterable[str]:
    """Yield a line a test, then each failure."""
    every = tuple(every)
    for test in dict.fromkeys(one.test for one in every):
        ours = [one for one in every if one.test == test]
        points = len({one.call for one in ours})
        faults = ", ".join(f"{count} {fault}" for fault, count in Counter(one.fault for one in ours).items())
        failed = sum(one.failure is not None for one in ours)
        hours = sum(one.seconds for one in ours) / 3600
        commits = " ".join(dict.fromkeys(one.commit for one in ours))
        yield f"{test} ({commits})"
        yield f"    {points} points, {len(ours)} cases ({faults}), {failed} failed, {hours:.2f} h of cases"
    for one in every:
        if one.failure is not None:
            yield f"FAILED {one.test} {one.name}: {one.failure[:SHOWN]}"


if __name__ == "__main__":
    for line in summary(read(Path(sys.argv[1]))):
        sys.stdout.write(f"{line}\n")
