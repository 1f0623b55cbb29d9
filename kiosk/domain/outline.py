"""Outlines on a map: corners in metres, the last joined to the first."""

import itertools
import math

Place = tuple[int, int]

FURTHEST, STEP = 1_800, 150
"""So far a name is moved, in metres."""


def within(place: Place, outline: tuple[Place, ...]) -> bool:
    """Return whether a place lies inside: a line to the right crosses the outline an odd number of times."""
    x, y = place
    crossed = 0
    for (ax, ay), (bx, by) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            crossed += 1
    return crossed % 2 == 1


def clear_of(place: Place, marks: tuple[Place, ...], reach: Place, outline: tuple[Place, ...]) -> Place:
    """Return the nearest place inside the outline with no mark in reach; the same one if there is none."""
    x, y = place
    moves = itertools.product(range(-FURTHEST, FURTHEST + 1, STEP), repeat=2)
    clear = (
        (x + across, y + down)
        for across, down in sorted(moves, key=lambda move: math.hypot(*move))
        if within((x + across, y + down), outline)
        and not any(abs(mx - x - across) < reach[0] and abs(my - y - down) < reach[1] for mx, my in marks)
    )
    return next(clear, place)
