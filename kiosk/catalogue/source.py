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
    data: bytes

    @property
    def text(self) -> str:
        """What is written in it; UnicodeDecodeError. Made anew each time, or a thousand fill the memory."""
        return self.data.decode()

    @property
    def room(self) -> str:
        """The folder in the root that it is somewhere below; its own name where it stands in the root."""
        return self.file.partition("/")[0]

    @property
    def folder(self) -> str:
        """The name of the folder it stands in."""
        return self.file.rpartition("/")[0].rpartition("/")[2]

    @property
    def stem(self) -> str:
        """Its name without `.toml`."""
        return self.file.rpartition("/")[2].removesuffix(".toml")


def declares(
    type_: type[T], source: Source, given: dict[str, object] | None = None
) -> tuple[T | None, list[Flawed]]:
    """Return what a file declares over what is given, or None; and what is wrong with it."""
    try:
        data = {**(given or {}), **parse(source.text)}
    except tomllib.TOMLDecodeError as error:
        return None, [Flawed(source.file, ((), f"not TOML: {error}"))]
    except UnicodeDecodeError as error:
        return None, [Flawed(source.file, ((), f"not UTF-8 at byte {error.start}"))]
    value, flaws = decode(type_, data)
    return value, [Flawed(source.file, flaw) for flaw in flaws]
