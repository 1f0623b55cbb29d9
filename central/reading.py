"""Items as they come: what is under a terminal's signature, what is under the seal; pure."""

from collections.abc import Mapping

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.domain.ids import ItemId, KeyId
from kiosk.domain.payment import PaymentStatus
from kiosk.domain.submission import SubmissionBody
from kiosk.errors import WireError
from kiosk.wire.envelope import (
    MAX_SEAL_BYTES,
    Header,
    Item,
    ItemKind,
    SealedItem,
    Tombstone,
    decode_header,
    decode_item,
    open_seal,
    seal_hash,
    sha256,
    verify,
)
from kiosk.wire.messages import ItemVerdict

MAX_ITEM_BYTES = MAX_SEAL_BYTES + 4_096
NO_ID = ItemId("")
Body = SubmissionBody | PaymentStatus | None
"""What a kind of item holds that is read: nothing of a service record or a tombstone."""


class Read(msgspec.Struct, frozen=True):
    """An item whose signature holds, still sealed."""

    data: bytes
    item: Item
    header: Header
    seal_sha256: bytes
    chain_sha256: bytes


def read(data: bytes, terminal: str, publics: tuple[bytes, ...]) -> Read | ItemVerdict:
    """Return an item of a terminal with these keys, or why it can't be one."""
    if len(data) > MAX_ITEM_BYTES:
        message = f"item: {len(data)} bytes, at most {MAX_ITEM_BYTES}"
        return ItemVerdict(id=name_of(data), status=413, code="item_too_large", message=message)
    try:
        item = decode_item(data)
        header = decode_header(item.header)
        _of(header, terminal)
        verify(item, terminal_keys=publics)
    except WireError as error:
        return wrong(name_of(data), error)
    digest = seal_hash(item)
    return Read(data, item, header, digest, sha256(item.header + digest))


def body_of(one: Read, keys: Mapping[KeyId, X25519PrivateKey]) -> Body:
    """Open and decode an item as its kind has it; WireError says what is wrong with it."""
    if isinstance(one.item, Tombstone):
        return None
    header, opened = one.header, _opened(one.item, one.header, keys)
    match header.kind:
        case ItemKind.SUBMISSION:
            return _submission(header, opened)
        case ItemKind.PAYMENT:
            return _payment(header, opened)
        case ItemKind.SERVICE:
            return None


def wrong(name: ItemId, error: WireError) -> ItemVerdict:
    """Return the verdict on bytes that are no item."""
    return ItemVerdict(id=name, status=400, code=error.code, message=error.message)


def name_of(data: bytes) -> ItemId:
    """Name the item as far as its bytes can be read; a verdict's place in the answer names it in any case."""
    try:
        return decode_header(decode_item(data).header).id
    except WireError:
        return NO_ID


def _of(header: Header, terminal: str) -> None:
    if header.terminal != terminal:
        raise WireError(
            "item_terminal", f"item {header.id}: of terminal {header.terminal}, sent by {terminal}"
        )


def _opened(item: SealedItem, header: Header, keys: Mapping[KeyId, X25519PrivateKey]) -> bytes:
    key = keys.get(header.key)
    if key is None:
        raise WireError(
            "item_key", f"item {header.id}: sealed to {header.key}, which is no key of this platform"
        )
    return open_seal(item, platform_key=key)


def _submission(header: Header, body: bytes) -> SubmissionBody:
    try:
        submission = msgspec.msgpack.decode(body, type=SubmissionBody)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise WireError("item_body", f"item {header.id}: body: {error}") from error
    if (submission.matter, submission.catalogue) != (header.matter, header.catalogue):
        raise WireError(
            "item_body", f"item {header.id}: body and header name different matters or catalogues"
        )
    return submission


def _payment(header: Header, body: bytes) -> PaymentStatus:
    try:
        status: PaymentStatus = msgspec.msgpack.decode(body, type=PaymentStatus)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise WireError("item_body", f"item {header.id}: body: {error}") from error
    return status
