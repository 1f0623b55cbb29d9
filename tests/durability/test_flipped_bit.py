"""One flipped bit in the rows of the database file: found or harmless, never sent, in nobody's way."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.domain.payment import PaymentClosed
from kiosk.errors import KioskError
from kiosk.wire.envelope import chain_hash, decode_header, decode_item
from offline_queue import loop
from offline_queue.database import Database
from offline_queue.incidents import incidents
from offline_queue.second_try import helped
from offline_queue.stats import stats
from offline_queue.verification import Verification
from tests.durability.disturbed import EVERY, SEED
from tests.unit.offline_queue.conftest import START, MemoryCentre, Queue, StillClock

pytestmark = pytest.mark.usefixtures("caplog")
Whole = tuple[Path, dict[str, bytes], set[str]]
FLIPS = 400 if EVERY == 1 else 40
SENT, UNSENT = 6, 14
ROWS_A_PAGE = 3
"""A bit in a page's header can hide all of its rows from whoever reads; the damaged file still has them."""
LEAF = 0x0D
"""A page of rows (file format, 1.6): b-tree leaf of a table."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """Make a queue with rows of every kind in its file; give it, its bytes by id, and what was sent."""
    clock, centre = StillClock(), MemoryCentre()
    queue = Queue(tmp_path_factory.mktemp("whole") / "queue.db", clock, centre)
    queue.enrol(numbers=50)
    drafts = [queue.draft(body=bytes(range(200)) * 3) for _ in range(SENT + UNSENT)]
    for draft in drafts[:SENT]:
        queue.outbox.put(draft)
    queue.sync.run_once()
    for place, draft in enumerate(drafts[SENT:]):
        queue.outbox.put(draft, awaiting_payment=place in (3, 4))
    queue.outbox.pay(drafts[SENT + 3].id, PaymentClosed("K1"))
    with queue.database.reading() as connection:
        every = dict(connection.execute("SELECT id, bytes FROM item").fetchall())
    queue.database.close()
    return queue.path, every, set(centre.items_here)


def live_bits(path: Path) -> list[tuple[int, int]]:
    """Return byte and bit of all that the rows of `item` use: leaves' headers and cells, and overflow."""
    database = Database(path)
    with database.reading() as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        pages = connection.execute(
            "SELECT pageno, pagetype, unused FROM dbstat WHERE name = 'item' AND pagetype <> 'internal'"
        ).fetchall()
    database.close()
    data, found = path.read_bytes(), []
    for number, kind, unused in pages:
        start = (number - 1) * size
        used = leaf(data, start, size) if kind == "leaf" else range(start, start + size - unused)
        found += [(byte, bit) for byte in used for bit in range(8)]
    return found


def leaf(data: bytes, start: int, size: int) -> list[int]:
    """Return the bytes in use of a leaf (file format, 1.6): not its gap before the cells, nor free blocks."""
    assert LEAF == data[start]

    def number(at: int) -> int:
        return int.from_bytes(data[start + at : start + at + 2])

    used = set(range(8 + 2 * number(3))) | set(range(number(5), size))
    block = number(1)
    while block:
        used -= set(range(block + 4, block + number(block + 2)))
        block = number(block)
    return [start + place for place in sorted(used)]


def chained(data: bytes) -> bytes:
    """Return what makes two items one: an unpaid one is buried in between, and keeps it."""
    return chain_hash(decode_item(data))


class Aftermath:
    """What became of a queue with one flipped bit, after a look at all of it and two passes."""

    def __init__(self, path: Path, every: dict[str, bytes], sent: set[str]) -> None:
        centre = MemoryCentre()
        for item in sent:
            header = decode_header(decode_item(every[item]).header)
            centre.items_here[item], centre.places[header.epoch, header.seq] = every[item], item
        self.refused, self.found = "", False
        try:
            self._work(path, centre)
        except KioskError as error:
            self.refused = error.message
        self.wrong = [
            item for item, data in centre.items_here.items() if chained(data) != chained(every[item])
        ]
        self.arrived = set(centre.items_here)

    def _work(self, path: Path, centre: MemoryCentre) -> None:
        queue = Queue(path, StillClock(), centre, "boot-2")
        try:
            verification = Verification(queue.database, queue.clock)
            helped(verification.round, queue.database)
            loop.run_once(queue.sync, queue.database)
            loop.run_once(queue.sync, queue.database)
            with queue.database.reading() as connection:
                self.found = bool(incidents(connection)) or stats(connection, START).quarantined > 0
        finally:
            queue.database.close()


def test_flipped_bit_is_found_and_only_what_it_spoilt_stays_behind(tmp_path: Path, whole: Whole) -> None:
    path, every, sent = whole
    undisturbed = tmp_path / "undisturbed.db"
    shutil.copy(path, undisturbed)
    right = Aftermath(undisturbed, every, sent)
    assert ("", False, []) == (right.refused, right.found, right.wrong)
    assert set(every) == right.arrived
    silent = 0
    for number, (byte, bit) in enumerate(random.Random(SEED).sample(live_bits(path), FLIPS)):
        copy = tmp_path / f"{number}.db"
        data = bytearray(path.read_bytes())
        data[byte] ^= 1 << bit
        copy.write_bytes(data)
        silent += sqlite_is_content(copy)
        after, where = Aftermath(copy, every, sent), f"byte {byte}, bit {bit}"
        assert ("", []) == (after.refused, after.wrong), where
        assert after.found or after.arrived == set(every), where
        assert len(set(every) - after.arrived) <= ROWS_A_PAGE, where
    assert silent > FLIPS / 2, "SQLite sees these itself: nothing was tried"


def sqlite_is_content(path: Path) -> bool:
    """Return whether SQLite's own check finds nothing."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            return bool("ok" == connection.execute("PRAGMA integrity_check").fetchone()[0])
        except sqlite3.DatabaseError:
            return False
