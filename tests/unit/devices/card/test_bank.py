import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.card.bank import BankCardRead, passes_luhn, read_bank_card, tlvs
from kiosk.domain.card import CardBadNumber, CardUnsupported
from sim.bank_card import BankCard


def luhn_of(first: str) -> str:
    return next(first + digit for digit in "0123456789" if passes_luhn(first + digit))


NUMBER = luhn_of("622848000000000000")


@pytest.mark.parametrize("only_track", [False, True], ids=["plain", "track"])
def test_number_is_read_and_masked(only_track: bool) -> None:  # noqa: FBT001
    card = BankCard(number=NUMBER, only_track=only_track)
    assert BankCardRead("622848*********" + NUMBER[-4:]) == read_bank_card(card.chip().answer)


def test_the_simulated_card_has_a_possible_number() -> None:
    assert passes_luhn(BankCard().number)


def test_wrong_check_digit_is_told_without_the_number() -> None:
    wrong = NUMBER[:-1] + str((int(NUMBER[-1]) + 1) % 10)
    outcome = read_bank_card(BankCard(number=wrong).chip().answer)
    assert CardBadNumber("the check digit of the card's number does not match the others") == outcome


def test_another_kind_of_card_is_unsupported() -> None:
    assert isinstance(read_bank_card(lambda _: b"\x6a\x82"), CardUnsupported)


def test_luhn_knows_the_published_example() -> None:
    assert passes_luhn("79927398713")
    assert not passes_luhn("79927398710")


def test_nested_and_long_values_are_found() -> None:
    inner = b"\x5a\x81\x02\x12\x34"
    assert [(0x70, inner), (0x5A, b"\x12\x34")] == list(tlvs(b"\x70\x05" + inner))
    assert [(0x9F38, b"\x01")] == list(tlvs(b"\x9f\x38\x01\x01"))


def test_values_nested_without_end_are_given_up() -> None:
    data = b"".join(b"\x70\x82" + (4 * (2000 - n)).to_bytes(2, "big") for n in range(1, 2001))
    assert 9 == len(list(tlvs(data)))


@given(st.binary(max_size=100))
def test_any_bytes_end(data: bytes) -> None:
    assert all(isinstance(value, bytes) for _, value in tlvs(data))


@given(st.lists(st.binary(max_size=60), max_size=30))
def test_any_answers_give_a_value(answers: list[bytes]) -> None:
    left = [answer + b"\x90\x00" for answer in answers]
    outcome = read_bank_card(lambda _: left.pop() if left else b"\x6a\x83")
    assert isinstance(outcome, BankCardRead | CardBadNumber | CardUnsupported)
