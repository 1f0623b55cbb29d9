"""What a resident has the centre keep, sealed to the platform, and bound to card and matter."""

import zlib

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from kiosk.domain.identity import Identity
from kiosk.domain.ids import MatterCode
from kiosk.domain.kept import KeptDraft
from kiosk.errors import WireError
from kiosk.wire.envelope import SUITE, pad, unpad
from kiosk.wire.messages import PlatformKey

INFO = b"kiosk kept v1\x00"
MAX_KEPT_BYTES = 65_536
"""Sealed."""
MAX_INFLATED = 262_144


def seal_kept(kept: KeptDraft, holder: Identity, matter: MatterCode, to: PlatformKey) -> bytes:
    """Compress, pad and seal what is kept; WireError when it is too large."""
    public = X25519PublicKey.from_public_bytes(to.public)
    plain = pad(zlib.compress(msgspec.msgpack.encode(kept), 6))
    sealed = SUITE.encrypt(plain, public, info=_info(holder, matter))
    if len(sealed) > MAX_KEPT_BYTES:
        raise WireError("kept_too_large", f"kept draft: {len(sealed)} bytes sealed, at most {MAX_KEPT_BYTES}")
    return sealed


def open_kept(sealed: bytes, holder: Identity, matter: MatterCode, key: X25519PrivateKey) -> bytes:
    """Return what is under the seal; WireError when it does not open for this card and matter."""
    try:
        plain = SUITE.decrypt(sealed, key, info=_info(holder, matter))
        inflater = zlib.decompressobj()
        body = inflater.decompress(unpad(plain), MAX_INFLATED)
    except (InvalidTag, ValueError, zlib.error) as error:
        raise WireError("kept_seal", "kept draft: the seal does not open for this card and matter") from error
    if not inflater.eof:
        raise WireError("kept_seal", f"kept draft: cut short or over {MAX_INFLATED} bytes")
    return body


def read_kept(body: bytes) -> KeptDraft:
    """Return what was kept; WireError for what this software can't read."""
    try:
        return msgspec.msgpack.decode(body, type=KeptDraft)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise WireError("kept_body", f"kept draft: {error}") from error


def _info(holder: Identity, matter: MatterCode) -> bytes:
    return INFO + f"{holder.kind}\x00{holder.number}\x00{matter}".encode()
