"""Attachments: what is too large for an item's body, sealed as a file of its own that the header names.

The suite is the envelope's; `info` binds the seal to the item and to the place among its attachments, the
header's hash binds the sealed bytes to the chain. What is attached is compressed already: it is not again.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from kiosk.domain.ids import ItemId
from kiosk.errors import WireError
from kiosk.wire.envelope import (
    MAX_ATTACHMENT_BYTES,
    SUITE,
    AttachmentName,
    Header,
    SealedItem,
    decode_header,
    decode_item,
    pad,
    sha256,
    unpad,
)

INFO = b"kiosk attachment v1\x00"
STEP = 4_096
"""Padding: the size of a photograph tells little of what is on it."""
CHUNK_TYPE = "application/octet-stream"


class AttachmentPart(msgspec.Struct, frozen=True, kw_only=True):
    """Some bytes of a sealed attachment, where they begin, and what they are a part of."""

    item: ItemId
    place: int
    name: AttachmentName
    offset: int
    data: bytes


def seal_attachment(item: ItemId, place: int, data: bytes, *, platform_key: X25519PublicKey) -> bytes:
    """Pad and seal one attachment; WireError when it is too large."""
    sealed = SUITE.encrypt(pad(data, step=STEP), platform_key, info=_info(item, place))
    if len(sealed) > MAX_ATTACHMENT_BYTES:
        raise WireError(
            "attachment_too_large",
            f"attachment {place} of {item}: {len(sealed)} bytes sealed, at most {MAX_ATTACHMENT_BYTES}",
        )
    return sealed


def open_attachment(item: ItemId, place: int, sealed: bytes, *, platform_key: X25519PrivateKey) -> bytes:
    """Return what was attached; WireError when the seal does not open for this item and place."""
    try:
        return unpad(SUITE.decrypt(sealed, platform_key, info=_info(item, place)))
    except (InvalidTag, ValueError) as error:
        raise WireError(
            "item_attachment", f"attachment {place} of {item}: the seal does not open with this key"
        ) from error


def name_of(sealed: bytes) -> AttachmentName:
    """Return what the item's header says of it."""
    return AttachmentName(sha256(sealed), len(sealed))


def laden(items: Iterable[bytes]) -> Iterator[Header]:
    """Yield the headers of the items that have attachments; one that can't be read or is buried has none."""
    for data in items:
        with suppress(WireError):
            item = decode_item(data)
            header = decode_header(item.header)
            if isinstance(item, SealedItem) and header.attachments:
                yield header


def folder_beside(file: Path) -> Path:
    """Return where the attachments lie of a queue's database, or of a bundle carried by hand."""
    return file.with_name(file.name + ".attachments")


def file_of(item: ItemId, place: int) -> str:
    """Return the name of an attachment's file there."""
    return f"{item}.{place}"


def _info(item: ItemId, place: int) -> bytes:
    return INFO + item.encode() + b"\x00" + place.to_bytes(2)
