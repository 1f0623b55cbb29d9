"""Years that are offered move with today, and an answer keeps its name in whatever year it is read."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.field import Field, FieldKind, Option
from kiosk.domain.form import NOT_OFFERED, problem
from kiosk.domain.text import Text
from kiosk.domain.years import label_of, offered, year_on

LABEL = Text(zh="{year}年", en="{year}")
ALL = Text(zh="全部", en="All")
OPTIONS = (
    Option(value="@year", label=LABEL),
    Option(value="@year-1", label=LABEL),
    Option(value="all", label=ALL),
)
FIELD = Field(id="year", label=ALL, question=ALL, kind=FieldKind.CHOICE, options=OPTIONS)
NEW_YEAR = dt.date(2027, 1, 1)


def test_last_year_is_another_one_after_new_year() -> None:
    before = [option.value for option in offered(OPTIONS, NEW_YEAR - dt.timedelta(days=1))]
    assert ["2026", "2025", "all"] == before
    assert [("2027", "2027年"), ("2026", "2026年"), ("all", "全部")] == [
        (option.value, option.label.zh) for option in offered(OPTIONS, NEW_YEAR)
    ]


@given(today=st.dates(dt.date(2000, 1, 1), dt.date(2090, 12, 31)))
def test_what_is_offered_is_taken_and_named_in_any_later_year(today: dt.date) -> None:
    for option in offered(OPTIONS, today):
        assert problem(FIELD, option.value, today=today) is None
        assert problem(FIELD, option.value) is None
        assert option.label == label_of(OPTIONS, option.value)


@pytest.mark.parametrize("value", ["2025", "2028", "@year", "year", "20270", "２０２７"])
def test_what_is_not_offered_today_is_not_taken(value: str) -> None:
    assert NOT_OFFERED == problem(FIELD, value, today=NEW_YEAR)


def test_what_was_never_a_year_is_not_taken_without_a_day_either() -> None:
    assert NOT_OFFERED == problem(FIELD, "@year")
    assert NOT_OFFERED == problem(FIELD, "26")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("@year", "2027"),
        ("@year+1", "2028"),
        ("@year-1-04-12", "2026-04-12"),
        ("@year-01-18", "2027-01-18"),
        ("@year-2年3月", "2025年3月"),
    ],
)
def test_a_year_may_stand_within_a_text(written: str, meant: str) -> None:
    assert meant == year_on(written, NEW_YEAR)
