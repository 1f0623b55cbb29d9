"""How the queue stands, from counters and indexes: cheap with a million rows."""

import datetime as dt
import sqlite3

import msgspec

from kiosk.domain.submission import ItemState
from offline_queue.digest import Report, report
from offline_queue.numbers import numbers_left
from offline_queue.retention import UNSETTLED, watermark_of
from offline_queue.rows import PRIORITIES


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
    settled_seq: int
    """Up to where the newest watermark reaches in this epoch, 0 while there was none."""
    backup_at: dt.datetime | None
    """When the backup behind it was made, by the centre's clock."""
    digest: Report | None
    """What the last digest found, None before the first."""


def stats(connection: sqlite3.Connection, now: dt.datetime) -> Stats:
    """Return how the queue stands; a queue that was never enrolled has epoch 0."""
    names = ", ".join(state.value for state in ItemState)
    run, epoch, seq, digest, to_send, *counts = connection.execute(
        f"SELECT run, epoch, seq, chain_sha256, to_send, {names} FROM ledger"  # noqa: S608 constant
    ).fetchone()
    by_state = dict(zip(ItemState, counts, strict=True))
    covered = watermark_of(connection, run)
    return Stats(
        unsent=to_send,
        by_state=by_state,
        oldest_unsent_s=_oldest_s(connection, now),
        head_seq=seq,
        head_hash=digest,
        epoch=epoch,
        quarantined=by_state[ItemState.QUARANTINED],
        numbers_left=numbers_left(connection),
        settled_seq=covered.seq if covered else 0,
        backup_at=covered.made_at if covered else None,
        digest=report(connection),
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
            ("item_unsettled", UNSETTLED),
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
    try:
        created = dt.datetime.fromisoformat(str(oldest[1]))
    except ValueError:  # damaged on the disk, which others tell
        return 0
    return max(0, int((now - created).total_seconds()))
