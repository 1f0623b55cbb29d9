"""The platform's keys as a heartbeat last named them, beside the credentials: not lost with the queue."""

import hashlib
import logging
from pathlib import Path

import msgspec

from kiosk.errors import ConfigurationError
from kiosk.gateway.key_file import write_whole
from kiosk.wire.messages import EnrolmentAnswer, PlatformKey

log = logging.getLogger(__name__)
KEYS_FILE = "platform.keys.json"
Keys = tuple[PlatformKey, ...]


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """What is in the file: keys named to who was enrolled so; another enrolment brings its own."""

    enrolment: str
    """SHA-256 of enrolment's answer."""
    keys: Keys


class KeptKeys:
    """Keeps what heartbeats name: written when it differs, and again at the next one when that failed."""

    def __init__(self, folder: Path, enrolment: EnrolmentAnswer) -> None:
        self._path = folder / KEYS_FILE
        self._enrolment = _name(enrolment)
        self._kept = heard_keys(folder, enrolment)
        self._told: Keys = ()

    def __call__(self, keys: Keys) -> None:
        """Have keys on the disk, if that can be; the queue has them as well."""
        if not keys or keys == self._kept:
            return
        try:
            write_whole(self._path, msgspec.json.encode(Heard(enrolment=self._enrolment, keys=keys)))
        except ConfigurationError as error:
            if keys != self._told:
                self._told = keys
                log.warning("the queue alone has the platform's keys while %s can't: %s", self._path, error)
        else:
            self._kept = keys


def heard_keys(folder: Path, enrolment: EnrolmentAnswer) -> Keys:
    """Return the keys that were named since this enrolment; none where none were, or they can't be read."""
    path = folder / KEYS_FILE
    try:
        heard = msgspec.json.decode(path.read_bytes(), type=Heard)
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        log.warning("%s: the platform's keys are known from the queue alone: %s", path, error)
        return ()
    return heard.keys if heard.enrolment == _name(enrolment) else ()


def _name(enrolment: EnrolmentAnswer) -> str:
    return hashlib.sha256(msgspec.json.encode(enrolment)).hexdigest()
