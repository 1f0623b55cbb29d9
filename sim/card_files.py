"""A social-security card of air: its files and its answers to APDUs, in three generations."""

import datetime as dt
from collections.abc import Iterable

import msgspec

from devices.card.nations import NATIONS
from kiosk.domain.identity import Identity, Sex
from sim.card_variants import Generation

ENVIRONMENT = bytes.fromhex("7378312E73682EC9E7BBE1B1A3D5CF")
DIRECTORY, DIRECTORY_FILE = b"1PAY.SYS.DDF01", 2
PURSE = bytes.fromhex("A00000000386980701")
PURSE_DIRECTORY = (b"\x61\x0b\x4f\x09" + PURSE,)
BROKEN = 0x6F00
OK, NOT_FOUND, NO_RECORD, PIN_FIRST, BAD_COMMAND = 0x9000, 0x6A82, 0x6A83, 0x6982, 0x6D00
_CODES = {name: code for code, name in NATIONS.items()}
_SEXES = {Sex.MALE: b"1", Sex.FEMALE: b"2", Sex.UNKNOWN: b"0"}
_NAME_LENGTH = 30
Records = tuple[tuple[int, bytes], ...]


class SocialCard(msgspec.Struct, frozen=True, kw_only=True):
    """A card as somebody may insert it."""

    identity: Identity
    generation: Generation = Generation.V2
    pin_protected: bool | None = None
    """None: as usual for the generation, which is only V3."""
    purse: bool = False
    """A citizen card: a purse beside the social security."""
    broken: bool = False
    """The chip has power and knows nothing any more."""

    def chip(self) -> "SocialCardChip":
        """Return what answers when the card is in."""
        return SocialCardChip(self)


class SocialCardChip:
    """The chip of one inserted card: what is selected, and what lies ready to be fetched."""

    def __init__(self, card: SocialCard) -> None:
        self._generation = card.generation
        self._protected = (
            card.generation is Generation.V3 if card.pin_protected is None else card.pin_protected
        )
        self._broken = card.broken
        self._purse = PURSE_DIRECTORY if card.purse else ()
        self._files = {b"\xef\x05": issuer_records(card), b"\xef\x06": holder_records(card.identity)}
        self.reset()

    def reset(self) -> None:
        """Forget everything since the card was powered."""
        self._selected = b""
        self._file: bytes | None = None
        self._ready = b""

    def answer(self, command: bytes) -> bytes:
        """Return data and status word for one command."""
        if self._broken:
            return _word(BROKEN)
        match command[:2]:
            case b"\x00\xa4":
                return self._select(command)
            case b"\x80\x5c" if self._selected == PURSE:
                return bytes.fromhex("00002710") + _word(OK)  # its balance, which nobody here may ask for
            case b"\x00\xb2":
                return self._read_record(command)
            case b"\x00\xc0":
                data, self._ready = self._ready[: command[-1]], b""
                return data + _word(OK)
            case _:
                return _word(BAD_COMMAND)

    def _select(self, command: bytes) -> bytes:
        p1, name = command[2], command[5 : 5 + command[4]]
        if p1 == 0x04:  # noqa: PLR2004
            known = name == ENVIRONMENT or (self._purse and name in (DIRECTORY, PURSE))
            self._selected, self._file = (name if known else b""), None
            return self._give(_about(name)) if known else _word(NOT_FOUND)
        wanted = 0x02 if self._generation is Generation.V2 else 0x00
        if self._selected != ENVIRONMENT or p1 != wanted or name not in self._files:
            return _word(NOT_FOUND)
        self._file = name
        return _word(OK)

    def _read_record(self, command: bytes) -> bytes:
        if self._file == b"\xef\x06" and self._protected:
            return _word(PIN_FIRST)
        record = self._record(command[2], command[3])
        if record is None:
            return _word(NO_RECORD)
        if self._generation is Generation.V1:
            return record + _word(OK) if command[-1] == len(record) else _word(0x6C00 | len(record))
        return record + _word(OK)

    def _record(self, p1: int, p2: int) -> bytes | None:
        if self._selected == DIRECTORY and p2 == DIRECTORY_FILE << 3 | 4:
            return _tlv((0x70, entry) for entry in self._purse[p1 - 1 : p1])
        if self._file is None:
            return None
        records = self._files[self._file]
        match self._generation, p2:
            case Generation.V1, 0x00:
                return _tlv((tag, value) for tag, value in records if tag == p1)
            case Generation.V2, _ if p2 == (self._file[1] << 3 | 4):
                return _tlv((tag, value) for tag, value in records if tag == p1)
            case Generation.V3, 0x04:
                return _tlv(records[p1 - 1 : p1])
            case _:
                return None

    def _give(self, data: bytes) -> bytes:
        if self._generation is Generation.V1:
            self._ready = data
            return _word(0x6100 | len(data))
        return data + _word(OK)


def issuer_records(card: SocialCard) -> Records:
    """Return EF05 as (tag, value)."""
    return (
        (0x01, bytes.fromhex("330100") + bytes(13)),
        (0x02, b"\x01"),
        (0x03, card.generation.encode()),
        (0x04, bytes(12)),
        (0x05, _bcd(card.identity.valid_from)),
        (0x06, _bcd(card.identity.valid_to)),
        (0x07, b"A00000001"),
    )


def holder_records(identity: Identity) -> Records:
    """Return EF06 as (tag, value); raise ValueError when the name is too long for its record."""
    name = identity.name.encode("gb18030")
    if len(name) > _NAME_LENGTH:
        raise ValueError(f"the name takes {len(name)} bytes, more than {_NAME_LENGTH}")
    return (
        (0x08, identity.number.encode("ascii")),
        (0x09, name.ljust(_NAME_LENGTH, b"\0")),
        (0x0A, _SEXES[identity.sex]),
        (0x0B, bytes.fromhex(_CODES.get(identity.nation or "", "97"))),
        (0x0C, bytes.fromhex("330100")),
        (0x0D, _bcd(identity.birth)),
    )


def _bcd(day: dt.date | None) -> bytes:
    return b"\xff" * 4 if day is None else bytes.fromhex(f"{day.year:04d}{day.month:02d}{day.day:02d}")


def _about(name: bytes) -> bytes:
    """Return what a selected name says of itself (FCI); the directory says where its records are."""
    more = bytes([0xA5, 3, 0x88, 1, DIRECTORY_FILE]) if name == DIRECTORY else b""
    inside = bytes([0x84, len(name)]) + name + more
    return bytes([0x6F, len(inside)]) + inside


def _tlv(found: Iterable[tuple[int, bytes]]) -> bytes | None:
    return next((bytes([tag, len(value)]) + value for tag, value in found), None)


def _word(word: int) -> bytes:
    return word.to_bytes(2, "big")
