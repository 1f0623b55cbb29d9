"""Runs the putter under strace, and judges what it left behind."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kiosk.domain.ids import ItemId
from kiosk.domain.submission import ItemState
from kiosk.wire.envelope import Tombstone, chain_hash, decode_header, decode_item
from offline_queue.commands import queue_list
from offline_queue.database import Database
from offline_queue.outbox import payment_id
from offline_queue.rows import is_intact

ROOT = Path(__file__).resolve().parents[2]
PUTTER = Path(__file__).with_name("putter.py")
WRITES = ("pwrite64", "fdatasync", "fsync", "ftruncate")
PROMISE = re.compile(r"(put|paid|closed) (\d+)\n")


class Run:
    """One run of the putter, whole or cut short."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.path = folder / "queue.db"
        self.trace = folder / "trace"
        self.promises: list[tuple[str, int]] = []
        self.code = 0
        self.complaint = ""

    def strace(self, count: int, *inject: str) -> "Run":
        """Run under strace; `inject` are its -e inject= rules."""
        rules = [option for rule in inject for option in ("-e", f"inject={rule}")]
        command = ["strace", "-f", "-qq", "-o", str(self.trace), "-e", f"trace={','.join(WRITES)}"]
        paths = [option for end in ("", "-wal") for option in ("-P", f"{self.path}{end}")]
        program = [sys.executable, "-B", str(PUTTER), str(self.path), str(count)]
        done = subprocess.run(
            [*command, *paths, *rules, *program],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
            timeout=60,
        )
        self.code, self.complaint = done.returncode, done.stderr
        self.promises = [(kind, int(number)) for kind, number in PROMISE.findall(done.stdout)]
        return self

    def calls(self) -> list[tuple[str, int]]:
        """Return each call that the trace shows, in order: its name, and the how-manieth of that name it is.

        strace counts `when` for each name on its own.
        """
        counts: Counter[str] = Counter()
        found = []
        for name in re.findall(rf"\b({'|'.join(WRITES)})\(", self.trace.read_text()):
            counts[name] += 1
            found.append((name, counts[name]))
        return found

    def judge(self) -> None:
        """Assert the invariant of what this run left behind."""
        self.judge_at(self.path, self.promises)

    @classmethod
    def judge_at(cls, path: Path, promises: list[tuple[str, int]]) -> None:
        """Assert the invariant: nothing promised is lost, the chain is whole, nothing is there twice."""
        database = Database(path)
        rows = queue_list(database, limit=10_000)
        previous = bytes(32)
        with database.reading() as connection:
            assert "ok" == connection.execute("PRAGMA integrity_check").fetchone()[0]
            for seq, row in enumerate(rows, start=1):
                data = connection.execute("SELECT bytes FROM item WHERE id = ?", (row.id,)).fetchone()[0]
                item = decode_item(data)
                assert (seq, previous) == (row.seq, decode_header(item.header).previous)
                assert is_intact(data, row.chain_sha256, tombstone=row.tombstone)
                assert isinstance(item, Tombstone) is (row.state is ItemState.CANCELLED)
                previous = chain_hash(item)
        database.close()
        by_id = {row.id: row.state for row in rows}
        assert len(rows) == len(by_id)
        numbers = [row.number for row in rows if row.about is None]
        assert len(numbers) == len(set(numbers))
        for kind, number in promises:
            cls._kept(kind, number, by_id)

    @staticmethod
    def _kept(kind: str, number: int, by_id: dict[ItemId, ItemState]) -> None:
        item = ItemId(f"019cac0f-2680-7000-8000-{number:012x}")
        assert item in by_id, f"item {number} was promised and is lost"
        if kind == "paid":
            assert ItemState.PENDING is by_id[item]
            assert payment_id(item) in by_id
        if kind == "closed":
            assert ItemState.CANCELLED is by_id[item]


@pytest.fixture
def whole(tmp_path: Path) -> Run:
    """Run once undisturbed: it says how many calls there are to disturb."""
    run = Run(tmp_path / "whole").strace(6)
    assert 0 == run.code, run.complaint
    run.judge()
    return run
