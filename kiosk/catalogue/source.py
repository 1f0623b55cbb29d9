"""A file of the catalogue as text, and what it declares."""

import tomllib
from typing import TypeVar

import msgspec

from kiosk.catalogue.checks import Flawed
from kiosk.catalogue.decode import decode
from kiosk.catalogue.toml import parse

T = TypeVar("T")


class Source(msgspec.Struct, frozen=True):
    """A file, named as it stands below the catalogue's root."""

    file: str
    text: str


def declares(
    type_: type[T], source: Source, given: dict[str, object] | None = None
) -> tuple[T | None, list[Flawed]]:
    """Return what a file declares over what is given, or None; and what is wrong with it."""
    try:
        data = {**(given or {}), **parse(source.text)}
    except tomllib.TOMLDecodeError as error:
        return None, [Flawed(source.file, ((), f"not TOML: {error}"))]
    value, flaws = decode(type_, data)
    return value, [Flawed(source.file, flaw) for flaw in flaws]
