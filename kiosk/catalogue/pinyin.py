"""How a text is read: pinyin for the catalogue's authors, from a phrase dictionary and words it errs in.

Terminals only read what was written: pypinyin is a tool of authors, and imported when one asks.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from types import ModuleType

from kiosk.catalogue.spelling import runs
from kiosk.errors import ConfigurationError

CORRECTED = Path(__file__).with_name("polyphones.toml")


def pinyin(text: str) -> str:
    """Return the syllables of `text`, a space between two: one a character, digits and Latin as they are.

    Without tones, lower case, ü as v: as many as `spell` expects. ConfigurationError `pypinyin_missing`.
    """
    syllables: list[str] = []
    for run in runs(text):
        syllables += [run] if run.isascii() else _read(run)
    return " ".join(syllables)


def readable(text: str, syllables: str) -> bool:
    """Return whether `syllables` is one of the ways to read `text`."""
    pieces = [piece for run in runs(text) for piece in _pieces(run)]
    given = syllables.split()
    return len(pieces) == len(given) and all(
        syllable in _readings(piece) for piece, syllable in zip(pieces, given, strict=True)
    )


def _pieces(run: str) -> list[str]:
    return [run] if run.isascii() else list(run)


def _read(run: str) -> list[str]:
    found: list[str] = _library().lazy_pinyin(run, errors=list)
    for word, syllables in _corrected():
        for at in re.finditer(word, run):
            found[at.start() : at.end()] = syllables
    return found


@cache
def _readings(piece: str) -> frozenset[str]:
    library = _library()
    ways = library.pinyin(piece, style=library.Style.NORMAL, heteronym=True, v_to_u=False)
    return frozenset(ways[0]) | {piece}


@cache
def _corrected() -> tuple[tuple[str, list[str]], ...]:
    words: dict[str, str] = tomllib.loads(CORRECTED.read_text(encoding="utf-8"))
    return tuple((word, words[word].split()) for word in sorted(words, key=len))


def _library() -> ModuleType:
    try:
        import pypinyin  # noqa: PLC0415 178 ms, for authors alone
    except ImportError as error:
        raise ConfigurationError(
            "pypinyin_missing",
            "writing pinyin needs pypinyin, which terminals do without: pip install pypinyin, then again",
        ) from error
    return pypinyin
