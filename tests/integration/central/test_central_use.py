"""What terminals tell of use: kept once a day, added up over all of them, told when it is enough."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import pytest

from central.use import DAYS, ENOUGH
from kiosk.domain.use import DayUse
from kiosk.wire.messages import HeartbeatAnswer, UseAnswer
from tests.integration.central.test_central_editions import BEAT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.central.conftest import Platform, Terminal

TODAY = dt.datetime.now(dt.UTC).date()


@pytest.fixture
def own(start: Callable[..., Platform]) -> Platform:
    return start()


def tells(terminal: Terminal, *lots: DayUse) -> None:
    terminal.say("/v1/heartbeat", msgspec.structs.replace(BEAT, use=lots), HeartbeatAnswer)


def told(terminal: Terminal) -> dict[str, int]:
    return terminal.get("/v1/use", UseAnswer).begun


def test_use_is_added_up_over_terminals_and_days_and_each_day_counts_once(own: Platform) -> None:
    one, other = own.enrol(), own.enrol()
    bus, gone = own.matter("senior-bus-card-check").code, "0" * 31
    day = DayUse(day=TODAY, begun={bus: ENOUGH - 10, gone: 900}, done={bus: 5})
    tells(one, day)
    assert {} == told(one), "too little for a ranking"
    tells(one, day, DayUse(day=TODAY - dt.timedelta(days=1), begun={bus: 6}))
    tells(one, msgspec.structs.replace(day, begun={bus: 4000}))
    long_ago = DayUse(day=TODAY - dt.timedelta(days=DAYS + 5), begun={bus: 50})
    tells(other, DayUse(day=TODAY, begun={bus: 7}), long_ago)
    assert {bus: ENOUGH + 3} == told(one) == told(other)
