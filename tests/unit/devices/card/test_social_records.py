import datetime as dt

import pytest

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
    bcd_day,
    record_value,
    social_identity,
    whole_number,
)
from kiosk.domain.card import CardBadNumber
from kiosk.domain.identity import Identity
from sim.card_files import SocialCard, holder_records, issuer_records
from sim.cardholders import RARE, RESIDENT, social

FIELDS = (NUMBER, NAME, SEX, NATION, BIRTH, ISSUED, EXPIRES)


def values_of(person: Identity) -> Values:
    found = dict(issuer_records(SocialCard(identity=person)) + holder_records(person))
    return {field: found[field.tag] for field in FIELDS}


@pytest.mark.parametrize("person", [RESIDENT, RARE], ids=["common", "rare"])
def test_records_name_their_holder(person: Identity) -> None:
    assert social(person) == social_identity(values_of(person))


def test_record_is_tag_length_value() -> None:
    assert b"\x31" == record_value(SEX, bytes.fromhex("0A0131"))
    assert record_value(SEX, bytes.fromhex("0B0131")) is None
    assert record_value(SEX, bytes.fromhex("0A02")) is None
    assert record_value(SEX, b"") is None


def test_padding_on_the_right_is_dropped() -> None:
    padded = values_of(RESIDENT) | {NAME: "王小明".encode("gbk") + b"\xff" * 24}
    assert social(RESIDENT) == social_identity(padded)


def test_missing_birth_is_taken_from_the_number() -> None:
    values = values_of(RESIDENT)
    del values[BIRTH]
    assert social(RESIDENT) == social_identity(values)


def test_number_of_fifteen_digits_is_made_whole() -> None:
    old = RESIDENT.number[:6] + RESIDENT.number[8:17]
    assert social(RESIDENT) == social_identity(values_of(RESIDENT) | {NUMBER: old.encode() + b"\xff" * 3})


def test_check_character_may_be_written_small() -> None:
    assert "11010519491231002X" == whole_number("11010519491231002x")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (NUMBER, b"330109199001010018", "the check character does not match the other 17"),
        (NUMBER, b"\x81", "the card's name or number is no text"),
        (NAME, bytes(30), "the card's name is empty"),
        (BIRTH, bytes.fromhex("19900102"), "the birth date inside the number differs from the card's"),
        (SEX, b"2", "the sex inside the number differs from the card's"),
        (EXPIRES, bytes.fromhex("20401301"), "the card's last valid day is not a day"),
    ],
)
def test_what_cannot_be_is_named_without_personal_data(field: Field, value: bytes, sentence: str) -> None:
    assert CardBadNumber(sentence) == social_identity(values_of(RESIDENT) | {field: value})


def test_bcd_is_a_day_or_nothing() -> None:
    assert dt.date(2040, 1, 31) == bcd_day(bytes.fromhex("20400131"))
    assert bcd_day(bytes.fromhex("2040013F")) is None
    assert bcd_day(bytes.fromhex("20400231")) is None
    assert bcd_day(b"") is None
