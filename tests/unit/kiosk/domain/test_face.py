"""One attempt at a face check, picture by picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.face import (
    MOST_LOST,
    MOST_MISSES,
    FaceCourse,
    FaceOutcome,
    FaceSeen,
    FaceUnavailable,
    Glance,
    Instruction,
    Match,
    NoFace,
    NoMatch,
    NotFollowed,
    SeveralFaces,
    TooDark,
    after,
    late,
)

NEAR, NEARER, FAR = (FaceSeen(turn=0.02, distance=distance) for distance in (0.4, 0.2, 0.9))
LEFT, RIGHT, HALF = (FaceSeen(turn=turn) for turn in (0.3, -0.3, 0.12))
GLANCES = st.one_of(
    st.builds(
        FaceSeen,
        turn=st.floats(-2, 2, allow_nan=False),
        distance=st.none() | st.floats(0, 2, allow_nan=False),
    ),
    st.sampled_from([NoFace(), SeveralFaces(), TooDark(), FaceUnavailable("gone")]),
)


def course(movement: Instruction = Instruction.LEFT, threshold: float = 0.6) -> FaceCourse:
    return FaceCourse(movement=movement, threshold=threshold)


def run(begun: FaceCourse, *glances: Glance) -> FaceCourse | FaceOutcome:
    come: FaceCourse | FaceOutcome = begun
    for glance in glances:
        assert isinstance(come, FaceCourse), come
        come = after(come, glance)
    return come


@pytest.mark.parametrize(
    ("movement", "turn", "other"), [(Instruction.LEFT, LEFT, RIGHT), (Instruction.RIGHT, RIGHT, LEFT)]
)
def test_near_then_turned_then_near_is_a_match_at_the_worse_distance(
    movement: Instruction, turn: FaceSeen, other: FaceSeen
) -> None:
    assert Match(0.4) == run(course(movement), NEARER, HALF, other, turn, NEAR)


def test_one_thing_is_asked_at_a_time() -> None:
    begun = course(Instruction.RIGHT)
    steps = [begun, run(begun, NEAR), run(begun, NEAR, RIGHT)]
    asked = [step.asked for step in steps if isinstance(step, FaceCourse)]
    assert [Instruction.AHEAD, Instruction.RIGHT, Instruction.AGAIN] == asked
    assert [True, False, True] == [step.compares for step in steps if isinstance(step, FaceCourse)]


def test_turning_the_other_way_is_not_following() -> None:
    come = run(course(Instruction.LEFT), NEAR, RIGHT, RIGHT, NEAR)
    assert isinstance(come, FaceCourse)
    assert Instruction.LEFT is come.asked
    assert NotFollowed() == late(come)


def test_a_face_that_stays_far_is_no_match() -> None:
    assert NoMatch(0.9) == run(course(), *[FAR] * MOST_MISSES)


def test_another_face_after_the_turn_is_no_match() -> None:
    assert NoMatch(0.9) == run(course(), NEAR, LEFT, *[FAR] * MOST_MISSES)


def test_one_blurred_picture_does_not_decide() -> None:
    assert isinstance(run(course(), FAR, NEAR), FaceCourse)


def test_a_turned_face_is_not_compared() -> None:
    aside = FaceSeen(turn=0.2, distance=0.9)
    assert isinstance(run(course(), *[aside] * 10), FaceCourse)


def test_a_second_person_ends_it() -> None:
    assert SeveralFaces() == run(course(), NEAR, SeveralFaces())


def test_who_walks_away_in_the_middle_ends_it() -> None:
    assert NoFace() == run(course(), NEAR, *[NoFace()] * (MOST_LOST + 1))
    assert isinstance(run(course(), *[NoFace()] * 100), FaceCourse)


def test_time_that_is_up_says_what_was_seen_last() -> None:
    assert NoFace() == late(course())
    for glance, outcome in ((TooDark(), TooDark()), (NoFace(), NoFace()), (NEAR, NotFollowed())):
        come = run(course(), glance)
        assert isinstance(come, FaceCourse)
        assert outcome == late(come)


@given(st.lists(GLANCES, max_size=60), st.floats(0.01, 1))
def test_no_sequence_matches_without_two_near_looks_and_a_turn_between(
    glances: list[Glance], threshold: float
) -> None:
    come: FaceCourse | FaceOutcome = course(threshold=threshold)
    seen: list[FaceSeen] = []
    for glance in glances:
        if not isinstance(come, FaceCourse):
            break
        seen += [glance] if isinstance(glance, FaceSeen) else []
        come = after(come, glance)
    if isinstance(come, Match):
        near = [
            at for at, look in enumerate(seen) if look.distance is not None and look.distance <= threshold
        ]
        assert any(look.turn >= 0.16 for look in seen[near[0] : near[-1]])
        assert come.distance <= threshold
