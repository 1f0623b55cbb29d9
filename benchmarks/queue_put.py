"""One `put`, against a bare commit of the same bytes plus the bare cryptography of one item."""

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure, against
from benchmarks.queue_place import BUILD, bare_seal, database_at, draft, durable, outbox_over
from offline_queue.rows import item_bytes

RUNS = 400
WARM_UP = 40
GOAL = 1.25
NOTE = "put of a 2 KB sealed item; floor: sqlite3 WAL + FULL, one INSERT of the same bytes, HPKE, hash, sign"


def measure() -> Iterator[Figure]:
    """Put and commit in turn on the same disk."""
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-queue-", dir=BUILD) as folder:
        database = database_at(Path(folder) / "queue.db")
        outbox = outbox_over(database)
        bare = _bare(Path(folder) / "bare.db")
        values: list[float] = []
        floors: list[float] = []
        for run in range(RUNS + WARM_UP):
            made = draft()
            began = time.perf_counter()
            kept = outbox.put(made)
            value = time.perf_counter() - began
            with database.reading() as connection:
                data = item_bytes(connection, kept.id)
            floor = _floor(bare, kept.id, data)
            if run >= WARM_UP:
                values.append(value)
                floors.append(floor)
        database.close()
        bare.close()
        yield against("queue_put", values, floors, goal=GOAL, note=NOTE)


def _bare(path: Path) -> sqlite3.Connection:
    connection = durable(path)
    connection.execute("CREATE TABLE item (id TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT")
    return connection


def _floor(bare: sqlite3.Connection, name: str, data: bytes) -> float:
    """Seal, hash, sign and commit with nothing else around it."""
    began = time.perf_counter()
    bare_seal(data)
    bare.execute("INSERT INTO item (id, bytes) VALUES (?, ?)", (name, data))
    return time.perf_counter() - began
