"""What the map of service points must keep to beyond its form: places, times, and who is where."""

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence

from kiosk.catalogue.checks import Declaration, Flawed
from kiosk.catalogue.decode import Flaw, near_miss
from kiosk.catalogue.divisions import towns
from kiosk.catalogue.place import Path
from kiosk.catalogue.vocabulary import DEPARTMENTS, Vocabulary
from kiosk.catalogue.wording import wording
from kiosk.domain.department import Weekday, time_problem
from kiosk.domain.device import Role
from kiosk.domain.matter import Counter
from kiosk.domain.outline import Place, within
from kiosk.domain.point import Opening, Point, ServiceMap

POINTS = "points.toml"
LEAST_CORNERS = 3
READERS = frozenset({Role.IDENTITY_CARD, Role.SOCIAL_CARD})


def flaws(
    service_map: ServiceMap, declarations: Sequence[Declaration], vocabulary: Vocabulary
) -> Iterator[Flawed]:
    """Yield everything that is wrong with the map, and every counter in a point that it does not have."""
    yield from (Flawed(POINTS, flaw) for flaw in _points(service_map, tuple(vocabulary.departments)))
    for name, department in vocabulary.departments.items():
        for flaw in _counter(department.counter, service_map, (name, "counter")):
            yield Flawed(DEPARTMENTS, flaw)
    for one in declarations:
        if one.matter.counter != vocabulary.departments[one.folder].counter:
            for flaw in _counter(one.matter.counter, service_map, ("counter",)):
                yield Flawed(one.file, flaw)


def _points(service_map: ServiceMap, departments: tuple[str, ...]) -> Iterator[Flaw]:
    yield from wording(service_map)
    yield from _holidays(service_map)
    yield from _towns(service_map)
    yield from _lines(service_map)
    for index, point in enumerate(service_map.points):
        at: Path = ("points", index)
        yield from _place(point, service_map, at)
        yield from _hours(point, at)
        yield from _work(point, departments, at)
    yield from _doubles(service_map)


def _counter(counter: Counter, service_map: ServiceMap, at: Path) -> Iterator[Flaw]:
    if counter.point is not None and service_map.point(counter.point) is None:
        known = near_miss(counter.point, tuple(point.slug for point in service_map.points))
        yield (*at, "point"), f"no service point `{counter.point}`{known}"


def _holidays(service_map: ServiceMap) -> Iterator[Flaw]:
    for index, day in enumerate(service_map.holidays):
        try:
            dt.date.fromisoformat(day)
        except ValueError:
            yield ("holidays", index), f"'{day}' is no day: write it as 2026-10-01"


def _towns(service_map: ServiceMap) -> Iterator[Flaw]:
    known = towns()
    for index, town in enumerate(service_map.towns):
        at: Path = ("towns", index)
        if town.code not in known:
            yield (*at, "code"), f"towns.csv has no town {town.code}{near_miss(town.code, tuple(known))}"
        if len(town.outline) < LEAST_CORNERS:
            yield (*at, "outline"), "an outline has three corners and more"
        elif not within(town.label, town.outline):
            yield (*at, "label"), "the town's name stands outside of its outline"
        if not all(_on(corner, service_map) for corner in town.outline):
            yield (*at, "outline"), "a corner lies outside of the map"


def _lines(service_map: ServiceMap) -> Iterator[Flaw]:
    for index, line in enumerate(service_map.lines):
        if not all(_on(place, service_map) for place in (*line.line, line.label)):
            yield ("lines", index, "line"), "a place of the line, or its name, lies outside of the map"


def _place(point: Point, service_map: ServiceMap, at: Path) -> Iterator[Flaw]:
    drawn = tuple(town.code for town in service_map.towns)
    town = next((town for town in service_map.towns if town.code == point.town), None)
    if town is None:
        yield (*at, "town"), f"no town {point.town} is drawn{near_miss(point.town, drawn)}"
    elif len(town.outline) >= LEAST_CORNERS and not within((point.x, point.y), town.outline):
        yield (*at, "x"), "the point does not lie within its town"
    if not point.phone.strip():
        yield (*at, "phone"), "the telephone is missing"


def _hours(point: Point, at: Path) -> Iterator[Flaw]:
    if not point.hours:
        yield (*at, "hours"), "a point that is never open helps nobody"
    times = [(opening.opens, opening.closes) for opening in point.hours]
    wrong = list(filter(None, map(time_problem, itertools.chain.from_iterable(times))))
    yield from (((*at, "hours"), problem) for problem in wrong)
    if not wrong and (day := _twice_open(point.hours)) is not None:
        yield (*at, "hours"), f"two openings of {day} overlap"


def _twice_open(hours: tuple[Opening, ...]) -> Weekday | None:
    for day in Weekday:
        spans = sorted((one.opens, one.closes) for one in hours if one.on(day))
        for (_, closes), (opens, _) in itertools.pairwise(spans):
            if opens < closes:
                return day
    return None


def _work(point: Point, departments: tuple[str, ...], at: Path) -> Iterator[Flaw]:
    if not point.departments and not point.devices:
        yield at, "nothing can be done there: name `departments` or `devices`"
    for index, name in enumerate(point.departments):
        if name not in departments:
            yield (*at, "departments", index), f"no department `{name}`{near_miss(name, departments)}"
    if point.devices and not READERS & set(point.devices):
        yield (*at, "devices"), "a terminal without a card reader serves nobody"


def _doubles(service_map: ServiceMap) -> Iterator[Flaw]:
    names: dict[str, str] = {}
    for index, point in enumerate(service_map.points):
        for key, name in (("slug", point.slug), ("name", point.name.zh)):
            if name in names:
                yield ("points", index, key), f"{names[name]} has the same {key}"
            names.setdefault(name, point.slug)


def _on(place: Place, service_map: ServiceMap) -> bool:
    return 0 <= place[0] <= service_map.width and 0 <= place[1] <= service_map.height
