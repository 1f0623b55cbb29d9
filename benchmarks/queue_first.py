"""From a start to the first `put` that is on the disk, in a queue that holds 1,000,000 items."""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.queue_place import BODY, TERMINAL

RUNS = 9
GOAL_MS = 100.0
KEY = TERMINAL.private_bytes_raw().hex()
ROOT = Path(__file__).resolve().parents[1]


def first_puts(path: Path) -> Iterator[Figure]:
    """Start processes that open the queue and put an item; the first, which reads bytecode, isn't counted."""
    times = [_start(path) for _ in range(RUNS + 1)][1:]
    process = [whole for whole, _ in times]
    opened = [from_opening for _, from_opening in times]
    yield _figure("queue_first_put", process, "interpreter and imports, queue opened, one put on the disk")
    yield _figure("queue_first_put_opened", opened, "the same from the opening of the queue on")


def _start(path: Path) -> tuple[float, float]:
    """Return the seconds from the start of a process, and from its opening of the queue, to its first put."""
    began = time.monotonic()
    child = subprocess.run(
        [
            sys.executable,
            "-m",
            "benchmarks.first_put",
            str(path),
            TERMINAL.private_bytes_raw().hex(),
            BODY.hex(),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    opening, ended = map(float, child.stdout.split())
    return ended - began, ended - opening


def _figure(name: str, values_s: list[float], what: str) -> Figure:
    return Figure(
        figure=name,
        value=round(statistics.median(values_s) * 1000, 1),
        unit="ms",
        floor=None,
        ratio=None,
        goal=GOAL_MS,
        runs=len(values_s),
        note=f"{what}; 1,000,000 items wait, their pages are in memory",
    )
