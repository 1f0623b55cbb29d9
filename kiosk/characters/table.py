"""The tables that packaging/characters.py wrote from Unihan; read when somebody looks for a character."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Spoken(NamedTuple):
    """What is read in one way, tone and all."""

    syllable: str
    """Without its tone, as `zhe`."""
    reading: str
    usual: str
    """The characters mostly read so."""
    other: str
    """Those read so at times."""


class Form(NamedTuple):
    """A shape that a radical has, as 氵 of 水."""

    strokes: int
    form: str
    radicals: str
    """The radicals that it stands for, each as the character that it is by itself."""


@cache
def spoken() -> tuple[Spoken, ...]:
    """Return the readings in alphabetical order."""
    return tuple(Spoken(*row) for row in _rows("readings.csv"))


@cache
def forms() -> tuple[Form, ...]:
    """Return the shapes of all radicals, those of few strokes first."""
    return tuple(Form(int(strokes), form, radicals) for strokes, form, radicals in _rows("radicals.csv"))


@cache
def written() -> dict[str, dict[int, str]]:
    """Return the characters of each radical by the strokes that they have beside it."""
    found: dict[str, dict[int, str]] = {}
    for radical, rest, characters in _rows("characters.csv"):
        found.setdefault(radical, {})[int(rest)] = characters
    return found


@cache
def readings() -> dict[str, str]:
    """Return how each character is mostly read; old and rare ones may have no reading."""
    return {character: row.reading for row in spoken() for character in row.usual}


@cache
def radicals() -> dict[str, str]:
    """Return the radical of each character; of several the first."""
    return {
        character: radical
        for radical, ways in reversed(written().items())
        for characters in ways.values()
        for character in characters
    }


def _rows(name: str) -> Iterator[list[str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows
