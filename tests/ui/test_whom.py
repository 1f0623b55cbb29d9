"""The page that asks for whom a matter is done: the family, a second card, a name by hand."""

import msgspec
import pytest

from kiosk.domain.device import Absent, Role
from kiosk.domain.matter import Proof
from kiosk.domain.record import Record
from kiosk.domain.relative import Oneself, Relative
from kiosk.steps.whom import BOTH_ALONG
from tests.ui.hall import LONG_MS, Hall
from tests.ui.memory import WANG
from tests.ui.test_own_cases import come
from ui.course import Page

ENROLMENT = "newborn-medical-enrolment"
SUBSIDY = "elderly-care-subsidy"
BUS_CARD = "senior-bus-card-check"
"""Proven by nothing but the relative's card."""
CHILD = Record(
    type="family.member",
    id="fm-1",
    source="人口库",
    values={"name": "孙小宝", "number": "330109202609200577", "relation": "child", "birth": "2026-09-20"},
)


def at_whom(hall: Hall, slug: str = ENROLMENT, button: str = "action") -> None:
    """Come to the page."""
    hall.conductor.open()
    hall.terminal.centre.records_held = (CHILD,)
    come(hall)
    begin(hall, slug, button)


def begin(hall: Hall, slug: str, button: str) -> None:
    """Choose a matter and come to the page."""
    hall.conductor.choose(hall.catalogue.by_slug(slug))
    hall.stands(Page.GUIDE)
    hall.shows(button)
    hall.hand.tap(button)
    hall.stands(Page.WHOM)


def chosen(hall: Hall) -> Relative:
    """Wait until it is known for whom it is."""
    visit = hall.conductor
    hall.qtbot.waitUntil(lambda: bool(visit.session and visit.session.whom), timeout=LONG_MS)
    whom = visit.session.whom if visit.session is not None else None
    assert isinstance(whom, Relative)
    return whom


def told(hall: Hall) -> list[str]:
    """Return the code of the trouble that stands, if one does."""
    trouble = hall.conductor.trouble
    return [trouble.code] if trouble is not None else []


def test_the_family_is_offered_masked_and_one_is_touched(hall: Hall) -> None:
    at_whom(hall)
    hall.shows("option_fm-1")
    (row,) = hall.hand.items("option_fm-1")
    assert "孩子  孙*宝" == row.property("label")
    assert str(CHILD.values["number"]) not in str(row.property("detail"))
    hall.hand.tap("option_fm-1")
    hall.hand.tap("action")
    whom = chosen(hall)
    assert (Proof.RECORD, "fm-1", "孙小宝") == (whom.proof, whom.entry, whom.person.name)
    hall.stands(Page.FORM)


def test_going_on_without_a_touch_says_what_is_missing(hall: Hall) -> None:
    at_whom(hall)
    hall.shows("option_fm-1")
    hall.hand.tap("action")
    hall.shows("trouble")
    hall.stands(Page.WHOM)


def test_a_second_card_is_enough_and_the_first_is_not_taken_for_it(hall: Hall) -> None:
    at_whom(hall)
    hall.shows("secondCard")
    hall.terminal.reader.lay(WANG)
    mother = msgspec.structs.replace(WANG, name="李秀兰", number="330109194803120223")
    hall.terminal.reader.lay(mother)
    whom = chosen(hall)
    assert (Proof.CARD, mother) == (whom.proof, whom.person)


def test_a_reader_that_goes_is_said_where_only_a_card_can_prove_and_leaves_the_counter(
    hall: Hall,
) -> None:
    at_whom(hall, BUS_CARD, "forAnother")
    hall.shows("secondCard")
    assert [] == told(hall)
    assert not hall.hand.shows("action"), "nothing can be chosen here, and a card goes on by itself"
    hall.terminal.devices.become(Role.IDENTITY_CARD, Absent("unplugged"))
    hall.shows("trouble")
    assert ["no_reader"] == told(hall)
    hall.hand.tap("second")
    hall.stands(Page.CANNOT_FINISH)
    ended = hall.conductor.session.ended if hall.conductor.session is not None else None
    assert ended is not None
    assert (True, BOTH_ALONG) == (ended.slip, ended.reason)


def test_a_reader_that_went_before_is_said_where_only_a_card_can_prove(hall: Hall) -> None:
    hall.conductor.open()
    come(hall)
    hall.terminal.devices.become(Role.IDENTITY_CARD, Absent("unplugged"))
    hall.qtbot.waitUntil(lambda: not hall.conductor.surroundings.has(Role.IDENTITY_CARD))
    begin(hall, BUS_CARD, "forAnother")
    hall.shows("trouble")
    assert ["no_reader"] == told(hall)


def test_a_reader_that_goes_is_not_said_where_the_family_can_be_touched(hall: Hall) -> None:
    at_whom(hall)
    hall.shows("option_fm-1")
    hall.terminal.devices.become(Role.IDENTITY_CARD, Absent("unplugged"))
    hall.qtbot.waitUntil(lambda: not hall.hand.shows("secondCard"), timeout=LONG_MS)
    assert [] == told(hall)
    hall.hand.tap("option_fm-1")
    hall.hand.tap("action")
    assert Proof.RECORD is chosen(hall).proof


def test_a_name_by_hand_asks_for_a_right_number_and_shows_nothing_of_it(hall: Hall) -> None:
    at_whom(hall)
    hall.shows("option_fm-1")
    before = len(hall.terminal.centre.asked)
    hall.conductor.name_whom("孙小宝 330109202609200570")
    hall.shows("trouble")
    hall.conductor.name_whom(f"王小明 {WANG.number}")
    assert hall.conductor.session is not None
    assert None is hall.conductor.session.whom
    hall.conductor.name_whom("孙小宝 330109202609200577")
    assert Proof.PROMISE is chosen(hall).proof
    hall.stands(Page.FORM)
    assert before == len(hall.terminal.centre.asked), "nothing is asked on a promise"


@pytest.mark.parametrize("button", ["action", "forAnother"])
def test_the_guide_begins_for_oneself_or_for_a_relative(hall: Hall, button: str) -> None:
    hall.conductor.open()
    come(hall)
    hall.conductor.choose(hall.catalogue.by_slug(SUBSIDY))
    hall.stands(Page.GUIDE)
    hall.shows("action")
    hall.hand.tap(button)
    if button == "forAnother":
        hall.stands(Page.WHOM)
    else:
        visit = hall.conductor
        hall.qtbot.waitUntil(lambda: bool(visit.session and visit.session.whom == Oneself()), timeout=LONG_MS)
