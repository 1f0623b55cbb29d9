"""What the terminal lets go: a body once a backup of the centre covers it, a row long after that.

Only the centre's signed clock is asked, and only what it signed for is let go. All goes in short
transactions: no put waits for more than one of them.
"""

import datetime as dt
import logging
import sqlite3
from collections.abc import Callable

import msgspec

from kiosk.domain.ids import ItemId
from kiosk.errors import WireError
from kiosk.wire.messages import HeartbeatAnswer, SignedWatermark
from kiosk.wire.watermark import Watermark, read_watermark, verify_watermark
from offline_queue import settings
from offline_queue.attachments import beside
from offline_queue.database import Database
from offline_queue.rows import LAST_SEQ, SEQ_BITS, place

log = logging.getLogger(__name__)
BATCH = 100
MOST_BATCHES = 50
"""So many a heartbeat: what has gathered in months goes in a few hours and holds nobody up."""
KEPT_ROWS = 500
"""So many newest rows stay whatever the centre's clock says."""
ROW_DAYS = 90
UNSETTLED = "settled_at IS NULL AND to_send = 0 AND state IN ('received', 'cancelled')"


class Covered(msgspec.Struct, frozen=True):
    """A watermark that was proven, and the run that it speaks of."""

    run: int
    mark: Watermark


class Retention:
    """Does at each heartbeat what the centre's watermarks allow."""

    def __init__(self, database: Database, *, row_days: int = ROW_DAYS) -> None:
        self._database = database
        self._kept = dt.timedelta(days=row_days)
        self._refused: set[bytes] = set()

    def look(self, answer: HeartbeatAnswer, over: Callable[[], bool] = bool) -> int:
        """Let go of what may go; return how many items settled. `over` ends it after the batch at hand."""
        with self._database.writing() as connection:
            marks = self._proven(connection, answer.watermarks)
        settled = sum(self._settle(covered, answer.time, over) for covered in marks)
        gone = self._sweep(answer.time - self._kept, over)
        if settled:
            log.info("%d items are in the centre's backup: their bodies are gone from here", settled)
        if gone:
            log.info("%d rows of items that settled long ago are gone", gone)
        return settled

    def _proven(
        self, connection: sqlite3.Connection, given: tuple[SignedWatermark, ...]
    ) -> tuple[Covered, ...]:
        """Return the watermarks that are the centre's, and of this very chain; keep them as evidence."""
        found = []
        keys, name = settings.keys(connection), settings.terminal(connection).name
        for signed in given:
            try:
                mark = verify_watermark(signed, keys)
                run, swept_seq = _run(connection, name, mark)
            except WireError as error:
                self._refuse(signed, error.message)
                continue
            if mark.seq > swept_seq and _chain_hash(connection, run, mark.seq) != mark.chain_sha256:
                what = f"epoch {mark.epoch}: the backup holds another item at {mark.seq} than this disk"
                self._refuse(signed, what)
                continue
            connection.execute(
                "UPDATE run SET watermark = ?1 WHERE run = ?2 AND watermark IS NOT ?1",
                (msgspec.msgpack.encode(signed), run),
            )
            found.append(Covered(run, mark))
        return tuple(found)

    def _refuse(self, signed: SignedWatermark, why: str) -> None:
        """Say once that a watermark is not gone by."""
        if signed.payload not in self._refused:
            self._refused.add(signed.payload)
            log.error("ALARM: nothing is let go for a watermark: %s", why)

    def _settle(self, covered: Covered, at: dt.datetime, over: Callable[[], bool]) -> int:
        settled, after, gaps = 0, place(covered.run, 0), frozenset(covered.mark.gaps)
        kept = beside(self._database.path)
        for _ in range(MOST_BATCHES):
            if over():
                break
            with self._database.writing() as connection:
                found = _unsettled(connection, after, place(covered.run, covered.mark.seq))
                dropped = _drop(connection, [one for one in found if one & LAST_SEQ not in gaps], at)
            for item in (item for item, laden in dropped if laden):
                kept.drop(item)
            settled += len(dropped)
            if len(found) < BATCH:
                break
            after = found[-1]
        return settled

    def _sweep(self, before: dt.datetime, over: Callable[[], bool]) -> int:
        gone = 0
        for _ in range(MOST_BATCHES):
            if over():
                break
            with self._database.writing() as connection:
                found = _delete(connection, before)
            gone += found
            if found < BATCH:
                break
        return gone


