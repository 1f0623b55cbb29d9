"""The queue beside other queues on the same work: the same sealed bytes kept, claimed and acknowledged.

All are asked for the same durability: each commit is synced. Sealing, hashing and signing are part of the
work, so that every other queue's `put` is preceded by the same cryptography.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec
from huey.storage import SqliteStorage
from litequeue import LiteQueue
from localqueue import DurabilityMode, SimpleQueue
from persistqueue import SQLiteAckQueue

from benchmarks.figure import Figure, against
from benchmarks.queue_claim import HEARD, LEASE_S, NOW
from benchmarks.queue_place import BUILD, bare_seal, database_at, draft, outbox_over
from kiosk.wire.envelope import MAX_BATCH_ITEMS
from offline_queue.claims import claim, write_fate
from offline_queue.database import Database
from offline_queue.retry import Received
from offline_queue.rows import item_bytes

RUNS = 300
WARM_UP = 30
ROUNDS = RUNS + WARM_UP
GOAL = 1.0
ONE = "one item"
BATCHED = f"one item; the queue leases and acknowledges {MAX_BATCH_ITEMS} a commit, as its sync process does"


class Peer(msgspec.Struct, frozen=True):
    """A queue by others: how it keeps bytes, and how it gives one item out and lets go of it."""

    name: str
    put: Callable[[bytes], object]
    claim_and_ack: Callable[[], object]


class Bytes:
    """localqueue's serializer where what comes is bytes already."""

    def dumps(self, data: bytes) -> bytes:
        return data

    def loads(self, data: bytes) -> bytes:
        return data


def measure() -> Iterator[Figure]:
    """Put, then claim and acknowledge, in turn in every queue."""
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-queue-", dir=BUILD) as folder:
        database = database_at(Path(folder) / "queue.db")
        peers = (*_peers(Path(folder)),)
        with closing(Database(database.path, checkpoints=True)) as sync:  # as the sync process has it
            yield from _beside(database, sync, peers)
        database.close()


def _beside(screen: Database, sync: Database, peers: tuple[Peer, ...]) -> Iterator[Figure]:
    ours, theirs = _puts(screen, peers)
    sync.checkpoint()
    for peer in peers:
        note = f"{ONE} sealed and kept; floor: {peer.name}, the same cryptography before it"
        yield against(f"queue_put_beside_{peer.name}", ours, theirs[peer.name], goal=GOAL, note=note)
    one, batched, theirs = _claims(sync, peers)
    for peer in peers:
        name, others = f"queue_claim_ack_beside_{peer.name}", theirs[peer.name]
        yield against(name, one, others, goal=GOAL, note=f"{ONE}; floor: {peer.name}")
        yield against(
            f"{name}_batched",
            batched,
            others,
            goal=GOAL,
            note=f"{BATCHED}; floor: {peer.name}, one by one",
        )


def _puts(database: Database, peers: tuple[Peer, ...]) -> tuple[list[float], dict[str, list[float]]]:
    outbox = outbox_over(database)
    ours: list[float] = []
    theirs: dict[str, list[float]] = {peer.name: [] for peer in peers}
    for _ in range(2 * ROUNDS):  # the half is claimed one by one, the other in batches
        made = draft()
        began = time.perf_counter()
        kept = outbox.put(made)
        ours.append(time.perf_counter() - began)
        with database.reading() as connection:
            data = item_bytes(connection, kept.id)
        for peer in peers:
            began = time.perf_counter()
            bare_seal(data)
            peer.put(data)
            theirs[peer.name].append(time.perf_counter() - began)
    return ours[WARM_UP:], {name: times[WARM_UP:] for name, times in theirs.items()}


def _claims(
    database: Database, peers: tuple[Peer, ...]
) -> tuple[list[float], list[float], dict[str, list[float]]]:
    ours: list[float] = []
    theirs: dict[str, list[float]] = {peer.name: [] for peer in peers}
    for _ in range(ROUNDS):
        ours.append(_leased(database, 1))
        for peer in peers:
            began = time.perf_counter()
            peer.claim_and_ack()
            theirs[peer.name].append(time.perf_counter() - began)
    batches = [_leased(database, MAX_BATCH_ITEMS) for _ in range(ROUNDS // MAX_BATCH_ITEMS)]
    return ours[WARM_UP:], batches, {name: times[WARM_UP:] for name, times in theirs.items()}


def _leased(database: Database, most: int) -> float:
    """Return the seconds an item that a lease of so many takes, with all of them acknowledged."""
    began = time.perf_counter()
    with database.writing() as connection:
        leased = claim(connection, NOW, lease_s=LEASE_S, most=most)
    with database.writing() as connection:
        for item in leased:
            write_fate(connection, item.id, Received(), NOW, heard=HEARD)
    assert len(leased) == most
    return (time.perf_counter() - began) / most


def _peers(folder: Path) -> Iterator[Peer]:
    acked = SQLiteAckQueue(str(folder / "persist-queue"))  # WAL; Python's SQLite syncs each commit

    def claim_persisted() -> None:
        acked.ack(acked.get(block=False))

    yield Peer("persist-queue", acked.put, claim_persisted)
    stored = SqliteStorage(
        "bench", str(folder / "huey.db"), fsync=True
    )  # at most once: nothing to acknowledge
    yield Peer("huey", stored.enqueue, stored.dequeue)
    local = SimpleQueue(str(folder / "localqueue"), durability=DurabilityMode.DURABLE, serializer=Bytes())

    def claim_local() -> None:
        local.ack(local.get(block=False))

    yield Peer("localqueue", local.put, claim_local)
    lite = LiteQueue(str(folder / "litequeue.db"))
    lite.conn.execute("PRAGMA synchronous = FULL")  # it asks for NORMAL, which may lose what it confirmed

    def claim_lite() -> None:
        lite.done(lite.pop().message_id)

    yield Peer("litequeue", lite.put, claim_lite)
