"""Items of the outbox as bytes: header in clear, body sealed to the platform, chained and signed.

HPKE (RFC 9180) base mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM; `info` is the
canonical header, so that a seal can't be moved to another header. Ed25519 (RFC 8032) signs header and
seal hash. The terminal can't read back what it sealed.
"""

import datetime as dt
import hashlib
import zlib
from enum import StrEnum
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from kiosk.domain.ids import CatalogueVersion, ItemId, KeyId, MatterCode, ReceiptNumber, TerminalId
from kiosk.errors import WireError
from kiosk.wire.own_key import signed_by_any

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
PAD_STEP = 512
MAX_SEAL_BYTES = 262_144
MAX_BODY_BYTES = 1_048_576
MAX_ATTACHMENTS = 8
MAX_ATTACHMENT_BYTES = 524_288
"""Sealed: a photograph of 500,000 bytes fits."""
FIRST_PREVIOUS = bytes(32)
CANCELLATION = b"kiosk item cancelled\x00"
DOMAIN = b"kiosk item v1\x00"
MAX_BATCH_ITEMS = 50
MAX_BATCH_BYTES = 4_194_304
BATCH_TYPE = "application/msgpack"


class ItemKind(StrEnum):
    """What an item tells the centre."""

    SUBMISSION = "submission"
    PAYMENT = "payment"
    """The outcome of an order; names the item it pays for."""
    SERVICE = "service"
    """A query or verification was served; no personal data."""


