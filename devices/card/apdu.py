"""Commands to a chip card and what comes back (ISO 7816-4): pure over a function that carries the bytes."""

from collections.abc import Callable

import msgspec

Transmit = Callable[[bytes], bytes]
"""Carry one command to the card and return its whole answer, the two status bytes included."""

DONE = 0x9000
PIN_FIRST = frozenset((0x6982, 0x6983))
"""Security status not satisfied; the way to satisfy it is blocked: both want a PIN that we never send."""
_STATUS_BYTES = 2
_MORE = 0x61
_OTHER_LENGTH = 0x6C
_MAX_PARTS = 16
_HEADER = 4


class Answer(msgspec.Struct, frozen=True):
    """What the card answered: data and status word."""

    data: bytes
    word: int

    @property
    def done(self) -> bool:
        """Say whether the card did what it was told."""
        return self.word == DONE

    def __repr__(self) -> str:
        return f"Answer(word={self.word:04X}, {len(self.data)} bytes)"


def ask(transmit: Transmit, command: bytes) -> Answer:
    """Send a command; fetch what the card holds ready (61xx), ask again with the length it names (6Cxx).

    A card that promises more without end is given up, and its answer is not done.
    """
    answer = _asked(transmit, command)
    data = answer.data
    for _ in range(_MAX_PARTS):
        if answer.word >> 8 != _MORE:
            break
        answer = _asked(transmit, bytes([0x00, 0xC0, 0x00, 0x00, answer.word & 0xFF]))
        data += answer.data
    return Answer(data, answer.word)


def select_name(name: bytes) -> bytes:
    """Return SELECT by application or environment name."""
    return bytes([0x00, 0xA4, 0x04, 0x00, len(name)]) + name


def select_file(file_id: bytes, *, p1: int) -> bytes:
    """Return SELECT of an elementary file; cards differ in the P1 that they want (00 or 02)."""
    return bytes([0x00, 0xA4, p1, 0x00, len(file_id)]) + file_id


def read_record(*, p1: int, p2: int, length: int) -> bytes:
    """Return READ RECORD; what P1 and P2 mean is up to the card's generation."""
    return bytes([0x00, 0xB2, p1, p2, length])


def with_length(command: bytes, length: int) -> bytes:
    """Return a command with another expected length, after its data where it has some (ISO 7816-3, 12.1)."""
    carries = len(command) > _HEADER + 1
    body = command[_HEADER : _HEADER + 1 + command[_HEADER]] if carries else b""
    return command[:_HEADER] + body + bytes([length])


def _asked(transmit: Transmit, command: bytes) -> Answer:
    answer = _split(transmit(command))
    if answer.word >> 8 == _OTHER_LENGTH:
        return _split(transmit(with_length(command, answer.word & 0xFF)))
    return answer


def _split(raw: bytes) -> Answer:
    if len(raw) < _STATUS_BYTES:
        return Answer(b"", 0)
    return Answer(raw[:-_STATUS_BYTES], int.from_bytes(raw[-_STATUS_BYTES:], "big"))
