"""What residents say, beside what the matters are called: everyday words, and words that say nothing."""

import tomllib
from pathlib import Path

import msgspec

from kiosk.errors import CatalogueError

BUNDLED = Path(__file__).with_name("words.toml")


class Everyday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of every day and the official ones that they may mean, the likeliest first.

    A meaning of several words ('社会保障卡 挂失') is meant where a matter has them all.
    """

    said: tuple[str, ...]
    means: tuple[str, ...]
    pinyin: tuple[str, ...] = ()
    """As a matter's, one for each: none for English."""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The small thesaurus that applies to all matters."""

    fillers: tuple[str, ...]
    """What is said around the matter: 我要, 怎么, 请问."""
    english_fillers: tuple[str, ...]
    words: tuple[Everyday, ...]
    english: tuple[Everyday, ...]


def load_words(file: Path = BUNDLED) -> Words:
    """Return the words of `file`; CatalogueError naming what is wrong."""
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Words)
    except OSError as error:
        raise CatalogueError("catalogue_missing", f"the catalogue has no file {file}") from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise CatalogueError("catalogue_broken", f"{file.name}: {error}") from error
