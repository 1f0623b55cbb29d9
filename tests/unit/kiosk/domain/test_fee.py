"""What a matter costs: fixed, reduced, chosen, picked, entered."""

import pytest

from kiosk.domain.answers import Answer
from kiosk.domain.fee import ChosenFee, EnteredFee, FixedFee, FreeOfCharge, PickedFee, Reduction, due_fen
from kiosk.domain.record import Record, Records
from kiosk.domain.text import Text

WORDS = Text(zh="依据", en="basis")
NOBODY = Records(reached=True)
LOW = Record(type="relief.low_income", id="l", source="民政库", values={"status": "valid"})
ENDED = Record(type="relief.low_income", id="l", source="民政库", values={"status": "ended"})
FIXED = FixedFee(
    amount_fen=2000,
    basis=WORDS,
    reductions=(
        Reduction(record="relief.low_income", key="status", values=("valid",), amount_fen=0, name=WORDS),
        Reduction(record="veteran.card", amount_fen=1000, name=WORDS),
    ),
)
VETERAN = Record(type="veteran.card", id="v", source="退役军人库", values={})
CHOSEN = ChosenFee(field="times", amounts={"1": 1500, "2": 3000}, basis=WORDS)
PICKED = PickedFee(field="bill", key="amount_fen", payee=WORDS)
ENTERED = EnteredFee(field="amount", payee=WORDS)


def test_what_is_free_costs_nothing() -> None:
    assert 0 == due_fen(FreeOfCharge(), (), {}, NOBODY)


@pytest.mark.parametrize(
    ("entries", "amount"),
    [((), 2000), ((LOW,), 0), ((ENDED,), 2000), ((VETERAN,), 1000), ((VETERAN, LOW), 0)],
)
def test_the_first_reduction_that_fits_counts(entries: tuple[Record, ...], amount: int) -> None:
    assert amount == due_fen(FIXED, (), {}, Records(reached=True, entries=entries))


@pytest.mark.parametrize(("value", "amount"), [("1", 1500), ("2", 3000), ("3", None), ("", None)])
def test_an_option_has_its_amount(value: str, amount: int | None) -> None:
    assert amount == due_fen(CHOSEN, (Answer("times", value),), {}, NOBODY)


def test_without_a_choice_nothing_can_be_said() -> None:
    assert due_fen(CHOSEN, (), {}, NOBODY) is None


@pytest.mark.parametrize(
    ("values", "amount"), [({"amount_fen": 20000}, 20000), ({}, None), ({"amount_fen": "x"}, None)]
)
def test_a_picked_row_says_its_amount(values: dict[str, int | str], amount: int | None) -> None:
    row = Record(type="bill", id="b", source="库", values=dict(values))
    assert amount == due_fen(PICKED, (), {"bill": row}, NOBODY)


def test_a_row_that_is_gone_has_no_amount() -> None:
    assert due_fen(PICKED, (), {"bill": None}, NOBODY) is None


@pytest.mark.parametrize(("value", "amount"), [("5000", 5000), ("", None), ("-1", None), ("1.5", None)])
def test_what_is_entered_is_paid(value: str, amount: int | None) -> None:
    assert amount == due_fen(ENTERED, (Answer("amount", value),), {}, NOBODY)
