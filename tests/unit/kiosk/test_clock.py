"""The centre's time on a machine whose wall clock jumps."""

import datetime as dt

import pytest

from kiosk.clock import CentreClock
from tests.unit.offline_queue.conftest import START, StillClock


@pytest.mark.parametrize("days", [-9_000, 9_000])
def test_what_was_heard_goes_on_with_the_uptime_whatever_the_wall_clock_says(days: int) -> None:
    machine = StillClock()
    clock = CentreClock(machine)
    assert START == clock.now(), "nothing was heard yet"
    clock.hear(START + dt.timedelta(minutes=7))
    machine.time += dt.timedelta(days=days)
    machine.seconds += 60
    assert START + dt.timedelta(minutes=8) == clock.now()
