"""A department's own system: the hours it keeps, what the centre says of it, and how it stands now."""

import datetime as dt
import re
from enum import StrEnum

import msgspec

from kiosk.domain.declared import Declared
from kiosk.domain.zone import ZONE

TimeOfDay = str
"""Local time, as 06:00; the check of the catalogue sees to its form."""
WEEK = 7
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def time_problem(text: str) -> str | None:
    """Say what is wrong with a time of day, or return None."""
    return None if _TIME.fullmatch(text) else f"'{text}' is no time of day: write it as 06:00"


class Weekday(StrEnum):
    """The days of a week, Monday first (ISO 8601)."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class MaintenanceWindow(Declared, frozen=True, kw_only=True):
    """When a system is looked after each week; an end not after the begin lies on the next day."""

    day: Weekday
    begins: TimeOfDay
    ends: TimeOfDay


class ServiceHours(Declared, frozen=True, kw_only=True):
    """When a live system answers, Asia/Shanghai; a close that is not after the opening lies past midnight."""

    opens: TimeOfDay = "00:00"
    closes: TimeOfDay = "00:00"
    """The same as the opening: round the clock."""
    maintenance: tuple[MaintenanceWindow, ...] = ()


class DepartmentMode(StrEnum):
    """How a department's system is, as the centre says."""

    OPEN = "open"
    DOWN = "down"
    MAINTENANCE = "maintenance"


class DepartmentWord(msgspec.Struct, frozen=True, kw_only=True):
    """What the centre says of a department's system now, and until when if it knows."""

    mode: DepartmentMode
    until: dt.datetime | None = None


class SystemOpen(msgspec.Struct, frozen=True, tag="open"):
    """It answers."""


class SystemDown(msgspec.Struct, frozen=True, tag="down"):
    """The centre can't reach it."""


class UnderMaintenance(msgspec.Struct, frozen=True, tag="maintenance"):
    """It is being looked after; `until` is the local time of its end, where that is known."""

    until: str | None


class AfterHours(msgspec.Struct, frozen=True, tag="after_hours"):
    """It keeps hours, and these are none of them."""

    opens: str
    closes: str


DepartmentState = SystemOpen | SystemDown | UnderMaintenance | AfterHours


def system_now(hours: ServiceHours, word: DepartmentWord | None, now: dt.datetime) -> DepartmentState:
    """Return how a system stands: what the centre says now goes before the hours it is known to keep."""
    if word is not None:
        return _as_told(word)
    local = now.astimezone(ZONE)
    for window in hours.maintenance:
        if _within(local, window):
            return UnderMaintenance(window.ends)
    if not _between(hours.opens, hours.closes, f"{local:%H:%M}"):
        return AfterHours(hours.opens, hours.closes)
    return SystemOpen()


def _as_told(word: DepartmentWord) -> DepartmentState:
    match word.mode:
        case DepartmentMode.OPEN:
            return SystemOpen()
        case DepartmentMode.DOWN:
            return SystemDown()
        case DepartmentMode.MAINTENANCE:
            return UnderMaintenance(f"{word.until.astimezone(ZONE):%H:%M}" if word.until else None)


def _between(begins: str, ends: str, at: str) -> bool:
    """Return whether a time lies in [begins, ends), which may pass midnight; equal ends are a whole day."""
    if begins < ends:
        return begins <= at < ends
    return at >= begins or at < ends


def _within(local: dt.datetime, window: MaintenanceWindow) -> bool:
    at, days = f"{local:%H:%M}", tuple(Weekday)
    begun_today = days[local.weekday()] is window.day
    begun_yesterday = days[(local.weekday() - 1) % WEEK] is window.day
    if window.begins < window.ends:
        return begun_today and window.begins <= at < window.ends
    return (begun_today and at >= window.begins) or (begun_yesterday and at < window.ends)
