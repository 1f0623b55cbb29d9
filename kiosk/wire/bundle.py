"""A bundle carries sealed items by hand to the centre: the bytes of the network path, signed as a whole."""

import datetime as dt

import msgspec

from kiosk.domain.ids import TerminalId
from kiosk.errors import WireError
from kiosk.wire.own_key import signed_by_any

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


def verify_bundle(data: bytes, keys: tuple[bytes, ...]) -> Bundle:
    """Return what a file says once it is signed by one of its terminal's keys (raw); WireError otherwise."""
    signed = _signed(data)
    if not signed_by_any(keys, signed.signature, DOMAIN + signed.payload):
        raise WireError("bundle_signature", "bundle: the terminal's signature does not match")
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
