"""Wishes typed in pinyin throughout, characters never chosen, find what they find in characters."""

import sys
from pathlib import Path

import msgspec
import pytest

from kiosk.catalogue.loader import load
from kiosk.catalogue.search import Search
from kiosk.catalogue.spelling import normal
from tests.search.rows import rows

FILE = Path(__file__).with_name("spelt.tsv")
TOP_3 = 0.95
CATALOGUE = load()
SEARCH = Search(CATALOGUE)


class Wish(msgspec.Struct, frozen=True):
    """What was typed, the names of the matters that serve, and the same in characters."""

    typed: str
    wanted: tuple[str, ...]
    characters: str


def wishes() -> tuple[Wish, ...]:
    return tuple(
        Wish(typed, tuple(wanted.split("|")), characters) for typed, wanted, characters in rows(FILE)[1:]
    )


WISHES = wishes()
APART = tuple(wish for wish in WISHES if " " in wish.typed)
TOGETHER = tuple(wish for wish in WISHES if " " not in wish.typed)


def missed(some: tuple[Wish, ...]) -> list[str]:
    """Return what does not find its matter among the first three."""
    found = {wish: [matter.name.zh for matter in SEARCH.find(wish.typed)[:3]] for wish in some}
    return [wish.typed for wish, names in found.items() if not set(names) & set(wish.wanted)]


def test_wanted_matters_are_in_the_first_three_places(capsys: pytest.CaptureFixture[str]) -> None:
    apart, together = missed(APART), missed(TOGETHER)
    with capsys.disabled():
        sys.stdout.write(
            f"\nspelt: {len(WISHES)} wishes in pinyin, top-3 with spaces {1 - len(apart) / len(APART):.1%}, "
            f"without {1 - len(together) / len(TOGETHER):.1%}\n"
        )

    assert len(apart) <= (1 - TOP_3) * len(APART), apart
    assert len(together) <= (1 - TOP_3) * len(TOGETHER), together


def test_every_wish_names_matters_and_is_there_once() -> None:
    names = {matter.name.zh for matter in CATALOGUE.matters.values()}

    assert {name for wish in WISHES for name in wish.wanted} <= names
    assert len(WISHES) == len({normal(wish.typed) for wish in WISHES})


def test_half_of_the_wishes_are_typed_without_spaces() -> None:
    assert len(WISHES) >= 80
    assert len(APART) == len(TOGETHER)


def test_no_alias_is_a_wish() -> None:
    aliases = {normal(spelt) for matter in CATALOGUE.matters.values() for spelt in matter.alias_pinyin}

    assert [] == [wish.typed for wish in WISHES if normal(wish.typed) in aliases]