def watermark_of(connection: sqlite3.Connection, run: int | None) -> Watermark | None:
    """Return the watermark that a run's bodies were last let go by, None while there was none."""
    found = connection.execute("SELECT watermark FROM run WHERE run = ?", (run,)).fetchone()
    if found is None or found[0] is None:
        return None
    return read_watermark(msgspec.msgpack.decode(found[0], type=SignedWatermark))


def _run(connection: sqlite3.Connection, terminal: str, mark: Watermark) -> tuple[int, int]:
    found = connection.execute(
        "SELECT run, swept_seq FROM run WHERE terminal = ? AND epoch = ?", (mark.terminal, mark.epoch)
    ).fetchone()
    if found is None or mark.terminal != terminal:
        raise WireError("watermark_terminal", f"{mark.terminal}, epoch {mark.epoch}: nothing here is of that")
    return found[0], found[1]


def _chain_hash(connection: sqlite3.Connection, run: int, seq: int) -> bytes | None:
    row = connection.execute(
        "SELECT chain_sha256 FROM item WHERE position = ?", (place(run, seq),)
    ).fetchone()
    return None if row is None else row[0]


def _unsettled(connection: sqlite3.Connection, after: int, last: int) -> list[int]:
    found = connection.execute(
        f"SELECT position FROM item INDEXED BY item_unsettled WHERE {UNSETTLED}"  # noqa: S608 constant
        " AND position > ? AND position <= ?"
        " ORDER BY position LIMIT ?",
        (after, last, BATCH),
    )
    return [row[0] for row in found]


def _drop(connection: sqlite3.Connection, positions: list[int], at: dt.datetime) -> list[tuple[ItemId, bool]]:
    """Mark rows settled and drop their bodies in one: none is settled and still has its body.

    Return the items, and of each whether it has attachments that are let go with it.

    A row is taken out and put back: SQLite joins half-empty pages when a row goes, never when one shrinks.
    """
    connection.execute("PRAGMA defer_foreign_keys = ON")  # in this transaction: payments are about such rows
    dropped = []
    for position in positions:
        cursor = connection.execute("SELECT * FROM item WHERE position = ?", (position,))
        row = dict(zip((column[0] for column in cursor.description), cursor.fetchone(), strict=True))
        row["settled_at"] = at.astimezone(dt.UTC).isoformat()
        if not row["tombstone"]:  # which has no body, and is still called cancelled
            row |= {"state": "settled", "bytes": b""}
        dropped.append((ItemId(row["id"]), row["attached_bytes"] > 0))
        row |= {"attached_bytes": 0, "holder": None}
        connection.execute("DELETE FROM item WHERE position = ?", (position,))
        connection.execute(
            f"INSERT INTO item ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",  # noqa: S608 own columns
            tuple(row.values()),
        )
    return dropped


def _delete(connection: sqlite3.Connection, before: dt.datetime) -> int:
    """Delete a batch of rows that settled before `before`.

    Neither the newest, nor a run's last, on which its chain would go on, nor one that another row is about.
    """
    found = connection.execute(
        "SELECT position FROM item INDEXED BY item_settled WHERE settled_at < ?"
        " AND position < (SELECT position FROM item ORDER BY position DESC LIMIT 1 OFFSET ?)"
        " AND position NOT IN (SELECT (SELECT position FROM item WHERE position BETWEEN"
        "  run << 32 AND (run << 32) + 4294967295 ORDER BY position DESC LIMIT 1) FROM run)"
        " AND NOT EXISTS (SELECT 1 FROM item AS other WHERE other.about = item.id)"
        " ORDER BY settled_at, position LIMIT ?",
        (before.astimezone(dt.UTC).isoformat(), KEPT_ROWS - 1, BATCH),
    ).fetchall()
    connection.executemany("DELETE FROM item WHERE position = ?", found)
    connection.executemany(
        "UPDATE run SET swept_seq = max(swept_seq, ?) WHERE run = ?",
        [(position & LAST_SEQ, position >> SEQ_BITS) for (position,) in found],
    )
    return len(found)
