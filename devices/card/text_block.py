"""The 256-byte text block of an identity card (GA/T 490) to the person it names.

UTF-16LE, padded with spaces; the letter at byte 248 tells the layout.
"""

import contextlib
import datetime as dt

import msgspec

from devices.card.nations import NATIONS
from devices.card.plausible import impossible
from kiosk.domain.card import CardBadNumber, CardUnsupported
from kiosk.domain.identity import CardKind, Identity, Sex

BLOCK_LENGTH = 256
FOREVER = "长期"
Span = tuple[int, int]
_TYPE: Span = (248, 2)
_KINDS = {
    "": CardKind.RESIDENT,
    "J": CardKind.PERMIT_HMT,
    "I": CardKind.FOREIGN_2017,
    "Y": CardKind.FOREIGN_2023,
}
_SEXES = {"1": Sex.MALE, "2": Sex.FEMALE, "0": Sex.UNKNOWN, "9": Sex.UNKNOWN}


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """Where each field lies (offset and length in bytes); several spans are read as one, () is 'has none'."""

    name: tuple[Span, ...]
    sex: Span
    birth: Span
    number: Span
    valid_from: Span = (188, 16)
    valid_to: Span = (204, 16)
    nation: tuple[Span, ...] = ()
    nationality: tuple[Span, ...] = ()
    english: tuple[Span, ...] = ()
    address: tuple[Span, ...] = ()
    issuer: tuple[Span, ...] = ()
    pass_number: tuple[Span, ...] = ()


LAYOUTS = {
    CardKind.RESIDENT: Layout(
        name=((0, 30),),
        sex=(30, 2),
        nation=((32, 4),),
        birth=(36, 16),
        address=((52, 70),),
        number=(122, 36),
        issuer=((158, 30),),
    ),
    CardKind.PERMIT_HMT: Layout(
        name=((0, 30),),
        sex=(30, 2),
        birth=(36, 16),
        address=((52, 70),),
        number=(122, 36),
        issuer=((158, 30),),
        pass_number=((220, 18),),
    ),
    CardKind.FOREIGN_2017: Layout(
        name=((158, 30),),
        sex=(120, 2),
        birth=(220, 16),
        number=(122, 30),
        nationality=((152, 6),),
        english=((0, 120),),
        issuer=((240, 8),),
    ),
    CardKind.FOREIGN_2023: Layout(
        name=((0, 30),),
        sex=(30, 2),
        birth=(36, 16),
        number=(122, 36),
        nationality=((242, 6),),
        english=((52, 70), (220, 22)),
    ),
}


class _ImpossibleError(Exception):
    """A field says what can't be; the sentence holds nothing of its content."""


def parse_text_block(block: bytes) -> Identity | CardBadNumber | CardUnsupported:
    """Return the person whom the block names, or why it can't be one; messages hold no personal data."""
    if len(block) != BLOCK_LENGTH:
        return CardBadNumber(f"the card's text has {len(block)} bytes, not {BLOCK_LENGTH}")
    try:
        kind = _KINDS.get(_text(block, (_TYPE,), "type"))
        if kind is None:
            return CardUnsupported("the card's type letter is none of blank, J, I, Y")
        identity = _identity(block, kind, LAYOUTS[kind])
    except _ImpossibleError as problem:
        return CardBadNumber(str(problem))
    sentence = impossible(identity)
    return identity if sentence is None else CardBadNumber(sentence)


def with_newer_address(identity: Identity, block: bytes) -> Identity:
    """Return the identity with the address that was written to the card after it was issued.

    A block that is empty or no UTF-16 leaves the printed address.
    """
    try:
        newer = _text(block, ((0, len(block)),), "additional address")
    except _ImpossibleError:
        return identity
    return msgspec.structs.replace(identity, address=newer) if newer else identity


def _identity(block: bytes, kind: CardKind, layout: Layout) -> Identity:
    nation = _text(block, layout.nation, "nation")
    english = _text(block, layout.english, "English name")
    name = _text(block, layout.name, "name") or english
    if not name:
        raise _ImpossibleError("the card's name is empty")
    return Identity(
        kind=kind,
        name=name,
        number=_text(block, (layout.number,), "number"),
        sex=_sex(_text(block, (layout.sex,), "sex")),
        birth=_day(_text(block, (layout.birth,), "birth date"), "birth date"),
        nation=NATIONS.get(nation),
        nationality=_text(block, layout.nationality, "nationality") or None,
        english_name=english or None,
        address=_text(block, layout.address, "address") or None,
        issuer=_text(block, layout.issuer, "issuer") or None,
        pass_number=_text(block, layout.pass_number, "pass number") or None,
        valid_from=_day(_text(block, (layout.valid_from,), "first valid day"), "first valid day"),
        valid_to=_last_day(_text(block, (layout.valid_to,), "last valid day")),
    )


def _text(block: bytes, spans: tuple[Span, ...], field: str) -> str:
    raw = b"".join(block[offset : offset + length] for offset, length in spans)
    try:
        text = raw.decode("utf-16-le")
    except UnicodeDecodeError:
        raise _ImpossibleError(f"the card's {field} is not UTF-16") from None
    stripped = text.strip(" \0\u3000")
    if any(ord(character) < ord(" ") for character in stripped):
        raise _ImpossibleError(f"the card's {field} holds control characters")
    return stripped


def _sex(digit: str) -> Sex:
    if digit not in _SEXES:
        raise _ImpossibleError("the card's sex is none of 0, 1, 2, 9")
    return _SEXES[digit]


def _day(digits: str, field: str) -> dt.date:
    if digits.isascii() and digits.isdigit() and len(digits) == len("yyyyMMdd"):
        with contextlib.suppress(ValueError):
            return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    raise _ImpossibleError(f"the card's {field} is not a day")


def _last_day(text: str) -> dt.date | None:
    return None if text == FOREVER else _day(text, "last valid day")
