"""A keystroke of search: the list of a district, and one eighty times as long."""

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.figure import Figure
from benchmarks.keystroke import figures, letter_by_letter, texts
from kiosk.catalogue.loader import Catalogue, load
from kiosk.catalogue.search import Search
from kiosk.domain.matter import Matter

QUERIES = Path(__file__).parent.parent / "tests" / "search" / "queries.tsv"
SIZES = ((254, 5.0), (20_000, 20.0))
"""How many entries, and how many milliseconds a keystroke may take."""
SYLLABLES = ("dong", "xi", "nan", "bei", "shang", "xia", "xin", "lao", "da", "xiao")
TOWNS = tuple(zip("东西南北上下新老大小", SYLLABLES, strict=True))
SEED = 5


def measure() -> Iterator[Figure]:
    """Type every query letter by letter, and once with a typo, into catalogues of both sizes."""
    catalogue = load()
    keys = tuple(_keys())
    for entries, goal in SIZES:
        search = Search(grown(catalogue, entries))
        note = f"{entries} matters, aliases too"
        yield from figures(f"search_{entries}", search.find, keys, goal_ms=goal, note=note)


def grown(catalogue: Catalogue, entries: int) -> Catalogue:
    """Return a catalogue of so many matters: those there are, then those of invented towns."""
    known = tuple(catalogue.matters.values())
    matters = (_of_town(known[number % len(known)], number // len(known)) for number in range(entries))
    return msgspec.structs.replace(catalogue, matters={matter.code: matter for matter in matters})


def _of_town(matter: Matter, town: int) -> Matter:
    if town == 0:
        return matter
    pieces = [TOWNS[int(digit)] for digit in str(town).zfill(2)]
    name, pinyin = "".join(piece for piece, _ in pieces), " ".join(syllable for _, syllable in pieces)
    return msgspec.structs.replace(
        matter,
        code=f"{matter.code}{town}",
        name=msgspec.structs.replace(matter.name, zh=matter.name.zh + name),
        pinyin=f"{matter.pinyin} {pinyin}",
        aliases=tuple(alias + name for alias in matter.aliases),
        alias_pinyin=tuple(f"{spelt} {pinyin}" for spelt in matter.alias_pinyin),
    )


def _keys() -> Iterator[str]:
    chance = random.Random(SEED)
    for text in texts(QUERIES):
        yield from letter_by_letter(text)
        at = chance.randrange(len(text))
        yield text[:at] + chance.choice("aeghinouz证人查") + text[at + 1 :]
