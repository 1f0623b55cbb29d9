"""Asking in words: answers as they are typed, the way to their matter, and to 12345."""

import pytest

from kiosk.domain.point import CounterFor
from tests.held import held
from tests.ui.hall import LONG_MS, Hall
from tests.ui.test_own_cases import come
from tests.ui.test_pages import strings
from ui.course import Page
from ui.models.ask import AskModel
from ui.models.matters import MattersModel


@pytest.fixture
def hall(hall: Hall) -> Hall:
    """A terminal that serves."""
    hall.conductor.open()
    return hall


def asking(hall: Hall) -> AskModel:
    come(hall)
    hall.hand.tap("beside0")
    hall.stands(Page.ASK)
    hall.qtbot.waitUntil(lambda: hall.conductor.asking.asked is not None, timeout=LONG_MS)
    model = hall.screens.property("model")
    assert isinstance(model, AskModel)
    return model


@pytest.mark.parametrize("engine", ["portrait", "landscape"], indirect=True)
def test_answers_come_as_they_are_typed_and_lead_to_their_matter(hall: Hall) -> None:
    asking(hall)
    hall.shows("answer_what-to-bring")
    hall.hand.tap("search")
    hall.hand.type("12345诉求要多久")
    hall.shows("answer_hotline-12345:time")
    hall.hand.tap("go_hotline-12345:time")
    hall.stands(Page.GUIDE)
    assert hall.catalogue.by_slug("hotline-12345") == hall.conductor.session.matter  # type: ignore[union-attr]  # in a visit


def test_what_nothing_answers_is_filed_with_12345(hall: Hall) -> None:
    model = asking(hall)
    assert not hall.hand.shows("action")
    model.ask("qzxv")
    hall.shows("action")
    hall.hand.tap("action")
    hall.stands(Page.GUIDE)
    assert "hotline-12345" == hall.conductor.session.matter.slug  # type: ignore[union-attr]  # in a visit


def test_going_back_from_the_guide_finds_the_answers_as_they_were(hall: Hall) -> None:
    model = asking(hall)
    model.ask("怎么投诉？")
    model.file()
    hall.stands(Page.GUIDE)
    hall.screens.back()
    hall.stands(Page.ASK)
    hall.shows("answer_complain")
    hall.screens.back()
    hall.stands(Page.MATTERS)


def test_an_answer_whose_matter_can_not_be_done_now_says_where_else(hall: Hall) -> None:
    hall.terminal.centre.cut = True
    model = asking(hall)
    hall.qtbot.waitUntil(lambda: not hall.conductor.surroundings.centre_reached, timeout=LONG_MS)
    matter = hall.catalogue.by_slug("driving-licence-points")
    model.go(matter.code)
    hall.stands(Page.POINTS)
    assert CounterFor(matter.department_id) == hall.conductor.points.wanted
    model.go("no such code")
    hall.conductor.points.leave()
    hall.stands(Page.ASK)


def test_a_search_that_found_nothing_leads_to_the_answers(hall: Hall) -> None:
    come(hall)
    model = hall.screens.property("model")
    assert isinstance(model, MattersModel)
    model.find("qzxv")
    hall.hand.tap("askInstead")
    hall.stands(Page.ASK)


def test_nothing_of_what_was_asked_stays_behind_a_visit(hall: Hall) -> None:
    model = asking(hall)
    model.ask("谁查过我 zhenxinghuo")
    assert held(hall.conductor.asking.asked, "zhenxinghuo")
    hall.conductor.finish()
    hall.stands(Page.ATTRACT)
    assert {""} == set(strings(model))
    assert not hall.conductor.asking.reading
    assert not held(hall.conductor.asking.asked, "zhenxinghuo")


def test_the_answers_are_prepared_once_a_catalogue(hall: Hall) -> None:
    asking(hall)
    prepared = hall.conductor.asking.asked
    hall.conductor.asking.leave()
    hall.conductor.asking.open(hall.conductor.catalogue, hall.conductor.search)
    assert prepared is hall.conductor.asking.asked
