"""A database of every released schema is taken over with 500 unsent items aboard."""

import lzma
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.domain.receipt_number import is_slip_number
from kiosk.domain.submission import ItemState
from kiosk.wire.envelope import chain_hash, decode_header, decode_item
from offline_queue import claims
from offline_queue.commands import queue_list
from offline_queue.database import Database
from offline_queue.migrations import SCHEMA_VERSION
from offline_queue.numbers import numbers_left
from offline_queue.stats import Stats, stats
from offline_queue.uptime import Boot, Moment
from tests.durability import opener, putter
from tests.durability.disturbed import Fault, Struck, beside, points, run, share, strike_all
from tests.durability.fork_server import ROOT, ForkServer
from tests.durability.judge import Promise, judge
from tests.durability.putter import START, item_id
from tests.durability.release import write

RELEASED = sorted(Path(__file__).with_name("released").glob("*.db.xz"))
"""One a schema that was given out, written by its code: 504 to send, 15 received, 1 unpaid, 1 quarantined."""
SETTLED_WITHOUT_BACKUP = [path for path in RELEASED if path.name < "schema-4"]
"""Of the schemas in which whatever the centre had taken was called settled."""
ALL = tuple(Promise("put", number) for number in range(1, 521))
MOST = 20
"""So many disturbances of each are drawn for `make test`."""


def name_of(path: Path) -> str:
    return path.name.partition(".")[0]


@pytest.fixture(params=RELEASED, ids=name_of)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "queue.db"
    path.write_bytes(lzma.decompress(request.param.read_bytes()))
    return path


def stand(path: Path) -> Stats:
    database = Database(path)
    with database.reading() as connection:
        found = stats(connection, START)
        assert (SCHEMA_VERSION,) == connection.execute("PRAGMA user_version").fetchone()
        assert [] == connection.execute("PRAGMA foreign_key_check").fetchall()
        assert "ok" == connection.execute("PRAGMA integrity_check").fetchone()[0]
    database.close()
    return found


def shape(found: Stats) -> tuple[int, int, int, int]:
    return found.unsent, found.quarantined, found.head_seq, found.epoch


def test_what_is_kept_of_the_next_schema_can_be_written(tmp_path: Path) -> None:
    write(tmp_path / "queue.db")
    assert (504, 1, 521, 1) == shape(stand(tmp_path / "queue.db"))
    judge(tmp_path / "queue.db", ALL)


def test_nothing_is_lost_and_the_chain_goes_on(released: Path) -> None:
    found = stand(released)
    assert (504, 1, 521, 1) == shape(found)
    assert 15 == found.by_state[ItemState.RECEIVED]
    judge(released, ALL)


@pytest.mark.parametrize("released", SETTLED_WITHOUT_BACKUP, indirect=True, ids=name_of)
def test_what_was_called_settled_without_a_backup_behind_it_is_received(released: Path) -> None:
    with closing(sqlite3.connect(released)) as connection, connection:
        connection.execute("UPDATE item SET state = 'settled' WHERE state = 'received' AND position % 2")
        assert connection.total_changes > 0
    found = stand(released)
    assert (15, 0) == (found.by_state[ItemState.RECEIVED], found.by_state[ItemState.SETTLED])


def test_the_next_item_hangs_on_the_last_and_all_can_be_claimed(released: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-B", putter.__file__, str(released), "521"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "" == done.stderr
    database = Database(released)
    *_, before, last = queue_list(database, limit=1_000)
    assert (item_id(521), 522) == (last.id, last.seq)
    assert is_slip_number(last.number), "the only block was used up before: no number may be given twice"
    with database.writing() as connection:
        data = connection.execute("SELECT bytes FROM item WHERE id = ?", (last.id,)).fetchone()[0]
        assert before.chain_sha256 == decode_header(decode_item(data).header).previous
        assert last.chain_sha256 == chain_hash(decode_item(data))
        taken = []
        while batch := claims.claim(connection, Moment(Boot("b"), 10.0), lease_s=30):
            taken += [item.id for item in batch]
        assert 0 == numbers_left(connection)
    database.close()
    assert len(taken) == len(set(taken)) >= 505


def upgrade(server: ForkServer, queue: Path, struck: Struck | None = None) -> tuple[int, str]:
    """Open a queue as any program does; return how that ended."""
    done = run(server, opener, [queue], queue.parent, files=beside(queue), struck=struck)
    assert (struck is not None) is done.struck
    return done.code, done.complaint


def test_an_upgrade_that_is_disturbed_anywhere_is_begun_again(
    server: ForkServer, released: Path, tmp_path: Path
) -> None:
    whole = released.read_bytes()
    assert (0, "") == upgrade(server, released)

    def judged(struck: Struck, folder: Path) -> None:
        queue = folder / "queue.db"
        folder.mkdir()
        queue.write_bytes(whole)
        code, complaint = upgrade(server, queue, struck)
        if struck.fault is Fault.KILL:
            assert -signal.SIGKILL == code
        else:
            assert code == 0 or "\nkiosk.errors.KioskError: " in complaint, complaint
        assert 504 == stand(queue).unsent
        judge(queue, ALL)

    strike_all(tmp_path, share(points(released.with_name("trace")), Fault, MOST), judged)
