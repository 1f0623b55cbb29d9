"""A keystroke of a question: the guides' own, general answers, and the sides of matters."""

import gc
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure, percentile
from kiosk.catalogue.asked import Asked
from kiosk.catalogue.loader import load
from kiosk.catalogue.search import Search

QUESTIONS = Path(__file__).parent.parent / "tests" / "search" / "asked.tsv"
GOAL_MS = 5.0


def measure() -> Iterator[Figure]:
    """Type every question letter by letter; only the core's own time counts, the rest is others' work."""
    catalogue = load()
    asked = Asked(catalogue, Search(catalogue))
    gc.collect()
    gc.freeze()  # as ui/start.py does once the terminal stands
    took = [_ms(asked, typed) for typed in _keys()]
    gc.unfreeze()
    for percent in (50, 99):
        yield Figure(
            figure=f"asked_p{percent}",
            value=round(percentile(took, percent), 3),
            unit="ms",
            floor=None,
            ratio=None,
            goal=GOAL_MS,
            runs=len(took),
            note=f"a keystroke, most {max(took):.1f}; {len(catalogue.matters)} matters",
        )


def _keys() -> Iterator[str]:
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        text = line.split("\t")[0]
        if not line.startswith("#"):
            yield from (text[:length] for length in range(1, len(text) + 1))


def _ms(asked: Asked, typed: str) -> float:
    begun = time.thread_time()
    asked.find(typed)
    return (time.thread_time() - begun) * 1000
