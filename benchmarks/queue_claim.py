"""One claim and its acknowledgement, beside a plain table, with 0 to 1,000,000 items waiting."""

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.figure import Figure, against
from benchmarks.queue_first import first_puts
from benchmarks.queue_place import BUILD, CLOCK, durable, fill
from offline_queue.claims import claim, write_fate
from offline_queue.database import Database
from offline_queue.retry import Received
from offline_queue.rows import item_bytes
from offline_queue.uptime import Boot, Moment

RUNS = 300
WARM_UP = 30
ROUNDS = RUNS + WARM_UP
WAITING = (0, 100_000, 1_000_000)
GOAL = 1.2
NOW = Moment(Boot("bench"), 1_000.0)
HEARD = CLOCK.now()
LEASE_S = 30.0
NOTE = "claim and fate of one 2 KB item, two commits; floor: two UPDATEs of a table with a partial index"


class Tables(msgspec.Struct, frozen=True):
    """A queue and a plain table that hold as much, and what one claim and acknowledgement took in each."""

    database: Database
    plain: sqlite3.Connection
    values: list[float]
    floors: list[float]

    def take(self) -> None:
        """Claim and acknowledge one item in each."""
        self.values.append(_ours(self.database))
        self.floors.append(_floor(self.plain))

    def close(self) -> None:
        """Close both."""
        self.database.close()
        self.plain.close()


def measure() -> Iterator[Figure]:
    """Claim and acknowledge in turn in all tables; then compare the fullest queue with the emptiest."""
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-queue-", dir=BUILD) as folder:
        paths = [Path(folder) / f"queue-{waiting}.db" for waiting in WAITING]
        for path, waiting in zip(paths, WAITING, strict=True):
            fill(path, waiting + ROUNDS)
        yield from first_puts(paths[-1])
        tables = [_tables(path, waiting + ROUNDS) for path, waiting in zip(paths, WAITING, strict=True)]
        for _ in range(ROUNDS):
            for table in tables:
                table.take()
        for table in tables:
            table.close()
    for table, waiting in zip(tables, WAITING, strict=True):
        values, floors = table.values[WARM_UP:], table.floors[WARM_UP:]
        yield against(f"queue_claim_ack_{waiting}", values, floors, goal=GOAL, note=NOTE)
    note = f"the same with {WAITING[-1]} items waiting; floor: with none beyond those claimed"
    fullest, emptiest = tables[-1].values[WARM_UP:], tables[0].values[WARM_UP:]
    yield against("queue_claim_ack_flat", fullest, emptiest, goal=GOAL, note=note)


def _tables(path: Path, items: int) -> Tables:
    database = Database(path, checkpoints=True)
    with database.reading() as connection:
        (name,) = connection.execute("SELECT id FROM item LIMIT 1").fetchone()
        data = item_bytes(connection, name)
    return Tables(database, _plain(path.with_suffix(".plain"), data, items), [], [])


def _ours(database: Database) -> float:
    began = time.perf_counter()
    with database.writing() as connection:
        (claimed,) = claim(connection, NOW, lease_s=LEASE_S, most=1)
    with database.writing() as connection:
        write_fate(connection, claimed.id, Received(), NOW, heard=HEARD)
    return time.perf_counter() - began


def _plain(path: Path, data: bytes, items: int) -> sqlite3.Connection:
    plain = durable(path)
    plain.execute(
        "CREATE TABLE item (position INTEGER PRIMARY KEY, bytes BLOB NOT NULL, state INTEGER) STRICT"
    )
    plain.execute("PRAGMA synchronous = OFF")
    plain.execute(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
        " INSERT INTO item SELECT i, ?, 0 FROM n",
        (items, data),
    )
    plain.execute("CREATE INDEX waiting ON item (position) WHERE state < 2")
    plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    plain.execute("PRAGMA synchronous = FULL")
    return plain


def _floor(plain: sqlite3.Connection) -> float:
    began = time.perf_counter()
    plain.execute("BEGIN IMMEDIATE")
    position, _ = plain.execute(
        "SELECT position, bytes FROM item WHERE state < 2 AND state = 0 ORDER BY position LIMIT 1"
    ).fetchone()
    plain.execute("UPDATE item SET state = 1 WHERE position = ?", (position,))
    plain.execute("COMMIT")
    plain.execute("UPDATE item SET state = 2 WHERE position = ?", (position,))
    return time.perf_counter() - began
