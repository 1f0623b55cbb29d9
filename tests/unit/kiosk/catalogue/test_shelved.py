"""Which edition is in force after whatever happened, in whatever order."""

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.shelved import (
    Cause,
    Setback,
    Shelved,
    wants,
    with_left,
    with_rest,
    with_rolled_back,
    with_served,
    with_staged,
    with_start,
    with_taken,
)
from kiosk.domain.edition import Edition
from kiosk.domain.ids import CatalogueVersion

NOW = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
SOFTWARE = "0.1.0"


def edition(sequence: int) -> Edition:
    return Edition(version=CatalogueVersion(f"c{sequence:016x}"), sequence=sequence, made_at=NOW)


def setback(of: Edition, cause: Cause, software: str = SOFTWARE) -> Setback:
    return Setback(edition=of, at=NOW, cause=cause, why="it is so", software=software)


ONE, TWO, THREE = map(edition, (1, 2, 3))
ON_TWO = Shelved(current=TWO, previous=ONE)


def test_a_later_edition_is_wanted_and_none_other() -> None:
    assert wants(Shelved(), ONE, SOFTWARE)
    assert not wants(Shelved(), edition(0), SOFTWARE)
    assert [False, False, True] == [wants(ON_TWO, one, SOFTWARE) for one in (ONE, TWO, THREE)]
    assert not wants(with_staged(ON_TWO, THREE), THREE, SOFTWARE)
    assert wants(with_staged(ON_TWO, THREE), edition(4), SOFTWARE)


@pytest.mark.parametrize(
    ("cause", "same_software", "other_software"),
    [
        (Cause.REFUSED, False, True),
        (Cause.NEVER_SERVED, False, False),
        (Cause.TECHNICIAN, False, False),
        (Cause.DAMAGED, True, True),
        (Cause.UNPROVEN, True, True),
    ],
)
def test_what_was_left_is_fetched_again_only_where_that_may_help(
    cause: Cause, *, same_software: bool, other_software: bool
) -> None:
    left = with_left(with_staged(ON_TWO, THREE), setback(THREE, cause))
    assert (same_software, other_software) == (wants(left, THREE, SOFTWARE), wants(left, THREE, "0.2.0"))
    assert wants(left, edition(4), SOFTWARE), "a later one always is"


def test_the_edition_before_takes_the_place_of_one_that_fails_in_force() -> None:
    left = with_left(ON_TWO, setback(TWO, Cause.DAMAGED))
    assert (ONE, None, None) == (left.current, left.previous, left.starts)
    left = with_left(left, setback(ONE, Cause.DAMAGED))
    assert (None, None) == (left.current, left.previous), "then the software's own"


def test_one_that_fails_while_staged_changes_nothing_in_force() -> None:
    left = with_left(with_staged(ON_TWO, THREE), setback(THREE, Cause.REFUSED))
    assert (TWO, ONE, None) == (left.current, left.previous, left.staged)


def test_setback_is_forgotten_once_a_later_edition_is_in_force() -> None:
    left = with_left(ON_TWO, setback(THREE, Cause.REFUSED))
    assert with_taken(with_staged(left, edition(4))).setback is None


def test_rolling_back_goes_to_the_one_before_and_once_more_forward() -> None:
    back = with_rolled_back(with_staged(ON_TWO, THREE), NOW, SOFTWARE)
    assert back is not None
    assert (ONE, TWO, None) == (back.current, back.previous, back.staged)
    assert not wants(back, THREE, SOFTWARE), "what was staged is not fetched again either"
    assert wants(back, edition(4), SOFTWARE)
    forward = with_rolled_back(back, NOW, SOFTWARE)
    assert forward is not None
    assert (TWO, ONE, None) == (forward.current, forward.previous, forward.setback)
    assert wants(forward, THREE, SOFTWARE)


def test_the_first_edition_is_rolled_back_to_the_softwares_own() -> None:
    back = with_rolled_back(Shelved(current=ONE), NOW, SOFTWARE)
    assert back is not None
    assert (None, ONE) == (back.current, back.previous)
    forward = with_rolled_back(back, NOW, SOFTWARE)
    assert forward is not None
    assert (ONE, None) == (forward.current, forward.previous)
    assert with_rolled_back(Shelved(staged=ONE), NOW, SOFTWARE) is None


def test_starts_count_until_it_has_served() -> None:
    taken = with_taken(with_staged(ON_TWO, THREE))
    assert [0, 1, 2] == [taken.starts, with_start(taken).starts, with_start(with_start(taken)).starts]
    assert 0 == with_rest(with_start(taken)).starts
    served = with_served(taken)
    assert [None, None, None] == [served.starts, with_start(served).starts, with_rest(served).starts]


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["announce", "take", "serve", "start", "rest", "roll back", *Cause]),
        st.integers(1, 6),
    ),
    max_size=20,
)


@given(EVENTS)
def test_in_any_order_nothing_lower_comes_but_by_hand_or_by_a_setback(events: list[tuple[str, int]]) -> None:
    shelved = Shelved()
    for event, number in events:
        before = shelved
        match event:
            case "announce" if wants(shelved, edition(number), SOFTWARE):
                shelved = with_staged(shelved, edition(number))
            case "take" if shelved.staged is not None:
                shelved = with_taken(shelved)
                assert shelved.current is not None
                assert shelved.current.sequence > sequence(before.current)
            case "serve":
                shelved = with_served(shelved)
            case "start":
                shelved = with_start(shelved)
            case "rest":
                shelved = with_rest(shelved)
            case "roll back":
                shelved = with_rolled_back(shelved, NOW, SOFTWARE) or shelved
            case Cause() as cause:
                failed = shelved.staged or shelved.current or edition(number)
                shelved = with_left(shelved, setback(failed, cause))
                assert failed not in (shelved.current, shelved.staged)
            case _:
                pass
        staged = shelved.staged
        assert staged is None or staged.sequence > sequence(shelved.current)
        assert shelved.current is None or shelved.current != shelved.previous
        assert shelved == msgspec.json.decode(msgspec.json.encode(shelved), type=Shelved)


def sequence(of: Edition | None) -> int:
    return of.sequence if of else 0
