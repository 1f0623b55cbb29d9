"""Judges what a disturbance left: nothing promised is lost, nothing is there twice, all is readable."""

import re
from pathlib import Path

import msgspec

from kiosk.domain.ids import ItemId
from kiosk.domain.submission import ItemState
from kiosk.wire.attachment import file_of
from kiosk.wire.envelope import Tombstone, chain_hash, decode_header, decode_item
from offline_queue.attachments import beside, sweep
from offline_queue.commands import queue_list
from offline_queue.database import Database
from offline_queue.payment_item import payment_id
from offline_queue.rows import Row, intact_header, item_bytes
from tests.durability.putter import PLANTED, item_id

SAID = re.compile(r"^(put|paid|closed) (\d+)$", re.MULTILINE)


class Promise(msgspec.Struct, frozen=True):
    """The putter said that something is safe."""

    kind: str
    number: int


def promises(stdout: str) -> tuple[Promise, ...]:
    """Return what the putter promised."""
    return tuple(Promise(kind, int(number)) for kind, number in SAID.findall(stdout))


def judge(path: Path, promised: tuple[Promise, ...]) -> None:
    """Assert that every promise is kept, that the chain is whole, and that no number is there twice."""
    database = Database(path)
    rows = queue_list(database, limit=10_000)
    previous = bytes(32)
    with database.reading() as connection:
        assert "ok" == connection.execute("PRAGMA integrity_check").fetchone()[0]
        for seq, row in enumerate(rows, start=1):
            data = connection.execute("SELECT bytes FROM item WHERE id = ?", (row.id,)).fetchone()[0]
            item = decode_item(data)
            assert (seq, previous) == (row.seq, decode_header(item.header).previous)
            assert intact_header(data, row.chain_sha256, row.id, tombstone=row.tombstone)
            assert isinstance(item, Tombstone) is (row.state is ItemState.CANCELLED)
            previous = chain_hash(item)
    _files_are_whole(database, rows)
    database.close()
    for file in path.parent.rglob(f"{path.name}*"):
        assert not file.is_file() or PLANTED not in file.read_bytes(), f"in clear in {file}"
    by_id = {row.id: row.state for row in rows}
    assert len(rows) == len(by_id)
    numbers = [row.number for row in rows if row.about is None]
    assert len(numbers) == len(set(numbers))
    for promise in promised:
        _kept(promise, by_id)


def _files_are_whole(database: Database, rows: tuple[Row, ...]) -> None:
    """Assert that each row has its attachments, and that a sweep leaves nothing else."""
    kept, wanted = beside(database.path), set[str]()
    for row in (row for row in rows if row.attached_bytes):
        with database.reading() as connection:
            header = decode_header(decode_item(item_bytes(connection, row.id)).header)
        for place, name in enumerate(header.attachments):
            assert kept.read(row.id, place, name) is not None, f"attachment {place} of {row.id} is lost"
            wanted.add(file_of(row.id, place))
    sweep(database)
    left = {path.name for path in kept.folder.iterdir()} if kept.folder.is_dir() else set()
    assert wanted == left


def _kept(promise: Promise, by_id: dict[ItemId, ItemState]) -> None:
    item = item_id(promise.number)
    assert item in by_id, f"item {promise.number} was promised and is lost"
    if promise.kind == "paid":
        assert ItemState.PENDING is by_id[item]
        assert payment_id(item) in by_id
    if promise.kind == "closed":
        assert ItemState.CANCELLED is by_id[item]
