"""Rows of the outbox as records, and the statements that read and write them."""

import datetime as dt
import sqlite3

import msgspec

from kiosk.domain.ids import AcceptanceNumber, ItemId, ReceiptNumber
from kiosk.domain.submission import ItemState
from kiosk.errors import KioskError, WireError
from kiosk.wire.envelope import Header, ItemKind, Tombstone, chain_hash, decode_header, decode_item
from offline_queue.uptime import Moment

PRIORITY = {ItemKind.SUBMISSION: 10, ItemKind.PAYMENT: 10, ItemKind.SERVICE: 20}
"""Lower goes first; a payment follows the item it pays for."""
LADEN = 30
"""The priority of an item with attachments: what is light never waits for them."""
PRIORITIES = tuple(sorted({*PRIORITY.values(), LADEN}))
SEQ_BITS = 32
LAST_SEQ = (1 << SEQ_BITS) - 1
MOST_OF_ONE = 20
"""So many items of one person are told."""
COLUMNS = (
    "position, id, kind, terminal, epoch, seq, number, matter, catalogue, created_at, key, about,"
    " seal_sha256, chain_sha256, state, tombstone, to_send, attempts, reason, acceptance_number,"
    " disposition, document, settled_at, attached_bytes, heard_at"
)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row without its bytes."""

    position: int
    id: ItemId
    kind: ItemKind
    terminal: str
    epoch: int
    seq: int
    number: ReceiptNumber
    matter: str
    catalogue: str
    created_at: dt.datetime
    key: str
    about: ItemId | None
    seal_sha256: bytes
    chain_sha256: bytes
    state: ItemState
    tombstone: bool = False
    to_send: bool
    attempts: int = 0
    reason: str = ""
    acceptance_number: AcceptanceNumber | None = None
    disposition: str | None = None
    document: bool = False
    settled_at: dt.datetime | None = None
    """When a backup of the centre's was seen to cover it, by the centre's clock: its body went then."""
    attached_bytes: int = 0
    """What its attachments take on the disk; 0 also when they were let go."""
    heard_at: dt.datetime | None = None
    """When the centre last said that it has it, by its clock; None too in rows of before that was kept."""


class NewRow(msgspec.Struct, frozen=True, kw_only=True):
    """What `insert` needs beside the header."""

    run: int
    header: Header
    next_number: int | None
    """What the block of numbers goes on with; None when no number was taken from one."""
    data: bytes
    seal_sha256: bytes
    chain_sha256: bytes
    state: ItemState
    due: Moment
    """When the sync process may ask about a payment nobody settled."""
    holder: bytes | None = None
    """The TPM's hash of whose it is."""


def insert(connection: sqlite3.Connection, new: NewRow) -> Row:
    """Add a row, move the chain's head to it and the numbers behind it, and return it."""
    header = new.header
    to_send = new.state is ItemState.PENDING
    row = Row(
        position=place(new.run, header.seq),
        id=header.id,
        kind=header.kind,
        terminal=header.terminal,
        epoch=header.epoch,
        seq=header.seq,
        number=header.number,
        matter=header.matter,
        catalogue=header.catalogue,
        created_at=header.created_at,
        key=header.key,
        about=header.about,
        seal_sha256=new.seal_sha256,
        chain_sha256=new.chain_sha256,
        state=new.state,
        to_send=to_send,
        attached_bytes=sum(name.size for name in header.attachments),
    )
    connection.execute(
        "INSERT INTO item (position, id, kind, terminal, epoch, seq, number, matter, catalogue, created_at,"
        " key, about, seal_sha256, chain_sha256, state, to_send, bytes, priority, boot, not_before,"
        " attached_bytes, holder)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row.position,
            row.id,
            row.kind.value,
            row.terminal,
            row.epoch,
            row.seq,
            row.number,
            row.matter,
            row.catalogue,
            row.created_at.isoformat(),
            row.key,
            row.about,
            row.seal_sha256,
            row.chain_sha256,
            row.state.value,
            to_send,
            new.data,
            priority(header),
            new.due.boot,
            new.due.seconds,
            row.attached_bytes,
            new.holder,
        ),
    )
    connection.execute(
        "UPDATE ledger SET seq = ?, chain_sha256 = ?, next_number = coalesce(?, next_number)",
        (row.seq, row.chain_sha256, new.next_number),
    )
    return row


def priority(header: Header) -> int:
    """Return the priority with which an item goes."""
    return LADEN if header.attachments else PRIORITY[header.kind]


def place(run: int, seq: int) -> int:
    """Return the position of a sequence number of a run; positions are in the order of time."""
    return run << SEQ_BITS | min(max(seq, 0), LAST_SEQ)


def find(connection: sqlite3.Connection, item: ItemId) -> Row | None:
    """Return a row by its id."""
    found = connection.execute(f"SELECT {COLUMNS} FROM item WHERE id = ?", (item,)).fetchone()  # noqa: S608 constant
    return None if found is None else as_row(found)


def find_of(connection: sqlite3.Connection, holder: bytes) -> tuple[Row, ...]:
    """Return the newest rows of whom the TPM's hash names."""
    found = connection.execute(
        f"SELECT {COLUMNS} FROM item WHERE holder = ? ORDER BY position DESC LIMIT ?",  # noqa: S608 constant
        (holder, MOST_OF_ONE),
    )
    return tuple(map(as_row, found.fetchall()))


def item_bytes(connection: sqlite3.Connection, item: ItemId) -> bytes:
    """Return the bytes as they are sent; none of an item that has settled."""
    data: bytes = connection.execute("SELECT bytes FROM item WHERE id = ?", (item,)).fetchone()[0]
    return data


def as_row(values: tuple[object, ...]) -> Row:
    """Return the record of a row selected by COLUMNS; KioskError `queue_row_damaged` when it can't be one."""
    names = COLUMNS.split(", ")
    try:
        return msgspec.convert(dict(zip(names, values, strict=True)), Row, strict=False)
    except msgspec.ValidationError as error:
        raise KioskError("queue_row_damaged", f"the row at {values[0]} is damaged: {error}") from error


def intact_header(data: object, chain_sha256: object, item_id: object, *, tombstone: bool) -> Header | None:
    """Return the header of bytes that are still those that were chained: SQLite sees no flipped bit."""
    try:
        item = decode_item(data if isinstance(data, bytes) else b"")
        header = decode_header(item.header)
    except WireError:
        return None
    whole = isinstance(item, Tombstone) is tombstone and chain_hash(item) == chain_sha256
    return header if whole and header.id == item_id else None
