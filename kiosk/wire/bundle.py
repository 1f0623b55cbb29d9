"""A bundle carries sealed items by hand to the centre: the bytes of the network path, signed as a whole."""

import datetime as dt

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.domain.ids import TerminalId
from kiosk.errors import WireError

DOMAIN = b"kiosk bundle v1\x00"


class Bundle(msgspec.Struct, frozen=True, kw_only=True, array_like=True, forbid_unknown_fields=True):
    """Items in the order of their sequence, and where the terminal's chain stood."""

    version: int = 1
    terminal: TerminalId
    epoch: int
    head_seq: int
    head_hash: bytes
    made_at: dt.datetime
    items: tuple[bytes, ...]


class SignedBundle(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The file: the bundle's bytes and Ed25519 over them."""

    payload: bytes
    signature: bytes


def read_bundle(data: bytes) -> Bundle:
    """Return what a file says, unverified, to learn whose it is; WireError when it is no bundle."""
    return _bundle(_signed(data).payload)


def verify_bundle(data: bytes, key: Ed25519PublicKey) -> Bundle:
    """Return what a file says once the terminal's signature holds; WireError otherwise."""
    signed = _signed(data)
    try:
        key.verify(signed.signature, DOMAIN + signed.payload)
    except InvalidSignature as error:
        raise WireError("bundle_signature", "bundle: the terminal's signature does not match") from error
    return _bundle(signed.payload)


def _signed(data: bytes) -> SignedBundle:
    try:
        return msgspec.msgpack.decode(data, type=SignedBundle)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise WireError("bundle", f"bundle: {error}") from error


def _bundle(payload: bytes) -> Bundle:
    try:
        return msgspec.msgpack.decode(payload, type=Bundle)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise WireError("bundle", f"bundle: {error}") from error
