"""The terminal's credentials on disk: its key, and what enrolment gave."""

from pathlib import Path

import msgspec

from kiosk.errors import ConfigurationError
from kiosk.gateway.kept_keys import heard_keys
from kiosk.gateway.key_file import KEY_FILE, KeyFile, write_whole
from kiosk.wire.messages import EnrolmentAnswer, PlatformKey
from kiosk.wire.own_key import Own

ENROLMENT_FILE = "enrolment.json"


class Credentials(msgspec.Struct, frozen=True):
    """Who this terminal is; its repr shows no key."""

    own: Own
    enrolment: EnrolmentAnswer
    heard: tuple[PlatformKey, ...] = ()
    """The platform's keys as heartbeats named them since; empty while none did."""

    def __repr__(self) -> str:
        return f"Credentials({self.enrolment.terminal!r}, …)"


def save_enrolment(folder: Path, answer: EnrolmentAnswer) -> None:
    """Keep what enrolment gave."""
    write_whole(folder / ENROLMENT_FILE, msgspec.json.format(msgspec.json.encode(answer), indent=2))


def files(folder: Path) -> tuple[Path, ...]:
    """Return the files there are of a terminal's credentials."""
    return tuple(path for path in (folder / ENROLMENT_FILE, folder / KEY_FILE) if path.exists())


def load(folder: Path) -> Credentials:
    """Return the credentials; ConfigurationError names the file and what is wrong with it."""
    path = folder / ENROLMENT_FILE
    try:
        enrolment = msgspec.json.decode(path.read_bytes(), type=EnrolmentAnswer)
    except FileNotFoundError as error:
        raise ConfigurationError(
            "not_enrolled", f"{path}: no such file: the terminal is not enrolled"
        ) from error
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError("enrolment_file", f"{path}: {error}") from error
    return Credentials(KeyFile(folder), enrolment, heard_keys(folder, enrolment))
