"""Layout parts into lines that fit the paper: wrapped by columns, no closing mark first in a line. Pure."""

import functools
import unicodedata
from collections.abc import Iterator
from typing import assert_never

import msgspec

from kiosk.domain.printing import Align, Gap, Line, Pair, QrCode, ReceiptLayout, ReceiptPart, Rule

# GB/T 15834-2011, 5.1: these never begin a line, and those never end one.
NOT_FIRST = frozenset("，。、；：？！）》」』】〕〉”’…—·,.;:?!)]}%℃")
NOT_LAST = frozenset("（《「『【〔〈“‘([{￥¥")
INDENT = "  "
MIN_GAP = 2
"""Columns between a label and its value on one line."""
LONE = 8
"""Columns below which the last line of several looks forgotten."""
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
MOVED = {
    ord(bytes.fromhex(code).decode("gb18030")): character
    for code, character in {
        "a6d9": "\ufe10", "a6da": "\ufe12", "a6db": "\ufe11", "a6dc": "\ufe13", "a6dd": "\ufe14",
        "a6de": "\ufe15", "a6df": "\ufe16", "a6ec": "\ufe17", "a6ed": "\ufe18", "a6f3": "\ufe19",
        "fe59": "\u9fb4", "fe61": "\u9fb5", "fe66": "\u9fb6", "fe67": "\u9fb7", "fe6d": "\u9fb8",
        "fe7e": "\u9fb9", "fe90": "\u9fba", "fea0": "\u9fbb",
    }.items()
}  # fmt: skip
"""What GB 18030-2022 took out of the private use area: older sources still write the old code points."""


class TextRow(msgspec.Struct, frozen=True):
    """One line of words that fits the paper."""

    text: str
    align: Align = Align.LEFT
    bold: bool = False
    large: bool = False


class QrRow(msgspec.Struct, frozen=True):
    data: str


class SpaceRow(msgspec.Struct, frozen=True):
    lines: int


Row = TextRow | QrRow | SpaceRow


def rows(layout: ReceiptLayout, columns: int) -> tuple[Row, ...]:
    """Set a layout for paper of so many columns."""
    return tuple(row for part in layout for row in _rows_of(part, columns))


def _rows_of(part: ReceiptPart, columns: int) -> Iterator[Row]:
    match part:
        case Line(text, align, bold, large):
            room = columns // 2 if large else columns
            yield from (TextRow(words, align, bold, large) for words in wrap(text, room))
        case Pair(label, value):
            yield from (TextRow(words) for words in _pair(printable(label), printable(value), columns))
        case Rule():
            yield TextRow("-" * columns)
        case QrCode(data, caption):
            yield QrRow(data)
            if caption:
                yield from (TextRow(words, Align.CENTRE) for words in wrap(caption, columns))
        case Gap(lines):
            yield SpaceRow(lines)
        case _:
            assert_never(part)


def _pair(label: str, value: str, columns: int) -> Iterator[str]:
    between = columns - width(label) - width(value)
    if between >= MIN_GAP and "\n" not in label + value:
        yield label + " " * between + value
        return
    yield from wrap(label, columns)
    yield from (INDENT + words for words in wrap(value, columns - len(INDENT)))


def printable(text: str) -> str:
    """Drop what would steer the printer or the direction of writing instead of being seen."""
    text = text.replace("\r\n", "\n").replace("\t", " ").translate(MOVED)
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in UNSEEN)


@functools.lru_cache(maxsize=8192)
def columns_of(character: str) -> int:
    """Tell the columns that a character takes: printers give every two-byte character, also · and “, two."""
    if character.isascii():
        return 1
    return 0 if unicodedata.category(character) in {"Mn", "Me"} else 2


def width(text: str) -> int:
    """Tell the columns that a text takes."""
    return sum(map(columns_of, text))


def wrap(text: str, columns: int) -> tuple[str, ...]:
    """Break a text into lines of at most so many columns; an empty line stays one."""
    return tuple(line for source in printable(text).split("\n") for line in _set(source, columns))


def _set(text: str, columns: int) -> tuple[str, ...]:
    """Fill lines, and take a little from each where one character would stand alone in the last."""
    lines = tuple(_fill(text, columns))
    if len(lines) == 1 or width(lines[-1]) >= LONE:
        return lines
    narrower = (tuple(_fill(text, room)) for room in range(columns - 1, columns * 2 // 3, -1))
    return next((n for n in narrower if len(n) == len(lines) and width(n[-1]) >= LONE), lines)


def _fill(text: str, columns: int) -> Iterator[str]:
    if width(text) <= columns:
        yield text.rstrip()
        return
    line, taken = "", 0
    for unit in _units(text, columns):
        needed = width(unit)
        if taken + needed > columns and line:
            yield line.rstrip()
            line, taken = "", 0
            unit = unit.lstrip()  # noqa: PLW2901, the space that the break replaces
            needed = width(unit)
        line += unit
        taken += needed
    yield line.rstrip()


def _units(text: str, columns: int) -> Iterator[str]:
    """Yield the pieces between which a line may break, none wider than the paper."""
    unit = ""
    for character in text:
        if unit and (_may_break(unit[-1], character) or width(unit + character) > columns):
            yield unit
            unit = ""
        unit += character
    if unit:
        yield unit


def _may_break(before: str, after: str) -> bool:
    if columns_of(after) == 0 or after in NOT_FIRST or before in NOT_LAST:
        return False
    return not (before.isascii() and after.isascii() and before != " " and after != " ")
