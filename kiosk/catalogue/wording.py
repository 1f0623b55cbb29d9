"""Every word of a declaration: there in both languages, plain, and not too long for its screen."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from kiosk.catalogue.decode import Flaw
from kiosk.catalogue.place import Path
from kiosk.domain.text import Text, Told

LIMITS = {
    "name": (18, 52),
    "department": (12, 36),
    "summary": (24, 72),
    "label": (16, 40),
    "question": (28, 80),
    "help": (40, 110),
    "purpose": (40, 120),
    "reason": (40, 120),
    "after": (40, 120),
    "nothing": (60, 170),
    "otherwise": (70, 210),
    "over": (60, 170),
    "place": (24, 80),
    "address": (24, 72),
    "hours": (20, 48),
    "title": (16, 48),
    "text": (500, 1200),
    "consequence": (60, 170),
    "payee": (20, 60),
    "basis": (60, 170),
    "sample": (40, 110),
    "trips_reason": (40, 110),
    "left_to_do": (60, 170),
    "asked": (30, 90),
    "answer": (90, 260),
    "clause": (60, 170),
    "source": (24, 72),
    "step": (30, 90),
}
"""Most characters in Chinese and English by the text's key, so that it stands on its page in one glance."""
WORD_LIMIT = (14, 40)
"""The same for what a code is called."""

LAW = (40, 120)
"""The same for the name of a law."""
_PLAIN = frozenset({str, int, bool, type(None)})
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_UNWANTED = {"!": "an exclamation mark", "！": "an exclamation mark", "错误": "错误", "失败": "失败"}
_UNWANTED_OR_NONE = re.compile("|".join((*_UNWANTED, r"^\s*$")))


def wording(matter: msgspec.Struct) -> Iterator[Flaw]:
    """Yield what is wrong with the words of a declaration."""
    for path, text in texts(matter, ()):
        keys = [part for part in path if isinstance(part, str)]
        yield from ((path, flaw) for flaw in _flaws(text, _limits(*keys[-2:])))


def flaws_of(text: Text, key: str) -> tuple[str, ...]:
    """Return what is wrong with one text of the length that `key` may have, for who writes it elsewhere."""
    return tuple(_flaws(text, _limits(key)))


def texts(value: object, path: Path) -> Iterator[tuple[Path, Text]]:
    """Yield every text below a record, with its place."""
    for key, element in _elements(value):
        if isinstance(element, Text):
            yield (*path, key), element
            if isinstance(element, Told) and element.of_relative is not None:
                yield (*path, key), element.of_relative
        elif type(element) not in _PLAIN:
            yield from texts(element, (*path, key))


def _elements(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, msgspec.Struct):
        return [(name, getattr(value, name)) for name in value.__struct_fields__]
    if isinstance(value, tuple):
        return enumerate(value)
    return value.items() if isinstance(value, dict) else ()


@cache
def _limits(*keys: str) -> tuple[int, int]:
    limit = LIMITS.get(keys[-1], WORD_LIMIT)
    return LIMITS["step"] if keys[-1] == "steps" else LAW if keys == ("legal", "name") else limit


def _flaws(text: Text, limits: tuple[int, int]) -> Iterator[str]:
    if _fine(text.zh, limits[0]) and _fine(text.en, limits[1]) and not _CHINESE.search(text.en):
        return
    for language, words, limit in (("zh", text.zh, limits[0]), ("en", text.en, limits[1])):
        if not words.strip():
            yield f"the {language} text is empty"
        if len(words) > limit:
            yield f"the {language} text has {len(words)} characters, at most {limit} fit its screen"
        yield from (f"the {language} text holds {name}" for sign, name in _UNWANTED.items() if sign in words)
    if _CHINESE.search(text.en):
        yield "the en text holds Chinese characters"


def _fine(words: str, limit: int) -> bool:
    return len(words) <= limit and not _UNWANTED_OR_NONE.search(words)
