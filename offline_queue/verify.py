"""Holds rows against the bytes that were chained: SQLite sees neither a flipped bit nor a cut log."""

import sqlite3
from enum import StrEnum

import msgspec

from kiosk.domain.submission import ItemState
from kiosk.errors import WireError
from kiosk.wire.envelope import (
    FIRST_PREVIOUS,
    Header,
    Item,
    Tombstone,
    chain_hash,
    decode_header,
    decode_item,
    seal_hash,
)
from offline_queue.rows import SEQ_BITS, priority

TO_SEND = {
    ItemState.AWAITING_PAYMENT: {0},
    ItemState.PENDING: {1},
    ItemState.SENDING: {1},
    ItemState.RECEIVED: {0},
    ItemState.SETTLED: {0},
    ItemState.QUARANTINED: {0},
    ItemState.CANCELLED: {0, 1},
}
BURIED = {ItemState.CANCELLED, ItemState.QUARANTINED}
CHAINED = (
    "id, kind, terminal, epoch, seq, number, matter, catalogue, created_at, key, about, seal_sha256,"
    " chain_sha256"
)
BY_ID = "SELECT other.position FROM item AS other WHERE other.id = item.id"
TO_BE_SENT = (
    "SELECT 1 FROM item AS other INDEXED BY item_to_send"
    " WHERE other.to_send = 1 AND other.priority = item.priority AND other.position = item.position"
)
SWEPT = "SELECT swept_seq FROM run WHERE run.run = item.position >> 32"
READ = (
    f"position, {CHAINED}, state, tombstone, to_send, priority, attached_bytes, bytes,"
    f" ({BY_ID}), ({TO_BE_SENT}), ({SWEPT})"
)


class Fault(StrEnum):
    """What is wrong, and so what helps."""

    ROW = "it is not what was put"
    """It can't be trusted: nobody may send it."""
    CHAIN = "it does not hang on the row before it: rows are missing, or older ones came back"
    INDEX = "an index has lost it"
    HEAD = "the ledger's head is not the last row"


class Found(msgspec.Struct, frozen=True):
    """A fault, and the row at which it shows."""

    position: int
    fault: Fault


class Link(msgspec.Struct, frozen=True):
    """Where the chain stands behind a row; its hash None when that row can't be trusted."""

    position: int
    chain_sha256: bytes | None


class Piece(msgspec.Struct, frozen=True):
    """What a look at some rows found, the last of them, and whether no row is behind it."""

    found: tuple[Found, ...]
    last: Link
    end: bool


def look(connection: sqlite3.Connection, before: Link, most: int) -> Piece:
    """Look at the rows behind a place in the chain; what the centre said of an item is not chained."""
    rows = connection.execute(
        f"SELECT {READ} FROM item WHERE position > ? ORDER BY position LIMIT ?",  # noqa: S608 constant
        (before.position, most),
    ).fetchall()
    found = []
    for row in rows:
        faults, before = _judge(row, before)
        found += [Found(before.position, fault) for fault in faults]
    end = len(rows) < most
    if end and not _is_head(connection, before):
        found.append(Found(before.position, Fault.HEAD))
    return Piece(tuple(found), before, end)


def _judge(row: tuple[object, ...], before: Link) -> tuple[list[Fault], Link]:
    """Return what is wrong with a row, and the chain behind it."""
    *chained, state, tombstone, to_send, priority, attached, data, by_id, by_index, swept = row[1:]
    position = int(str(row[0]))
    place = divmod(position, 1 << SEQ_BITS)
    faults = [] if by_id == position and bool(by_index) == bool(to_send) else [Fault.INDEX]
    if data == b"" and state == ItemState.SETTLED:  # its body is let go of, its hash goes on
        return faults, Link(position, chained[-1] if isinstance(chained[-1], bytes) else None)
    try:
        item = decode_item(data if isinstance(data, bytes) else b"")
        header = decode_header(item.header)
    except WireError:
        return [Fault.ROW, *faults], Link(position, None)
    marks = (tombstone, to_send, priority, attached)
    if chained != _chained(item) or place[1] != header.seq or not _can_be(item, header, state, marks):
        return [Fault.ROW, *faults], Link(position, None)
    if place[1] > int(str(swept or 0)) + 1 and not _hangs(header.previous, place, before):
        faults.append(Fault.CHAIN)
    return faults, Link(position, chain_hash(item))


def _chained(item: Item) -> list[object]:
    """Return what the columns must say: the header in the order of CHAINED."""
    header = decode_header(item.header)
    names = CHAINED.split(", ")[:-2]
    values = {**msgspec.structs.asdict(header), "created_at": header.created_at.isoformat()}
    return [*(values[name] for name in names), seal_hash(item), chain_hash(item)]


def _can_be(item: Item, header: Header, state: object, marks: tuple[object, ...]) -> bool:
    """Say whether a row's state and marks go together."""
    if state not in set(ItemState):
        return False
    known, buried = ItemState(str(state)), isinstance(item, Tombstone)
    size = 0 if buried else sum(name.size for name in header.attachments)
    return any(marks == (buried, to_send, priority(header), size) for to_send in TO_SEND[known]) and (
        known in BURIED if buried else known is not ItemState.CANCELLED
    )


def _hangs(previous: bytes, place: tuple[int, int], before: Link) -> bool:
    """Say whether a row follows the one before it."""
    run, seq = divmod(before.position, 1 << SEQ_BITS)
    if run != place[0]:
        return place[1] > 1 or previous == FIRST_PREVIOUS
    return place[1] == seq + 1 and before.chain_sha256 in (None, previous)


def _is_head(connection: sqlite3.Connection, last: Link) -> bool:
    run, seq, head = connection.execute("SELECT run, seq, chain_sha256 FROM ledger").fetchone()
    if run is None or run != last.position >> SEQ_BITS:
        return True
    return seq == last.position & ((1 << SEQ_BITS) - 1) and last.chain_sha256 in (None, head)
