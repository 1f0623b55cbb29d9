"""A signature by finger: whether it is one, and its drawing."""

import itertools
import math

from kiosk.domain.commitment import Stroke

LEAST_EXTENT = 40
"""Thousandths of the box's width that a signature spans, up or across: a tap is none."""
LEAST_PATH = 60
"""Thousandths of the box's width that the finger draws along."""
MOST_STROKES = 200
MOST_POINTS = 10_000
FULL = 1000
LONGEST_MS = 600_000
PEN_TENTHS = 9
"""Width of the pen, in tenths of a millimetre."""
MARGIN_TENTHS = 20


def signature_problem(strokes: tuple[Stroke, ...]) -> str | None:
    """Say why these strokes are no signature, or return None; nothing is said of whose it is."""
    points = [point for stroke in strokes for point in stroke.points]
    if not points:
        return "the box is empty"
    if len(strokes) > MOST_STROKES or len(points) > MOST_POINTS:
        return f"{len(strokes)} strokes of {len(points)} points: at most {MOST_STROKES} of {MOST_POINTS}"
    if any(not (0 <= x <= FULL and 0 <= y <= FULL) for x, y, _ in points):
        return f"a point lies outside the box of {FULL} x {FULL}"
    times = [0, *(at for _, _, at in points), LONGEST_MS]
    if any(later < earlier for earlier, later in itertools.pairwise(times)):
        return "the times do not follow one another"
    return _too_small(strokes)


def _too_small(strokes: tuple[Stroke, ...]) -> str | None:
    across = [x for stroke in strokes for x, _, _ in stroke.points]
    down = [y for stroke in strokes for _, y, _ in stroke.points]
    extent = max(max(across) - min(across), max(down) - min(down))
    if extent < LEAST_EXTENT:
        return f"it is {extent} thousandths of the box large, at least {LEAST_EXTENT}"
    path = sum(_length(stroke) for stroke in strokes)
    return None if path >= LEAST_PATH else f"the finger drew {path:.0f} thousandths, at least {LEAST_PATH}"


def _length(stroke: Stroke) -> float:
    pairs = itertools.pairwise(stroke.points)
    return sum(math.hypot(x2 - x1, y2 - y1) for (x1, y1, _), (x2, y2, _) in pairs)


def signature_svg(strokes: tuple[Stroke, ...]) -> str:
    """Draw the strokes as SVG 1.1, cut to their extent, on a box 100 mm wide; the view box is in millimetres.

    The same strokes give the same bytes: a thousandth of the box is a tenth of a millimetre, so nothing is
    rounded. Digits and fixed words alone get into it. Strokes without points are left out.
    """
    drawn = [stroke.points for stroke in strokes if stroke.points]
    across = [x for points in drawn for x, _, _ in points] or [0]
    down = [y for points in drawn for _, y, _ in points] or [0]
    left, top = min(across) - MARGIN_TENTHS, min(down) - MARGIN_TENTHS
    width, height = max(across) + MARGIN_TENTHS - left, max(down) + MARGIN_TENTHS - top
    box = f"{_mm(left)} {_mm(top)} {_mm(width)} {_mm(height)}"
    paths = "".join(f'<path d="{_path(points)}"/>' for points in drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_mm(width)}mm" height="{_mm(height)}mm" '
        f'viewBox="{box}"><g fill="none" stroke="#000" stroke-width="{_mm(PEN_TENTHS)}" '
        f'stroke-linecap="round" stroke-linejoin="round">{paths}</g></svg>'
    )


def _path(points: tuple[tuple[int, int, int], ...]) -> str:
    """Return the path through the points; one alone is drawn as a dot by its round caps."""
    (x, y, _), *rest = points
    onward = " ".join(f"L{_mm(x)} {_mm(y)}" for x, y, _ in rest or points)
    return f"M{_mm(x)} {_mm(y)} {onward}"


def _mm(tenths: int) -> str:
    whole, tenth = divmod(abs(tenths), 10)
    return f"{'-' if tenths < 0 else ''}{whole}{f'.{tenth}' if tenth else ''}"
