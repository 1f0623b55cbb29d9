"""Outlines on a map: corners in metres, the last joined to the first."""

Place = tuple[int, int]


def within(place: Place, outline: tuple[Place, ...]) -> bool:
    """Return whether a place lies inside: a line to the right crosses the outline an odd number of times."""
    x, y = place
    crossed = 0
    for (ax, ay), (bx, by) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            crossed += 1
    return crossed % 2 == 1
