"""Kept for another day on the screen: asked where one leaves, offered to the same card, and to no other."""

import msgspec
import pytest
from PySide6.QtCore import QObject

from kiosk.domain.fact import CardAccepted
from kiosk.domain.identity import Identity
from kiosk.domain.ids import MatterCode
from kiosk.domain.kept import LASTS
from kiosk.domain.text import Locale, Text
from kiosk.steps.keep import GONE, NOT_CONFIRMED, STILL_KEPT
from tests.ui.cast import RECORDS
from tests.ui.hall import LONG_MS, Hall
from tests.ui.memory import WANG, code_of
from tests.ui.stages import ALL, FILING, Stage, filing
from tests.ui.test_pages import strings
from ui.course import Page

OTHER = msgspec.structs.replace(WANG, number="999901198001011234", name="李四")
SECRETS = (ALL[1], ALL[2])


@pytest.fixture
def hall(hall: Hall) -> Hall:
    """A terminal that serves, with the centre there."""
    hall.terminal.centre.records_held = RECORDS.entries
    hall.conductor.open()
    hall.may_begin()
    return hall


def half(hall: Hall, stage: Stage, given: int = 3) -> None:
    """Stand in the middle of the form."""
    stage.at(FILING, answers=filing(*ALL[:given]))
    hall.conductor.advance()
    hall.stands(Page.FORM)


def asks(hall: Hall) -> None:
    """Want to leave, and have it kept instead."""
    hall.hand.tap("leave")
    hall.shows("dialogThird")
    hall.hand.tap("dialogThird")
    hall.stands(Page.KEEP)


def kept(hall: Hall, stage: Stage) -> None:
    half(hall, stage)
    asks(hall)
    hall.hand.tap("action")
    hall.stands(Page.KEPT)


def comes(hall: Hall, who: Identity = WANG) -> None:
    """Lay a card in a visit of its own, and agree."""
    if hall.conductor.session is not None:
        hall.conductor.finish()
    hall.may_begin()
    hall.conductor._identified(CardAccepted(who))
    hall.stands(Page.CONSENT)
    hall.hand.tap("action")


def held(hall: Hall) -> int:
    return len(hall.terminal.kept.held)


@pytest.mark.parametrize("engine", ["portrait", "landscape"], indirect=True)
@pytest.mark.parametrize("locale", list(Locale))
def test_who_leaves_may_have_it_kept_and_goes_on_another_day(
    hall: Hall, stage: Stage, locale: Locale
) -> None:
    hall.conductor.set_locale(locale)
    kept(hall, stage)
    ((_, line),) = hall.terminal.kept.held.values()
    assert LASTS == line.until - line.kept_at
    hall.shows("keptUntil")
    hall.hand.tap("action")
    hall.stands(Page.ATTRACT)
    hall.conductor.set_locale(locale)
    comes(hall)
    hall.stands(Page.GO_ON)
    hall.hand.tap("action")
    hall.stands(Page.FORM)
    session = hall.conductor.session
    assert session is not None
    assert filing(*ALL[:2]) == session.answers, "the address is a register's, and asked again"
    assert session.consent is not None
    assert 1 == held(hall), "until it is handed in"


def test_who_does_not_want_it_kept_goes_on_where_it_was(hall: Hall, stage: Stage) -> None:
    half(hall, stage)
    before = hall.conductor.session
    asks(hall)
    hall.hand.tap("second")
    hall.stands(Page.FORM)
    assert (before, 0) == (hall.conductor.session, held(hall))


def test_at_the_warning_that_nobody_is_there_it_may_be_kept_too(hall: Hall, stage: Stage) -> None:
    half(hall, stage)
    hall.pass_time(61)
    hall.shows("dialogThird")
    hall.hand.tap("dialogThird")
    hall.stands(Page.KEEP)
    hall.qtbot.waitUntil(lambda: hall.conductor.idle_left_s is None, timeout=LONG_MS)


