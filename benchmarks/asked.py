"""A keystroke of a question: the guides' own, general answers, and the sides of matters."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.keystroke import figures, letter_by_letter, texts
from kiosk.catalogue.asked import Asked
from kiosk.catalogue.loader import load
from kiosk.catalogue.search import Search

QUESTIONS = Path(__file__).parent.parent / "tests" / "search" / "asked.tsv"
GOAL_MS = 5.0


def measure() -> Iterator[Figure]:
    """Type every question letter by letter."""
    catalogue = load()
    asked = Asked(catalogue, Search(catalogue))
    keys = chain.from_iterable(map(letter_by_letter, texts(QUESTIONS)))
    note = f"{len(catalogue.matters)} matters"
    yield from figures("asked", asked.find, keys, goal_ms=GOAL_MS, note=note)
