"""A bank card's number for a payee account (EMV book 1): masked at once, never logged, track data let go."""

from collections.abc import Iterator

import msgspec

from devices.card.apdu import Transmit, ask, read_record, select_name
from devices.card.inserted import InsertedCardReader
from devices.config import Pcsc
from kiosk.domain.card import CardBadNumber, CardUnsupported

CONTACT_DIRECTORY = b"1PAY.SYS.DDF01"
CONTACTLESS_DIRECTORY = b"2PAY.SYS.DDF01"
SHOWN_FIRST, SHOWN_LAST = 6, 4
MIN_DIGITS, MAX_DIGITS = 12, 19
_FILES, _RECORDS = range(1, 5), range(1, 5)
_APPLICATION, _PDOL, _PAN, _TRACK_2 = 0x4F, 0x9F38, 0x5A, 0x57
_MULTI_BYTE, _CONSTRUCTED, _LONG_FORM = 0x1F, 0x20, 0x80
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
    application = _application(transmit)
    if application is None:
        return CardUnsupported("the card has no payment directory: another kind of card")
    _begin(transmit, application)
    for file in _FILES:
        for place in _RECORDS:
            answer = ask(transmit, read_record(p1=place, p2=file << 3 | 4, length=0))
            if not answer.done:
                break
            number = _number(answer.data)
            if number is not None:
                return _judged(number)
    return CardUnsupported("the card's payment application shows no number")


def passes_luhn(digits: str) -> bool:
    """Say whether the last digit is the check digit of those before (ISO/IEC 7812-1, annex B)."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + index % 2)
        total += value - _CARRY if value > _CARRY else value
    return total % 10 == 0


def tlvs(data: bytes, depth: int = 8) -> Iterator[tuple[int, bytes]]:
    """Yield every (tag, value) of BER-TLV data, down to `depth`; stop where it breaks off."""
    at = 0
    while at < len(data):
        size = 2 if data[at] & _MULTI_BYTE == _MULTI_BYTE else 1
        tag, at = int.from_bytes(data[at : at + size], "big"), at + size
        if at >= len(data):
            return
        length, at = data[at], at + 1
        if length > _LONG_FORM:
            count = length - _LONG_FORM
            length, at = int.from_bytes(data[at : at + count], "big"), at + count
        value = data[at : at + length]
        if len(value) != length:
            return
        yield tag, value
        if depth and tag >> (8 * (size - 1)) & _CONSTRUCTED:
            yield from tlvs(value, depth - 1)
        at += length


def _application(transmit: Transmit) -> bytes | None:
    for directory in (CONTACT_DIRECTORY, CONTACTLESS_DIRECTORY):
        answer = ask(transmit, select_name(directory))
        if not answer.done:
            continue
        record = ask(transmit, read_record(p1=1, p2=1 << 3 | 4, length=0))
        found = _first(_APPLICATION, answer.data) or _first(_APPLICATION, record.data)
        if found is not None:
            return found
    return None


def _begin(transmit: Transmit, application: bytes) -> None:
    """Select the application and let it begin; cards that need no beginning read on without it."""
    about = ask(transmit, select_name(application)).data
    wanted = sum(length for _, length in _data_objects(_first(_PDOL, about) or b""))
    body = bytes([0x83, wanted & 0x7F]) + bytes(wanted & 0x7F)
    ask(transmit, bytes([0x80, 0xA8, 0x00, 0x00, len(body)]) + body)


def _data_objects(pdol: bytes) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(pdol):
        size = 2 if pdol[at] & _MULTI_BYTE == _MULTI_BYTE else 1
        if at + size >= len(pdol):
            return
        yield int.from_bytes(pdol[at : at + size], "big"), pdol[at + size]
        at += size + 1


def _number(record: bytes) -> str | None:
    plain, track = _first(_PAN, record), _first(_TRACK_2, record)
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


def _first(tag: int, data: bytes) -> bytes | None:
    return next((value for found, value in tlvs(data) if found == tag), None)
