import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import form
from kiosk.domain.answers import Answer, Answers, answer_for, with_answer, without_answer
from kiosk.domain.field import Condition, Field, FieldKind, Option
from kiosk.domain.form import Prefill, next_field, prefill, problem, problems
from kiosk.domain.text import Text
from tests.unit.kiosk.domain.sample import CATALOGUE, PERSON, UNREACHED, known, record

REPORT = CATALOGUE.by_slug("hotline-12345")
PERMIT = CATALOGUE.by_slug("residence-permit-endorsement")
WORDS = Text(zh="问", en="ask")
RIGHT: Answers = (
    Answer("category", "roads"),
    Answer("place", "示范路口"),
    Answer("request", "路灯坏了三天"),
    Answer("phone", "19000000001"),
)


def field(kind: FieldKind, **rest: object) -> Field:
    return msgspec.convert(
        {"id": "f", "label": WORDS, "question": WORDS, "kind": kind, **rest}, Field, from_attributes=True
    )


def test_right_answers_have_no_problem() -> None:
    assert () == problems(REPORT, RIGHT)


def test_every_missing_answer_is_named_with_how_to_mend_it() -> None:
    assert tuple((f.id, form.EMPTY) for f in REPORT.fields) == problems(REPORT, ())


def test_an_answer_to_another_matter_is_refused() -> None:
    assert (("plate", form.NOT_ASKED),) == problems(REPORT, (*RIGHT, Answer("plate", "浙A00000")))


def test_what_is_not_required_may_stay_empty() -> None:
    assert problem(field(FieldKind.PHONE, required=False), "  ") is None
    assert form.EMPTY == problem(field(FieldKind.PHONE), "  ")


@pytest.mark.parametrize(
    "value", ["19000000001", "13800000000", "0571-00001234", "057100001234", "010-00000000"]
)
def test_a_phone_is_mobile_or_has_its_area_code(value: str) -> None:
    assert problem(field(FieldKind.PHONE), value) is None


@pytest.mark.parametrize(
    "value", ["1900000000", "190000000011", "12000000000", "1234567", "phone", "+8619000000001"]
)
def test_what_is_no_phone_is_refused(value: str) -> None:
    assert form.BAD_PHONE == problem(field(FieldKind.PHONE), value)


@given(st.dates())
def test_every_day_is_a_date(day: dt.date) -> None:
    assert problem(field(FieldKind.DATE), day.isoformat()) is None


@pytest.mark.parametrize("value", ["2026-02-30", "2026-13-01", "yesterday", "23.11.2026"])
def test_what_is_no_day_is_refused(value: str) -> None:
    assert form.BAD_DATE == problem(field(FieldKind.DATE), value)


def test_only_what_is_offered_can_be_chosen() -> None:
    choice = field(FieldKind.CHOICE, options=[Option(value="a", label=WORDS), Option(value="b", label=WORDS)])

    assert problem(choice, "a") is None
    assert form.NOT_OFFERED == problem(choice, "c")


@given(st.text(st.characters(min_codepoint=32, categories=["L", "N"]), min_size=1, max_size=40))
def test_a_text_is_measured_without_the_blanks_around_it(value: str) -> None:
    text = field(FieldKind.TEXT, min_length=5, max_length=20)
    trouble = problem(text, f"  {value}  ")

    if len(value) > 20:
        assert form.TOO_LONG.format(most=20, have=len(value)) == trouble
    elif len(value) < 5:
        assert form.TOO_SHORT.format(least=5) == trouble
    else:
        assert trouble is None


def test_a_line_break_can_be_printed_and_a_control_character_can_not() -> None:
    text = field(FieldKind.LONG_TEXT)

    assert problem(text, "一\n二") is None
    assert form.CONTROL_CHARACTER == problem(text, "一\x1b二")


