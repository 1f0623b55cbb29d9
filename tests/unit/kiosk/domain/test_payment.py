from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.payment import fen_of, yuan, yuan_text
from kiosk.domain.text import Text


@pytest.mark.parametrize(
    ("amount_fen", "written"),
    [(0, "0.00"), (1, "0.01"), (100, "1.00"), (20000, "200.00"), (123456789, "1234567.89"), (-5, "-0.05")],
)
def test_an_amount_is_written_in_yuan(amount_fen: int, written: str) -> None:
    assert written == yuan(amount_fen)


@pytest.mark.parametrize(
    ("amount_fen", "zh", "en"),
    [
        (20000, "200.00", "200.00"),
        (123456789, "1234567.89", "1,234,567.89"),
        (-100000, "-1000.00", "-1,000.00"),
    ],
)
def test_an_english_amount_has_commas_between_its_thousands(amount_fen: int, zh: str, en: str) -> None:
    assert Text(zh=zh, en=en) == yuan_text(amount_fen)


@given(st.integers(-(10**15), 10**15))
def test_no_fen_is_lost_in_writing(amount_fen: int) -> None:
    assert Decimal(yuan(amount_fen)) * 100 == amount_fen


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("12", 1200), ("12.", 1200), ("12.5", 1250), ("12.50", 1250), (".5", 50), ("0", 0), ("", 0)],
)
def test_an_amount_is_read_as_it_is_typed(typed: str, fen: int) -> None:
    assert fen == fen_of(typed)


@given(st.integers(0, 10**12))
def test_what_is_written_in_yuan_reads_back(fen: int) -> None:
    assert fen == fen_of(yuan(fen))
