"""How the queue stands, from counters and indexes: cheap with a million rows."""

import datetime as dt
import sqlite3

import msgspec

from kiosk.domain.submission import ItemState
from kiosk.wire.envelope import FIRST_PREVIOUS
from kiosk.wire.messages import Heartbeat
from offline_queue.numbers import numbers_left


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
    tally: dict[str, int] = dict(connection.execute("SELECT name, n FROM tally").fetchall())
    by_state = {state: tally[state.value] for state in ItemState}
    head = connection.execute("SELECT epoch, seq, chain_sha256 FROM head").fetchone()
    epoch, seq, digest = (0, 0, FIRST_PREVIOUS) if head is None else head
    return Stats(
        unsent=tally["to_send"],
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
    count: int = connection.execute("SELECT n FROM tally WHERE name = 'to_send'").fetchone()[0]
    return count


def heartbeat(connection: sqlite3.Connection, *, now: dt.datetime, key: str, version: str) -> Heartbeat:
    """Return what the centre is told."""
    figures = stats(connection, now)
    return Heartbeat(
        epoch=figures.epoch,
        head_seq=figures.head_seq,
        head_hash=figures.head_hash,
        unsent=figures.unsent,
        oldest_unsent_s=figures.oldest_unsent_s,
        quarantined=figures.quarantined,
        key=key,
        version=version,
    )


def _oldest_s(connection: sqlite3.Connection, now: dt.datetime) -> int:
    oldest = connection.execute(
        "SELECT created_at FROM item INDEXED BY item_unsent_age WHERE to_send = 1 ORDER BY position LIMIT 1"
    ).fetchone()
    if oldest is None:
        return 0
    return max(0, int((now - dt.datetime.fromisoformat(oldest[0])).total_seconds()))
