import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.card.social_card import PIN_NEEDED, read_social_card
from kiosk.domain.card import CardBadNumber, CardMoved, CardUnsupported
from kiosk.domain.identity import Identity
from sim.card_files import Generation, SocialCard, SocialCardChip
from sim.cardholders import RARE, RESIDENT, social

VERIFY = 0x20


@pytest.mark.parametrize("generation", list(Generation))
@pytest.mark.parametrize("person", [RESIDENT, RARE], ids=["common", "rare"])
def test_every_generation_is_read(generation: Generation, person: Identity) -> None:
    chip = SocialCardChip(SocialCard(identity=person, generation=generation, pin_protected=False))
    assert social(person) == read_social_card(chip.answer)


@pytest.mark.parametrize("generation", list(Generation))
def test_pin_is_never_sent(generation: Generation) -> None:
    chip = SocialCardChip(SocialCard(identity=RESIDENT, generation=generation, pin_protected=True))
    sent: list[int] = []

    def transmit(command: bytes) -> bytes:
        sent.append(command[1])
        return chip.answer(command)

    assert PIN_NEEDED == read_social_card(transmit)
    assert VERIFY not in sent


def test_another_kind_of_card_is_unsupported() -> None:
    assert isinstance(read_social_card(lambda _: b"\x6a\x82"), CardUnsupported)


def test_card_without_the_holders_file_is_unsupported_and_the_file_is_named() -> None:
    chip = SocialCardChip(SocialCard(identity=RESIDENT))
    outcome = read_social_card(lambda c: b"\x6a\x82" if c[-2:] == b"\xef\x06" else chip.answer(c))
    assert CardUnsupported("the card has no file EF06 (status 6A82)") == outcome


def test_holders_file_without_records_is_unsupported() -> None:
    chip = SocialCardChip(SocialCard(identity=RESIDENT))
    outcome = read_social_card(lambda c: b"\x6a\x83" if c[1] == 0xB2 else chip.answer(c))
    assert isinstance(outcome, CardUnsupported)


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=40))
def test_any_answers_give_a_value(answers: list[bytes]) -> None:
    left = list(answers)
    outcome = read_social_card(lambda _: left.pop() if left else b"\x90\x00")
    assert isinstance(outcome, Identity | CardBadNumber | CardUnsupported | CardMoved)
