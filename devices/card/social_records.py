"""The records of a social-security card (EF05 issuer, EF06 holder) to the person whom they name."""

import contextlib
import datetime as dt

import msgspec

from devices.card.nations import NATIONS
from devices.card.plausible import impossible
from kiosk.domain.card import CardBadNumber
from kiosk.domain.identity import CardKind, Identity, Sex, check_digit

_HEAD = 2
_OLD_LENGTH = 15
_BCD_DAY_LENGTH = 4
_SEXES = {0x01: Sex.MALE, 0x02: Sex.FEMALE, ord("1"): Sex.MALE, ord("2"): Sex.FEMALE}


class Field(msgspec.Struct, frozen=True):
    """One record: its tag, the length of its value, its file and its place there, counted from 1."""

    tag: int
    length: int
    short_file_id: int
    place: int


VERSION = Field(0x03, 4, 5, 3)
ISSUED = Field(0x05, 4, 5, 5)
EXPIRES = Field(0x06, 4, 5, 6)
NUMBER = Field(0x08, 18, 6, 1)
NAME = Field(0x09, 30, 6, 2)
SEX = Field(0x0A, 1, 6, 3)
NATION = Field(0x0B, 1, 6, 4)
BIRTH = Field(0x0D, 4, 6, 6)
Values = dict[Field, bytes]


def record_value(field: Field, record: bytes) -> bytes | None:
    """Return the value out of tag, length, value; None when the record is another or cut short."""
    if len(record) < _HEAD or record[0] != field.tag:
        return None
    value = record[_HEAD : _HEAD + record[1]]
    return value if len(value) == record[1] else None


def social_identity(values: Values) -> Identity | CardBadNumber:
    """Return the holder, or why the records can't be true; messages hold no personal data.

    Number and name are needed; a birth date that is missing is taken from the number.
    """
    number, name = _text(values.get(NUMBER, b"")), _text(values.get(NAME, b""))
    if name is None or number is None:
        return CardBadNumber("the card's name or number is no text")
    if not name:
        return CardBadNumber("the card's name is empty")
    whole = whole_number(number)
    birth = bcd_day(values.get(BIRTH, b"")) or _birth_in(whole)
    if birth is None:
        return CardBadNumber("neither the card's birth date nor the one in its number is a day")
    return _checked(values, number=whole, name=name, birth=birth)


def whole_number(written: str) -> str:
    """Return the number with 18 characters for one of 15, as cards of before 1999 have it (GB 11643-1989)."""
    if len(written) == _OLD_LENGTH and written.isascii() and written.isdigit():
        first17 = f"{written[:6]}19{written[6:]}"
        return first17 + check_digit(first17)
    return written.upper()


def bcd_day(value: bytes) -> dt.date | None:
    """Return the day for four bytes of BCD (20 40 01 31), or None when they are none."""
    digits = value.hex()
    if len(value) == _BCD_DAY_LENGTH and digits.isdigit():
        with contextlib.suppress(ValueError):
            return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return None


def _checked(values: Values, *, number: str, name: str, birth: dt.date) -> Identity | CardBadNumber:
    expires = values.get(EXPIRES)
    last = None if expires is None or _is_blank(expires) else bcd_day(expires)
    if last is None and expires is not None and not _is_blank(expires):
        return CardBadNumber("the card's last valid day is not a day")
    identity = Identity(
        kind=CardKind.SOCIAL,
        name=name,
        number=number,
        sex=_SEXES.get(int.from_bytes(values.get(SEX, b"\0")[:1], "big"), Sex.UNKNOWN),
        birth=birth,
        nation=NATIONS.get(values.get(NATION, b"").hex()),
        valid_from=bcd_day(values.get(ISSUED, b"")),
        valid_to=last,
    )
    sentence = impossible(identity)
    return identity if sentence is None else CardBadNumber(sentence)


def _is_blank(value: bytes) -> bool:
    return not value.strip(b"\0") or not value.strip(b"\xff")


def _text(value: bytes) -> str | None:
    try:
        # GB 18030 holds all of GBK, and the rare characters that newer cards use.
        text = value.rstrip(b"\0\xff").decode("gb18030").strip(" \u3000")
    except UnicodeDecodeError:
        return None
    return None if any(ord(character) < ord(" ") for character in text) else text


def _birth_in(number: str) -> dt.date | None:
    digits = number[6:14]
    whole = len(digits) == _BCD_DAY_LENGTH * 2 and digits.isascii() and digits.isdigit()
    return bcd_day(bytes.fromhex(digits)) if whole else None
