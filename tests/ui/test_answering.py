"""Each kind of question answered by touches alone, as the walk does, on the pages that residents see."""

from functools import partial

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from kiosk.catalogue.loader import Catalogue
from kiosk.domain.answers import Answer, answer_for
from kiosk.domain.form import next_field, problems
from kiosk.domain.matter import Matter
from kiosk.domain.session import Session
from kiosk.domain.text import Locale
from kiosk.flow import StepName
from kiosk.walk.answering import Answering
from tests.ui.cast import RECORDS
from tests.ui.kinds import ANSWERS, FIELDS, before, matter_of_kinds
from tests.ui.stages import Stage
from ui.conductor import Conductor
from ui.pointer import Pointer

LONG_MS = 10_000


@pytest.fixture
def matter(catalogue: Catalogue) -> Matter:
    return matter_of_kinds(catalogue)


@pytest.fixture
def answering(hand: Pointer, conductor: Conductor, matter: Matter) -> Answering:
    return Answering(hand, conductor, matter, {answer.field: answer.value for answer in ANSWERS})


def test_the_sample_answers_have_no_problem(matter: Matter) -> None:
    assert () == problems(matter, ANSWERS)


@pytest.mark.parametrize("engine", ["portrait", "landscape"], indirect=True)
@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("field", [field.id for field in FIELDS])
def test_a_question_of_each_kind_is_answered_by_touches(
    field: str,
    locale: Locale,
    stage: Stage,
    conductor: Conductor,
    answering: Answering,
    qtbot: QtBot,
) -> None:
    conductor.set_locale(locale)
    stage.at("hotline-12345", matter=stage.every_kind, answers=before(field))
    conductor.changed.emit()
    answering.give(session_of(conductor))
    qtbot.waitUntil(lambda: given(conductor, field) is not None, timeout=LONG_MS)
    assert next(answer for answer in ANSWERS if answer.field == field) == given(conductor, field)


def session_of(conductor: Conductor) -> Session:
    assert conductor.session is not None
    return conductor.session


def more_than(conductor: Conductor, count: int) -> bool:
    return len(session_of(conductor).answers) > count


def given(conductor: Conductor, field: str) -> Answer | None:
    """Return what the visit holds for a field."""
    return next((answer for answer in session_of(conductor).answers if answer.field == field), None)


def test_a_whole_form_is_filled_and_each_answer_changed_from_the_review(
    stage: Stage, conductor: Conductor, answering: Answering, hand: Pointer, qtbot: QtBot
) -> None:
    stage.at("hotline-12345", matter=stage.every_kind)
    conductor.changed.emit()
    while next_field(stage.every_kind, session_of(conductor).answers) is not None:
        count = len(session_of(conductor).answers)
        answering.give(session_of(conductor))
        qtbot.waitUntil(partial(more_than, conductor, count), timeout=LONG_MS)
    assert ANSWERS == session_of(conductor).answers
    assert StepName.REVIEW is conductor.step
    for field in FIELDS:
        qtbot.waitUntil(lambda: hand.shows("change_people"), timeout=LONG_MS)
        hand.tap(f"change_{field.id}")
        qtbot.waitUntil(lambda: conductor.step is StepName.FILL, timeout=LONG_MS)
        hand.tap("action")  # the earlier answer is still there
        qtbot.waitUntil(lambda: conductor.step is StepName.REVIEW, timeout=LONG_MS)
    assert set(ANSWERS) == set(session_of(conductor).answers)


def test_an_address_that_the_tree_does_not_know_is_typed_whole(
    stage: Stage, conductor: Conductor, hand: Pointer, matter: Matter, qtbot: QtBot
) -> None:
    elsewhere = "临江省滨海市海边路8号"
    stage.at("hotline-12345", matter=stage.every_kind, answers=before("home"))
    conductor.changed.emit()
    Answering(hand, conductor, matter, {"home": elsewhere}).give(session_of(conductor))
    qtbot.waitUntil(lambda: given(conductor, "home") is not None, timeout=LONG_MS)
    assert Answer("home", elsewhere) == given(conductor, "home")


@pytest.mark.parametrize(
    "address",
    [
        "上海市徐汇区示范路1号",
        "海南省五指山市示范路2号",
        "广东省东莞市长安镇示范路3号",
        "浙江省杭州市西湖区示范路4号",
    ],
)
def test_an_address_anywhere_is_chosen_and_written_as_it_is_said(
    address: str, stage: Stage, conductor: Conductor, hand: Pointer, matter: Matter, qtbot: QtBot
) -> None:
    stage.at("hotline-12345", matter=stage.every_kind, answers=before("home"))
    conductor.changed.emit()
    Answering(hand, conductor, matter, {"home": address}).give(session_of(conductor))
    qtbot.waitUntil(lambda: given(conductor, "home") is not None, timeout=LONG_MS)
    assert Answer("home", address) == given(conductor, "home")


