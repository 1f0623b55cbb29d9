"""The sync process draining a queue into the real centre, beside the same process and a bare endpoint."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import msgspec

from benchmarks.drain_client import Drained
from benchmarks.drain_place import ROOT, centre, configuration, enrolled, fill, served
from benchmarks.figure import Figure
from benchmarks.queue_place import BUILD
from kiosk.wire.envelope import ItemKind

ITEMS = int(os.environ.get("KIOSK_DRAIN_ITEMS", "5000"))
RUNS = int(os.environ.get("KIOSK_DRAIN_RUNS", "5"))
MEMORY = "/dev/shm"  # noqa: S108 what is only copied from needs no disk
RSS_GOAL_MB = 60.0
GOALS = {ItemKind.SERVICE: 0.8, ItemKind.SUBMISSION: 0.5}
WORDS = {
    ItemKind.SERVICE: "service records: verified, opened, chained and stored",
    ItemKind.SUBMISSION: "submissions: verified, opened, validated, stored, each with its case",
}


def measure() -> Iterator[Figure]:
    """Drain in turn into both, each time from fresh copies of the same folders."""
    BUILD.mkdir(exist_ok=True)
    memory: list[int] = []
    for kind, goal in GOALS.items():
        with tempfile.TemporaryDirectory(prefix="bench-drain-", dir=MEMORY) as made:
            enrolled(Path(made))
            fill(Path(made), kind, ITEMS)
            pairs = [(_drained(Path(made), _bare), _drained(Path(made), centre)) for _ in range(RUNS)]
        bare = statistics.median(floor.received / floor.seconds for floor, _ in pairs)
        ours = statistics.median(value.received / value.seconds for _, value in pairs)
        memory += [value.peak_kb for _, value in pairs]
        yield Figure(
            figure=f"queue_drain_{kind}",
            value=round(ours),
            unit="items/s",
            floor=round(bare),
            ratio=round(ours / bare, 2),
            goal=goal,
            at_least=True,
            runs=RUNS,
            note=f"{ITEMS} {WORDS[kind]}; floor: the same process, the same rows stored and nothing checked",
        )
    yield Figure(
        figure="queue_drain_memory",
        value=round(max(memory) / 1024, 1),
        unit="MiB",
        floor=None,
        ratio=None,
        goal=RSS_GOAL_MB,
        runs=len(memory),
        note="the most that the sync process had resident in any of these drains",
    )


def _bare(data: Path) -> AbstractContextManager[int]:
    return served("benchmarks.drain_bare", str(data))


def _drained(made: Path, server: Callable[[Path], AbstractContextManager[int]]) -> Drained:
    with tempfile.TemporaryDirectory(prefix="bench-drain-", dir=BUILD) as folder:
        place = Path(folder)
        shutil.copytree(made, place, dirs_exist_ok=True)
        with server(place / "central") as port:
            done = subprocess.run(
                (sys.executable, "-m", "benchmarks.drain_client", str(configuration(place, port))),
                cwd=ROOT,
                stdout=subprocess.PIPE,
                check=True,
            )
    drained = msgspec.json.decode(done.stdout, type=Drained)
    assert drained.received == ITEMS
    return drained
