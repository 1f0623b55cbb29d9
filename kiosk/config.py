"""terminal.toml as records: an unknown key is an error that names the key, its place and the near miss."""

import difflib
import os
import re
import tomllib
from pathlib import Path

import msgspec

from devices.config import DevicesConfig
from kiosk.errors import ConfigurationError
from kiosk.tables import PlatformConfig, QueueConfig, ScreenConfig, SiteConfig, Table

DEFAULT_PATH = Path("/etc/kiosk/terminal.toml")
UNKNOWN_FIELD = re.compile(
    r"Object contains unknown field `(?P<key>[^`]+)`(?: - at `\$\.?(?P<place>[^`]*)`)?"
)


class Config(Table, frozen=True):
    """The whole of terminal.toml."""

    platform: PlatformConfig = PlatformConfig()
    queue: QueueConfig = QueueConfig()
    screen: ScreenConfig = ScreenConfig()
    site: SiteConfig = SiteConfig()
    devices: DevicesConfig = DevicesConfig()


def config_path(given: str | None) -> Path:
    """Return `--config`, else KIOSK_CONFIG, else /etc/kiosk/terminal.toml."""
    return Path(given or os.environ.get("KIOSK_CONFIG") or DEFAULT_PATH)


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
    found = UNKNOWN_FIELD.search(message)
    if found is None:
        return message
    key, place = found["key"], found["place"] or ""
    near = difflib.get_close_matches(key, _keys(), n=1)
    where = f"[{place}]" if place else "the top level"
    hint = f"; did you mean '{near[0]}'?" if near else ""
    return f"unknown key '{key}' in {where}{hint}"


def _keys() -> list[str]:
    tables = (Config, PlatformConfig, QueueConfig, ScreenConfig, SiteConfig, DevicesConfig)
    devices = ("driver", "port", "baud", "reader", "host", "path", "profile")
    return [field for table in tables for field in table.__struct_fields__] + list(devices)
