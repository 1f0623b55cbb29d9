"""A bundle carries sealed items by hand to the centre: the bytes of the network path, signed as a whole."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain.ids import TerminalId
from kiosk.errors import WireError
from kiosk.wire.own_key import signed_by_any

DOMAIN = b"kiosk bundle v2\x00"
WHOLE_DOMAIN = b"kiosk bundle v1\x00"
"""Bundles of version 1 were signed over all their bytes: too many to be held."""
PAIR, BIN_32, ARRAY_32 = b"\x92", b"\xc6", b"\xdd"
"""msgpack: an array of two, and what comes before a length of four bytes."""
MOST_BYTES = (1 << 32) - 1


class Bundle(msgspec.Struct, frozen=True, kw_only=True, array_like=True, forbid_unknown_fields=True):
    """Items in the order of their sequence, and where the terminal's chain stood."""

    version: int = 2
    terminal: TerminalId
    epoch: int
    head_seq: int
    head_hash: bytes
    made_at: dt.datetime
    items: tuple[bytes, ...]


class SignedBundle(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The file: the bundle's bytes and Ed25519 over their SHA-512."""

    payload: bytes
    signature: bytes


def write_bundle(
    file: BinaryIO, about: Bundle, items: Iterable[bytes], count: int, *, key: Ed25519PrivateKey
) -> None:
    """Write a signed bundle to an empty file: `about` with so many items, as they come.

    WireError `bundle_too_large` when they take more than a length of four bytes can say.
    """
    digest, size = hashlib.sha512(), 0
    file.write(PAIR + BIN_32 + bytes(4))
    begin = file.tell()
    for part in _payload(about, items, count):
        size += len(part)
        if size > MOST_BYTES:
            raise WireError("bundle_too_large", "bundle: more than 4 GiB of items")
        digest.update(part)
        file.write(part)
    file.write(msgspec.msgpack.encode(key.sign(DOMAIN + digest.digest())))
    file.seek(begin - 4)
    file.write(size.to_bytes(4))


def _payload(about: Bundle, items: Iterable[bytes], count: int) -> Iterator[bytes]:
    """Yield a bundle's bytes: with no items it ends with an array of none."""
    head = msgspec.msgpack.encode(msgspec.structs.replace(about, items=()))
    yield head[:-1] + ARRAY_32 + count.to_bytes(4)
    yield from map(msgspec.msgpack.encode, items)


def read_bundle(data: bytes) -> Bundle:
    """Return what a file says, unverified, to learn whose it is; WireError when it is no bundle."""
    return _bundle(_signed(data).payload)


def verify_bundle(data: bytes, keys: tuple[bytes, ...]) -> Bundle:
    """Return what a file says once it is signed by one of its terminal's keys (raw); WireError otherwise."""
    signed = _signed(data)
    bundle = _bundle(signed.payload)
    whole = bundle.version == 1
    message = WHOLE_DOMAIN + signed.payload if whole else DOMAIN + hashlib.sha512(signed.payload).digest()
    if not signed_by_any(keys, signed.signature, message):
        raise WireError("bundle_signature", "bundle: the terminal's signature does not match")
    return bundle


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
