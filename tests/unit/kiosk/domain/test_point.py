"""Service points: when they are open, which is nearest, and what is written of them."""

import datetime as dt

import msgspec
import pytest

from kiosk.catalogue.loader import load
from kiosk.domain.counters import open_counter, own_counter
from kiosk.domain.department import Weekday
from kiosk.domain.device import Role
from kiosk.domain.outline import within
from kiosk.domain.point import (
    AnyPoint,
    Closed,
    CounterFor,
    InTown,
    Near,
    Open,
    Opening,
    Opens,
    OpenState,
    Point,
    PointKind,
    ServiceMap,
    TerminalWith,
    nearest,
    open_state,
)
from kiosk.domain.point_slip import point_slip
from kiosk.domain.point_words import distance, hours, opening
from kiosk.domain.printing import Line, Pair
from kiosk.domain.receipt import Site
from kiosk.domain.text import Locale, Text
from kiosk.domain.zone import ZONE


def local(text: str) -> dt.datetime:
    """Return a moment in Beijing."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZONE)


def run(first: str, last: str | None, opens: str, closes: str) -> Opening:
    return Opening(
        first=Weekday(first), last=Weekday(last) if last is not None else None, opens=opens, closes=closes
    )


MORNINGS = run("monday", "friday", "09:00", "11:30")
AFTERNOONS = run("monday", "friday", "13:30", "17:00")
SATURDAY = run("saturday", None, "09:00", "12:00")
WEEKEND = run("saturday", "monday", "10:00", "12:00")
NIGHT = run("monday", "sunday", "20:00", "02:00")
ALWAYS = run("monday", "sunday", "00:00", "00:00")
HOLIDAYS = ("2026-10-01", "2026-10-02")


def point(
    slug: str = "p", *openings: Opening, x: int = 0, on_holidays: bool = False, **more: object
) -> Point:
    made = Point(
        slug=slug,
        name=Text(zh=slug, en=slug),
        kind=PointKind.HALL,
        town="330109001",
        x=x,
        y=0,
        address=Text(zh="示范路 1 号", en="1 Shifan Road"),
        phone="0571-1",
        hours=openings or (ALWAYS,),
        on_holidays=on_holidays,
    )
    return msgspec.structs.replace(made, **more)


@pytest.mark.parametrize(
    ("openings", "at", "state"),
    [
        ((MORNINGS, AFTERNOONS), "2026-11-23T08:59", Opens(local("2026-11-23T09:00"))),
        ((MORNINGS, AFTERNOONS), "2026-11-23T09:00", Open(local("2026-11-23T11:30"))),
        ((MORNINGS, AFTERNOONS), "2026-11-23T11:30", Opens(local("2026-11-23T13:30"))),
        ((MORNINGS, AFTERNOONS), "2026-11-27T17:00", Opens(local("2026-11-30T09:00"))),
        ((MORNINGS, SATURDAY), "2026-11-28T11:59", Open(local("2026-11-28T12:00"))),
        ((WEEKEND,), "2026-11-24T11:00", Opens(local("2026-11-28T10:00"))),
        ((WEEKEND,), "2026-11-30T11:00", Open(local("2026-11-30T12:00"))),
        ((NIGHT,), "2026-11-24T01:59", Open(local("2026-11-24T02:00"))),
        ((NIGHT,), "2026-11-24T02:00", Opens(local("2026-11-24T20:00"))),
        ((ALWAYS,), "2026-11-24T00:00", Open(None)),
        ((MORNINGS,), "2026-10-01T09:30", Opens(local("2026-10-05T09:00"))),
    ],
)
def test_hours_decide_to_the_minute_in_local_time(
    openings: tuple[Opening, ...], at: str, state: OpenState
) -> None:
    assert state == open_state(point("p", *openings), HOLIDAYS, local(at).astimezone(dt.UTC))


def test_a_point_that_keeps_open_on_holidays_is_open_then() -> None:
    assert Open(None) == open_state(point(on_holidays=True), HOLIDAYS, local("2026-10-01T09:30"))
    assert isinstance(open_state(point(), HOLIDAYS, local("2026-10-01T09:30")), Opens)


def test_a_point_that_never_opens_again_is_closed() -> None:
    everything = tuple((dt.date(2026, 11, 1) + dt.timedelta(days=n)).isoformat() for n in range(60))
    assert Closed() == open_state(point("p", MORNINGS), everything, local("2026-11-23T09:30"))


def slugs(found: tuple[Near, ...]) -> list[str]:
    return [near.point.slug for near in found]


PRINTS = (Role.IDENTITY_CARD, Role.DOCUMENT_PRINTER)
HERE = point("here", departments=("tax",), devices=PRINTS)
PLACES = ServiceMap(
    points=(
        HERE,
        point("near-closed", SATURDAY, x=100, departments=("tax",)),
        point("far-open", x=5000, departments=("tax", "water"), devices=(Role.IDENTITY_CARD,)),
        point("tomorrow", run("tuesday", None, "09:00", "10:00"), x=200, departments=("tax",)),
        point("printing", x=9000, devices=PRINTS, town="330109002"),
    )
)
MONDAY = local("2026-11-23T10:00")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (CounterFor("tax"), ["here", "far-open", "tomorrow", "near-closed"]),
        (CounterFor("water"), ["far-open"]),
        (CounterFor("gas"), []),
        (TerminalWith(), ["far-open", "printing"]),
        (TerminalWith((Role.DOCUMENT_PRINTER,)), ["printing"]),
        (InTown("330109002"), ["printing"]),
        (AnyPoint(), ["far-open", "printing", "tomorrow", "near-closed"]),
    ],
)
def test_open_points_come_first_by_distance_then_those_that_open_first(
    wanted: AnyPoint | CounterFor | TerminalWith | InTown, found: list[str]
) -> None:
    assert found == slugs(nearest(PLACES, HERE, wanted, MONDAY))


def test_a_terminal_that_names_no_known_point_stands_in_the_first() -> None:
    assert (HERE, HERE, "printing") == (
        PLACES.here(""),
        PLACES.here("gone"),
        getattr(PLACES.here("printing"), "slug", ""),
    )
    assert ServiceMap().here("x") is None


def test_a_closed_counter_is_stood_in_for_by_the_nearest_open_one() -> None:
    catalogue = load()
    service_map, matter = catalogue.service_map, catalogue.by_slug("id-card-renewal")
    here = service_map.here("weilai-community")
    assert here is not None
    open_, closed = local("2026-11-23T10:00"), local("2026-11-28T10:00")
    assert matter.counter.point == "district-centre"
    own = own_counter(service_map, here, matter, open_)
    assert own is not None
    assert (isinstance(own.state, Open), None) == (True, open_counter(service_map, here, matter, open_))
    instead = open_counter(service_map, here, matter, closed)
    assert instead is not None
    assert ("weilai-hall", True) == (instead.point.slug, isinstance(instead.state, Open))
    assert matter.department_id in instead.point.departments


def test_who_refused_the_notice_is_told_the_nearest_place_that_tells_where_to_go() -> None:
    service_map = load().service_map
    here = service_map.here("hemu-hall")
    assert here is not None
    found = open_counter(service_map, here, None, local("2026-11-23T10:00"))
    assert found is not None
    assert ("hemu-hall", 0) == (found.point.slug, found.metres)


@pytest.mark.parametrize(
    ("metres", "zh", "en"),
    [
        (0, "就在这里", "Right here"),
        (30, "约 100 米", "About 100 m"),
        (949, "约 900 米", "About 900 m"),
        (1649, "约 1.6 公里", "About 1.6 km"),
    ],
)
def test_a_distance_is_no_more_exact_than_a_schematic(metres: int, zh: str, en: str) -> None:
    assert Text(zh=zh, en=en) == distance(metres)


@pytest.mark.parametrize(
    ("state", "zh", "en"),
    [
        (Open(None), "24 小时开放", "Open round the clock"),
        (Open(local("2026-11-23T17:00")), "现在开着，17:00 关门", "Open now, until 17:00"),
        (Opens(local("2026-11-23T13:30")), "现在关着，13:30 开门", "Closed now, opens 13:30"),
        (Opens(local("2026-11-24T09:00")), "现在关着，明天 9:00 开门", "Closed now, opens tomorrow at 9:00"),
        (Opens(local("2026-11-28T09:00")), "现在关着，周六 9:00 开门", "Closed now, opens Saturday at 9:00"),
        (
            Opens(local("2026-12-04T09:00")),
            "现在关着，2026年12月4日 9:00 开门",
            "Closed now, opens 2026-12-04 9:00",
        ),
        (Closed(), "最近两周不开门", "Not open in the next two weeks"),
    ],
)
def test_opening_is_said_with_as_much_of_the_day_as_is_needed(state: OpenState, zh: str, en: str) -> None:
    assert Text(zh=zh, en=en) == opening(state, MONDAY.astimezone(dt.UTC))


def test_hours_are_written_a_line_a_run_of_days() -> None:
    made = point("p", MORNINGS, SATURDAY, ALWAYS)
    assert ["周一至周五 9:00–11:30", "周六 9:00–12:00", "每天 24 小时", "节假日休息"] == [
        line.zh for line in hours(made)
    ]


def test_the_slip_says_where_for_what_and_names_nobody() -> None:
    site = Site(name=Text(zh="机", en="Machine"), terminal="T-1", base_url="", contact="1")
    near = Near(point("大厅", MORNINGS, SATURDAY), 1600, Open(local("2026-11-23T11:30")))
    layout = point_slip(near, Text(zh="居住证", en="Permit"), site, Locale.ZH, MONDAY)
    said = [part.text for part in layout if isinstance(part, Line)]
    pairs = {part.label: part.value for part in layout if isinstance(part, Pair) and part.label}
    assert {"大厅", "现在开着，11:30 关门"} <= set(said)
    assert ("居住证", "示范路 1 号", "约 1.6 公里", "0571-1", "周一至周五 9:00–11:30") == tuple(
        pairs[label] for label in ("事项", "地址", "直线距离", "电话", "办公时间")
    )


def test_what_lies_inside_an_outline_is_told_from_what_lies_beside_it() -> None:
    notched = ((0, 0), (10, 0), (10, 10), (5, 5), (0, 10))
    assert (True, False, True, False) == tuple(
        within(place, notched) for place in ((5, 3), (5, 8), (1, 8), (11, 1))
    )


def test_every_counter_that_says_its_hours_in_words_has_a_point_that_keeps_them() -> None:
    catalogue = load()
    for matter in catalogue.matters.values():
        if matter.counter.point is None:
            continue
        point = catalogue.service_map.point(matter.counter.point)
        assert point is not None
        first = hours(point)[0].zh
        assert matter.counter.hours.zh.split()[-1] == first.split()[-1], matter.slug
