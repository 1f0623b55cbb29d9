"""A slip left at the printer's mouth is reminded of until it is taken, and keeps others waiting so long."""

import pytest

from kiosk.flow import StepName
from kiosk.ports import Attention
from tests.ui.hall import LONG_MS, Hall
from tests.ui.memory import WANG
from tests.ui.test_visit import stands_at
from ui import left_behind
from ui.course import Page


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(left_behind, "LOOK_MS", 20)
    monkeypatch.setattr(left_behind, "TONE", ())


def leave(hall: Hall, *, card: bool = False) -> None:
    """Make a visit, and go away without the slip, or without slip and card."""
    hall.conductor.open()
    hall.terminal.reader.lay(WANG)
    stands_at(hall.conductor, hall.qtbot, StepName.CONSENT)
    hall.terminal.mouth.holds, hall.terminal.slot.holds = True, card
    hall.conductor.finish()


def shows(hall: Hall, attention: Attention) -> None:
    shown = hall.terminal.reminder.shown
    hall.qtbot.waitUntil(lambda: bool(shown) and shown[-1] is attention, timeout=LONG_MS)


def test_slip_left_behind_holds_the_next_visit_up_until_it_is_taken(hall: Hall) -> None:
    leave(hall)
    hall.stands(Page.SLIP_LEFT)
    shows(hall, Attention.LIGHT_AND_SOUND)
    hall.conductor.start()
    hall.qtbot.wait(100)
    assert hall.conductor.session is None
    hall.terminal.mouth.holds = False
    hall.stands(Page.ATTRACT)
    shows(hall, Attention.NONE)
    hall.terminal.reader.lay(WANG)
    stands_at(hall.conductor, hall.qtbot, StepName.CONSENT)


def test_slip_nobody_comes_back_for_is_told_to_the_staff_and_the_terminal_serves(
    hall: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    leave(hall)
    hall.stands(Page.SLIP_LEFT)
    hall.terminal.clock.advance(hall.terminal.ports.paper_left_s + 1)
    hall.stands(Page.ATTRACT)
    assert "a slip was left at the printer's mouth" in caplog.text
    assert not hall.conductor.standby.card_found
    shows(hall, Attention.LIGHT)
    hall.terminal.reader.lay(WANG)
    stands_at(hall.conductor, hall.qtbot, StepName.CONSENT)


def test_card_is_reminded_of_before_the_slip_and_the_light_stays_for_the_other(hall: Hall) -> None:
    leave(hall, card=True)
    hall.stands(Page.CARD_LEFT)
    hall.terminal.slot.holds = False
    hall.stands(Page.SLIP_LEFT)
    assert Attention.NONE not in hall.terminal.reminder.shown
    hall.terminal.mouth.holds = False
    hall.stands(Page.ATTRACT)
    shows(hall, Attention.NONE)


def test_slip_that_was_taken_reminds_of_nothing(hall: Hall) -> None:
    hall.conductor.open()
    hall.terminal.reader.lay(WANG)
    stands_at(hall.conductor, hall.qtbot, StepName.CONSENT)
    hall.conductor.finish()
    hall.may_begin()
    assert [] == hall.terminal.reminder.shown