@pytest.mark.parametrize("name", ["dialogSecond", "dialogAction"])
def test_each_button_of_the_warning_is_heard(hall: Hall, stage: Stage, name: str) -> None:
    half(hall, stage)
    hall.pass_time(61)
    hall.shows(name)
    hall.hand.tap(name)
    hall.stands(Page.ATTRACT if name == "dialogSecond" else Page.FORM)
    hall.qtbot.waitUntil(lambda: hall.conductor.idle_left_s is None, timeout=LONG_MS)


def test_with_nothing_filled_in_or_no_centre_it_is_not_offered(hall: Hall, stage: Stage) -> None:
    half(hall, stage, given=0)
    hall.hand.tap("leave")
    hall.shows("dialogAction")
    assert not hall.hand.shows("dialogThird")
    hall.hand.tap("dialogAction")
    half(hall, stage)
    assert hall.conductor.may_keep
    hall.conductor.surroundings = msgspec.structs.replace(hall.conductor.surroundings, centre_reached=False)
    hall.conductor.changed.emit()
    hall.hand.tap("leave")
    hall.shows("dialogAction")
    assert not hall.hand.shows("dialogThird")


def test_without_an_answer_it_does_not_count_as_kept_and_the_same_is_asked_again(
    hall: Hall, stage: Stage
) -> None:
    hall.terminal.kept.loses = 1
    half(hall, stage)
    asks(hall)
    hall.hand.tap("action")
    hall.shows("trouble")
    assert NOT_CONFIRMED == hall.conductor.trouble
    assert Page.KEEP.value == hall.screens.property("page")
    hall.hand.tap("action")
    hall.stands(Page.KEPT)
    first, second = hall.terminal.kept.named
    assert first == second


def test_with_the_network_cut_nothing_is_kept_and_the_visit_goes_on(hall: Hall, stage: Stage) -> None:
    half(hall, stage)
    asks(hall)
    hall.terminal.centre.cut = True
    hall.hand.tap("action")
    hall.shows("trouble")
    assert (NOT_CONFIRMED, 0) == (hall.conductor.trouble, held(hall))
    hall.hand.tap("second")
    hall.stands(Page.FORM)
    assert hall.conductor.trouble is None


def test_after_it_was_kept_another_matter_may_be_begun_and_it_is_not_offered_at_once(
    hall: Hall, stage: Stage
) -> None:
    kept(hall, stage)
    hall.hand.tap("second")
    hall.stands(Page.MATTERS)
    hall.qtbot.wait(200)
    assert Page.MATTERS.value == hall.screens.property("page")


def test_another_card_is_offered_nothing(hall: Hall, stage: Stage) -> None:
    kept(hall, stage)
    comes(hall, OTHER)
    hall.stands(Page.MATTERS)
    hall.qtbot.wait(200)
    assert (Page.MATTERS.value, ()) == (hall.screens.property("page"), hall.conductor.keeping.lines)


def test_who_does_something_else_first_finds_it_next_time(hall: Hall, stage: Stage) -> None:
    kept(hall, stage)
    comes(hall)
    hall.stands(Page.GO_ON)
    hall.hand.tap("beside0")
    hall.stands(Page.MATTERS)
    comes(hall)
    hall.stands(Page.GO_ON)


def test_it_is_deleted_only_after_a_second_question(hall: Hall, stage: Stage) -> None:
    kept(hall, stage)
    comes(hall)
    hall.stands(Page.GO_ON)
    hall.hand.tap("second")
    hall.qtbot.waitUntil(lambda: not hall.hand.shows("beside0"), timeout=LONG_MS)
    hall.hand.tap("second")
    hall.shows("beside0")
    assert 1 == held(hall)
    hall.hand.tap("second")
    hall.qtbot.waitUntil(lambda: not hall.hand.shows("beside0"), timeout=LONG_MS)
    hall.hand.tap("action")
    hall.stands(Page.MATTERS)
    assert 0 == held(hall)


