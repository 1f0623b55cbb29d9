"""Service points 服务网点: where else a matter can be done, when each is open, and how far it is."""

import datetime as dt
import math
from enum import StrEnum
from typing import assert_never

import msgspec

from kiosk.domain.declared import Declared
from kiosk.domain.department import WEEK, TimeOfDay, Weekday
from kiosk.domain.device import Role
from kiosk.domain.text import Text
from kiosk.domain.zone import ZONE

HORIZON = 2 * WEEK
"""So many days ahead an opening is looked for; beyond, nobody plans by a screen."""


class PointKind(StrEnum):
    """What a point is to those who go there."""

    HALL = "hall"
    """A service centre with counters of several departments."""
    OFFICE = "office"
    """One department's, or one company's, own counter."""
    COMMUNITY = "community"
    POLICE = "police"
    BANK = "bank"


class Opening(Declared, frozen=True, kw_only=True):
    """When a point is open on a run of weekdays, local time; `to` left out is one day alone.

    A close that is not after the opening lies on the next day; the same as the opening is round the clock.
    """

    first: Weekday = msgspec.field(name="from")
    last: Weekday | None = msgspec.field(name="to", default=None)
    opens: TimeOfDay
    closes: TimeOfDay

    def on(self, day: Weekday) -> bool:
        """Return whether it speaks of a weekday; from Saturday to Monday are three."""
        week = tuple(Weekday)
        first, last = week.index(self.first), week.index(self.last or self.first)
        return (week.index(day) - first) % WEEK <= (last - first) % WEEK


class Point(Declared, frozen=True, kw_only=True):
    """One place where matters are done: by a person, at a terminal, or both."""

    slug: str
    name: Text
    kind: PointKind
    town: str
    x: int
    y: int
    """Metres east and south of the map's corner."""
    address: Text
    phone: str
    hours: tuple[Opening, ...]
    on_holidays: bool = False
    """Open on public holidays as on every other day."""
    departments: tuple[str, ...] = ()
    """Whose matters a counter there does."""
    devices: tuple[Role, ...] = ()
    """What its terminal has; none where no terminal stands."""


class Town(Declared, frozen=True, kw_only=True):
    """How a town is drawn: its outline in metres, and where its name stands."""

    code: str
    """Nine digits, as towns.csv has them."""
    outline: tuple[tuple[int, int], ...]
    label: tuple[int, int]


class WayKind(StrEnum):
    """What one finds one's way by."""

    RIVER = "river"
    ROAD = "road"


class MapLine(Declared, frozen=True, kw_only=True):
    """A river or a main road, in metres."""

    name: Text
    kind: WayKind
    line: tuple[tuple[int, int], ...]
    label: tuple[int, int]


class ServiceMap(Declared, frozen=True, kw_only=True):
    """The district's points and the schematic that they are drawn on."""

    width: int = 1
    height: int = 1
    """Metres."""
    holidays: tuple[str, ...] = ()
    """Public holidays, ISO 8601."""
    towns: tuple[Town, ...] = ()
    lines: tuple[MapLine, ...] = ()
    points: tuple[Point, ...] = ()

    def here(self, slug: str) -> Point | None:
        """Return the point of a terminal: the one called `slug`, else the first; None on an empty map."""
        return self.point(slug) or next(iter(self.points), None)

    def point(self, slug: str) -> Point | None:
        """Return the point called `slug`, or None."""
        return next((point for point in self.points if point.slug == slug), None)


class Open(msgspec.Struct, frozen=True, tag="open"):
    """It is open; `until` is None where it does not close within the horizon."""

    until: dt.datetime | None


class Opens(msgspec.Struct, frozen=True, tag="opens"):
    """It is closed until then."""

    at: dt.datetime


class Closed(msgspec.Struct, frozen=True, tag="closed"):
    """It is closed, and no opening is known within the horizon."""


OpenState = Open | Opens | Closed


class AnyPoint(msgspec.Struct, frozen=True, tag="any"):
    """Every point but the one where the terminal stands."""


class CounterFor(msgspec.Struct, frozen=True, tag="counter"):
    """A counter that does a department's matters; upstairs counts too."""

    department: str


class TerminalWith(msgspec.Struct, frozen=True, tag="terminal"):
    """Another terminal, with these devices."""

    roles: tuple[Role, ...] = ()


class InTown(msgspec.Struct, frozen=True, tag="town"):
    """Any point of a town."""

    town: str


Wanted = AnyPoint | CounterFor | TerminalWith | InTown


class Near(msgspec.Struct, frozen=True):
    """A point as seen from here: in a straight line, for the map knows no streets."""

    point: Point
    metres: int
    state: OpenState


def open_state(point: Point, holidays: tuple[str, ...], now: dt.datetime) -> OpenState:
    """Return whether a point is open now, until when, or when it opens."""
    local = now.astimezone(ZONE)
    for begins, ends in _spans(point, holidays, local):
        if begins <= local < ends:
            return Open(ends if ends - local < dt.timedelta(days=WEEK) else None)
        if begins > local:
            return Opens(begins)
    return Closed()


def nearest(map_: ServiceMap, here: Point, wanted: Wanted, now: dt.datetime) -> tuple[Near, ...]:
    """Return the points that are wanted: those open now by distance, then the others by day and distance."""
    found = (
        Near(point, metres_between(here, point), open_state(point, map_.holidays, now))
        for point in map_.points
        if _fits(point, wanted, here)
    )
    return tuple(sorted(found, key=lambda near: (_days_off(near.state, now), near.metres)))


def near_of(map_: ServiceMap, here: Point, slug: str, now: dt.datetime) -> Near | None:
    """Return one point as seen from here; None when the map has none of that name."""
    point = map_.point(slug)
    if point is None:
        return None
    return Near(point, metres_between(here, point), open_state(point, map_.holidays, now))


def metres_between(here: Point, there: Point) -> int:
    """Return the distance in a straight line."""
    return round(math.hypot(here.x - there.x, here.y - there.y))


def _fits(point: Point, wanted: Wanted, here: Point) -> bool:
    match wanted:
        case AnyPoint():
            return point.slug != here.slug
        case CounterFor(department=department):
            return department in point.departments
        case TerminalWith(roles=roles):
            return point.slug != here.slug and bool(point.devices) and set(roles) <= set(point.devices)
        case InTown(town=town):
            return point.town == town
    assert_never(wanted)


def _days_off(state: OpenState, now: dt.datetime) -> int:
    match state:
        case Open():
            return -1
        case Opens(at=at):
            return (at.date() - now.astimezone(ZONE).date()).days
        case Closed():
            return HORIZON
    assert_never(state)


def _spans(
    point: Point, holidays: tuple[str, ...], local: dt.datetime
) -> list[tuple[dt.datetime, dt.datetime]]:
    """Return when a point is open from yesterday up to the horizon; spans that meet are one."""
    spans: list[tuple[dt.datetime, dt.datetime]] = []
    for begins, ends in sorted(
        _span(opening, day)
        for day in (local.date() + dt.timedelta(days=number) for number in range(-1, HORIZON))
        if point.on_holidays or day.isoformat() not in holidays
        for opening in point.hours
        if opening.on(tuple(Weekday)[day.weekday()])
    ):
        if spans and begins <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(ends, spans[-1][1]))
        else:
            spans.append((begins, ends))
    return spans


def _span(opening: Opening, day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    begins, ends = (
        dt.datetime.combine(day, dt.time.fromisoformat(time), ZONE)
        for time in (opening.opens, opening.closes)
    )
    return begins, ends if ends > begins else ends + dt.timedelta(days=1)
