"""Programs with a fault that the harness must find: a promise before its commit, a send at most once."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kiosk.cli import parser
from kiosk.wire.envelope import MAX_BATCH_ITEMS
from offline_queue import claims
from offline_queue.claims import Claimed, claim
from offline_queue.database import Database
from offline_queue.uptime import Moment
from tests.durability import putter


class HastyDatabase(Database):
    """Says every promise while its transaction is still open."""

    number = 0

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        with super().writing() as connection:
            yield connection
            if self.number:
                putter.say("put", self.number)


def promise_early(path: Path, count: int) -> None:
    """Put as the putter does, but with promises that nothing is behind yet."""
    vars(putter)["Database"] = HastyDatabase
    outbox = putter.outbox_at(path)
    for number in range(1, count + 1):
        HastyDatabase.number = number
        outbox.put(putter.draft(number))


def claim_at_most_once(
    connection: sqlite3.Connection, now: Moment, *, lease_s: float, most: int = MAX_BATCH_ITEMS
) -> tuple[Claimed, ...]:
    """Claim as the sync process does, but let go of what was claimed, as a queue without acks does."""
    batch = claim(connection, now, lease_s=lease_s, most=most)
    connection.executemany("DELETE FROM item WHERE id = ?", [(item.id,) for item in batch])
    return batch


def main(arguments: Sequence[str]) -> int | None:
    """Sync if told so, else put."""
    if arguments[0] == "sync":
        vars(claims)["claim"] = claim_at_most_once
        return parser.main(arguments)
    promise_early(Path(arguments[0]), int(arguments[1]))
    return None
