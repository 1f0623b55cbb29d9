"""What is counted ranks before what was only expected: in search, on attract, for who laid a card."""

from kiosk.catalogue.loader import load
from kiosk.catalogue.ranked import MOST, ranked
from kiosk.catalogue.search import Search
from kiosk.catalogue.wanted import most_wanted
from kiosk.domain.use import NO_USE

CATALOGUE = load()
MATTERS = tuple(CATALOGUE.matters.values())
RARE = next(matter for matter in MATTERS if matter.slug not in CATALOGUE.words.often)


def test_until_anything_is_counted_the_expected_stand() -> None:
    assert ranked(CATALOGUE, NO_USE) is CATALOGUE


def test_the_most_used_stand_first_and_the_expected_after_them() -> None:
    first = CATALOGUE.by_slug(CATALOGUE.words.often[3])
    often = ranked(CATALOGUE, {RARE.code: 7, first.code: 9}).words.often
    assert (first.slug, RARE.slug) == often[:2]
    assert CATALOGUE.words.often[0] == often[2]
    assert len(set(often)) == len(often)


def test_what_no_catalogue_has_counts_for_nothing() -> None:
    assert ranked(CATALOGUE, {"no such code": 1000}) is CATALOGUE


def test_of_a_whole_catalogue_the_rarest_are_left_out() -> None:
    use = {matter.code: 1000 - place for place, matter in enumerate(MATTERS)}
    often = ranked(CATALOGUE, use).words.often
    assert [matter.slug for matter in MATTERS[:MOST]] == list(often[:MOST])
    assert len(often) == max(MOST, len(CATALOGUE.words.often))


def test_attract_and_search_follow() -> None:
    by_use = ranked(CATALOGUE, {RARE.code: 50})
    assert RARE.code == most_wanted(by_use.matters.values(), by_use.words.often)[0].code
    typed = RARE.name.zh[0]
    places = [
        [matter.code for matter in Search(one).find(typed)].index(RARE.code) for one in (by_use, CATALOGUE)
    ]
    assert places[0] <= places[1]
