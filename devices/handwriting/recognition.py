"""One character recognised in two ways, their answers taken by turns; runs in __main__.py's process alone."""

from itertools import chain, zip_longest
from pathlib import Path
from typing import Protocol

import msgspec

from devices.handwriting.by_look import ByLook
from devices.handwriting.by_strokes import ByStrokes
from kiosk.domain.handwriting import MOST_CANDIDATES, Candidates, HandwritingAway, Recognised, Strokes

MOST_BYTES = 1_048_576
"""64 strokes of 512 points come to less than a quarter of that."""


class Way(Protocol):
    """One way to tell characters."""

    def likeliest(self, strokes: Strokes, most: int) -> tuple[str, ...]: ...


def by_turns(*lists: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first of each list, the second of each, and so on, each character once."""
    taken = chain.from_iterable(zip_longest(*lists))
    return tuple(dict.fromkeys(character for character in taken if character is not None))


class Recogniser:
    """Both ways: what was written in good order, and what looks like a character."""

    def __init__(self, model: Path) -> None:
        """Load both; OSError names what is missing."""
        self._ways: tuple[Way, ...] = (ByLook(), ByStrokes(model))

    def candidates(self, strokes: Strokes) -> Candidates:
        """Return what was written, the likeliest first."""
        lists = (way.likeliest(strokes, MOST_CANDIDATES) for way in self._ways)
        return Candidates(by_turns(*lists)[:MOST_CANDIDATES])


def answer_bytes(recogniser: Recogniser, question: bytes) -> bytes:
    """Answer a question as it comes over the pipe; what is none is answered too."""
    return msgspec.msgpack.encode(_answer(recogniser, question))


def _answer(recogniser: Recogniser, question: bytes) -> Recognised:
    if len(question) > MOST_BYTES:
        return HandwritingAway(f"what was asked is no character: {len(question)} bytes")
    try:
        return recogniser.candidates(msgspec.msgpack.decode(question, type=Strokes))
    except msgspec.DecodeError as error:
        return HandwritingAway(f"what was asked is no character: {error}")
