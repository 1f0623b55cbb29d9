"""A bank card's number for a payee account (EMV book 1): masked at once, never logged, track data let go."""

import itertools
from collections.abc import Iterator

import msgspec

from devices.card.apdu import Transmit, ask, read_record, select_name
from devices.card.directory import Application, applications
from devices.card.inserted import InsertedCardReader
from devices.card.tlv import first, tags_and_lengths
from devices.config import Pcsc
from kiosk.domain.card import CardBadNumber, CardUnsupported

SHOWN_FIRST, SHOWN_LAST = 6, 4
MIN_DIGITS, MAX_DIGITS = 12, 19
_PDOL, _PAN, _TRACK_2, _FILES, _FORMAT_1 = 0x9F38, 0x5A, 0x57, 0x94, 0x80
_PROFILE = 2
"""Bytes before the files in an answer of format 1."""
_MOST_APPLICATIONS, _MOST_RECORDS = 4, 32
_CARRY = 9


class BankCardRead(msgspec.Struct, frozen=True, tag="ok"):
    """A bank card's number with all but its first six and last four digits hidden (PCI DSS 3.4)."""

    masked: str


BankCardOutcome = BankCardRead | CardBadNumber | CardUnsupported


class BankCardReader(InsertedCardReader[BankCardOutcome]):
    """Reads bank cards put into a contact reader."""

    def __init__(self, config: Pcsc) -> None:
        super().__init__(config, device="bank_card", read=read_bank_card)


def read_bank_card(transmit: Transmit) -> BankCardOutcome:
    """Return the card's masked number, or why there is none."""
    listed = applications(transmit)
    if not listed:
        return CardUnsupported("the card has no payment directory: another kind of card")
    for application in listed[:_MOST_APPLICATIONS]:
        if not application.is_purse and (number := _shown(transmit, application)) is not None:
            return _judged(number)
    return CardUnsupported("none of the card's payment applications shows a number")


def _shown(transmit: Transmit, application: Application) -> str | None:
    """Return the number that an application's records show, or None."""
    options = _options(transmit, application)
    for file, place in itertools.islice(_places(options), _MOST_RECORDS):
        answer = ask(transmit, read_record(p1=place, p2=(file << 3 | 4) & 0xFF, length=0))
        number = _number(answer.data) if answer.done else None
        if number is not None:
            return number
    return None


def passes_luhn(digits: str) -> bool:
    """Say whether the last digit is the check digit of those before (ISO/IEC 7812-1, annex B)."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + index % 2)
        total += value - _CARRY if value > _CARRY else value
    return total % 10 == 0


def _options(transmit: Transmit, application: Application) -> bytes:
    """Select the application and let it begin; cards that need no beginning read on without it."""
    about = ask(transmit, select_name(application.name)).data
    wanted = sum(length for _, length in tags_and_lengths(first(_PDOL, about) or b""))
    body = bytes([0x83, wanted & 0x7F]) + bytes(wanted & 0x7F)
    return ask(transmit, bytes([0x80, 0xA8, 0x00, 0x00, len(body)]) + body).data


def _places(options: bytes) -> Iterator[tuple[int, int]]:
    """Yield file and record of what the card lists (AFL, EMV book 3, 10.2), else of where they are usual."""
    listed = first(_FILES, options) or (first(_FORMAT_1, options) or b"")[_PROFILE:]
    if not listed:
        yield from itertools.product(range(1, 5), repeat=2)
    for at in range(0, len(listed) - 3, 4):
        for place in range(listed[at + 1], listed[at + 2] + 1):
            yield listed[at] >> 3, place


def _number(record: bytes) -> str | None:
    plain, track = first(_PAN, record), first(_TRACK_2, record)
    if plain is not None:
        return plain.hex().rstrip("f")
    return None if track is None else track.hex().partition("d")[0]


def _judged(number: str) -> BankCardRead | CardBadNumber:
    if not number.isdigit() or not MIN_DIGITS <= len(number) <= MAX_DIGITS:
        return CardBadNumber(f"the card's number is not {MIN_DIGITS} to {MAX_DIGITS} digits")
    if not passes_luhn(number):
        return CardBadNumber("the check digit of the card's number does not match the others")
    hidden = "*" * (len(number) - SHOWN_FIRST - SHOWN_LAST)
    return BankCardRead(number[:SHOWN_FIRST] + hidden + number[-SHOWN_LAST:])
