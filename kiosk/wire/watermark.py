"""The watermark: up to where a backup of the centre covers an epoch of a terminal, signed by the centre.

What it covers the terminal need no longer keep. It names the item at its height by its chain hash, and so,
the chain being one, all that came before.
"""

import datetime as dt

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kiosk.domain.ids import TerminalId
from kiosk.errors import WireError
from kiosk.wire.messages import KeyUse, PlatformKey, SignedWatermark

DOMAIN = b"kiosk watermark v1\x00"
MAX_GAPS = 1_000
"""A watermark stays below the first sequence that it could not name as missing any more."""


class Watermark(msgspec.Struct, frozen=True, kw_only=True, array_like=True, forbid_unknown_fields=True):
    """What is in a backup of one epoch: every sequence from 1 to `seq` but the `gaps`."""

    version: int = 1
    terminal: TerminalId
    epoch: int
    seq: int
    chain_sha256: bytes
    """Of the item at `seq`, as the backup holds it."""
    gaps: tuple[int, ...]
    made_at: dt.datetime


def sign_watermark(mark: Watermark, *, key: Ed25519PrivateKey, key_id: str) -> SignedWatermark:
    """Return the watermark as it is kept and sent."""
    payload = msgspec.msgpack.encode(mark)
    return SignedWatermark(key=key_id, payload=payload, signature=key.sign(DOMAIN + payload))


def verify_watermark(signed: SignedWatermark, keys: tuple[PlatformKey, ...]) -> Watermark:
    """Return what a watermark says once a key of the centre's proves it; WireError otherwise."""
    public = [key.public for key in keys if key.use is KeyUse.SIGN and key.id == signed.key]
    if not public:
        raise WireError("watermark_key", f"watermark: {signed.key} is no signing key of the centre")
    try:
        Ed25519PublicKey.from_public_bytes(public[0]).verify(signed.signature, DOMAIN + signed.payload)
    except (InvalidSignature, ValueError) as error:
        raise WireError("watermark_signature", "watermark: the centre's signature does not match") from error
    return read_watermark(signed)


def read_watermark(signed: SignedWatermark) -> Watermark:
    """Return what a watermark says, unverified; WireError when it is none."""
    try:
        return msgspec.msgpack.decode(signed.payload, type=Watermark)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise WireError("watermark", f"watermark: {error}") from error


def whole_up_to(mark: Watermark) -> int:
    """Return the last sequence before the first gap."""
    return mark.gaps[0] - 1 if mark.gaps else mark.seq