def test_where_the_centre_does_not_answer_it_stays_and_is_said(hall: Hall, stage: Stage) -> None:
    kept(hall, stage)
    comes(hall)
    hall.stands(Page.GO_ON)
    hall.terminal.centre.cut = True
    hall.hand.tap("action")
    hall.shows("trouble")
    assert (STILL_KEPT, 1) == (hall.conductor.trouble, held(hall))
    assert Page.GO_ON.value == hall.screens.property("page")


def test_what_expired_meanwhile_is_said_to_be_gone(hall: Hall, stage: Stage) -> None:
    kept(hall, stage)
    comes(hall)
    hall.stands(Page.GO_ON)
    hall.terminal.kept.held.clear()
    hall.hand.tap("action")
    hall.shows("trouble")
    assert GONE == hall.conductor.trouble


def test_of_several_one_is_chosen(hall: Hall, stage: Stage) -> None:
    kept(hall, stage)
    ((number, filed), (draft, line)) = next(iter(hall.terminal.kept.held.items()))
    hotline = code_of(hall.catalogue, "hotline-12345")
    hall.terminal.kept.held[number, hotline] = (draft, msgspec.structs.replace(line, matter=hotline))
    comes(hall)
    hall.stands(Page.GO_ON)
    hall.hand.tap(f"kept_{hotline}")
    hall.hand.tap("second")
    hall.shows("keptMatter")
    hall.hand.tap("action")
    hall.qtbot.waitUntil(lambda: 1 == held(hall), timeout=LONG_MS)
    assert (number, filed) in hall.terminal.kept.held


def test_a_matter_that_is_done_no_more_says_so_and_may_be_deleted(hall: Hall, stage: Stage) -> None:
    kept(hall, stage)
    ((number, _), (draft, line)) = next(iter(hall.terminal.kept.held.items()))
    gone = MatterCode("gone")
    hall.terminal.kept.held = {(number, gone): (draft, msgspec.structs.replace(line, matter=gone))}
    comes(hall)
    hall.stands(Page.GO_ON)
    hall.shows("keptWhy")
    assert not hall.hand.shows("beside0")
    hall.hand.tap("second")
    hall.qtbot.waitUntil(lambda: not hall.hand.shows("keptWhy"), timeout=LONG_MS)
    hall.hand.tap("action")
    hall.stands(Page.MATTERS)
    assert 0 == held(hall)


def test_a_matter_that_can_not_be_done_here_now_says_why(hall: Hall, stage: Stage) -> None:
    kept(hall, stage)
    code = code_of(hall.catalogue, FILING)
    hall.terminal.centre.withdrawn = {code: Text(zh="系统升级", en="An upgrade")}
    comes(hall)
    hall.stands(Page.GO_ON)
    hall.shows("keptWhy")
    hall.hand.tap("action")
    hall.stands(Page.MATTERS)
    assert 1 == held(hall)


def test_nothing_of_it_stays_behind_a_visit(hall: Hall, stage: Stage) -> None:
    kept(hall, stage)
    comes(hall)
    hall.stands(Page.GO_ON)
    hall.hand.tap("action")
    hall.stands(Page.FORM)
    hall.conductor.finish()
    hall.stands(Page.ATTRACT)
    assert ((), None) == (hall.conductor.keeping.lines, hall.conductor.keeping._session)
    texts = [text for model in hall.screens.findChildren(QObject) for text in strings(model)]
    assert [] == [text for text in texts for secret in SECRETS if secret in text]


def test_a_late_answer_is_nobodys(hall: Hall, stage: Stage) -> None:
    kept(hall, stage)
    comes(hall)
    hall.stands(Page.GO_ON)
    hall.hand.tap("action")
    hall.conductor.finish()
    hall.qtbot.wait(200)
    assert hall.conductor.session is None
