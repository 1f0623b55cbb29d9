"""One typo in what is typed hides no matter, whatever its name."""

import random

from kiosk.catalogue.loader import load
from kiosk.catalogue.search import Search
from kiosk.catalogue.spelling import normal
from kiosk.domain.matter import Matter

CATALOGUE = load()
MATTERS = tuple(CATALOGUE.matters.values())
SEARCH = Search(CATALOGUE)
MOST = 0.95
LETTERS = "abcdefghijklmnopqrstuwxyz"
CHARACTERS = sorted({text for matter in MATTERS for text in normal(matter.name.zh) if not text.isascii()})


def mistyped(typed: str, chance: random.Random) -> str:
    """Return what was typed with a letter missing, too many, another, or two in the wrong order."""
    at, letter = chance.randrange(len(typed)), chance.choice(LETTERS)
    ways = (
        typed[:at] + typed[at + 1 :],
        typed[:at] + letter + typed[at:],
        typed[:at] + letter + typed[at + 1 :],
        typed[:at] + typed[at : at + 2][::-1] + typed[at + 2 :],
    )
    return chance.choice(ways)


def found(typed: dict[str, Matter]) -> float:
    """Return the share of matters that are among the first three."""
    return sum(matter in SEARCH.find(text)[:3] for text, matter in typed.items()) / len(typed)


def test_names_and_aliases_are_found_by_pinyin_with_one_typo() -> None:
    chance = random.Random(5)
    spelt = [(text, m) for m in MATTERS for text in (m.pinyin, *m.alias_pinyin) if len(text) > 8]

    assert MOST <= found({mistyped(text.replace(" ", ""), chance): matter for text, matter in spelt})


def test_names_are_found_with_one_wrong_character() -> None:
    chance = random.Random(5)
    typed = {}
    for matter in MATTERS:
        name = normal(matter.name.zh)
        at = chance.randrange(len(name))
        if len(name) > 3:
            typed[name[:at] + chance.choice(CHARACTERS) + name[at + 1 :]] = matter

    assert MOST <= found(typed)
