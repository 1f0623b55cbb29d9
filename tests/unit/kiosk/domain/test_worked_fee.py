"""Fees that are worked out: whole fen, bounded, and the same at both ends."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.residents import entries_of_nobody, load_residents
from kiosk.catalogue.loader import load
from kiosk.domain.fee import due_fen
from kiosk.domain.matter import Matter
from kiosk.domain.record import Record, Records, Scalar
from kiosk.domain.text import Text
from kiosk.domain.worked_fee import (
    MOST_FEN,
    WHOLE,
    Each,
    EachByWord,
    Late,
    Relief,
    Share,
    ShareByWord,
    Sum,
    WorkedFee,
    figure_flaws,
    share,
    work_out,
)

TODAY = dt.date(2026, 11, 26)
WORDS = Text(zh="依据", en="basis")
NOBODY = Records(reached=True)
LATE = Late(due="due", per_day=300, name=WORDS)
HALF = Relief(key="energy", values=("new",), off=5000, most_fen=1_500_000, name=WORDS)
AMOUNTS = st.integers(0, MOST_FEN)
RATES = st.integers(1, WHOLE)
CATALOGUE = load()
MATTERS = [matter for matter in CATALOGUE.matters.values() if isinstance(matter.fee, WorkedFee)]
HELD = (
    *(record for resident in load_residents(today=TODAY) for record in resident.records),
    *entries_of_nobody(today=TODAY),
)


def fee(sum_: Sum, relief: Relief | None = None, late: Late | None = None) -> WorkedFee:
    return WorkedFee(field="bill", sum=sum_, relief=relief, late=late, basis=WORDS, payee=WORDS)


def row(**values: Scalar) -> Record:
    return Record(type="t.bill", id="1", source="库", values=values)


def total(fee: WorkedFee, row: Record, today: dt.date | None = TODAY) -> int | None:
    worked = work_out(fee, row, today)
    return None if worked is None else worked.total_fen


@given(amount=AMOUNTS, rate=RATES)
def test_a_share_is_the_nearest_fen_and_half_a_fen_goes_up(amount: int, rate: int) -> None:
    exact = Fraction(amount * rate, WHOLE)
    assert -Fraction(1, 2) < share(amount, rate) - exact <= Fraction(1, 2)


@given(base=AMOUNTS, rates=st.fixed_dictionaries({"pension": RATES, "medical": RATES}))
def test_a_contribution_is_its_base_times_the_rate_of_its_insurance(base: int, rates: dict[str, int]) -> None:
    worked = fee(ShareByWord(base="base_fen", by="insurance", rates=rates))
    for insurance, rate in rates.items():
        assert share(base, rate) == total(worked, row(base_fen=base, insurance=insurance))
    assert total(worked, row(base_fen=base, insurance="injury")) is None


@given(price=st.integers(0, 10**6), count=st.integers(0, 10**4), held=st.integers(0, 10**10))
def test_what_is_held_already_is_taken_off_and_never_paid_back(price: int, count: int, held: int) -> None:
    worked = fee(Each(price="rate_fen", count="area", less="held_fen"))
    assert max(0, price * count - held) == total(worked, row(rate_fen=price, area=count, held_fen=held))


def test_a_registration_costs_by_its_kind_and_by_the_piece() -> None:
    worked = fee(EachByWord(by="kind", prices={"dwelling": 8000, "copies": 1000}, count="count"))
    assert 8000 == total(worked, row(kind="dwelling", count=1))
    assert 3000 == total(worked, row(kind="copies", count=3))
    assert total(worked, row(kind="other", count=1)) is None


@given(amount=AMOUNTS, days=st.integers(-1000, 5000))
def test_lateness_grows_by_the_day_and_is_never_more_than_the_sum(amount: int, days: int) -> None:
    due = row(amount_fen=amount, due=(TODAY - dt.timedelta(days=days)).isoformat())
    worked = work_out(fee(Share(base="amount_fen"), late=LATE), due, TODAY)
    assert worked is not None
    assert min(share(amount, 300 * max(0, days)), amount) == worked.late_fen
    assert amount + worked.late_fen == worked.total_fen <= 2 * amount


@pytest.mark.parametrize(("days", "late"), [(-1, 0), (0, 0), (1, 600), (5, 3000), (33, 19800), (34, 20000)])
def test_a_fine_of_200_yuan_is_late_from_the_day_after(days: int, late: int) -> None:
    due = row(amount_fen=20000, due=(TODAY - dt.timedelta(days=days)).isoformat())
    assert 20000 + late == total(fee(Share(base="amount_fen"), late=LATE), due)


@given(price=AMOUNTS)
def test_relief_has_its_most(price: int) -> None:
    worked = fee(Share(base="price_fen", rate=1000), relief=HALF)
    tax = share(price, 1000)
    assert tax == total(worked, row(price_fen=price, energy="fuel"))
    assert tax - min(share(tax, 5000), 1_500_000) == total(worked, row(price_fen=price, energy="new"))


@given(today=st.dates())
def test_without_a_day_nothing_is_late(today: dt.date) -> None:
    worked = fee(Share(base="amount_fen"), late=LATE)
    assert 100 == total(worked, row(amount_fen=100, due=today.isoformat()), None)


@pytest.mark.parametrize("value", [None, "", "100", -1, True, MOST_FEN + 1, 10**30])
def test_a_figure_that_is_none_makes_no_amount(value: Scalar) -> None:
    assert total(fee(Share(base="amount_fen")), row(amount_fen=value)) is None
    assert total(fee(Each(price="rate_fen", count="area")), row(rate_fen=value, area=1)) is None


def test_a_bill_without_a_last_day_is_not_late() -> None:
    assert 100 == total(fee(Share(base="amount_fen"), late=LATE), row(amount_fen=100, due=None))


@pytest.mark.parametrize("due", ["", "soon", "2026-13-01"])
def test_a_day_that_is_none_makes_no_amount(due: Scalar) -> None:
    assert total(fee(Share(base="amount_fen"), late=LATE), row(amount_fen=100, due=due)) is None


@pytest.mark.parametrize(
    "wrong",
    [
        fee(Share(base="b", rate=0)),
        fee(Share(base="b", rate=WHOLE + 1)),
        fee(ShareByWord(base="b", by="w", rates={"a": 1, "b": -1})),
        fee(EachByWord(by="w", prices={"a": 0}, count="c")),
        fee(Share(base="b"), relief=Relief(key="k", values=(), off=0, most_fen=1, name=WORDS)),
        fee(Share(base="b"), late=Late(due="d", per_day=20, most=10, name=WORDS)),
    ],
)
def test_figures_that_no_fee_has_are_told(wrong: WorkedFee) -> None:
    assert 1 == len(list(figure_flaws(wrong)))


def test_six_matters_are_worked_out() -> None:
    assert 6 <= len(MATTERS)


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.slug)
def test_what_a_library_noted_of_a_bill_is_what_is_worked_out(matter: Matter) -> None:
    assert isinstance(matter.fee, WorkedFee)
    type_ = matter.lookup(matter.field(matter.fee.field).lookup or "").record
    bills = [record for record in HELD if record.type == type_]
    assert bills
    for bill in bills:
        due = due_fen(matter.fee, (), {matter.fee.field: bill}, NOBODY)
        assert bill.values["amount_fen"] == due, bill.values
