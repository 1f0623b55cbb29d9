"""How the queue stands, from counters and indexes: cheap with a million rows."""

import datetime as dt
import sqlite3

import msgspec

from kiosk.domain.submission import ItemState
from offline_queue.numbers import numbers_left
from offline_queue.rows import PRIORITY

PRIORITIES = tuple(sorted(set(PRIORITY.values())))


class Stats(msgspec.Struct, frozen=True, kw_only=True):
    """`kiosk queue stats`."""

    unsent: int
    by_state: dict[ItemState, int]
    oldest_unsent_s: int
    head_seq: int
    head_hash: bytes
    epoch: int
    quarantined: int
    numbers_left: int


def stats(connection: sqlite3.Connection, now: dt.datetime) -> Stats:
    """Return how the queue stands; a queue that was never enrolled has epoch 0."""
    names = ", ".join(state.value for state in ItemState)
    epoch, seq, digest, to_send, *counts = connection.execute(
        f"SELECT epoch, seq, chain_sha256, to_send, {names} FROM ledger"  # noqa: S608 constant
    ).fetchone()
    by_state = dict(zip(ItemState, counts, strict=True))
    return Stats(
        unsent=to_send,
        by_state=by_state,
        oldest_unsent_s=_oldest_s(connection, now),
        head_seq=seq,
        head_hash=digest,
        epoch=epoch,
        quarantined=by_state[ItemState.QUARANTINED],
        numbers_left=numbers_left(connection),
    )


def unsent(connection: sqlite3.Connection) -> int:
    """Return how many rows are to be sent."""
    count: int = connection.execute("SELECT to_send FROM ledger").fetchone()[0]
    return count


def oldest_key(connection: sqlite3.Connection) -> str:
    """Return the platform key of the oldest item that is not settled, empty when there is none.

    Keys are taken up in the order in which the centre made them, so every later item is under it or a newer.
    """
    first = [
        connection.execute(
            f"SELECT position, key FROM item INDEXED BY {index} WHERE {condition} ORDER BY position LIMIT 1"  # noqa: S608 constants
        ).fetchone()
        for index, condition in (
            *(("item_to_send", f"to_send = 1 AND priority = {priority}") for priority in PRIORITIES),
            ("item_unpaid", "state = 'awaiting_payment'"),
            ("item_received", "state = 'received'"),
            ("item_quarantined", "state = 'quarantined'"),
        )
    ]
    return str(min((row for row in first if row is not None), default=(0, ""))[1])


def _oldest_s(connection: sqlite3.Connection, now: dt.datetime) -> int:
    """Look at the first row of each priority: the index has no order over all of them."""
    first = [
        connection.execute(
            "SELECT position, created_at FROM item INDEXED BY item_to_send WHERE to_send = 1 AND priority = ?"
            " ORDER BY position LIMIT 1",
            (priority,),
        ).fetchone()
        for priority in PRIORITIES
    ]
    oldest = min((row for row in first if row is not None), default=None)
    if oldest is None:
        return 0
    return max(0, int((now - dt.datetime.fromisoformat(oldest[1])).total_seconds()))
