"""A character written by hand: its strokes, and what it may be; pure."""

from typing import Annotated

import msgspec

SIDE = 1000
"""Points are thousandths of the longer side of the box that is written in, from its upper left corner."""
MOST_STROKES = 64
"""No character has more, nor does a hand that tries again over what it wrote."""
MOST_POINTS = 512
"""Of one stroke."""
MOST_CANDIDATES = 10

Coordinate = Annotated[int, msgspec.Meta(ge=0, le=SIDE)]
Point = tuple[Coordinate, Coordinate]
Stroke = Annotated[tuple[Point, ...], msgspec.Meta(min_length=1, max_length=MOST_POINTS)]
Strokes = Annotated[tuple[Stroke, ...], msgspec.Meta(min_length=1, max_length=MOST_STROKES)]


class Candidates(msgspec.Struct, frozen=True, tag="candidates"):
    """What was written may be one of these, the likeliest first."""

    characters: tuple[str, ...]


class HandwritingAway(msgspec.Struct, frozen=True, tag="away"):
    """Nothing is recognised: a library or model is missing, or the process failed at this."""

    reason: str


Recognised = Candidates | HandwritingAway
