"""The terminal's key on disk: its file, the key that is to follow it, and what is left of those before.

A rotation goes in steps of which each is synced before the next begins: the next key is written, the centre
is told of it, the public half of the present key joins the former ones, the next key takes the present one's
name. Cut short anywhere the terminal has a key that the centre takes, and the rotation is begun again.
"""

import logging
import os
from contextlib import suppress
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from kiosk.errors import ConfigurationError
from kiosk.wire.own_key import OwnKey

KEY_FILE = "terminal.key"
NEXT_FILE = "terminal.key.next"
FORMER_FILE = "terminal.former.json"
OTHERS = 0o077
Stamp = tuple[int, int, int]
log = logging.getLogger(__name__)


class KeyFile:
    """The terminal's key as its file says now: whoever signs next signs with a key that was rotated."""

    def __init__(self, folder: Path) -> None:
        """Read it; ConfigurationError names the file and what is wrong with it."""
        self._folder = folder
        self._stamp = _stamp(folder / KEY_FILE)
        self._own = _read(folder)

    def __call__(self) -> OwnKey:
        """Return the key; one whose file can't be read any more stays in use."""
        stamp = _stamp(self._folder / KEY_FILE)
        if stamp not in (None, self._stamp):
            with suppress(ConfigurationError):
                self._own = _read(self._folder)
                self._stamp = stamp
        return self._own


def own_key(folder: Path) -> Ed25519PrivateKey:
    """Return the terminal's key, made and safely on disk when there is none: enrolment may be repeated."""
    return _made_once(folder / KEY_FILE)


def next_key(folder: Path) -> Ed25519PrivateKey:
    """Return the key that is to follow, made and safely on disk when there is none: a rotation too may be."""
    return _made_once(folder / NEXT_FILE)


def take_next(folder: Path) -> None:
    """Let the next key take the present one's place, which is remembered by its public half."""
    present = _read(folder)
    former = (*present.former, present.publics[0])
    write_whole(folder / FORMER_FILE, msgspec.json.encode(tuple(dict.fromkeys(former))))
    try:
        (folder / NEXT_FILE).replace(folder / KEY_FILE)
        _sync_folder(folder)
    except OSError as error:
        raise ConfigurationError("key_file", f"{folder / NEXT_FILE}: {error}") from error


def load_key(path: Path) -> Ed25519PrivateKey:
    """Return a private key out of its PEM file; ConfigurationError when others may read it or it is none."""
    try:
        if path.stat().st_mode & OTHERS:
            raise ConfigurationError("key_file", f"{path}: others may read it; its mode has to be 0600")
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise ConfigurationError("key_file", f"{path}: {error}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ConfigurationError("key_file", f"{path}: not an Ed25519 private key")
    return key


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is whole or not there, 0600 from its first byte; else ConfigurationError."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        number = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise ConfigurationError("credentials_folder", f"[platform] credentials: {error}") from error


def _made_once(path: Path) -> Ed25519PrivateKey:
    if path.exists():
        return load_key(path)
    key = Ed25519PrivateKey.generate()
    write_whole(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return key


def _read(folder: Path) -> OwnKey:
    return OwnKey(load_key(folder / KEY_FILE), _former(folder / FORMER_FILE))


def _former(path: Path) -> tuple[bytes, ...]:
    """Return the former keys; none where they can't be read, for without them a terminal still serves."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[bytes, ...])
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        log.warning("%s: older slips are not known as this terminal's own: %s", path, error)
        return ()


def _stamp(path: Path) -> Stamp | None:
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_ino, seen.st_mtime_ns, seen.st_size


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
