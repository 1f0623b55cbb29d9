import itertools

import msgspec
import pytest

from devices.card.bank import read_bank_card
from devices.card.social_card import PIN_NEEDED, read_social_card
from kiosk.domain.card import CardUnsupported
from kiosk.domain.identity import CardKind, Identity
from sim.bank_card import BankCard
from sim.card_files import BROKEN, PURSE, SocialCard, SocialCardChip
from sim.card_variants import Generation
from sim.cardholders import RARE, RESIDENT, social
from sim.virtual_card import InsertableCard

PIN_INSTRUCTIONS = {0x20, 0x21, 0x24, 0x2C}
"""VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER (ISO 7816-4, 11.5)."""
SOCIAL_CARDS = tuple(
    SocialCard(identity=RESIDENT, generation=generation, pin_protected=protected, purse=purse, broken=broken)
    for generation, protected, purse, broken in itertools.product(
        Generation, (None, True, False), (True, False), (True, False)
    )
)
BANK_CARDS = tuple(
    BankCard(only_track=track, contactless=contactless, fetched=fetched)
    for track, contactless, fetched in itertools.product((True, False), repeat=3)
)


def told_to(card: InsertableCard) -> list[bytes]:
    """Return every command that both readings send to a card."""
    chip, sent = card.chip(), []

    def transmit(command: bytes) -> bytes:
        sent.append(command)
        return chip.answer(command)

    read_social_card(transmit)
    read_bank_card(transmit)
    return sent


@pytest.mark.parametrize("generation", list(Generation))
@pytest.mark.parametrize("person", [RESIDENT, RARE], ids=["common", "rare"])
def test_every_generation_is_read(generation: Generation, person: Identity) -> None:
    chip = SocialCardChip(SocialCard(identity=person, generation=generation, pin_protected=False))
    assert social(person) == read_social_card(chip.answer)


@pytest.mark.parametrize("card", [*SOCIAL_CARDS, *BANK_CARDS], ids=lambda card: type(card).__name__)
def test_no_pin_is_ever_sent(card: InsertableCard) -> None:
    assert not PIN_INSTRUCTIONS & {command[1] for command in told_to(card)}


@pytest.mark.parametrize("card", SOCIAL_CARDS, ids=lambda card: card.generation)
def test_a_purse_is_never_selected_nor_asked(card: SocialCard) -> None:
    for command in told_to(card):
        assert PURSE not in command
        assert command[:2] not in {b"\x80\x5c", b"\x80\x50", b"\x80\x52", b"\x80\x54"}  # balance, load, debit


@pytest.mark.parametrize("generation", list(Generation))
def test_card_that_wants_a_pin_says_so_in_words_of_its_own(generation: Generation) -> None:
    chip = SocialCardChip(SocialCard(identity=RESIDENT, generation=generation, pin_protected=True))
    assert PIN_NEEDED == read_social_card(chip.answer)
    assert PIN_NEEDED.message.startswith("PIN pad needed")


@pytest.mark.parametrize("generation", list(Generation))
def test_card_with_a_purse_beside_is_a_citizen_card(generation: Generation) -> None:
    card = SocialCard(identity=RESIDENT, generation=generation, pin_protected=False, purse=True)
    citizen = msgspec.structs.replace(social(RESIDENT), kind=CardKind.CITIZEN)
    assert citizen == read_social_card(card.chip().answer)


def test_broken_chip_is_unsupported() -> None:
    chip = SocialCard(identity=RESIDENT, broken=True).chip()
    assert BROKEN.to_bytes(2, "big") == chip.answer(b"\x00\xa4\x04\x00\x00")
    assert isinstance(read_social_card(chip.answer), CardUnsupported)


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
