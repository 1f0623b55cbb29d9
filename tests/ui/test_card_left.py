"""A card left in the slot is reminded of until it is taken out, and keeps others waiting only so long."""

import msgspec
import pytest

from kiosk.flow import StepName
from kiosk.ports import Attention
from tests.ui.hall import LONG_MS, Hall
from tests.ui.memory import WANG, MemoryReader
from tests.ui.test_visit import stands_at
from ui import left_behind
from ui.course import Page
from ui.left_behind import _attention


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(left_behind, "LOOK_MS", 20)
    monkeypatch.setattr(left_behind, "TONE", ())


def nobody_is_served(hall: Hall) -> bool:
    return hall.conductor.session is None


def leave_card(hall: Hall) -> None:
    """Make a visit with the card in the slot, and go away without it."""
    hall.conductor.open()
    hall.terminal.reader.lay(WANG)
    stands_at(hall.conductor, hall.qtbot, StepName.CONSENT)
    hall.terminal.slot.holds = True
    hall.conductor.finish()


def test_card_that_was_taken_out_reminds_of_nothing(hall: Hall) -> None:
    hall.conductor.open()
    hall.terminal.reader.lay(WANG)
    stands_at(hall.conductor, hall.qtbot, StepName.CONSENT)
    hall.conductor.finish()
    hall.stands(Page.ATTRACT)
    hall.may_begin()
    assert [] == hall.terminal.reminder.shown


def test_card_left_behind_holds_the_next_visit_up_until_it_is_taken(hall: Hall) -> None:
    leave_card(hall)
    hall.stands(Page.CARD_LEFT)
    reminder = hall.terminal.reminder
    hall.qtbot.waitUntil(lambda: reminder.shown == [Attention.LIGHT_AND_SOUND], timeout=LONG_MS)
    hall.terminal.reader.lay(WANG)
    hall.conductor.start()
    hall.qtbot.wait(100)
    assert nobody_is_served(hall)
    hall.terminal.slot.holds = False
    stands_at(hall.conductor, hall.qtbot, StepName.CONSENT)
    hall.qtbot.waitUntil(lambda: reminder.shown[-1] is Attention.NONE, timeout=LONG_MS)


def test_card_nobody_comes_back_for_is_found_and_the_identity_reader_serves(
    hall: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    leave_card(hall)
    hall.stands(Page.CARD_LEFT)
    hall.terminal.clock.advance(hall.terminal.ports.card_left_s + 1)
    hall.stands(Page.ATTRACT)
    assert hall.conductor.standby.card_found
    assert "a card was left in the slot" in caplog.text
    hall.qtbot.waitUntil(lambda: hall.terminal.reminder.shown[-1] is Attention.LIGHT, timeout=LONG_MS)
    inserted = hall.terminal.ports.social_card
    assert isinstance(inserted, MemoryReader)
    inserted.lay(msgspec.structs.replace(WANG, name="样例"))
    hall.qtbot.wait(100)
    assert nobody_is_served(hall)
    hall.terminal.reader.lay(WANG)
    stands_at(hall.conductor, hall.qtbot, StepName.CONSENT)
    assert hall.conductor.session is not None
    assert WANG == hall.conductor.session.identity


def test_card_that_lies_in_the_slot_at_the_start_is_nobodys_visit(hall: Hall) -> None:
    hall.terminal.slot.holds = True
    hall.conductor.open()
    hall.stands(Page.CARD_LEFT)
    assert nobody_is_served(hall)
    hall.terminal.slot.holds = False
    hall.stands(Page.ATTRACT)
    assert nobody_is_served(hall)
    assert not hall.conductor.standby.card_found


def test_slot_that_does_not_answer_keeps_nobody_waiting(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(left_behind, "PATIENCE_MS", 50)
    hall.conductor.open()
    hall.may_begin()
    watch = hall.conductor.standby.slot
    assert watch is not None
    monkeypatch.setattr(watch, "_asking", True)  # the question before it has no answer yet
    watch.look()
    assert not hall.conductor.standby.may_begin
    hall.may_begin()
    hall.terminal.reader.lay(WANG)
    stands_at(hall.conductor, hall.qtbot, StepName.CONSENT)


def test_sound_is_a_second_in_five_for_a_minute_and_the_light_stays() -> None:
    heard = [second for second in range(120) if _attention(second + 0.5) is Attention.LIGHT_AND_SOUND]
    assert list(range(0, 60, 5)) == heard
    assert {Attention.LIGHT, Attention.LIGHT_AND_SOUND} == {
        _attention(float(second)) for second in range(120)
    }