class AttachmentName(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A sealed attachment (attachment.py) as its item's header names it, so that the chain covers it."""

    sha256: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    size: Annotated[int, msgspec.Meta(gt=0, le=MAX_ATTACHMENT_BYTES)]


class Header(msgspec.Struct, frozen=True, kw_only=True, array_like=True, forbid_unknown_fields=True):
    """What anybody may read of an item; bound to the seal and signed."""

    version: int = 1
    id: ItemId
    kind: ItemKind
    terminal: TerminalId
    epoch: int
    seq: int
    number: ReceiptNumber
    matter: MatterCode
    catalogue: CatalogueVersion
    created_at: dt.datetime
    key: KeyId
    previous: bytes
    """Chain hash of the item before it in this epoch; 32 zero bytes for the first."""
    about: ItemId | None = None
    """For a payment: the item it pays for."""
    attachments: Annotated[tuple[AttachmentName, ...], msgspec.Meta(max_length=MAX_ATTACHMENTS)] = ()


class SealedItem(msgspec.Struct, frozen=True, array_like=True, tag="sealed"):
    """An item with its body."""

    header: bytes
    seal: bytes
    signature: bytes


class Tombstone(msgspec.Struct, frozen=True, array_like=True, tag="tombstone"):
    """A cancelled item: its place in the sequence without its body."""

    header: bytes
    seal_sha256: bytes
    signature: bytes
    cancellation: bytes
    """Ed25519 over CANCELLATION, header and seal hash."""


Item = SealedItem | Tombstone


def encode_header(header: Header) -> bytes:
    """Return the canonical bytes: a msgpack array in the order of the record's fields.

    Without attachments it ends before them, as it did when there were none: an older centre reads it.
    """
    fields = msgspec.structs.astuple(header)
    return msgspec.msgpack.encode(fields if header.attachments else fields[:-1])


def decode_header(data: bytes) -> Header:
    """Return the header; WireError says what is wrong and where."""
    try:
        return msgspec.msgpack.decode(data, type=Header)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise WireError("item_header", f"item header: {error}") from error


def encode_item(item: Item) -> bytes:
    """Return an item as it is stored and sent."""
    return msgspec.msgpack.encode(item)


def decode_item(data: bytes) -> Item:
    """Return the item; WireError says what is wrong and where."""
    try:
        item: Item = msgspec.msgpack.decode(data, type=Item)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise WireError("item", f"item: {error}") from error
    return item


def encode_batch(items: tuple[bytes, ...]) -> bytes:
    """Return the body of POST /v1/items: a msgpack array of item bytes."""
    return msgspec.msgpack.encode(items)


def decode_batch(data: bytes) -> tuple[bytes, ...]:
    """Return the items' bytes; WireError when it is no batch or too large a one."""
    try:
        items = msgspec.msgpack.decode(data, type=tuple[bytes, ...])
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise WireError("batch", f"batch of items: {error}") from error
    if len(items) > MAX_BATCH_ITEMS:
        raise WireError("batch_too_large", f"batch of items: {len(items)} items, at most {MAX_BATCH_ITEMS}")
    return items


def pad(data: bytes, *, step: int = PAD_STEP) -> bytes:
    """Return length (4 bytes, big-endian), data and zeros up to a multiple of `step`."""
    framed = len(data).to_bytes(4) + data
    return framed + bytes(-len(framed) % step)


def unpad(data: bytes) -> bytes:
    """Undo `pad`; WireError when the length can't be."""
    length = int.from_bytes(data[:4])
    if length > len(data) - 4:
        raise WireError("item_padding", f"item body: says {length} bytes, has {len(data) - 4}")
    return data[4 : 4 + length]


def seal(
    header: Header, body: bytes, *, platform_key: X25519PublicKey, signing_key: Ed25519PrivateKey
) -> SealedItem:
    """Compress, pad, seal and sign a body under its header."""
    head = encode_header(header)
    sealed = SUITE.encrypt(pad(zlib.compress(body, 6)), platform_key, info=head)
    if len(sealed) > MAX_SEAL_BYTES:
        raise WireError(
            "item_too_large", f"item {header.id}: {len(sealed)} bytes sealed, at most {MAX_SEAL_BYTES}"
        )
    return SealedItem(head, sealed, signing_key.sign(DOMAIN + head + sha256(sealed)))


def entomb(item: SealedItem, *, signing_key: Ed25519PrivateKey) -> Tombstone:
    """Return the tombstone of a cancelled item."""
    digest = sha256(item.seal)
    return Tombstone(
        item.header, digest, item.signature, signing_key.sign(CANCELLATION + item.header + digest)
    )


def verify(item: Item, *, terminal_keys: tuple[bytes, ...]) -> None:
    """Check the terminal's signature (and the cancellation's); WireError when it does not hold.

    `terminal_keys` are the raw public halves it has or had: an item may have been buried under a newer key
    than it was put under.
    """
    digest = seal_hash(item)
    holds = signed_by_any(terminal_keys, item.signature, DOMAIN + item.header + digest)
    if holds and isinstance(item, Tombstone):
        holds = signed_by_any(terminal_keys, item.cancellation, CANCELLATION + item.header + digest)
    if not holds:
        raise WireError("item_signature", "item: the terminal's signature does not match")


def open_seal(item: SealedItem, *, platform_key: X25519PrivateKey) -> bytes:
    """Return the body; WireError when the seal does not open under its header or the body is too large."""
    try:
        padded = SUITE.decrypt(item.seal, platform_key, info=item.header)
    except (InvalidTag, ValueError) as error:
        raise WireError("item_seal", "item: the seal does not open with this key and header") from error
    inflater = zlib.decompressobj()
    try:
        body = inflater.decompress(unpad(padded), MAX_BODY_BYTES)
    except zlib.error as error:
        raise WireError("item_body", f"item body: {error}") from error
    if not inflater.eof:
        raise WireError("item_body", f"item body: cut short or over {MAX_BODY_BYTES} bytes")
    return body


def seal_hash(item: Item) -> bytes:
    """Return the SHA-256 of the seal, whether it is here or buried."""
    return item.seal_sha256 if isinstance(item, Tombstone) else sha256(item.seal)


def chain_hash(item: Item) -> bytes:
    """Return what the next item's header names as `previous`: SHA-256 over header and seal hash."""
    return sha256(item.header + seal_hash(item))


def sha256(data: bytes) -> bytes:
    """Return the 32-byte digest."""
    return hashlib.sha256(data).digest()
