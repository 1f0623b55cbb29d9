"""A keystroke of search: the list of a district, and one eighty times as long.

It works on one core and waits for nothing, so that its own time is what counts: the rest is others' work.
"""

import gc
import random
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.figure import Figure, percentile
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
        gc.collect()
        gc.freeze()  # as ui/start.py does once the terminal stands
        took = [_ms(search, typed) for typed in keys]
        gc.unfreeze()
        for percent in (50, 99):
            yield Figure(
                figure=f"search_{entries}_p{percent}",
                value=round(percentile(took, percent), 3),
                unit="ms",
                floor=None,
                ratio=None,
                goal=goal,
                runs=len(took),
                note=f"a keystroke, time of one core, most {max(took):.1f}; {entries} matters, aliases too",
            )


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
    for line in QUERIES.read_text(encoding="utf-8").splitlines():
        text = line.split("\t")[0]
        if line.startswith("#"):
            continue
        yield from (text[:length] for length in range(1, len(text) + 1))
        at = chance.randrange(len(text))
        yield text[:at] + chance.choice("aeghinouz证人查") + text[at + 1 :]


def _ms(search: Search, typed: str) -> float:
    began = time.process_time()
    search.find(typed)
    return (time.process_time() - began) * 1000
