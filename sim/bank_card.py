"""A bank card of air: payment directory, application, one record (EMV book 1)."""

import msgspec

CONTACT, CONTACTLESS = b"1PAY.SYS.DDF01", b"2PAY.SYS.DDF01"
APPLICATION = bytes.fromhex("A000000333010101")
FAVOURITE_LAST = bytes.fromhex("A000000333010102")
"""Named first, with a lower priority and without records: who takes the first one named reads nothing."""
OK, NOT_FOUND, NO_RECORD, BAD_COMMAND = b"\x90\x00", b"\x6a\x82", b"\x6a\x83", b"\x6d\x00"
NUMBER = "6228480000000000000"
PDOL = bytes.fromhex("9F6604" + "9F0206")
FILE, PLACE = 3, 2
"""Where the record lies; the card says it when it is told to begin (AFL)."""
DIRECTORY_FILE = 1


class BankCard(msgspec.Struct, frozen=True):
    """A card as somebody may insert it, with a number that no bank gives (622848…)."""

    number: str = NUMBER
    only_track: bool = False
    contactless: bool = False
    """Its directory is the contactless one (PPSE), which names all in its first answer."""
    fetched: bool = False
    """Answers lie ready (61xx) and lengths have to be right (6Cxx), as over T=0."""

    def __repr__(self) -> str:
        return "BankCard(…)"

    def chip(self) -> "BankCardChip":
        """Return what answers when the card is in."""
        return BankCardChip(self)


class BankCardChip:
    """The chip of one inserted bank card."""

    def __init__(self, card: BankCard) -> None:
        self._fetched = card.fetched
        self._directory = CONTACTLESS if card.contactless else CONTACT
        self._record = _record(card)
        self.reset()

    def reset(self) -> None:
        """Forget everything since the card was powered."""
        self._selected = b""
        self._ready = b""

    def answer(self, command: bytes) -> bytes:
        """Return data and status word for one command."""
        match command[:2]:
            case b"\x00\xa4":
                return self._given(self._select(command[5 : 5 + command[4]]))
            case b"\x80\xa8":
                return self._given(_tlv(b"\x80", b"\x7c\x00" + bytes([FILE << 3, PLACE, PLACE, 0])) + OK)
            case b"\x00\xb2":
                return self._exactly(self._read(command[2], command[3]), command[4])
            case b"\x00\xc0":
                data, self._ready = self._ready[: command[4]], b""
                return data + OK
            case _:
                return BAD_COMMAND

    def _select(self, name: bytes) -> bytes:
        if name not in (self._directory, APPLICATION, FAVOURITE_LAST):
            return NOT_FOUND
        self._selected = name
        return _tlv(b"\x6f", _tlv(b"\x84", name) + _tlv(b"\xa5", self._about(name))) + OK

    def _about(self, name: bytes) -> bytes:
        match name:
            case b"2PAY.SYS.DDF01":
                return _tlv(b"\xbf\x0c", ENTRIES)
            case b"1PAY.SYS.DDF01":
                return _tlv(b"\x88", bytes([DIRECTORY_FILE]))
            case _:
                return _tlv(b"\x9f\x38", PDOL)

    def _read(self, place: int, reference: int) -> bytes:
        if self._selected == CONTACT and (place, reference) == (1, DIRECTORY_FILE << 3 | 4):
            return _tlv(b"\x70", ENTRIES) + OK
        if self._selected == APPLICATION and (place, reference) == (PLACE, FILE << 3 | 4):
            return self._record + OK
        return NO_RECORD

    def _given(self, answer: bytes) -> bytes:
        if not self._fetched or answer[-2:] != OK:
            return answer
        self._ready = answer[:-2]
        return bytes([0x61, len(self._ready)])

    def _exactly(self, answer: bytes, length: int) -> bytes:
        if not self._fetched or answer[-2:] != OK or length == len(answer) - 2:
            return answer
        return bytes([0x6C, len(answer) - 2])


def _record(card: BankCard) -> bytes:
    track = card.number + "D30122010000000000"
    plain = b"" if card.only_track else _tlv(b"\x5a", _packed(card.number))
    return _tlv(b"\x70", _tlv(b"\x57", _packed(track)) + plain)


def _packed(digits: str) -> bytes:
    return bytes.fromhex(digits + "F" * (len(digits) % 2))


def _tlv(tag: bytes, value: bytes) -> bytes:
    return tag + bytes([len(value)]) + value


ENTRIES = _tlv(b"\x61", _tlv(b"\x4f", FAVOURITE_LAST) + _tlv(b"\x87", b"\x02")) + _tlv(
    b"\x61", _tlv(b"\x4f", APPLICATION) + _tlv(b"\x87", b"\x01")
)
