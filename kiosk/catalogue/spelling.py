"""A name as its characters beside their pinyin, and whether something typed is a way to write it."""

import re
import unicodedata

import msgspec

_PIECE = re.compile(r"[0-9a-z]+|[^\W_]")


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


def spell(text: str, pinyin: str) -> Spelling | None:
    """Return the pieces of a name beside their syllables, or None when the two differ in number."""
    pieces = _PIECE.findall(folded(text))
    syllables = pinyin.split()
    if len(pieces) != len(syllables):
        return None
    return tuple(Piece(piece, syllable) for piece, syllable in zip(pieces, syllables, strict=True))


def begins(spelling: Spelling, typed: str) -> bool:
    """Return whether `typed` writes the beginning: characters, syllables, initials or a mixture.

    gongjj, 公jijin and gjj all begin 公积金.
    """
    if not typed:
        return True
    if not spelling:
        return False
    first, rest = spelling[0], spelling[1:]
    if first.text.startswith(typed):
        return True
    if typed.startswith(first.text) and begins(rest, typed[len(first.text) :]):
        return True
    return any(begins(rest, typed[length:]) for length in _prefixes(first.syllable, typed))


def place(spelling: Spelling, typed: str) -> int | None:
    """Return the first piece from which `typed` (not empty) writes on, or None."""
    for start, piece in enumerate(spelling):
        if typed[:1] in (piece.text[0], piece.syllable[0]) and begins(spelling[start:], typed):
            return start
    return None


def _prefixes(syllable: str, typed: str) -> range:
    common = 0
    for expected, given in zip(syllable, typed, strict=False):
        if expected != given:
            break
        common += 1
    return range(common, 0, -1)
