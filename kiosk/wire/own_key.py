"""The terminal's own key: the one it signs with now, and what is left of those before it."""

import hashlib
from collections.abc import Callable

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

DOMAIN = b"kiosk key v1\x00"
KEY_BYTES = 32


class OwnKey(msgspec.Struct, frozen=True):
    """A private key and the public halves (raw) of the keys it came after; its repr shows none."""

    private: Ed25519PrivateKey
    former: tuple[bytes, ...] = ()

    def __repr__(self) -> str:
        return "OwnKey(…)"

    @property
    def publics(self) -> tuple[bytes, ...]:
        """Every public half, the newest first."""
        return (self.private.public_key().public_bytes_raw(), *reversed(self.former))


Own = Callable[[], OwnKey]
"""The key as it is at this moment: it may be rotated while a process runs."""


def prove(terminal: str, key: Ed25519PrivateKey) -> bytes:
    """Return the proof that the next key is in the hands of its terminal."""
    return key.sign(_claim(terminal, key.public_key().public_bytes_raw()))


def proven(terminal: str, public: bytes, proof: bytes) -> bool:
    """Return whether a proof is the next key's own; False for what is no key."""
    return len(public) == KEY_BYTES and signed_by_any((public,), proof, _claim(terminal, public))


def key_name(public: bytes) -> str:
    """Return what a key is called: the first 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(public).hexdigest()[:16]


def signed_by_any(keys: tuple[bytes, ...], signature: bytes, data: bytes) -> bool:
    """Return whether one of a terminal's keys (raw public halves) made this signature."""
    return any(_signed(key, signature, data) for key in keys)


def _claim(terminal: str, public: bytes) -> bytes:
    return DOMAIN + terminal.encode() + public


def _signed(key: bytes, signature: bytes, data: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, data)
    except InvalidSignature:
        return False
    return True
