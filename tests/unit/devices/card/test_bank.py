import pytest

from devices.card.bank import BankCardRead, passes_luhn, read_bank_card
from devices.card.tlv import tlvs
from kiosk.domain.card import CardBadNumber, CardUnsupported
from sim.bank_card import APPLICATION, BankCard
from sim.card_files import SocialCard
from sim.cardholders import RESIDENT


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


VARIANTS = {
    "contact": BankCard(number=NUMBER),
    "contactless": BankCard(number=NUMBER, contactless=True),
    "contact, answers fetched": BankCard(number=NUMBER, fetched=True),
    "contactless, answers fetched": BankCard(number=NUMBER, contactless=True, fetched=True),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_both_directories_are_read_whether_answers_come_or_are_fetched(variant: str) -> None:
    assert BankCardRead("622848*********" + NUMBER[-4:]) == read_bank_card(VARIANTS[variant].chip().answer)


def test_the_cards_favourite_is_asked_first() -> None:
    selected: list[bytes] = []
    chip = BankCard().chip()

    def transmit(command: bytes) -> bytes:
        if command[:4] == b"\x00\xa4\x04\x00":
            selected.append(command[5:])
        return chip.answer(command)

    read_bank_card(transmit)
    assert [b"1PAY.SYS.DDF01", APPLICATION] == selected


def test_a_card_whose_only_application_is_a_purse_shows_no_number() -> None:
    chip = SocialCard(identity=RESIDENT, purse=True).chip()
    assert CardUnsupported("none of the card's payment applications shows a number") == read_bank_card(
        chip.answer
    )


def test_a_file_list_without_end_is_given_up() -> None:
    chip = BankCard().chip()
    asked: list[bytes] = []

    def transmit(command: bytes) -> bytes:
        asked.append(command)
        if command[:2] == b"\x80\xa8":
            return b"\x80\x7e\x7c\x00" + b"\x08\x00\xff\x00" * 31 + b"\x90\x00"
        return b"\x6a\x83" if command[1] == 0xB2 and command[3] != 0x0C else chip.answer(command)

    assert isinstance(read_bank_card(transmit), CardUnsupported)
    assert len(asked) < 100
