"""The signed token in a receipt's QR: anybody can check it at the centre, even before the item arrives.

Grammar: `<base>/r/<token>`, token = base64url without padding of msgpack array + 64 bytes Ed25519.
"""

import base64
import binascii
import datetime as dt

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain.ids import ItemId, MatterCode, ReceiptNumber, TerminalId
from kiosk.domain.submission import ItemState
from kiosk.errors import WireError
from kiosk.wire.own_key import signed_by_any

SIGNATURE_BYTES = 64
DOMAIN = b"kiosk receipt v1\x00"


class ReceiptClaim(msgspec.Struct, frozen=True, kw_only=True, array_like=True, forbid_unknown_fields=True):
    """What the slip says, in a few bytes and without a name."""

    version: int = 1
    terminal: TerminalId
    epoch: int
    seq: int
    item: ItemId
    number: ReceiptNumber
    matter: MatterCode
    at: dt.datetime
    state: ItemState
    seal_sha256: bytes


def encode_claim(claim: ReceiptClaim) -> bytes:
    """Return what is signed: the same bytes from the same row at any time."""
    return msgspec.msgpack.encode(claim)


def sign_claim(payload: bytes, key: Ed25519PrivateKey) -> str:
    """Return the token of an encoded claim."""
    return base64.urlsafe_b64encode(payload + key.sign(DOMAIN + payload)).rstrip(b"=").decode()


def read_claim(token: str) -> ReceiptClaim:
    """Return what a token says, unverified; WireError when it is not a token."""
    payload, _ = _split(token)
    try:
        return msgspec.msgpack.decode(payload, type=ReceiptClaim)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise WireError("receipt_token", f"receipt token: {error}") from error


def verify_claim(token: str, keys: tuple[bytes, ...]) -> ReceiptClaim:
    """Return what a token says once it is signed by one of its terminal's keys (raw); WireError otherwise."""
    payload, signature = _split(token)
    if not signed_by_any(keys, signature, DOMAIN + payload):
        raise WireError("receipt_signature", "receipt token: the terminal's signature does not match")
    return read_claim(token)


def _split(token: str) -> tuple[bytes, bytes]:
    try:
        data = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise WireError("receipt_token", "receipt token: not base64url") from error
    if len(data) <= SIGNATURE_BYTES:
        raise WireError("receipt_token", f"receipt token: only {len(data)} bytes")
    return data[:-SIGNATURE_BYTES], data[-SIGNATURE_BYTES:]
