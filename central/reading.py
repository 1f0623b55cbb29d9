"""Items as they come: what is under a terminal's signature, what is under the seal; pure.

Signatures and seals are worked out outside of the interpreter's lock: a batch is read by as many threads as
there are processors.
"""

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

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


THREADS = os.cpu_count() or 1


class Read(msgspec.Struct, frozen=True):
    """An item whose signature holds, and what is under its seal."""

    data: bytes
    item: Item
    header: Header
    seal_sha256: bytes
    chain_sha256: bytes
    body: Body | WireError
    """Why it can't be opened or read matters only for an item that is not here yet."""


class Reader(msgspec.Struct, frozen=True):
    """Reads items of one terminal, which has or had the keys `publics`, sealed to the platform's `keys`."""

    terminal: str
    publics: tuple[bytes, ...]
    keys: Mapping[KeyId, X25519PrivateKey]

    def read(self, batch: tuple[bytes, ...]) -> tuple[Read | ItemVerdict, ...]:
        """Return each item of a batch, or why it can't be one."""
        if len(batch) == 1:
            return self._some(batch)
        size = -(-len(batch) // THREADS)
        parts = [batch[first : first + size] for first in range(0, len(batch), size)]
        with ThreadPoolExecutor(len(parts), "reading") as pool:
            return tuple(chain.from_iterable(pool.map(self._some, parts)))

    def _some(self, part: tuple[bytes, ...]) -> tuple[Read | ItemVerdict, ...]:
        return tuple(map(self._one, part))

    def _one(self, data: bytes) -> Read | ItemVerdict:
        if len(data) > MAX_ITEM_BYTES:
            message = f"item: {len(data)} bytes, at most {MAX_ITEM_BYTES}"
            return ItemVerdict(id=name_of(data), status=413, code="item_too_large", message=message)
        try:
            item = decode_item(data)
            header = decode_header(item.header)
            _of(header, self.terminal)
            verify(item, terminal_keys=self.publics)
        except WireError as error:
            return wrong(name_of(data), error)
        digest = seal_hash(item)
        return Read(data, item, header, digest, sha256(item.header + digest), self._body(item, header))

    def _body(self, item: Item, header: Header) -> Body | WireError:
        """Open and decode an item that its kind has read, or say what is wrong with it."""
        if isinstance(item, Tombstone):
            return None
        try:
            key = _key(header, self.keys)
            match header.kind:
                case ItemKind.SUBMISSION:
                    return _submission(header, open_seal(item, platform_key=key))
                case ItemKind.PAYMENT:
                    return _payment(header, open_seal(item, platform_key=key))
                case ItemKind.SERVICE:
                    return None  # nobody reads it: it stays sealed
        except WireError as error:
            return error


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


def _key(header: Header, keys: Mapping[KeyId, X25519PrivateKey]) -> X25519PrivateKey:
    key = keys.get(header.key)
    if key is None:
        raise WireError(
            "item_key", f"item {header.id}: sealed to {header.key}, which is no key of this platform"
        )
    return key


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
