"""terminal.toml as records: an unknown key is an error that names the key, its place and the near miss."""

import difflib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from types import NoneType
from typing import get_args

import msgspec

from devices.config import DevicesConfig
from devices.handwriting.config import HandwritingConfig
from devices.speech.config import SpeechConfig
from kiosk.errors import ConfigurationError
from kiosk.tables import FaceConfig, PlatformConfig, QueueConfig, ScreenConfig, SiteConfig, Table, TpmConfig

UNKNOWN_FIELD = re.compile(
    r"Object contains unknown field `(?P<key>[^`]+)`(?: - at `\$\.?(?P<place>[^`]*)`)?"
)
BAD_DRIVER = re.compile(r"Invalid value '(?P<driver>[^']*)' - at `\$\.devices\.(?P<device>\w+)\.driver`")


class Config(Table, frozen=True):
    """The whole of terminal.toml."""

    platform: PlatformConfig = PlatformConfig()
    queue: QueueConfig = QueueConfig()
    tpm: TpmConfig = TpmConfig()
    screen: ScreenConfig = ScreenConfig()
    site: SiteConfig = SiteConfig()
    face: FaceConfig = FaceConfig()
    speech: SpeechConfig | None = None
    handwriting: HandwritingConfig | None = None
    devices: DevicesConfig = DevicesConfig()


def load(path: Path) -> Config:
    """Read terminal.toml; ConfigurationError names file, place and what to do."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ConfigurationError(
            "config_missing", f"{path}: no such file; name one with --config or KIOSK_CONFIG"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError("config_unreadable", f"{path}: {error}") from error
    return parse(text, str(path))


def parse(text: str, origin: str) -> Config:
    """Decode the text of terminal.toml; `origin` is named in errors."""
    try:
        return msgspec.convert(tomllib.loads(text), Config)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError("config_syntax", f"{origin}: {error}") from error
    except msgspec.ValidationError as error:
        raise ConfigurationError("config_invalid", f"{origin}: {_sentence(str(error))}") from error


def _sentence(message: str) -> str:
    unknown, driver = UNKNOWN_FIELD.search(message), BAD_DRIVER.search(message)
    if unknown is not None:
        key, place = unknown["key"], unknown["place"] or ""
        where = f"[{place}]" if place else "the top level"
        return f"unknown key '{key}' in {where}{_hint(key, _keys(place) - {key})}"
    if driver is not None:
        known = DRIVERS[driver["device"]]
        sentence = f"unknown driver '{driver['driver']}' in [devices.{driver['device']}]"
        return f"{sentence}{_hint(driver['driver'], known)}; there {_are(known)}"
    return message


def _hint(word: str, known: Iterable[str]) -> str:
    near = sorted(name for name in known if word in name) or difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {' or '.join(map(repr, near))}?" if near else ""


def _are(known: tuple[str, ...]) -> str:
    return f"{'is' if len(known) == 1 else 'are'} {', '.join(known)}"


def _drivers(device: object) -> tuple[str, ...]:
    kinds = [kind for kind in get_args(device) if kind is not NoneType]
    return tuple(str(kind.__struct_config__.tag) for kind in kinds)


DRIVERS = {field.name: _drivers(field.type) for field in msgspec.structs.fields(DevicesConfig)}


def _keys(place: str) -> set[str]:
    """Return the keys that the table at `place` may have, whatever its driver."""
    tables: list[type] = [Config]
    for name in place.split(".") if place else ():
        parts = [part for table in tables for part in msgspec.structs.fields(table) if part.name == name]
        tables = [
            kind for part in parts for kind in get_args(part.type) or (part.type,) if kind is not NoneType
        ]
    names = {part.name for table in tables for part in msgspec.structs.fields(table)}
    return names | ({"driver"} if place.startswith("devices.") else set())
