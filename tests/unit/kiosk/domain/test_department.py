"""A department's system by its hours, its maintenance, and the centre's word."""

import datetime as dt

import pytest

from kiosk.domain.department import (
    AfterHours,
    DepartmentMode,
    DepartmentState,
    DepartmentWord,
    MaintenanceWindow,
    ServiceHours,
    SystemDown,
    SystemOpen,
    UnderMaintenance,
    Weekday,
    system_now,
    time_problem,
)
from kiosk.domain.zone import ZONE

DAY = ServiceHours(opens="06:00", closes="23:00")
NIGHT = ServiceHours(opens="20:00", closes="04:00")
ALWAYS = ServiceHours()
CLOSED_DAY, CLOSED_NIGHT = AfterHours("06:00", "23:00"), AfterHours("20:00", "04:00")
SUNDAY = MaintenanceWindow(day=Weekday.SUNDAY, begins="23:00", ends="02:00")
EARLY = MaintenanceWindow(day=Weekday.SUNDAY, begins="01:00", ends="05:00")


def local(text: str) -> dt.datetime:
    """Return a moment in Beijing as the UTC it is."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(dt.UTC)


@pytest.mark.parametrize(
    ("hours", "at", "state"),
    [
        (DAY, "05:59", CLOSED_DAY),
        (DAY, "06:00", SystemOpen()),
        (DAY, "22:59", SystemOpen()),
        (DAY, "23:00", CLOSED_DAY),
        (DAY, "00:00", CLOSED_DAY),
        (NIGHT, "19:59", CLOSED_NIGHT),
        (NIGHT, "20:00", SystemOpen()),
        (NIGHT, "03:59", SystemOpen()),
        (NIGHT, "04:00", CLOSED_NIGHT),
        (ALWAYS, "00:00", SystemOpen()),
        (ALWAYS, "23:59", SystemOpen()),
    ],
)
def test_hours_decide_to_the_minute_in_local_time(
    hours: ServiceHours, at: str, state: DepartmentState
) -> None:
    assert state == system_now(hours, None, local(f"2026-11-23T{at}"))


@pytest.mark.parametrize(
    ("window", "at", "state"),
    [
        (EARLY, "2026-11-22T00:59", SystemOpen()),
        (EARLY, "2026-11-22T01:00", UnderMaintenance("05:00")),
        (EARLY, "2026-11-22T05:00", SystemOpen()),
        (EARLY, "2026-11-23T01:00", SystemOpen()),
        (SUNDAY, "2026-11-22T01:00", SystemOpen()),
        (SUNDAY, "2026-11-22T23:00", UnderMaintenance("02:00")),
        (SUNDAY, "2026-11-23T01:59", UnderMaintenance("02:00")),
        (SUNDAY, "2026-11-23T02:00", SystemOpen()),
        (SUNDAY, "2026-11-23T23:30", SystemOpen()),
    ],
)
def test_maintenance_comes_on_its_day_and_may_pass_midnight(
    window: MaintenanceWindow, at: str, state: DepartmentState
) -> None:
    assert state == system_now(ServiceHours(maintenance=(window,)), None, local(at))


@pytest.mark.parametrize(
    ("word", "state"),
    [
        (DepartmentWord(mode=DepartmentMode.OPEN), SystemOpen()),
        (DepartmentWord(mode=DepartmentMode.DOWN), SystemDown()),
        (DepartmentWord(mode=DepartmentMode.MAINTENANCE), UnderMaintenance(None)),
        (
            DepartmentWord(mode=DepartmentMode.MAINTENANCE, until=local("2026-11-23T05:30")),
            UnderMaintenance("05:30"),
        ),
    ],
)
@pytest.mark.parametrize("at", ["03:00", "12:00"])
def test_the_centres_word_goes_before_the_hours(
    word: DepartmentWord, state: DepartmentState, at: str
) -> None:
    assert state == system_now(DAY, word, local(f"2026-11-23T{at}"))


@pytest.mark.parametrize("wrong", ["6:00", "24:00", "12:60", "noon", "06:00 ", ""])
def test_a_time_that_is_none_is_refused(wrong: str) -> None:
    assert f"'{wrong}' is no time of day: write it as 06:00" == time_problem(wrong)


@pytest.mark.parametrize("right", ["00:00", "06:00", "23:59"])
def test_a_time_that_is_one_is_taken(right: str) -> None:
    assert time_problem(right) is None
