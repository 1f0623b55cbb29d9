"""Frames of the SAM_V protocol (GA 467): requests to bytes, bytes to replies; no input, no output."""

from enum import StrEnum
from functools import reduce
from operator import xor

import msgspec

PREAMBLE = bytes.fromhex("AAAAAA9669")
MIN_LENGTH = 4
MAX_LENGTH = 0x090A
"""Three status bytes, lengths, text, photo, two fingerprints and the checksum: nothing longer is defined."""
MAX_GARBAGE = 4096
_HEAD = len(PREAMBLE) + 2
_READER_TIMEOUT = bytes.fromhex("0005050505")


class Command(msgspec.Struct, frozen=True):
    """One request: its name for the log, and CMD, Para and data."""

    name: str
    body: bytes


RESET_SAM = Command("reset", b"\x10\xff")
SAM_STATUS = Command("status", b"\x11\xff")
SAM_ID = Command("sam-id", b"\x12\xff")
FIND_CARD = Command("find", b"\x20\x01")
SELECT_CARD = Command("select", b"\x20\x02")
READ_CARD = Command("read", b"\x30\x01")
READ_MORE_ADDRESS = Command("additional-address", b"\x30\x03")


class Reply(msgspec.Struct, frozen=True):
    """What a reader answered: SW3 and the data after it."""

    status: int
    data: bytes

    def __repr__(self) -> str:
        return f"Reply(status=0x{self.status:02X}, {len(self.data)} bytes)"


class FrameProblem(StrEnum):
    """What can be wrong with bytes that should have been a reply."""

    SILENT = "silent"
    NO_PREAMBLE = "no-preamble"
    TRUNCATED = "truncated"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    CHECKSUM = "checksum"
    READER_TIMEOUT = "reader-timeout"


SENTENCES = {
    FrameProblem.SILENT: "not a single byte came",
    FrameProblem.NO_PREAMBLE: "the bytes that came hold no AA AA AA 96 69: wrong device or baud rate",
    FrameProblem.TRUNCATED: "it broke off before its stated length",
    FrameProblem.TOO_SHORT: f"its stated length is below {MIN_LENGTH}",
    FrameProblem.TOO_LONG: f"its stated length is above {MAX_LENGTH}",
    FrameProblem.CHECKSUM: "its checksum is wrong",
    FrameProblem.READER_TIMEOUT: "the reader gave its own time-out frame",
}


def checksum(data: bytes) -> int:
    """Return the XOR of all bytes."""
    return reduce(xor, data, 0)


def request(command: Command) -> bytes:
    """Return the frame that asks for `command`."""
    counted = (len(command.body) + 1).to_bytes(2, "big") + command.body
    return PREAMBLE + counted + bytes([checksum(counted)])


def find_reply(received: bytes | bytearray) -> Reply | FrameProblem | None:
    """Return the first reply in all that was received, what is wrong with it, or None: not yet whole."""
    start = received.find(PREAMBLE)
    if start < 0:
        return FrameProblem.NO_PREAMBLE if len(received) > MAX_GARBAGE else None
    begin = start + len(PREAMBLE)
    if received.startswith(_READER_TIMEOUT, begin):
        return FrameProblem.READER_TIMEOUT
    if len(received) < start + _HEAD:
        return None
    return _counted_reply(received, begin, int.from_bytes(received[begin : begin + 2], "big"))


def broken_off(received: bytes | bytearray) -> FrameProblem:
    """Say what is wrong with bytes after which nothing more came and in which there is no reply."""
    if not received:
        return FrameProblem.SILENT
    return FrameProblem.TRUNCATED if PREAMBLE in received else FrameProblem.NO_PREAMBLE


def _counted_reply(received: bytes | bytearray, begin: int, length: int) -> Reply | FrameProblem | None:
    if length < MIN_LENGTH:
        return FrameProblem.TOO_SHORT
    if length > MAX_LENGTH:
        return FrameProblem.TOO_LONG
    end = begin + 2 + length
    if len(received) < end:
        return None
    frame = bytes(received[begin:end])
    if checksum(frame):  # data XOR its own checksum is 0
        return FrameProblem.CHECKSUM
    return Reply(status=frame[4], data=frame[5:-1])
