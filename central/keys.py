"""The platform's own keys: made once, kept beside the data, readable by their owner alone."""

import datetime as dt
import hashlib
import os
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.domain.ids import KeyId
from kiosk.wire.messages import KeyUse, PlatformKey

LIFE = dt.timedelta(days=1825)


class KeyFile(msgspec.Struct, frozen=True, kw_only=True):
    """One private key as it is kept; a retired seal key stays, for items still under it."""

    id: KeyId
    use: KeyUse
    private: bytes
    made_at: dt.datetime

    def __repr__(self) -> str:
        return f"KeyFile(id={self.id!r}, …)"


class PlatformKeys:
    """The key that signs answers, and every key that items may be sealed to."""

    def __init__(self, files: tuple[KeyFile, ...]) -> None:
        self.files = files
        self.sign_id = next(file.id for file in files if file.use is KeyUse.SIGN)
        self.sign = next(
            Ed25519PrivateKey.from_private_bytes(file.private) for file in files if file.use is KeyUse.SIGN
        )
        self.seal = {
            file.id: X25519PrivateKey.from_private_bytes(file.private)
            for file in files
            if file.use is KeyUse.SEAL
        }

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of the raw signing key: what a terminal pins when it is enrolled."""
        return hashlib.sha256(self.sign.public_key().public_bytes_raw()).hexdigest()

    def published(self) -> tuple[PlatformKey, ...]:
        """Return the public halves."""
        return tuple(
            PlatformKey(id=file.id, use=file.use, public=_public(file), not_after=file.made_at + LIFE)
            for file in self.files
        )


def load_or_make(path: Path, *, now: dt.datetime) -> PlatformKeys:
    """Return the keys in `path`, making them at the very first start."""
    if not path.exists():
        _write(path, msgspec.json.encode((_made(KeyUse.SIGN, now), _made(KeyUse.SEAL, now))))
    return PlatformKeys(msgspec.json.decode(path.read_bytes(), type=tuple[KeyFile, ...]))


def _made(use: KeyUse, now: dt.datetime) -> KeyFile:
    private = Ed25519PrivateKey.generate() if use is KeyUse.SIGN else X25519PrivateKey.generate()
    name = hashlib.sha256(private.public_key().public_bytes_raw()).hexdigest()[:8]
    return KeyFile(id=KeyId(f"{use}-{name}"), use=use, private=private.private_bytes_raw(), made_at=now)


def _public(file: KeyFile) -> bytes:
    if file.use is KeyUse.SIGN:
        return Ed25519PrivateKey.from_private_bytes(file.private).public_key().public_bytes_raw()
    return X25519PrivateKey.from_private_bytes(file.private).public_key().public_bytes_raw()


def _write(path: Path, data: bytes) -> None:
    """Write under another name first: a key file is whole or not there."""
    draft = path.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
