"""Disks that are full, dead or read-only, logs that are cut: said before a promise, told, recovered from."""

import json
import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.cli.parser import main
from kiosk.domain.ids import ItemId
from kiosk.errors import KioskError
from kiosk.wire.bundle import read_bundle
from offline_queue import loop
from offline_queue.attachments import beside
from offline_queue.ballast import Ballast
from offline_queue.commands import queue_export, queue_limits
from offline_queue.database import Database
from offline_queue.limits import Level
from offline_queue.read_only import copied
from tests.durability.disk import Ext4, cannot_mount, ext4, tmpfs
from tests.unit.offline_queue.conftest import MemoryCentre, Queue, StillClock

mounts = pytest.mark.skipif(cannot_mount() is not None, reason=str(cannot_mount()))
pytestmark = pytest.mark.usefixtures("caplog")
KIB = 1024
LEFT_KIB = 96


def opened(path: Path, centre: MemoryCentre | None = None) -> Queue:
    """Open a queue, enrolled, as each program does at its start."""
    queue = Queue(path, StillClock(), centre or MemoryCentre())
    queue.enrol(numbers=500)
    return queue


def put(queue: Queue, count: int) -> list[ItemId]:
    """Put some items; return their ids."""
    return [queue.outbox.put(queue.draft()).id for _ in range(count)]


def refusal(queue: Queue) -> str:
    """Return how a put is refused."""
    with pytest.raises(KioskError) as raised:
        queue.outbox.put(queue.draft())
    return raised.value.code


def gate(queue: Queue) -> str:
    """Return what a tile says a moment later, before anybody begins; empty when all is well."""
    queue.clock.seconds += 10
    found = queue.outbox.refusal()
    return found.code if found else ""


def ids(queue: Queue) -> list[str]:
    with queue.database.reading() as connection:
        return [row[0] for row in connection.execute("SELECT id FROM item ORDER BY position")]


@mounts
def test_full_disk_promises_nothing_sends_all_and_serves_again(tmp_path: Path) -> None:
    with tmpfs(tmp_path, 24) as place:
        queue = opened(place / "queue.db")
        promised = put(queue, 1)
        fill(place / "filler")
        code = ""
        while not code:
            try:
                promised += put(queue, 1)
            except KioskError as error:
                code = error.code
        assert "outbox_disk_full" == code == gate(queue)
        assert ids(queue) == promised
        reached = [
            one.name for one in queue_limits(queue.database, queue.clock.time) if one.level is Level.REACHED
        ]
        assert "disk" in reached
        loop.run_once(queue.sync, queue.database)
        assert set(promised) == set(queue.centre.items_here)
        assert "outbox_disk_full" == gate(queue)
        (place / "filler").unlink()
        loop.run_once(queue.sync, queue.database)
        assert Ballast(queue.path).laid
        assert "" == gate(queue)
        assert 1 == len(put(queue, 1))
        queue.database.close()


@mounts
def test_disk_with_room_for_a_row_and_not_for_a_photograph_promises_none_of_it(tmp_path: Path) -> None:
    with tmpfs(tmp_path, 24) as place:
        queue = opened(place / "queue.db")
        laden = queue.draft(attachments=(bytes(200 * KIB), bytes(60 * KIB)))
        put(queue, 1)
        fill(place / "filler")
        with pytest.raises(KioskError, match="No space left") as raised:
            queue.outbox.put(laden)
        assert "outbox_disk_full" == raised.value.code
        assert frozenset() == beside(queue.path).items()
        assert laden.id not in ids(queue)
        (place / "filler").unlink()
        assert "" == gate(queue)
        queue.outbox.put(laden)
        loop.run_once(queue.sync, queue.database)
        assert laden.id in queue.centre.items_here
        queue.database.close()


def fill(file: Path) -> None:
    """Take the room of a disk but for some KiB."""
    room = shutil.disk_usage(file.parent).free - LEFT_KIB * KIB
    file.write_bytes(bytes(room))


@pytest.fixture
def ext(tmp_path: Path) -> Iterator[Ext4]:
    with ext4(tmp_path) as disk:
        yield disk


@mounts
def test_dead_disk_is_told_once_tried_and_promises_nothing(ext: Ext4) -> None:
    queue = opened(ext.place / "queue.db")
    promised = put(queue, 3)
    ext.cut_power()
    assert refusal(queue) in ("outbox_disk_error", "outbox_gone")
    assert gate(queue)
    queue.database.close()
    ext.unmount()
    ext.mount()
    again = opened(queue.path)
    assert promised == ids(again)[:3]
    assert "" == gate(again)
    again.database.close()


@mounts
def test_read_only_disk_is_named_told_and_read_from_a_copy(
    ext: Ext4, tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, logger="kiosk")
    queue = opened(ext.place / "queue.db")
    promised = [*put(queue, 2), queue.outbox.put(queue.draft(attachments=(b"a paper",))).id]
    config = tmp_path / "terminal.toml"
    config.write_text(f'[queue]\npath = "{queue.path}"\n', encoding="utf-8")
    ext.turn_read_only()
    assert "outbox_read_only" == gate(queue) == refusal(queue)
    loop._pass(queue.sync, queue.database, threading.Event(), lambda: None)
    assert "outbox_read_only" == queue.centre.beats[-1].devices["queue"]
    assert 0 == main(["queue", "list", "--json", "--config", str(config)])
    listed = [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()]
    assert promised == listed
    with copied(queue.path) as copy:
        database = Database(copy)
        assert 3 == queue_export(database, queue.sealer, tmp_path / "bundle", queue.clock.time)
        database.close()
    assert 3 == len(read_bundle((tmp_path / "bundle").read_bytes()).items)
    assert {promised[2]} == beside(tmp_path / "bundle").items()
    assert {promised[2]} == beside(queue.path).items()
    queue.database.close()


def cut(log: Path) -> None:
    log.write_bytes(log.read_bytes()[: log.stat().st_size // 2])


def tear(log: Path) -> None:
    data = bytearray(log.read_bytes())
    half = len(data) // 2
    data[half : half + KIB] = bytes(KIB)
    log.write_bytes(data)


def bend(log: Path) -> None:
    data = bytearray(log.read_bytes())
    data[len(data) // 2] ^= 1
    log.write_bytes(data)


@pytest.mark.parametrize("harm", [Path.unlink, cut, tear, bend])
def test_log_that_lost_its_end_is_seen_at_first_contact(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, harm: Callable[[Path], None]
) -> None:
    queue = opened(tmp_path / "queue.db")
    put(queue, 5)
    queue.sync.run_once()
    for ending in ("", "-wal"):  # as power leaves them: nobody closed the file
        shutil.copy(f"{queue.path}{ending}", f"{tmp_path / 'left.db'}{ending}")
    harm(tmp_path / "left.db-wal")
    left = opened(tmp_path / "left.db", queue.centre)
    left._ids = queue._ids
    assert len(ids(left)) < 5
    left.sync.run_once()
    (after,) = put(left, 1)
    left.sync.run_once()
    assert after in queue.centre.items_here
    assert "restored or doubled" in caplog.text
    queue.database.close()
    left.database.close()
