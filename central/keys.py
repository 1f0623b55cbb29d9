"""The platform's own keys: kept beside the data, readable by their owner alone, rotated with overlap."""

import datetime as dt
import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.domain.ids import KeyId
from kiosk.errors import KioskError
from kiosk.wire.messages import KeyUse, PlatformKey

LIFE = dt.timedelta(days=1825)
Stamp = tuple[int, int, int]


class KeyFile(msgspec.Struct, frozen=True, kw_only=True):
    """One private key as it is kept; an older seal key stays, for items that are still under it."""

    id: KeyId
    use: KeyUse
    private: bytes
    made_at: dt.datetime

    def __repr__(self) -> str:
        return f"KeyFile(id={self.id!r}, …)"

    @property
    def not_after(self) -> dt.datetime:
        return self.made_at + LIFE


class PlatformKeys:
    """The key that signs answers, and every key that items may be sealed to; the oldest first.

    Terminals believe every key that is published and seal to the one that lives longest. So a new seal key is
    used at once, while answers are signed under the old key until that is dropped: when all know the new one.
    """

    def __init__(self, files: tuple[KeyFile, ...]) -> None:
        self.files = files
        signing = self.of(KeyUse.SIGN)[0]
        self.sign_id = signing.id
        self.sign = Ed25519PrivateKey.from_private_bytes(signing.private)
        self.seal = {
            file.id: X25519PrivateKey.from_private_bytes(file.private) for file in self.of(KeyUse.SEAL)
        }

    def of(self, use: KeyUse) -> tuple[KeyFile, ...]:
        """Return the keys of one use, the oldest first."""
        return tuple(file for file in self.files if file.use is use)

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of the raw signing key: what a terminal pins when it is enrolled."""
        return hashlib.sha256(self.sign.public_key().public_bytes_raw()).hexdigest()

    def published(self) -> tuple[PlatformKey, ...]:
        """Return the public halves."""
        return tuple(
            PlatformKey(id=file.id, use=file.use, public=_public(file), not_after=file.not_after)
            for file in self.files
        )


class KeyRing:
    """The keys as their file says now: a platform that runs uses a key that was made by a command."""

    def __init__(self, path: Path, *, now: dt.datetime) -> None:
        """Open the file, making it at the very first start."""
        self._path = path
        if not path.exists():
            _write(path, (_made(KeyUse.SIGN, now), _made(KeyUse.SEAL, now)))
        self._stamp, self._keys = self._read()

    def keys(self) -> PlatformKeys:
        """Return the keys; while the file can't be read, those it held before."""
        with suppress(OSError):
            if _stamp(self._path) != self._stamp:
                self._stamp, self._keys = self._read()
        return self._keys

    def add(self, use: KeyUse, *, now: dt.datetime) -> KeyFile:
        """Make a key beside those of its use."""
        with self._alone():
            made = _made(use, now)
            _write(self._path, (*self.keys().files, made))
        return made

    def drop(self, key: KeyId) -> None:
        """Destroy a key; KioskError when it is the newest of its use or not there."""
        with self._alone():
            files = self.keys().files
            file = next((file for file in files if file.id == key), None)
            if file is None:
                raise KioskError("key_unknown", f"{key}: no such key of this platform")
            if file is self.keys().of(file.use)[-1]:
                raise KioskError("key_newest", f"{key} is the newest key to {file.use} with: rotate it first")
            _write(self._path, tuple(other for other in files if other is not file))

    def _read(self) -> tuple[Stamp, PlatformKeys]:
        stamp = _stamp(self._path)
        return stamp, PlatformKeys(msgspec.json.decode(self._path.read_bytes(), type=tuple[KeyFile, ...]))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._path.with_suffix(".lock").open("wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _made(use: KeyUse, now: dt.datetime) -> KeyFile:
    private = Ed25519PrivateKey.generate() if use is KeyUse.SIGN else X25519PrivateKey.generate()
    name = hashlib.sha256(private.public_key().public_bytes_raw()).hexdigest()[:8]
    return KeyFile(id=KeyId(f"{use}-{name}"), use=use, private=private.private_bytes_raw(), made_at=now)


def _public(file: KeyFile) -> bytes:
    if file.use is KeyUse.SIGN:
        return Ed25519PrivateKey.from_private_bytes(file.private).public_key().public_bytes_raw()
    return X25519PrivateKey.from_private_bytes(file.private).public_key().public_bytes_raw()


def _stamp(path: Path) -> Stamp:
    seen = path.stat()
    return seen.st_ino, seen.st_mtime_ns, seen.st_size


def _write(path: Path, files: tuple[KeyFile, ...]) -> None:
    """Write under another name first: a key file is whole or as it was, also after the power went."""
    draft = path.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(msgspec.json.encode(files))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
