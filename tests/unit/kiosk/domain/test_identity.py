import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.identity import (
    CardKind,
    Identity,
    age_on,
    check_digit,
    mask_name,
    mask_number,
    number_problem,
)

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
DIGITS = "0123456789"


@st.composite
def numbers(draw: st.DrawFn) -> str:
    area = draw(st.text(DIGITS, min_size=6, max_size=6))
    sequence = draw(st.text(DIGITS, min_size=3, max_size=3))
    first17 = f"{area}{draw(DAYS):%Y%m%d}{sequence}"
    return first17 + check_digit(first17)


@pytest.mark.parametrize(
    "number",
    [
        "330109199001010017",
        "330109199001010025",
        "330109198512311239",
        "810000199001010019",
        "820000199505050024",
        "830000198808080033",
        "933840199001010013",
    ],
)
def test_the_known_numbers_are_possible(number: str) -> None:
    assert number_problem(number) is None


@given(numbers())
def test_every_number_with_its_check_character_is_possible(number: str) -> None:
    assert number_problem(number) is None


@given(numbers(), st.integers(0, 16), st.sampled_from(DIGITS))
def test_one_wrong_digit_is_always_noticed(number: str, position: int, digit: str) -> None:
    changed = number[:position] + digit + number[position + 1 :]

    assert (number_problem(changed) is None) == (changed == number)


@given(st.text(max_size=20))
def test_any_text_gets_an_answer_that_does_not_repeat_it(text: str) -> None:
    problem = number_problem(text)

    assert problem is None or len(text) < 4 or text not in problem


def test_each_impossible_number_says_why() -> None:
    born = dt.date(1990, 1, 1)

    assert "17 characters" in str(number_problem("33010919900101001"))
    assert "not all digits" in str(number_problem("３３0109199001010017"))
    assert "check character" in str(number_problem("330109199001010018"))
    assert "not a day" in str(number_problem("33010919901301001" + check_digit("33010919901301001")))
    assert "differs" in str(number_problem("330109198512311239", birth=born))
    assert number_problem("330109199001010017", birth=born) is None


@pytest.mark.parametrize(
    ("name", "masked"),
    [("", ""), ("王", "王"), ("王芳", "王*"), ("王小明", "王*明"), ("周𠮷", "周*"), ("欧阳小明", "欧**明")],
)
def test_a_name_is_masked_but_for_its_ends(name: str, masked: str) -> None:
    assert masked == mask_name(name)


@given(st.text(min_size=5))
def test_a_masked_number_keeps_its_length_and_its_last_four(number: str) -> None:
    masked = mask_number(number)

    assert len(masked) == len(number)
    assert masked.endswith(number[-4:])
    assert set(masked[:-4]) == {"*"}


def test_a_birthday_counts_from_its_own_day() -> None:
    birth = dt.date(1966, 11, 23)

    assert 59 == age_on(birth, dt.date(2026, 11, 22))
    assert 60 == age_on(birth, dt.date(2026, 11, 23))


def test_who_is_born_on_a_leap_day_is_a_year_older_on_the_first_of_march() -> None:
    birth = dt.date(2008, 2, 29)

    assert 17 == age_on(birth, dt.date(2026, 2, 28))
    assert 18 == age_on(birth, dt.date(2026, 3, 1))


@given(DAYS, st.integers(0, 40000))
def test_nobody_gets_younger(birth: dt.date, days: int) -> None:
    later = birth + dt.timedelta(days=days)

    assert 0 <= age_on(birth, later) <= age_on(birth, later + dt.timedelta(days=1))


def test_an_identity_shows_nothing_of_itself() -> None:
    identity = Identity(
        kind=CardKind.RESIDENT, name="王小明", number="330109199001010017", birth=dt.date(1990, 1, 1)
    )

    assert "王小明" not in repr(identity)
    assert "3301" not in repr(identity)
