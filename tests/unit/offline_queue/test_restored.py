"""An older copy of the disk, or two copies of one: seen at first contact, nobody's slip is worth less."""

import shutil
from pathlib import Path

import pytest

from kiosk.domain.ids import ItemId
from kiosk.domain.submission import ItemState
from kiosk.wire.envelope import decode_header, decode_item
from offline_queue import settings
from tests.unit.offline_queue.conftest import Queue, enrolment


def put(queue: Queue, count: int) -> tuple[ItemId, ...]:
    drafts = tuple(queue.draft() for _ in range(count))
    for draft in drafts:
        queue.outbox.put(draft)
    return tuple(draft.id for draft in drafts)


def copy(queue: Queue, name: str) -> Path:
    """Copy the disk as an image would be taken: after a checkpoint, with nobody writing."""
    queue.database.checkpoint()
    target = queue.path.with_name(name)
    for ending in ("", "-wal"):
        file = queue.path.with_name(queue.path.name + ending)
        if file.exists():
            shutil.copy(file, target.with_name(name + ending))
    return target


def opened(queue: Queue, path: Path) -> Queue:
    other = Queue(path, queue.clock, queue.centre, "boot-2")
    other._ids = queue._ids
    return other


def place(queue: Queue, item: ItemId) -> tuple[int, int]:
    header = decode_header(decode_item(queue.centre.items_here[item]).header)
    return header.epoch, header.seq


def test_restored_disk_goes_on_in_an_epoch_of_its_own(queue: Queue, caplog: pytest.LogCaptureFixture) -> None:
    put(queue, 2)
    queue.sync.run_once()
    old = copy(queue, "old.db")
    put(queue, 3)
    queue.sync.run_once()
    restored = opened(queue, old)
    restored.sync.run_once()
    (item,) = put(restored, 1)
    restored.sync.run_once()
    assert (2, 1) == place(restored, item)
    assert ItemState.RECEIVED is restored.row(item).state
    assert "restored or doubled" in caplog.text
    restored.database.close()


def test_what_was_put_before_first_contact_is_kept_aside_for_a_clerk_and_the_rest_goes_on(
    queue: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    put(queue, 1)
    old = copy(queue, "old.db")
    put(queue, 2)
    queue.sync.run_once()
    restored = opened(queue, old)
    (before,) = put(restored, 1)
    restored.sync.run_once()
    (after,) = put(restored, 1)
    restored.sync.run_once()
    assert ItemState.QUARANTINED is restored.row(before).state
    assert restored.row(before).reason.startswith("forked")
    assert (2, 1) == place(restored, after)
    assert "ALARM" in caplog.text
    restored.database.close()


def test_two_copies_of_one_disk_do_not_fight_over_places(
    queue: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    put(queue, 1)
    queue.sync.run_once()
    twin = opened(queue, copy(queue, "twin.db"))
    (ours,) = put(queue, 1)
    queue.sync.run_once()
    twin.sync.run_once()
    (theirs,) = put(twin, 1)
    twin.sync.run_once()
    queue.clock.seconds += 61
    queue.sync.run_once()
    assert (1, 2) == place(queue, ours)
    assert (2, 1) == place(queue, theirs)
    assert "ALARM" in caplog.text
    twin.database.close()


def test_epoch_that_was_opened_outlives_a_start_with_the_same_enrolment(queue: Queue) -> None:
    with queue.database.writing() as connection:
        settings.begin_epoch(connection, "T1", 5)
        settings.adopt(connection, enrolment())
        assert 5 == settings.terminal(connection).epoch
        settings.adopt(connection, enrolment(epoch=6))
        assert 6 == settings.terminal(connection).epoch


def test_restored_centre_gets_the_items_of_earlier_epochs_again_too(queue: Queue) -> None:
    first = put(queue, 2)
    queue.sync.run_once()
    with queue.database.writing() as connection:
        settings.begin_epoch(connection, "T1", 4)
    put(queue, 1)
    queue.sync.run_once()
    del queue.centre.items_here[queue.centre.places.pop((1, 2))]
    queue.clock.seconds += 61
    queue.sync.run_once()
    assert {1: 2} == queue.centre.beats[-1].earlier
    assert first[1] in queue.centre.items_here
