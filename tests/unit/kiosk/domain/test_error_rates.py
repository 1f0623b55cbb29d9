"""The arithmetic of false accepts and false rejects, on numbers small enough to count by hand."""

import pytest

from kiosk.domain.error_rates import Distances, at, distances, rate

PEOPLE = {"a": ((0.0,), (0.3,)), "b": ((0.5,),), "c": ((1.0,), (1.1,), (2.0,))}


def test_every_pair_is_counted_once() -> None:
    measured = distances(PEOPLE)
    assert [0.1, 0.3, 0.9, 1.0] == [round(distance, 6) for distance in sorted(measured.same)]
    assert 2 * 1 + 2 * 3 + 1 * 3 == len(measured.other)


def test_threshold_itself_is_near_enough() -> None:
    row = at(0.5, Distances(same=(0.2, 0.5, 0.7), other=(0.4, 0.5, 0.6, 0.9)))
    assert (2, 4, 0.5) == (row.false_accept.count, row.false_accept.of, row.false_accept.share)
    assert (1, 3) == (row.false_reject.count, row.false_reject.of)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (1, 10, 0.0179, 0.4042),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (0, 0, 0, 1),
    ],
)
def test_interval_is_wilsons(count: int, of: int, low: float, high: float) -> None:
    made = rate(count, of)
    assert pytest.approx((low, high), abs=5e-5) == (made.low, made.high)


def test_nothing_measured_is_no_share() -> None:
    assert None is rate(0, 0).share
