"""The talk with a social-security card, over whatever carries its APDUs; never a PIN."""

from collections.abc import Callable

import msgspec

from devices.card.apdu import PIN_FIRST, Answer, Transmit, ask, read_record, select_file, select_name
from devices.card.directory import applications
from devices.card.social_records import (
    BIRTH,
    EXPIRES,
    ISSUED,
    NAME,
    NATION,
    NUMBER,
    SEX,
    VERSION,
    Field,
    Values,
    record_value,
    social_identity,
)
from kiosk.domain.card import CardBadNumber, CardPinNeeded, CardUnsupported
from kiosk.domain.identity import CardKind, Identity

ENVIRONMENT = b"sx1.sh." + "社会保障".encode("gbk")
PIN_NEEDED = CardPinNeeded("PIN pad needed: this card protects its holder's data by a PIN")
_FILES = ((b"\xef\x05", (VERSION, ISSUED, EXPIRES)), (b"\xef\x06", (NUMBER, NAME, SEX, NATION, BIRTH)))
_NEEDED = (NUMBER, NAME)
_TAG_AND_LENGTH = 2
RecordForm = Callable[[Field], bytes]


def _by_tag(field: Field) -> bytes:
    return read_record(p1=field.tag, p2=0x00, length=field.length + _TAG_AND_LENGTH)


def _by_tag_in_file(field: Field) -> bytes:
    return read_record(p1=field.tag, p2=field.short_file_id << 3 | 4, length=field.length + _TAG_AND_LENGTH)


def _by_place(field: Field) -> bytes:
    return read_record(p1=field.place, p2=0x04, length=field.length + _TAG_AND_LENGTH)


_FORMS: tuple[RecordForm, ...] = (_by_tag, _by_tag_in_file, _by_place)
"""Generations of cards read a record in one of these ways; the tag in the answer tells which was right."""


def read_social_card(transmit: Transmit) -> Identity | CardBadNumber | CardUnsupported | CardPinNeeded:
    """Return the holder of the card, or why it does not name one.

    One whose directory names a purse too is a citizen card (市民卡); the purse itself is its operator's.
    """
    if not ask(transmit, select_name(ENVIRONMENT)).done:
        return CardUnsupported("the card has no social-security environment: another kind of card")
    values: Values = {}
    for file_id, fields in _FILES:
        refusal = _select(transmit, file_id) or _read_file(transmit, fields, values)
        if refusal is not None:
            return refusal
    if any(field not in values for field in _NEEDED):
        return CardUnsupported("the card's holder file has no name or number in any known form")
    holder = social_identity(values)
    if isinstance(holder, Identity) and any(one.is_purse for one in applications(transmit)):
        return msgspec.structs.replace(holder, kind=CardKind.CITIZEN)
    return holder


def _select(transmit: Transmit, file_id: bytes) -> CardUnsupported | CardPinNeeded | None:
    for p1 in (0x00, 0x02):
        answer = ask(transmit, select_file(file_id, p1=p1))
        if answer.done:
            return None
        if answer.word in PIN_FIRST:
            return PIN_NEEDED
    return CardUnsupported(f"the card has no file {file_id.hex().upper()} (status {answer.word:04X})")


def _read_file(transmit: Transmit, fields: tuple[Field, ...], values: Values) -> CardPinNeeded | None:
    forms = _FORMS
    for field in fields:
        for form in forms:
            answer = ask(transmit, form(field))
            if answer.word in PIN_FIRST:
                return PIN_NEEDED
            value = _value(field, answer)
            if value is not None:
                values[field], forms = value, (form,)
                break
    return None


def _value(field: Field, answer: Answer) -> bytes | None:
    return record_value(field, answer.data) if answer.done else None
