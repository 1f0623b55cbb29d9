"""A draft sealed for one card: whoever has not that card's number reads nothing."""

import hashlib
import os

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kiosk.domain.draft import Draft
from kiosk.domain.identity import Identity

ABOUT = b"kiosk draft v1"
NONCE_BYTES = 12


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    until_s: float
    draft: Draft


def seal_draft(draft: Draft, holder: Identity, *, until_s: float) -> bytes:
    """Return a draft that this card alone opens, until a time of the machine since it was started."""
    nonce = os.urandom(NONCE_BYTES)
    plain = msgspec.msgpack.encode(_Kept(until_s, draft))
    return nonce + ChaCha20Poly1305(_key(holder)).encrypt(nonce, plain, ABOUT)


def open_draft(sealed: bytes, holder: Identity, *, now_s: float) -> Draft | None:
    """Return the draft; None for another card, when it is too old, or when an older software made it."""
    nonce, secret = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        plain = ChaCha20Poly1305(_key(holder)).decrypt(nonce, secret, ABOUT)
        kept = msgspec.msgpack.decode(plain, type=_Kept)
    except (InvalidTag, ValueError, msgspec.DecodeError):
        return None
    return kept.draft if now_s <= kept.until_s else None


def _key(holder: Identity) -> bytes:
    who = hashlib.sha256(f"{holder.kind}\0{holder.number}".encode()).digest()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=ABOUT).derive(who)
