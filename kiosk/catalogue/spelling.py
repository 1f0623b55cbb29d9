"""A text as its characters beside their pinyin, and the runs of which it is made."""

import re
import unicodedata
from collections.abc import Sequence

import msgspec

_PIECE = re.compile(r"[0-9a-z]+|[^\W_]")
_CHARACTERS = re.compile(r"[\u4e00-\u9fff]*")
_RUN = re.compile(r"[0-9a-z]+|[^\W_0-9a-z]+")


class Piece(msgspec.Struct, frozen=True):
    """One character, or one run of digits and Latin letters, and how it is typed."""

    text: str
    syllable: str


Spelling = tuple[Piece, ...]


def folded(text: str) -> str:
    """Return `text` in one width and case."""
    return unicodedata.normalize("NFKC", text).casefold()


def normal(text: str) -> str:
    """Return what was typed in one width and case, without spaces and marks."""
    return "".join(_PIECE.findall(folded(text)))


def runs(text: str) -> list[str]:
    """Return the runs of Latin letters and digits and those of characters, spaces and marks left out."""
    return _RUN.findall(folded(text))


def letters(text: str) -> list[str]:
    """Return the words of an English text."""
    return [run for run in runs(text) if run.isascii()]


def spell(text: str, pinyin: str) -> Spelling | None:
    """Return the pieces of a name beside their syllables, or None when the two differ in number."""
    pieces, syllables = _pieces(text), pinyin.split()
    if len(pieces) != len(syllables):
        return None
    return tuple(Piece(piece, syllable) for piece, syllable in zip(pieces, syllables, strict=True))


def fits(text: str, pinyin: str) -> bool:
    """Return whether a name has as many pieces as its pinyin has syllables."""
    return len(_pieces(text)) == len(pinyin.split())


def _pieces(text: str) -> Sequence[str]:
    # Characters of the Basic Multilingual Plane's main block are each a piece, whatever their width and case.
    return text if _CHARACTERS.fullmatch(text) else _PIECE.findall(folded(text))
