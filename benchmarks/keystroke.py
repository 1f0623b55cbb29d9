"""A keystroke of what a resident types, timed on one core: it waits for nothing, the rest is others' work."""

import gc
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from benchmarks.figure import Figure, percentile


def texts(file: Path) -> Iterator[str]:
    """Yield what is typed in a list: the first column of each line that is no comment."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")[0]


def letter_by_letter(text: str) -> Iterator[str]:
    """Yield a text as it grows under the finger."""
    yield from (text[:length] for length in range(1, len(text) + 1))


def figures(
    name: str, find: Callable[[str], object], keys: Iterable[str], *, goal_ms: float, note: str
) -> Iterator[Figure]:
    """Yield the median and the 99th percentile of a keystroke's own time, in ms."""
    gc.collect()
    gc.freeze()  # as ui/start.py does once the terminal stands
    took = [_ms(find, typed) for typed in keys]
    gc.unfreeze()
    for percent in (50, 99):
        yield Figure(
            figure=f"{name}_p{percent}",
            value=round(percentile(took, percent), 3),
            unit="ms",
            floor=None,
            ratio=None,
            goal=goal_ms,
            runs=len(took),
            note=f"a keystroke, time of one core, most {max(took):.1f}; {note}",
        )


def _ms(find: Callable[[str], object], typed: str) -> float:
    began = time.thread_time()
    find(typed)
    return (time.thread_time() - began) * 1000