def test_an_answer_replaces_the_earlier_one_and_can_be_taken_back() -> None:
    changed = with_answer(RIGHT, Answer("place", "样例大道"))

    assert answer_for(changed, "place") == Answer("place", "样例大道")
    assert len(changed) == len(RIGHT)
    assert answer_for(without_answer(changed, "place"), "place") is None


def test_fields_are_asked_in_their_order_until_all_have_an_answer() -> None:
    asked = [next_field(REPORT, RIGHT[:count]) for count in range(5)]

    assert [*REPORT.fields, None] == asked


def test_a_value_of_a_library_is_taken_over_with_its_source() -> None:
    phone = PERMIT.field("phone")
    records = known(record("population.person", phone="19000000001"))

    assert prefill(phone, PERSON, records) == Prefill("19000000001", Text(zh="某库", en="某库"))


def test_what_no_library_knows_is_not_taken_over() -> None:
    phone = PERMIT.field("phone")

    assert prefill(phone, PERSON, known(record("population.person", phone=None))) is None
    assert prefill(phone, PERSON, known()) is None
    assert prefill(phone, PERSON, UNREACHED) is None
    assert prefill(PERMIT.field("reason"), PERSON, known()) is None


def test_the_card_says_the_address() -> None:
    address = msgspec.structs.replace(PERMIT.field("address"), prefill="identity.address")

    assert prefill(address, PERSON, known()) == Prefill(str(PERSON.address), form.YOUR_CARD)


def test_answers_show_nothing_of_themselves() -> None:
    assert "19000000001" not in repr(RIGHT)
    assert "19000000001" not in repr(Prefill("19000000001", WORDS))


WORK_OR_STUDY = [Option(value="work", label=WORDS), Option(value="study", label=WORDS)]
FIRST = [Option(value="1", label=WORDS)]
REASON = field(
    FieldKind.CHOICE,
    id="reason",
    options=[Option(value="work", label=WORDS), Option(value="study", label=WORDS)],
)
SCHOOL = field(FieldKind.TEXT, id="school", when=Condition(field="reason", among=("study",)))
GRADE = field(
    FieldKind.CHOICE,
    id="grade",
    when=Condition(field="reason", among=("study",)),
    options=[Option(value="1", label=WORDS)],
)
CLASS_ = field(FieldKind.TEXT, id="class", when=Condition(field="grade", among=("1",)))
LAST = field(FieldKind.TEXT, id="last")
BRANCHING = msgspec.structs.replace(REPORT, fields=(REASON, SCHOOL, GRADE, CLASS_, LAST))


@pytest.mark.parametrize(
    ("answers", "asked_now", "place"),
    [
        ((), REASON, (1, None)),
        ((Answer("reason", "work"),), LAST, (2, 2)),
        ((Answer("reason", "study"),), SCHOOL, (2, None)),
        ((Answer("reason", "study"), Answer("school", "x"), Answer("grade", "1")), CLASS_, (4, 5)),
    ],
)
def test_the_number_of_questions_is_said_once_no_answer_can_change_it(
    answers: Answers, asked_now: Field, place: tuple[int, int | None]
) -> None:
    assert place == form.place_of(BRANCHING, answers, asked_now)


@pytest.mark.parametrize(
    ("bounds", "day"),
    [
        ({}, "2026-03-02"),
        ({"latest": "@today-1"}, "2026-03-01"),
        ({"earliest": "@today+3"}, "2026-03-05"),
        ({"earliest": "2020-01-01", "latest": "2020-12-31"}, "2020-12-31"),
    ],
)
def test_a_date_begins_with_the_day_nearest_to_today_that_will_do(bounds: dict[str, str], day: str) -> None:
    first = form.first_day(field(FieldKind.DATE, **bounds), dt.date(2026, 3, 2))
    assert dt.date.fromisoformat(day) == first
    assert problem(field(FieldKind.DATE, **bounds), first.isoformat(), today=dt.date(2026, 3, 2)) is None
