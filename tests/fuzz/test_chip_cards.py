"""Hostile chip cards: whatever one answers, the outcome is a named one, the talk ends, and no PIN is sent."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from devices.card.apdu import Answer, ask, read_record, select_name, with_length
from devices.card.bank import BankCardRead, read_bank_card
from devices.card.directory import Application, entries
from devices.card.social_card import read_social_card
from devices.card.social_records import (
    BIRTH,
    EXPIRES,
    ISSUED,
    NAME,
    NATION,
    NUMBER,
    SEX,
    Field,
    Values,
    record_value,
    social_identity,
)
from devices.card.tlv import tags_and_lengths, tlvs
from kiosk.domain.card import CardBadNumber, CardPinNeeded, CardUnsupported
from kiosk.domain.identity import Identity
from sim.bank_card import BankCard
from sim.card_files import SocialCard
from sim.card_variants import Generation
from sim.cardholders import RESIDENT
from sim.virtual_card import InsertableCard

PIN_INSTRUCTIONS = {0x20, 0x21, 0x24, 0x2C}
"""VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER (ISO 7816-4, 11.5)."""
MOST_COMMANDS = 6_000
"""More than any talk may take, however much a card promises: an end, if not a quick one."""
FIELDS = (NUMBER, NAME, SEX, NATION, BIRTH, ISSUED, EXPIRES)
words = st.sampled_from(
    [b"\x90\x00", b"\x61\x00", b"\x61\x10", b"\x6c\x00", b"\x6c\x14", b"\x69\x82", b"\x69\x83", b"\x6a\x82"]
)
answers = st.one_of(
    st.binary(max_size=8), st.builds(lambda data, word: data + word, st.binary(max_size=60), words)
)
cards = st.one_of(
    st.builds(
        SocialCard,
        identity=st.just(RESIDENT),
        generation=st.sampled_from(Generation),
        pin_protected=st.sampled_from([None, True, False]),
        purse=st.booleans(),
        broken=st.booleans(),
    ),
    st.builds(BankCard, only_track=st.booleans(), contactless=st.booleans(), fetched=st.booleans()),
)


class Wire:
    """A card at the end of a wire on which every command is counted."""

    def __init__(self, answers: Iterable[bytes]) -> None:
        self._answers = iter(answers)
        self.instructions: list[int] = []

    def __call__(self, command: bytes) -> bytes:
        self.instructions.append(command[1])
        assert len(self.instructions) < MOST_COMMANDS, "the talk does not end"
        return next(self._answers, b"\x6a\x83")


class Scarred(Wire):
    """A real chip, some of whose answers are bent."""

    def __init__(self, card: InsertableCard, scars: list[tuple[int, int]]) -> None:
        super().__init__(())
        self._chip = card.chip()
        self._scars = scars

    def __call__(self, command: bytes) -> bytes:
        super().__call__(command)
        answer = bytearray(self._chip.answer(command))
        if self._scars:
            at, change = self._scars.pop()
            answer[at % len(answer)] ^= change
        return bytes(answer)


def look_at(wire: Wire) -> None:
    """Hold every talk with a card against what it may come to."""
    social = read_social_card(wire)
    assert isinstance(social, Identity | CardBadNumber | CardUnsupported | CardPinNeeded)
    assert isinstance(read_bank_card(wire), BankCardRead | CardBadNumber | CardUnsupported)
    assert not PIN_INSTRUCTIONS & set(wire.instructions)


@given(st.lists(answers, max_size=60))
def test_a_card_that_answers_anything_comes_to_a_named_outcome(answers: list[bytes]) -> None:
    look_at(Wire(answers))


@given(answers)
def test_a_card_that_says_one_thing_for_ever_comes_to_an_end(answer: bytes) -> None:
    look_at(Wire(iter(lambda: answer, None)))


@given(cards, st.lists(st.tuples(st.integers(0, 300), st.integers(0, 255)), max_size=40))
def test_a_card_with_bent_answers_comes_to_a_named_outcome(
    card: InsertableCard, scars: list[tuple[int, int]]
) -> None:
    look_at(Scarred(card, scars))


@given(
    st.lists(answers, max_size=30), st.sampled_from([select_name(b"x"), read_record(p1=1, p2=4, length=20)])
)
def test_any_answers_to_one_command_are_one_answer(answers: list[bytes], command: bytes) -> None:
    assert isinstance(ask(Wire(answers), command), Answer)


@given(st.binary(min_size=4, max_size=300), st.integers(0, 255))
def test_a_command_keeps_its_header_with_any_length(command: bytes, length: int) -> None:
    other = with_length(command, length)
    assert command[:4] == other[:4]
    assert length == other[-1]


@given(st.binary(max_size=300))
def test_any_bytes_are_values_that_lie_within_them(data: bytes) -> None:
    assert all(len(value) <= len(data) for _, value in tlvs(data))
    assert all(0 <= length <= 255 for _, length in tags_and_lengths(data))
    assert all(isinstance(one, Application) for one in entries(data))


@given(
    st.dictionaries(
        st.sampled_from(FIELDS),
        st.one_of(st.binary(max_size=32), st.just(RESIDENT.number.encode()), st.just(b"\xd5\xc5\xc8\xfd")),
    )
)
def test_any_records_are_a_person_or_a_named_trouble(values: Values) -> None:
    assert isinstance(social_identity(values), Identity | CardBadNumber)


@given(st.sampled_from(FIELDS), st.binary(max_size=40))
def test_any_record_is_its_value_or_none(field: Field, record: bytes) -> None:
    value = record_value(field, record)
    assert value is None or record[2 : 2 + len(value)] == value
