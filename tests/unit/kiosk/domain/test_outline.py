"""A name on the map keeps clear of the numbered points, and inside its own town."""

from kiosk.domain.outline import Place, clear_of, within

TOWN: tuple[Place, ...] = ((0, 0), (4_000, 0), (4_000, 3_000), (0, 3_000))
MIDDLE: Place = (2_000, 1_500)
REACH: Place = (1_000, 500)


def test_a_name_that_is_clear_stays() -> None:
    assert MIDDLE == clear_of(MIDDLE, ((200, 200),), REACH, TOWN)


def test_a_name_under_a_point_is_moved_no_further_than_it_must() -> None:
    x, y = clear_of(MIDDLE, ((2_000, 1_450),), REACH, TOWN)
    assert (2_000, 1_950) == (x, y)
    assert within((x, y), TOWN)


def test_a_name_with_no_clear_place_stays() -> None:
    crowd = tuple((x, y) for x in range(0, 4_001, 500) for y in range(0, 3_001, 400))
    assert MIDDLE == clear_of(MIDDLE, crowd, REACH, TOWN)
