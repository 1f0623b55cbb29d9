import datetime as dt

import pytest

from kiosk.domain.device import Absent, Faulty, Ready, Strained
from kiosk.domain.power import (
    DEAD_S,
    Battery,
    BatteryLow,
    Closing,
    Mains,
    OnBattery,
    OnMains,
    PowerAbsent,
    PowerFault,
    PowerState,
    Supply,
    follow,
    health_of,
)

NOON = dt.datetime(2026, 3, 2, 4, 0, tzinfo=dt.UTC)
LATER = NOON + dt.timedelta(minutes=5)
SILENT = (PowerAbsent("gone"), PowerFault("stale", "not heard"))


def then(supply: Supply, seen: PowerState, *, after_s: float = 0.0) -> Supply:
    return follow(supply, seen, now=LATER, monotonic_s=100.0 + after_s)


def on_battery(until_s: float | None = 700.0) -> Battery:
    return Battery(since=NOON, until_s=until_s, heard_s=100.0)


def test_mains_that_fail_are_away_since_now() -> None:
    assert Battery(since=LATER, until_s=700.0, heard_s=100.0) == then(Mains(), OnBattery(90, 600))


def test_each_look_renews_the_estimate_and_not_the_beginning() -> None:
    assert Battery(since=NOON, until_s=140.0, heard_s=110.0) == then(
        on_battery(), OnBattery(50, 30), after_s=10
    )
    assert Battery(since=NOON, until_s=None, heard_s=100.0) == then(on_battery(), OnBattery())


def test_low_battery_closes_and_mains_open_again() -> None:
    assert Closing(NOON) == then(on_battery(), BatteryLow())
    assert Closing(LATER) == then(Mains(), BatteryLow(forced=True))
    assert Mains() == then(Closing(NOON), OnMains())
    assert Mains() == then(on_battery(), OnMains())


@pytest.mark.parametrize("seen", SILENT)
def test_silence_on_mains_is_no_power_cut(seen: PowerState) -> None:
    assert Mains() == then(Mains(), seen, after_s=10_000)


@pytest.mark.parametrize("seen", SILENT)
def test_silence_on_battery_closes_after_a_while(seen: PowerState) -> None:
    assert on_battery() == then(on_battery(), seen, after_s=DEAD_S)
    assert Closing(NOON) == then(on_battery(), seen, after_s=DEAD_S + 1)
    assert Closing(NOON) == then(Closing(NOON), seen)


def test_state_is_told_to_the_technician_in_words() -> None:
    assert Ready() == health_of(OnMains(50))
    assert Strained("battery_worn", "the supply asks for a new battery") == health_of(OnMains(worn=True))
    words = "the mains are away, 80 % in the battery, by its estimate 10 min left"
    assert Strained("on_battery", words) == health_of(OnBattery(80, 600))
    assert Strained("on_battery", "the mains are away") == health_of(OnBattery())
    assert "battery_low" == getattr(health_of(BatteryLow()), "code", None)
    assert Faulty("stale", "not heard") == health_of(SILENT[1])
    assert Absent("gone") == health_of(SILENT[0])
