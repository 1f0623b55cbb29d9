"""A bank card of air: payment directory, application, one record (EMV book 1)."""

import msgspec

DIRECTORY = b"1PAY.SYS.DDF01"
APPLICATION = bytes.fromhex("A000000333010101")
OK, NOT_FOUND, NO_RECORD, BAD_COMMAND = b"\x90\x00", b"\x6a\x82", b"\x6a\x83", b"\x6d\x00"
PDOL = bytes.fromhex("9F6604" + "9F0206")
FILE_1 = 0x0C


class BankCard(msgspec.Struct, frozen=True):
    """A card as somebody may insert it, with a number that no bank gives (622848…)."""

    number: str = "6228480000000000000"
    only_track: bool = False

    def __repr__(self) -> str:
        return "BankCard(…)"

    def chip(self) -> "BankCardChip":
        """Return what answers when the card is in."""
        return BankCardChip(self)


class BankCardChip:
    """The chip of one inserted bank card."""

    def __init__(self, card: BankCard) -> None:
        self._record = _record(card)
        self.reset()

    def reset(self) -> None:
        """Forget everything since the card was powered."""
        self._selected = b""

    def answer(self, command: bytes) -> bytes:
        """Return data and status word for one command."""
        match command[:2]:
            case b"\x00\xa4":
                return self._select(command[5 : 5 + command[4]])
            case b"\x80\xa8":
                return _tlv(b"\x80", bytes.fromhex("7C00" + "08010100")) + OK
            case b"\x00\xb2":
                return self._read(command[2], command[3])
            case _:
                return BAD_COMMAND

    def _select(self, name: bytes) -> bytes:
        if name not in (DIRECTORY, APPLICATION):
            return NOT_FOUND
        self._selected = name
        about = _tlv(b"\x88", b"\x01") if name == DIRECTORY else _tlv(b"\x9f\x38", PDOL)
        return _tlv(b"\x6f", _tlv(b"\x84", name) + _tlv(b"\xa5", about)) + OK

    def _read(self, place: int, file: int) -> bytes:
        if place != 1 or file != FILE_1:
            return NO_RECORD
        if self._selected == DIRECTORY:
            return _tlv(b"\x70", _tlv(b"\x61", _tlv(b"\x4f", APPLICATION))) + OK
        return self._record + OK if self._selected == APPLICATION else NO_RECORD


def _record(card: BankCard) -> bytes:
    track = card.number + "D30122010000000000"
    plain = b"" if card.only_track else _tlv(b"\x5a", _packed(card.number))
    return _tlv(b"\x70", _tlv(b"\x57", _packed(track)) + plain)


def _packed(digits: str) -> bytes:
    return bytes.fromhex(digits + "F" * (len(digits) % 2))


def _tlv(tag: bytes, value: bytes) -> bytes:
    return tag + bytes([len(value)]) + value
