import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.card.nations import NATIONS
from devices.card.plausible import judge_validity
from devices.card.text_block import parse_text_block, with_newer_address
from kiosk.domain.card import CardBadNumber, CardExpired, CardRead, CardUnsupported
from kiosk.domain.identity import CardKind, Identity, Sex, check_digit
from sim.cardholders import EVERYBODY, FOREIGN_2017, FOREIGN_2023, RARE, RESIDENT
from sim.identity_card import SimulatedCard, encode_text_block


def altered(identity: Identity, **fields: object) -> bytes:
    return encode_text_block(msgspec.structs.replace(identity, **fields))


@pytest.mark.parametrize("person", EVERYBODY, ids=lambda person: person.kind)
def test_every_kind_of_card_is_understood(person: Identity) -> None:
    assert person == parse_text_block(encode_text_block(person))


def test_rare_characters_outside_the_first_plane_come_through() -> None:
    block = encode_text_block(RARE)
    assert "𠮷".encode("utf-16-le") in block
    assert isinstance(read := parse_text_block(block), Identity)
    assert "㐂𠮷𪚥" == read.name


def test_english_name_of_2023_goes_on_in_its_second_place() -> None:
    assert isinstance(read := parse_text_block(encode_text_block(FOREIGN_2023)), Identity)
    assert "SMITH EXAMPLE, JOHN WILLIAM ALEXANDER II" == read.english_name


def test_foreigner_without_a_chinese_name_is_called_by_the_english_one() -> None:
    for person in (FOREIGN_2017, FOREIGN_2023):
        block = altered(person, name=person.english_name)
        assert isinstance(read := parse_text_block(block), Identity)
        assert person.english_name == read.name


def test_forever_is_no_last_day() -> None:
    assert isinstance(read := parse_text_block(encode_text_block(RARE)), Identity)
    assert read.valid_to is None


def test_card_is_good_on_its_last_day_and_expired_on_the_next() -> None:
    last = dt.date(2040, 1, 1)
    assert CardRead(RESIDENT) == judge_validity(RESIDENT, last)
    assert CardExpired(RESIDENT) == judge_validity(RESIDENT, last + dt.timedelta(days=1))


@pytest.mark.parametrize("code", sorted(NATIONS))
def test_every_nation_is_named(code: str) -> None:
    block = bytearray(encode_text_block(RESIDENT))
    block[32:36] = code.encode("utf-16-le")
    assert isinstance(read := parse_text_block(bytes(block)), Identity)
    assert NATIONS[code] == read.nation


def test_all_nations_are_there() -> None:
    assert 58 == len(NATIONS)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"number": "330109199001010018"}, "the check character does not match the other 17"),
        ({"number": "33010919900101001"}, "the number has 17 characters, not 18"),
        ({"number": ""}, "the number has 0 characters, not 18"),
        ({"birth": dt.date(1990, 1, 2)}, "the birth date inside the number differs from the card's"),
        ({"sex": Sex.FEMALE}, "the sex inside the number differs from the card's"),
        ({"valid_to": dt.date(2019, 1, 1)}, "the card's last valid day lies before its first"),
        ({"valid_from": None}, "the card's first valid day is not a day"),
        ({"name": ""}, "the card's name is empty"),
        ({"name": "\ud842"}, "the card's name is not UTF-16"),
        ({"name": "王\n明"}, "the card's name holds control characters"),
    ],
)
def test_what_cannot_be_is_named_without_personal_data(fields: dict[str, object], sentence: str) -> None:
    assert CardBadNumber(sentence) == parse_text_block(altered(RESIDENT, **fields))


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("CAN330082072324", "the check digit does not match the other 14"),
        ("CAN33008207232", "the number has 14 characters, not 15"),
        ("C4N330082072323", "the first 3 characters are not all capital letters"),
        ("CAN3300820723X3", "the last 12 characters are not all digits"),
    ],
)
def test_impossible_number_of_2017_is_named(number: str, sentence: str) -> None:
    assert CardBadNumber(sentence) == parse_text_block(altered(FOREIGN_2017, number=number))


def test_birth_of_2017_has_to_agree() -> None:
    block = altered(FOREIGN_2017, birth=dt.date(1982, 7, 24))
    assert CardBadNumber("the birth date inside the number differs from the card's") == parse_text_block(
        block
    )


def test_unknown_area_is_fine() -> None:
    first = "999999" + RESIDENT.number[6:17]
    person = msgspec.structs.replace(RESIDENT, number=first + check_digit(first))
    assert person == parse_text_block(encode_text_block(person))


def test_unknown_type_letter_is_unsupported() -> None:
    block = bytearray(encode_text_block(RESIDENT))
    block[248:250] = "Z".encode("utf-16-le")
    assert isinstance(parse_text_block(bytes(block)), CardUnsupported)


def test_block_of_another_length_is_named() -> None:
    assert CardBadNumber("the card's text has 255 bytes, not 256") == parse_text_block(bytes(255))


def test_newer_address_takes_the_place_of_the_printed_one() -> None:
    block = SimulatedCard(RESIDENT, additional_address="杭州市滨江区新路2号").additional_address_block()
    assert block is not None
    assert "杭州市滨江区新路2号" == with_newer_address(RESIDENT, block).address
    assert RESIDENT == with_newer_address(RESIDENT, "  ".encode("utf-16-le"))
    assert RESIDENT == with_newer_address(RESIDENT, b"\x42\xd8")


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2026, 1, 1)),
    st.integers(1, 999),
    st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Zs"], exclude_characters="\u3000"),
        min_size=1,
        max_size=7,
    ),
    st.sampled_from(sorted(NATIONS.values())),
)
def test_every_resident_survives_the_way_to_the_card_and_back(
    birth: dt.date, sequence: int, name: str, nation: str
) -> None:
    first = f"330109{birth:%Y%m%d}{sequence:03d}"
    person = msgspec.structs.replace(
        RESIDENT,
        number=first + check_digit(first),
        birth=birth,
        name=name,
        nation=nation,
        sex=Sex.MALE if sequence % 2 else Sex.FEMALE,
    )
    assert CardKind.RESIDENT == person.kind
    assert person == parse_text_block(encode_text_block(person))
