"""A database of every released schema is taken over with 500 unsent items aboard."""

import lzma
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.domain.submission import ItemState
from kiosk.wire.envelope import chain_hash, decode_header, decode_item
from offline_queue import claims
from offline_queue.commands import queue_list
from offline_queue.database import Database
from offline_queue.migrations import SCHEMA_VERSION
from offline_queue.numbers import is_slip_number, numbers_left
from offline_queue.stats import Stats, stats
from offline_queue.uptime import Boot, Moment
from tests.durability.conftest import ROOT, Run
from tests.durability.putter import START, item_id

RELEASED = sorted(Path(__file__).with_name("released").glob("*.db.xz"))
"""One a schema that was given out, written by its code: 504 to send, 15 received, 1 unpaid, 1 quarantined."""
UPGRADE = "import pathlib, sys, offline_queue.database as d; d.Database(pathlib.Path(sys.argv[1])).close()"


@pytest.fixture(params=RELEASED, ids=lambda path: path.name.partition(".")[0])
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


def test_nothing_is_lost_and_the_chain_goes_on(released: Path) -> None:
    found = stand(released)
    assert (504, 1, 521, 1) == (found.unsent, found.quarantined, found.head_seq, found.epoch)
    assert 15 == found.by_state[ItemState.RECEIVED]
    Run.judge_at(released, [("put", number) for number in range(1, 521)])


def test_the_next_item_hangs_on_the_last_and_all_can_be_claimed(released: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-B", str(Path(__file__).with_name("putter.py")), str(released), "521"],
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


def test_upgrade_that_is_killed_at_any_write_is_begun_again(released: Path) -> None:
    whole = released.read_bytes()
    run = Run(released.parent / "strace")
    run.path = released
    trace = [
        *("strace", "-f", "-qq", "-o", str(run.trace), "-e", "trace=pwrite64,fdatasync,fsync,ftruncate"),
        *("-P", str(released), "-P", f"{released}-wal", "-P", f"{released}-journal"),
    ]
    program = [sys.executable, "-B", "-c", UPGRADE, str(released)]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    subprocess.run([*trace, *program], env=environment, check=True)
    calls = run.calls()
    assert len(calls) > 10
    for name, number in calls[:: max(1, len(calls) // 12)]:
        for ending in ("-wal", "-shm", "-journal"):
            Path(f"{released}{ending}").unlink(missing_ok=True)
        released.write_bytes(whole)
        kill = ["-e", f"inject={name}:signal=SIGKILL:when={number}"]
        killed = subprocess.run([*trace, *kill, *program], env=environment, check=False)
        assert 0 != killed.returncode
        assert 504 == stand(released).unsent, (name, number)
