"""The terminal's credentials on disk: its private key, readable by nobody else, and what enrolment gave."""

import os
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
from kiosk.wire.messages import EnrolmentAnswer

KEY_FILE = "terminal.key"
ENROLMENT_FILE = "enrolment.json"
OTHERS = 0o077


class Credentials(msgspec.Struct, frozen=True):
    """Who this terminal is; its repr shows no key."""

    key: Ed25519PrivateKey
    enrolment: EnrolmentAnswer

    def __repr__(self) -> str:
        return f"Credentials({self.enrolment.terminal!r}, …)"


def own_key(folder: Path) -> Ed25519PrivateKey:
    """Return the terminal's key, made and safely on disk when there is none: enrolment may be repeated."""
    path = folder / KEY_FILE
    if path.exists():
        return load_key(path)
    key = Ed25519PrivateKey.generate()
    _write(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return key


def save_enrolment(folder: Path, answer: EnrolmentAnswer) -> None:
    """Keep what enrolment gave, or what the centre has since said of its keys."""
    _write(folder / ENROLMENT_FILE, msgspec.json.format(msgspec.json.encode(answer), indent=2))


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
    return Credentials(load_key(folder / KEY_FILE), enrolment)


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


def _write(path: Path, data: bytes) -> None:
    """Write a file that is whole or not there, 0600 from its first byte; else ConfigurationError."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_whole(path, data)
    except OSError as error:
        raise ConfigurationError("credentials_folder", f"[platform] credentials: {error}") from error


def _write_whole(path: Path, data: bytes) -> None:
    part = path.with_name(path.name + ".part")
    number = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(number, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
