"""What a measurement comes to: one JSON line a figure."""

import statistics
import sys
from collections.abc import Sequence

import msgspec

PERCENT = 100


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A value beside the floor that was measured in the same run, interleaved with it."""

    figure: str
    value: float
    unit: str
    floor: float | None
    ratio: float | None
    goal: float | None
    """What `ratio` may be at most; where there is no floor, what `value` may be at most."""
    at_least: bool = False
    """The goal is the least, not the most: more is better."""
    runs: int
    note: str


class Stall(msgspec.Struct, frozen=True, kw_only=True):
    """One moment in which the GUI thread did not answer."""

    figure: str
    ms: float
    during: str
    """The walk in whose course it came."""
    by_walk: bool
    """Whether the walking machine itself held the thread, which no resident would have met."""
    stack: tuple[str, ...]
    """The GUI thread, innermost frame first: file:line function."""
    elsewhere: tuple[str, ...]
    """What the other threads were doing."""


Line = Figure | Stall


def against(
    figure: str,
    values_s: Sequence[float],
    floors_s: Sequence[float],
    *,
    goal: float,
    note: str,
    percent: float = 50,
) -> Figure:
    """Return the percentile of times in milliseconds against the same percentile of their floor."""
    value, floor = percentile(values_s, percent) * 1000, percentile(floors_s, percent) * 1000
    return Figure(
        figure=figure,
        value=round(value, 3),
        unit="ms",
        floor=round(floor, 3),
        ratio=round(value / floor, 2),
        goal=goal,
        runs=len(values_s),
        note=note,
    )


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value below which so many percent lie; the median of an even number is between two."""
    if percent == 50:  # noqa: PLR2004 the median
        return statistics.median(values)
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / PERCENT))]


def write(line: Line) -> None:
    """Print a line at once."""
    sys.stdout.write(msgspec.json.encode(line).decode() + "\n")
    sys.stdout.flush()
