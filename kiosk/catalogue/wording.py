"""Every word of a declaration: there in both languages, plain, and not too long for its screen."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec
from msgspec import inspect

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
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_UNWANTED = {"!": "an exclamation mark", "！": "an exclamation mark", "错误": "错误", "失败": "失败"}


def wording(record: msgspec.Struct) -> Iterator[Flaw]:
    """Yield what is wrong with the words of a declaration."""
    if not _well(record, "", ""):
        for path, text in texts(record, ()):
            keys = ("", *(part for part in path if isinstance(part, str)))
            yield from ((path, flaw) for flaw in _flaws(text, _limits(keys[-2], keys[-1])))


def flaws_of(text: Text, key: str) -> tuple[str, ...]:
    """Return what is wrong with one text of the length that `key` may have, for who writes it elsewhere."""
    return tuple(_flaws(text, _limits("", key)))


def texts(value: object, path: Path) -> Iterator[tuple[Path, Text]]:
    """Yield every text below a record, with its place."""
    for key, element in _elements(value):
        if isinstance(element, Text):
            yield (*path, key), element
            if isinstance(element, Told) and element.of_relative is not None:
                yield (*path, key), element.of_relative
        else:
            yield from texts(element, (*path, key))


def _elements(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, msgspec.Struct):
        return [(name, getattr(value, name)) for name in _rooms(type(value))]
    if isinstance(value, tuple):
        return enumerate(value)
    return value.items() if isinstance(value, dict) else ()


@cache
def _rooms(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    """Return the fields of a record below which a text may stand."""
    fields = msgspec.structs.fields(struct)
    return tuple(field.name for field in fields if _may_hold(inspect.type_info(field.type)))


@cache
def _limited(struct: type[msgspec.Struct], key: str) -> tuple[tuple[str, tuple[int, int] | None], ...]:
    """Return these fields, each that is a plain text with its limits where the record stands as `key`."""
    plain = {field.name for field in msgspec.structs.fields(struct) if field.type in (Text, Text | None)}
    return tuple((name, _limits(key, name) if name in plain else None) for name in _rooms(struct))


def _may_hold(info: inspect.Type) -> bool:
    match info:
        case inspect.StructType(cls=cls, fields=fields):
            return issubclass(cls, Text) or any(_may_hold(field.type) for field in fields)
        case inspect.UnionType(types=types):
            return any(map(_may_hold, types))
        case inspect.VarTupleType(item_type=item) | inspect.DictType(value_type=item):
            return _may_hold(item)
        case _:
            return False


def _well(value: object, above: str, key: str) -> bool:
    """Return whether `_flaws` would find nothing below: it is asked of every text at every start."""
    if isinstance(value, Text):
        return _fine(value, *_limits(above, key)) and not (
            isinstance(value, Told) and value.of_relative and not _well(value.of_relative, above, key)
        )
    if isinstance(value, msgspec.Struct):
        for name, limits in _limited(type(value), key):
            below = getattr(value, name)
            if below and not (_fine(below, *limits) if limits else _well(below, key, name)):
                return False
    elif isinstance(value, tuple):
        for below in value:
            if not _well(below, above, key):
                return False
    elif isinstance(value, dict):
        return all(_well(below, key, name) for name, below in value.items())
    return True


@cache
def _limits(above: str, key: str) -> tuple[int, int]:
    if key == "steps":
        return LIMITS["step"]
    return LAW if (above, key) == ("legal", "name") else LIMITS.get(key, WORD_LIMIT)


def _flaws(text: Text, limits: tuple[int, int]) -> Iterator[str]:
    for language, words, limit in (("zh", text.zh, limits[0]), ("en", text.en, limits[1])):
        if not words.strip():
            yield f"the {language} text is empty"
        if len(words) > limit:
            yield f"the {language} text has {len(words)} characters, at most {limit} fit its screen"
        yield from (f"the {language} text holds {name}" for sign, name in _UNWANTED.items() if sign in words)
    if _CHINESE.search(text.en):
        yield "the en text holds Chinese characters"


def _fine(text: Text, most_zh: int, most_en: int) -> bool:
    zh, en = text.zh, text.en
    if len(zh) > most_zh or len(en) > most_en or not zh.strip() or not en.strip():
        return False
    both = zh + en
    for sign in _UNWANTED:
        if sign in both:
            return False
    return en.isascii() or not _CHINESE.search(en)
