"""Characters as a hand would distort them, recognised by the process that recognises on the screen."""

import math
import random
import time
from collections.abc import Callable, Iterator
from queue import Queue

import psutil

from benchmarks.figure import Figure, percentile
from devices.handwriting.config import HandwritingConfig
from devices.handwriting.writing import HandwritingProcess
from kiosk.domain.handwriting import SIDE, Candidates, Recognised, Stroke, Strokes
from tests.strokes import medians

SEED = 20261126
FIRST, FIVE, TEN = 1, 5, 10
MOST_MS = 40.0
LEAST_PERCENT = 95.0
Line = tuple[tuple[float, float], ...]
Written = Callable[[random.Random, Strokes], Strokes]


def measure() -> Iterator[Figure]:
    """Write each character three times: a little off, far off, and in any order of its strokes."""
    characters = tuple(medians())
    process = HandwritingProcess(HandwritingConfig())
    try:
        _ask(process, characters[0][1])  # it loads meanwhile
        for name, written in WAYS.items():
            yield from _figures(name, process, characters, written)
    finally:
        process.close()


def _figures(
    name: str, process: HandwritingProcess, characters: tuple[tuple[str, Strokes], ...], written: Written
) -> Iterator[Figure]:
    chance = random.Random(SEED)
    places: list[int] = []
    times_s: list[float] = []
    worked_s = _worked_s(process)
    for character, strokes in characters:
        began = time.monotonic()
        found = _ask(process, written(chance, strokes))
        times_s.append(time.monotonic() - began)
        places.append(found.index(character) if character in found else TEN)
    worked_s = _worked_s(process) - worked_s
    for most in (FIRST, FIVE, TEN):
        share = 100 * sum(place < most for place in places) / len(places)
        goal = LEAST_PERCENT if most == FIVE else None
        yield _figure(f"handwriting_{name}_top{most}", share, "%", goal, len(places), at_least=True)
    for percent in (50.0, 99.0):
        value = percentile(times_s, percent) * 1000
        yield _figure(f"handwriting_{name}_p{percent:.0f}", value, "ms", MOST_MS, len(times_s))
    yield _figure(f"handwriting_{name}_cpu", worked_s * 1000 / len(places), "ms", MOST_MS, len(places))


def _worked_s(process: HandwritingProcess) -> float:
    """Return how long the process had a core: what others do on the machine does not count."""
    times = psutil.Process(process.pid).cpu_times()
    return float(times.user + times.system)


def _figure(
    figure: str, value: float, unit: str, goal: float | None, runs: int, *, at_least: bool = False
) -> Figure:
    note = f"GB 2312 level 1, printed strokes distorted with seed {SEED}: no human hand wrote them"
    return Figure(
        figure=figure, value=round(value, 2), unit=unit, floor=None, ratio=None,
        goal=goal, at_least=at_least, runs=runs, note=note,
    )  # fmt: skip


def _ask(process: HandwritingProcess, strokes: Strokes) -> tuple[str, ...]:
    answers: Queue[Recognised] = Queue()
    process.read(strokes, answers.put)
    found = answers.get()
    assert isinstance(found, Candidates), found
    return found.characters


def distorted(chance: random.Random, strokes: Strokes, much: float) -> Strokes:
    """Return strokes as a hand may write them: slanted, stretched, each elsewhere, larger and turned.

    `much` is 1 for a careful hand; angles, shares and lengths (thousandths of the box) grow with it.
    """
    turned, slant = chance.gauss(0, 0.05 * much), chance.gauss(0, 0.06 * much)
    wide, high = math.exp(chance.gauss(0, 0.08 * much)), math.exp(chance.gauss(0, 0.08 * much))

    def whole(x: float, y: float) -> tuple[float, float]:
        x, y = (x - SIDE / 2) * wide + (y - SIDE / 2) * slant, (y - SIDE / 2) * high
        return _turned(x, y, turned)

    moved = (_one_stroke(chance, stroke, much) for stroke in strokes)
    return tuple(_rounded(tuple(whole(x, y) for x, y in stroke)) for stroke in moved)


def _one_stroke(chance: random.Random, stroke: Stroke, much: float) -> Line:
    middle_x, middle_y = (sum(point[axis] for point in stroke) / len(stroke) for axis in (0, 1))
    away_x, away_y = chance.gauss(middle_x, 14 * much), chance.gauss(middle_y, 14 * much)
    larger, turned = math.exp(chance.gauss(0, 0.06 * much)), chance.gauss(0, 0.05 * much)
    points = (_turned((x - middle_x) * larger, (y - middle_y) * larger, turned) for x, y in stroke)
    return tuple(
        (away_x + x + chance.gauss(0, 6 * much), away_y + y + chance.gauss(0, 6 * much)) for x, y in points
    )


def _turned(x: float, y: float, angle: float) -> tuple[float, float]:
    return x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)


def _rounded(stroke: Line) -> Stroke:
    """Bring a stroke back from the middle into the box."""
    return tuple((_within(x), _within(y)) for x, y in stroke)


def _within(length: float) -> int:
    return round(min(SIDE, max(0.0, length + SIDE / 2)))


def _careful(chance: random.Random, strokes: Strokes) -> Strokes:
    return distorted(chance, strokes, 1)


def _hasty(chance: random.Random, strokes: Strokes) -> Strokes:
    return distorted(chance, strokes, 2)


def _any_order(chance: random.Random, strokes: Strokes) -> Strokes:
    written = list(distorted(chance, strokes, 1))
    chance.shuffle(written)
    return tuple(written)


WAYS: dict[str, Written] = {"careful": _careful, "hasty": _hasty, "any_order": _any_order}
