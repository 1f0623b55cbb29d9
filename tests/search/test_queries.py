"""Everyday queries find what they mean: in the first three places, and how often in the first."""

import sys
from pathlib import Path

import msgspec
import pytest

from kiosk.catalogue.loader import load
from kiosk.catalogue.search import Search
from kiosk.catalogue.spelling import normal
from tests.search.rows import rows

FILE = Path(__file__).with_name("queries.tsv")
LIST = 254
"""So many matters the list has; with all of them in the catalogue no query may be left out."""
TOP_3 = 0.95


class Query(msgspec.Struct, frozen=True):
    """What was typed, the names of the matters that it may mean, and how it was written."""

    text: str
    wanted: frozenset[str]
    written: str


def queries() -> tuple[Query, ...]:
    return tuple(
        Query(text, frozenset(wanted.split("|")), written) for text, wanted, written in rows(FILE)[1:]
    )


QUERIES = queries()
CATALOGUE = load()
NAMES = frozenset(matter.name.zh for matter in CATALOGUE.matters.values())
ASKED = tuple(query for query in QUERIES if query.wanted & NAMES)
SEARCH = Search(CATALOGUE)


def places(query: Query) -> list[int]:
    """Return at which places the wanted matters were found, from 1."""
    return [place for place, hit in enumerate(SEARCH.find(query.text), 1) if hit.name.zh in query.wanted]


def test_wanted_matters_are_in_the_first_three_places(capsys: pytest.CaptureFixture[str]) -> None:
    best = {query.text: min(places(query), default=None) for query in ASKED}
    first = sum(place == 1 for place in best.values())
    third = [text for text, place in best.items() if place is None or place > 3]
    skipped = len(QUERIES) - len(ASKED)
    with capsys.disabled():
        sys.stdout.write(
            f"\nsearch: {len(ASKED)} queries, {skipped} skipped (matter not in the catalogue yet), "
            f"top-3 {1 - len(third) / len(ASKED):.1%}, top-1 {first / len(ASKED):.1%}\n"
        )

    assert len(third) <= (1 - TOP_3) * len(ASKED), third


def test_no_query_is_left_out_once_the_catalogue_is_whole() -> None:
    missing = {name for query in QUERIES for name in query.wanted} - NAMES

    assert len(NAMES) < LIST or missing == set()


def test_queries_are_many_and_half_of_them_were_written_without_sight_of_aliases() -> None:
    blind = sum(query.written == "blind" for query in QUERIES)

    assert len(QUERIES) >= 300
    assert blind * 2 >= len(QUERIES)
    assert {"blind", "seen"} == {query.written for query in QUERIES}
    assert len(QUERIES) == len({normal(query.text) for query in QUERIES})


def test_queries_ask_for_every_matter_of_the_list() -> None:
    assert len({name for query in QUERIES for name in query.wanted}) >= LIST


def test_no_alias_is_a_query() -> None:
    aliases = {normal(alias) for matter in CATALOGUE.matters.values() for alias in matter.aliases}

    assert [] == [query.text for query in QUERIES if normal(query.text) in aliases]
