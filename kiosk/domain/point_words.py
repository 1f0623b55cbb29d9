"""Service points in words: how far, whether open, and which hours they keep."""

import datetime as dt
from typing import assert_never

from kiosk.domain.department import Weekday
from kiosk.domain.point import Closed, Near, Open, Opening, Opens, OpenState, Point, PointKind
from kiosk.domain.shown import day
from kiosk.domain.text import Locale, Text
from kiosk.domain.zone import ZONE

KILOMETRE = 1000
HUNDRED = 100
SOON = 7
"""Days within which a weekday's name says which day is meant."""


def distance(metres: int) -> Text:
    """Write a distance as nobody could measure it more exactly by a schematic."""
    if metres == 0:
        return HERE
    if metres < KILOMETRE:
        return METRES.format(metres=max(HUNDRED, round(metres, -2)))
    return KILOMETRES.format(km=f"{metres / KILOMETRE:.1f}")


def opening(state: OpenState, now: dt.datetime) -> Text:
    """Say whether a point is open, and until or from when."""
    match state:
        case Open(until=until):
            return ALWAYS_OPEN if until is None else OPEN.format(at=_time(until, now))
        case Opens(at=at):
            return OPENS.format(at=_time(at, now))
        case Closed():
            return CLOSED
    assert_never(state)


def hours(point: Point) -> tuple[Text, ...]:
    """Write the hours a point keeps, a line a run of days, and what holds on public holidays."""
    return (*map(_hours, point.hours), OPEN_ON_HOLIDAYS if point.on_holidays else CLOSED_ON_HOLIDAYS)


def towards(near: Near) -> Text:
    """Say how far it is and where."""
    return TOWARDS.format(distance=distance(near.metres), address=near.point.address)


def _hours(opening: Opening) -> Text:
    days = _days(opening)
    if opening.opens == opening.closes:
        return ALL_DAY.format(days=days)
    return FROM_TO.format(days=days, opens=_clock(opening.opens), closes=_clock(opening.closes))


def _days(opening: Opening) -> Text:
    first, last = opening.first, opening.last or opening.first
    if (first, last) == (Weekday.MONDAY, Weekday.SUNDAY):
        return EVERY_DAY
    if first is last:
        return WEEKDAYS[first]
    return DAYS.format(first=WEEKDAYS[first], last=WEEKDAYS[last])


def _time(at: dt.datetime, now: dt.datetime) -> Text:
    """Write a time with as much of its day as is needed to know which."""
    clock = _clock(f"{at:%H:%M}")
    days = (at.date() - now.astimezone(ZONE).date()).days
    if days == 0:
        return Text(zh=clock, en=clock)
    if days == 1:
        return TOMORROW.format(clock=clock)
    if days < SOON:
        return ON_WEEKDAY.format(day=WEEKDAYS[tuple(Weekday)[at.weekday()]], clock=clock)
    iso = at.date().isoformat()
    return Text(zh=f"{day(iso, Locale.ZH)} {clock}", en=f"{day(iso, Locale.EN)} {clock}")


def _clock(time: str) -> str:
    return time.removeprefix("0")


KINDS = {
    PointKind.HALL: Text(zh="办事大厅", en="Service hall"),
    PointKind.OFFICE: Text(zh="部门窗口", en="Department's counter"),
    PointKind.COMMUNITY: Text(zh="社区（村）服务点", en="Community point"),
    PointKind.POLICE: Text(zh="派出所", en="Police station"),
    PointKind.BANK: Text(zh="银行网点", en="Bank branch"),
}
WEEKDAYS = {
    Weekday.MONDAY: Text(zh="周一", en="Monday"),
    Weekday.TUESDAY: Text(zh="周二", en="Tuesday"),
    Weekday.WEDNESDAY: Text(zh="周三", en="Wednesday"),
    Weekday.THURSDAY: Text(zh="周四", en="Thursday"),
    Weekday.FRIDAY: Text(zh="周五", en="Friday"),
    Weekday.SATURDAY: Text(zh="周六", en="Saturday"),
    Weekday.SUNDAY: Text(zh="周日", en="Sunday"),
}
HERE = Text(zh="就在这里", en="Right here")
METRES = Text(zh="约 {metres} 米", en="About {metres} m")
KILOMETRES = Text(zh="约 {km} 公里", en="About {km} km")
TOWARDS = Text(zh="{distance} · {address}", en="{distance} · {address}")
OPEN = Text(zh="现在开着，{at} 关门", en="Open now, until {at}")
ALWAYS_OPEN = Text(zh="24 小时开放", en="Open round the clock")
OPENS = Text(zh="现在关着，{at} 开门", en="Closed now, opens {at}")
CLOSED = Text(zh="最近两周不开门", en="Not open in the next two weeks")
TOMORROW = Text(zh="明天 {clock}", en="tomorrow at {clock}")
ON_WEEKDAY = Text(zh="{day} {clock}", en="{day} at {clock}")
EVERY_DAY = Text(zh="每天", en="Every day")
DAYS = Text(zh="{first}至{last}", en="{first} to {last}")
FROM_TO = Text(zh="{days} {opens}–{closes}", en="{days} {opens}–{closes}")
ALL_DAY = Text(zh="{days} 24 小时", en="{days}, round the clock")
OPEN_ON_HOLIDAYS = Text(zh="节假日照常", en="Open on public holidays too")
CLOSED_ON_HOLIDAYS = Text(zh="节假日休息", en="Closed on public holidays")