def test_what_is_known_and_right_is_taken_over_and_what_is_not_is_changed(
    stage: Stage, conductor: Conductor, hand: Pointer, catalogue: Catalogue, qtbot: QtBot
) -> None:
    like = catalogue.by_slug("remote-residence-filing")
    phone = msgspec.structs.replace(like, fields=like.fields[-1:])
    for wanted in ("13800000001", "19000000015"):
        stage.at(like.slug, matter=phone, records=RECORDS)
        conductor.changed.emit()
        qtbot.waitUntil(lambda: hand.shows("edit"), timeout=LONG_MS)
        Answering(hand, conductor, phone, {"phone": wanted}).give(session_of(conductor))
        qtbot.waitUntil(lambda: given(conductor, "phone") is not None, timeout=LONG_MS)
        assert Answer("phone", wanted) == given(conductor, "phone")


@pytest.mark.parametrize("field", ["school", "car"])
def test_what_need_not_be_answered_is_left_out(
    field: str, stage: Stage, conductor: Conductor, hand: Pointer, matter: Matter, qtbot: QtBot
) -> None:
    stage.at("hotline-12345", matter=stage.every_kind, answers=before(field))
    conductor.changed.emit()
    Answering(hand, conductor, matter, {field: ""}).give(session_of(conductor))
    qtbot.waitUntil(lambda: given(conductor, field) is not None, timeout=LONG_MS)
    assert Answer(field, "") == given(conductor, field)


def test_back_goes_within_a_question_before_it_leaves_it(
    stage: Stage, conductor: Conductor, hand: Pointer, qtbot: QtBot
) -> None:
    stage.at("hotline-12345", matter=stage.every_kind, answers=before("carer"))
    conductor.changed.emit()
    qtbot.waitUntil(lambda: hand.shows("input"), timeout=LONG_MS)
    hand.tap("input")
    hand.type("陈示范")
    hand.tap("action")
    qtbot.waitUntil(lambda: hand.shows("digit0"), timeout=LONG_MS)
    hand.tap("back")
    qtbot.waitUntil(lambda: hand.shows("input"), timeout=LONG_MS)
    assert "陈示范" == hand.items("input")[0].property("text")
    hand.tap("back")
    qtbot.waitUntil(lambda: given(conductor, "home") is None, timeout=LONG_MS)


def test_a_name_left_out_is_asked_for_before_the_number(
    stage: Stage, conductor: Conductor, hand: Pointer, qtbot: QtBot
) -> None:
    stage.at("hotline-12345", matter=stage.every_kind, answers=before("carer"))
    conductor.changed.emit()
    qtbot.waitUntil(lambda: hand.shows("input"), timeout=LONG_MS)
    hand.tap("action")
    qtbot.waitUntil(lambda: hand.shows("trouble"), timeout=LONG_MS)
    hand.tap("input")
    hand.type("陈示范")
    hand.tap("action")
    qtbot.waitUntil(lambda: hand.shows("digit0") and not hand.shows("trouble"), timeout=LONG_MS)
    assert conductor.session is not None
    assert answer_for(conductor.session.answers, "carer") is None, "the number is still to come"


def test_a_table_s_row_is_changed_and_taken_away(
    stage: Stage, conductor: Conductor, hand: Pointer, qtbot: QtBot
) -> None:
    stage.enter("form-table")
    qtbot.waitUntil(lambda: hand.shows("removeRow1"), timeout=LONG_MS)
    hand.tap("removeRow0")
    qtbot.waitUntil(lambda: not hand.shows("removeRow1"), timeout=LONG_MS)
    hand.tap("changeRow0")
    qtbot.waitUntil(lambda: hand.shows("input"), timeout=LONG_MS)
    hand.tap("action")
    hand.tap("option_parent")
    hand.tap("action")
    hand.tap("action")
    hand.tap("action")
    qtbot.waitUntil(lambda: hand.shows("changeRow0"), timeout=LONG_MS)
    hand.tap("action")
    qtbot.waitUntil(lambda: given(conductor, "family") is not None, timeout=LONG_MS)
    assert Answer("family", '[["李样本","parent","41","280000"]]') == given(conductor, "family")


def test_the_form_s_model_forgets_what_was_typed(
    stage: Stage, conductor: Conductor, hand: Pointer, qtbot: QtBot
) -> None:
    stage.enter("form-account")
    hand.tap("edit")
    qtbot.waitUntil(lambda: hand.shows("typed"), timeout=LONG_MS)
    conductor.finish()
    stage.enter("form-number")
    qtbot.waitUntil(lambda: hand.shows("typed"), timeout=LONG_MS)
    assert "" == hand.items("typed")[0].property("text")
