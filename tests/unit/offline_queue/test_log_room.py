"""Room is laid out for the log, and whatever happens to it nothing is lost."""

import resource
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from offline_queue import log_room
from offline_queue.database import Database
from tests.unit.offline_queue.conftest import Queue


def log_bytes(queue: Queue) -> int:
    return log_of(queue.database.path).stat().st_size


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def lay(queue: Queue) -> None:
    """Open the queue as the sync process does, beside who has it open."""
    Database(queue.database.path, checkpoints=True).close()


def ids_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM item ORDER BY position")]


def copied(queue: Queue, folder: Path) -> Path:
    """Copy database and log as a power cut leaves them: whoever opens them has to read the log anew."""
    folder.mkdir()
    for ending in ("", "-wal"):
        shutil.copyfile(f"{queue.database.path}{ending}", folder / f"queue.db{ending}")
    return folder / "queue.db"


def test_commits_lengthen_a_log_no_more_that_has_room(queue: Queue) -> None:
    queue.outbox.put(queue.draft())
    before = log_bytes(queue)
    queue.outbox.put(queue.draft())
    assert before < log_bytes(queue) < log_room.ROOM_BYTES
    lay(queue)
    assert log_room.ROOM_BYTES == log_bytes(queue)
    for _ in range(5):
        queue.outbox.put(queue.draft())
    assert log_room.ROOM_BYTES == log_bytes(queue)


def test_what_was_put_before_and_after_is_read_after_a_stop(queue: Queue, tmp_path: Path) -> None:
    kept = [queue.outbox.put(queue.draft()).id]
    lay(queue)
    kept.append(queue.outbox.put(queue.draft()).id)
    assert kept == ids_in(copied(queue, tmp_path / "stopped"))


def test_room_before_anything_was_committed_is_no_log(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    Database(path).close()
    database = Database(path, checkpoints=True)
    with closing(sqlite3.connect(path)) as other:
        assert [] == other.execute("SELECT id FROM item").fetchall()
    assert log_room.ROOM_BYTES == log_of(path).stat().st_size
    database.close()


def test_a_log_that_was_carried_over_is_written_from_its_beginning(queue: Queue, tmp_path: Path) -> None:
    lay(queue)
    kept = [queue.outbox.put(queue.draft()).id for _ in range(9)]
    queue.database.checkpoint()
    kept.append(queue.outbox.put(queue.draft()).id)
    assert log_room.ROOM_BYTES == log_bytes(queue)
    assert kept == ids_in(copied(queue, tmp_path / "stopped"))


def test_disk_that_is_nearly_full_keeps_its_space(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_room, "LEFT_BYTES", 1 << 60)
    queue.outbox.put(queue.draft())
    before = log_bytes(queue)
    lay(queue)
    assert before == log_bytes(queue)


def test_nobody_waits_for_room_while_another_writes(queue: Queue) -> None:
    queue.outbox.put(queue.draft())
    before = log_bytes(queue)
    with queue.database.writing(), closing(sqlite3.connect(queue.database.path, timeout=0)) as other:
        other.isolation_level = None
        log_room.lay_log_room(other, queue.database.path)
    assert before == log_bytes(queue)


@pytest.fixture
def short_files() -> Iterator[None]:
    """Let no file of this process be longer than half the room: a write beyond that fails (EFBIG)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log_room.ROOM_BYTES // 2, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("short_files")
def test_log_that_can_not_be_lengthened_stays_as_it_was(
    queue: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", log_room.__name__)
    kept = queue.outbox.put(queue.draft())
    before = log_bytes(queue)
    lay(queue)
    assert before == log_bytes(queue)
    assert "no room is laid out: [Errno 27]" in caplog.text
    assert [kept.id] == ids_in(queue.database.path)
