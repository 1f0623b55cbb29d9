"""Writes pinyin into the text of a matter's file, or of everyday words, and touches nothing else in it."""

import json
import re
import tomllib
from collections.abc import Sequence
from typing import Any

import msgspec

from kiosk.catalogue.pinyin import pinyin, readable
from kiosk.catalogue.toml import parse

_SAID = re.compile(r"\bsaid = (?P<said>\[[^\]]*\])(?:, (?P<pinyin>pinyin = \[[^\]]*\]))?")
_TABLE = re.compile(r"^[ \t]*\[[\[\w]", re.MULTILINE)


class Spelled(msgspec.Struct, frozen=True):
    """A file's text with its pinyin, and the keys that were written."""

    text: str
    written: tuple[str, ...]


def spelled(text: str) -> Spelled:
    """Return `text` with the pinyin of its name and aliases, in place of one that can't be theirs.

    What is one of the ways to read the name or alias is kept as its author wrote it. tomllib.TOMLDecodeError;
    ConfigurationError `pypinyin_missing`.
    """
    data = parse(text)
    written = []
    for key, behind, value in _wanted(data):
        if data.get(key) != value:
            text = _put(text, key, behind, f"{key} = {json.dumps(value, ensure_ascii=False)}\n")
            written.append(key)
    if (said := _SAID.sub(_said, text)) != text:
        text = said
        written.append("words")
    return Spelled(text, tuple(written))


def _said(found: re.Match[str]) -> str:
    """Return an everyday word's entry with its pinyin; English needs none."""
    known = parse(f"said = {found['said']}\n{found['pinyin'] or ''}")
    if all(text.isascii() for text in known["said"]):
        return found[0]
    read = _read_each(known["said"], known.get("pinyin", []))
    return f"said = {found['said']}, pinyin = {json.dumps(read, ensure_ascii=False)}"


def _wanted(data: dict[str, Any]) -> list[tuple[str, str, str | list[str]]]:
    wanted: list[tuple[str, str, str | list[str]]] = []
    name = data.get("name")
    if isinstance(name, dict) and isinstance(name.get("zh"), str):
        wanted.append(("pinyin", "name", _read(name["zh"], [data.get("pinyin")])))
    aliases = data.get("aliases")
    if isinstance(aliases, list):
        known = data.get("alias_pinyin", [])
        wanted.append(("alias_pinyin", "aliases", _read_each(aliases, known)))
    return wanted


def _read_each(texts: Sequence[str], known: Sequence[object]) -> list[str]:
    """Return a reading for each, its own where it has one: 重名 may be read as 同名, and is not."""
    return [_read(text, [*known[at : at + 1], *known]) for at, text in enumerate(texts)]


def _read(text: str, known: Sequence[object]) -> str:
    """Return the author's own reading of `text` where there is one."""
    kept = (given for given in known if isinstance(given, str) and readable(text, given))
    return next(kept, None) or pinyin(text)


def _put(text: str, key: str, behind: str, line: str) -> str:
    at = _statement(text, key)
    if at is None:
        _, end = _statement(text, behind) or (0, 0)
        at = end, end
    return text[: at[0]] + line + text[at[1] :]


def _statement(text: str, key: str) -> tuple[int, int] | None:
    """Return where the statement that sets a top-level `key` begins and ends, line end included."""
    table = _TABLE.search(text)
    found = re.search(rf"^[ \t]*{key}[ \t]*=", text[: table.start() if table else None], re.MULTILINE)
    if found is None:
        return None
    end = found.end()
    while True:
        newline = text.find("\n", end)
        end = len(text) if newline < 0 else newline + 1
        if end == len(text) or _whole(text[found.start() : end]):
            return found.start(), end


def _whole(statement: str) -> bool:
    try:
        parse(statement)
    except tomllib.TOMLDecodeError:
        return False
    return True
