"""All titles at once say the same as one title after another, looked at slowly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.neighbours import Neighbours, one_typo
from kiosk.catalogue.positions import Positions
from kiosk.catalogue.spelling import Spelling, spell
from kiosk.catalogue.writing import Writing

NAMES = (
    ("住房公积金余额", "zhu fang gong ji jin yu e"),
    ("12345诉求登记", "12345 su qiu deng ji"),
    ("居住证签注", "ju zhu zheng qian zhu"),
    ("ETC办理", "etc ban li"),
    ("西安", "xi an"),
    ("先", "xian"),
)
SPELLINGS: tuple[Spelling, ...] = tuple(spelt for name in NAMES if (spelt := spell(*name)))
POSITIONS = Positions(enumerate(SPELLINGS))
(GROUP,) = POSITIONS.groups
WRITING = Writing(POSITIONS)
LETTERS = "abcdefghijlnoqstuxyz12345"


def begins(spelling: Spelling, typed: str) -> bool:
    if not typed:
        return True
    if not spelling:
        return False
    first, rest = spelling[0], spelling[1:]
    ways = {first.text, *(first.syllable[:length] for length in range(1, len(first.syllable) + 1))}
    return any(typed.startswith(way) and begins(rest, typed[len(way) :]) for way in ways)


def found(typed: str, start: int) -> set[int]:
    return set(POSITIONS.owners_of(WRITING.of(typed, start), GROUP))


def nearly(typed: str) -> set[int]:
    return set(POSITIONS.owners_of(WRITING.nearly(typed, POSITIONS.pieces), GROUP))


@st.composite
def typing(draw: st.DrawFn) -> str:
    """Pieces of a name in a row, each typed in one way, cut off somewhere."""
    spelling = draw(st.sampled_from(SPELLINGS))
    start = draw(st.integers(0, len(spelling) - 1))
    ways = (
        [piece.text, piece.syllable, piece.syllable[:2], piece.syllable[:1]] for piece in spelling[start:]
    )
    typed = "".join(draw(st.sampled_from(way)) for way in ways)
    return typed[: draw(st.integers(1, len(typed)))]


@given(st.one_of(typing(), st.text(LETTERS + "公积金余额证", min_size=1, max_size=8)))
def test_what_is_typed_is_found_where_it_stands_and_nowhere_else(typed: str) -> None:
    begun = {number for number, spelling in enumerate(SPELLINGS) if begins(spelling, typed)}
    inside = {
        number
        for number, spelling in enumerate(SPELLINGS)
        if any(begins(spelling[at:], typed) for at in range(len(spelling)))
    }

    assert begun == found(typed, POSITIONS.starts)
    assert inside == found(typed, POSITIONS.pieces)


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_one_typo_is_one_letter(typed: str, meant: str) -> None:
    short = {typed[:at] + typed[at + 1 :] for at in range(len(typed))}
    other = {typed[:at] + letter + typed[at + 1 :] for at in range(len(typed)) for letter in "abc"}
    longer = {typed[:at] + letter + typed[at:] for at in range(len(typed) + 1) for letter in "abc"}
    swapped = {typed[:at] + typed[at : at + 2][::-1] + typed[at + 2 :] for at in range(len(typed) - 1)}

    assert (meant in (short | other | longer | swapped) - {typed}) == one_typo(typed, meant)


@given(st.sets(st.text("abc", min_size=2, max_size=5)), st.text("abc", min_size=1, max_size=5))
def test_neighbours_are_those_one_typo_away(words: set[str], typed: str) -> None:
    assert tuple(sorted(word for word in words if one_typo(typed, word))) == Neighbours(words).of(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "gonjijin",  # a letter missing
        "gongjiijin",  # a letter too many
        "gongjikin",  # another letter
        "gnogjijin",  # two in wrong order
        "gongjijni",
        "gonjgijin",  # between two syllables
        "fgjjtye",  # initials: another one
        "fgjjyze",  # one too many
        "zgjjye",  # one missing
        "fggjjye",
        "fgjjey",  # two in wrong order
        "公积全余额",
    ],
)
def test_one_typo_is_forgiven(typed: str) -> None:
    assert set() == found(typed, POSITIONS.pieces) - {0}
    assert {0} == nearly(typed)


@pytest.mark.parametrize("typed", ["gzngjizin", "gogjijjn", "gjx", "公积", "公全余", "xyzzyx", ""])
def test_two_typos_and_typos_in_little_are_not(typed: str) -> None:
    assert set() == nearly(typed)
