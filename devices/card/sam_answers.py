"""What a SAM_V reply comes to: replies and broken frames to card outcomes and texts; no input, no output."""

import struct
from typing import assert_never

import msgspec

from devices.card.frames import READ_CARD, SENTENCES, Command, FrameProblem, Reply
from devices.card.sam_status import Meaning, status
from kiosk.domain.card import (
    CardDeviceFault,
    CardMoved,
    CardNotGenuine,
    CardUnsupported,
    NoReader,
)

SamTrouble = CardMoved | CardNotGenuine | CardUnsupported | CardDeviceFault
_LENGTHS = 4
_TEXT_LENGTH = 256
_UNKNOWN_COMMAND = 0x21
_SAM_ID = struct.Struct("<HHIII")


def status_trouble(reply: Reply) -> SamTrouble | None:
    """Return what a reply other than 'done' and 'found' comes to, or None."""
    meaning, code = status(reply.status), f"{reply.status:02X}"
    match meaning.meaning:
        case Meaning.OK | Meaning.FOUND:
            return None
        case Meaning.NO_CARD | Meaning.MOVED | Meaning.NO_CONTENT:
            return CardMoved(f"{meaning.sentence} (status {code})")
        case Meaning.NOT_GENUINE:
            return CardNotGenuine(f"{meaning.sentence} (status {code})")
        case Meaning.UNSUPPORTED:
            return CardUnsupported(f"{meaning.sentence} (status {code})")
        case Meaning.FAULT:
            return CardDeviceFault(code, f"{meaning.sentence} (status {code})")
        case _:
            assert_never(meaning.meaning)


def frame_trouble(
    problem: FrameProblem, command: Command, address: str
) -> NoReader | CardMoved | CardDeviceFault:
    """Return what a broken reply to `command` comes to."""
    sentence = f"the reader's answer to '{command.name}' on {address} is unusable: {SENTENCES[problem]}"
    match problem:
        case FrameProblem.SILENT:
            return NoReader(f"the reader on {address} does not answer '{command.name}'")
        case FrameProblem.READER_TIMEOUT | FrameProblem.TRUNCATED if command is READ_CARD:
            return CardMoved(sentence)
        case _:
            return CardDeviceFault(f"frame-{problem}", sentence)


class CardBlocks(msgspec.Struct, frozen=True):
    """What a read gives: the text, and the photo as the card holds it, for a licensed decoder alone."""

    text: bytes
    photo: bytes

    def __repr__(self) -> str:
        return f"CardBlocks({len(self.text)} and {len(self.photo)} bytes)"


def card_blocks(data: bytes) -> CardBlocks | CardDeviceFault:
    """Return the blocks in the data of a read: two bytes for each one's length, then the blocks.

    A photo of another length than it states is no photo: nothing but a picture depends on it.
    """
    if len(data) < _LENGTHS:
        return CardDeviceFault(
            "read-short", f"the read answer has {len(data)} bytes, too few for its lengths"
        )
    stated, stated_photo = int.from_bytes(data[:2], "big"), int.from_bytes(data[2:_LENGTHS], "big")
    if stated != _TEXT_LENGTH:
        return CardDeviceFault(
            "read-text", f"the read answer states {stated} bytes of text, not {_TEXT_LENGTH}"
        )
    text, photo = data[_LENGTHS : _LENGTHS + stated], data[_LENGTHS + stated :][:stated_photo]
    if len(text) != stated:
        return CardDeviceFault("read-text", f"the read answer holds {len(text)} of {stated} bytes of text")
    return CardBlocks(text, photo if len(photo) == stated_photo else b"")


def later_address(answer: Reply) -> bytes | SamTrouble:
    """Return the block with the address written after issue, empty when the card has none, or trouble.

    A reader that does not know the command (21) reads cards that have none. Any other trouble is trouble of
    the whole read: the printed address may be an old one, and nobody could tell.
    """
    meaning = status(answer.status).meaning
    if meaning is Meaning.NO_CONTENT or answer.status == _UNKNOWN_COMMAND:
        return b""
    return status_trouble(answer) or answer.data


def sam_id_text(data: bytes) -> str | None:
    """Return the security module's number as it is printed on readers, or None when it is none."""
    if len(data) != _SAM_ID.size:
        return None
    kind, maker, day, serial, chance = _SAM_ID.unpack(data)
    return f"{kind:02d}.{maker:02d}-{day:08d}-{serial:010d}-{chance:010d}"
