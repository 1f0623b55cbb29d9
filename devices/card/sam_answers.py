"""What a SAM_V reply comes to: replies and broken frames to card outcomes and texts; no input, no output."""

import struct
from typing import assert_never

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
    problem: FrameProblem, command: Command, port: str
) -> NoReader | CardMoved | CardDeviceFault:
    """Return what a broken reply to `command` comes to."""
    sentence = f"the reader's answer to '{command.name}' on {port} is unusable: {SENTENCES[problem]}"
    match problem:
        case FrameProblem.SILENT:
            return NoReader(f"the reader on {port} does not answer '{command.name}'")
        case FrameProblem.READER_TIMEOUT | FrameProblem.TRUNCATED if command is READ_CARD:
            return CardMoved(sentence)
        case _:
            return CardDeviceFault(f"frame-{problem}", sentence)


def card_text(data: bytes) -> bytes | CardDeviceFault:
    """Return the text block out of the data of a read; the photo after it is let go.

    The data are two bytes for each block's length, then the blocks.
    """
    if len(data) < _LENGTHS:
        return CardDeviceFault(
            "read-short", f"the read answer has {len(data)} bytes, too few for its lengths"
        )
    stated = int.from_bytes(data[:2], "big")
    if stated != _TEXT_LENGTH:
        return CardDeviceFault(
            "read-text", f"the read answer states {stated} bytes of text, not {_TEXT_LENGTH}"
        )
    text = data[_LENGTHS : _LENGTHS + stated]
    if len(text) != stated:
        return CardDeviceFault("read-text", f"the read answer holds {len(text)} of {stated} bytes of text")
    return text


def sam_id_text(data: bytes) -> str | None:
    """Return the security module's number as it is printed on readers, or None when it is none."""
    if len(data) != _SAM_ID.size:
        return None
    kind, maker, day, serial, chance = _SAM_ID.unpack(data)
    return f"{kind:02d}.{maker:02d}-{day:08d}-{serial:010d}-{chance:010d}"
