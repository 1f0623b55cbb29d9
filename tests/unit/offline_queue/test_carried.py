"""A machine is swapped: what it promised goes to the centre from another terminal's disk."""

from pathlib import Path

import pytest

from kiosk.errors import KioskError, WireError
from kiosk.wire.envelope import MAX_BATCH_ITEMS, decode_header, decode_item
from offline_queue.carried import Carried, CarriedStats
from offline_queue.commands import queue_export
from tests.unit.offline_queue.conftest import MemoryCentre, Queue, StillClock, lost

COUNT = MAX_BATCH_ITEMS + 3


@pytest.fixture
def bundle(queue: Queue, tmp_path: Path) -> bytes:
    """What a terminal that is taken away has not sent."""
    for _ in range(COUNT):
        queue.outbox.put(queue.draft())
    path = tmp_path / "stick"
    queue_export(queue.database, queue.sealer, path, queue.clock.time)
    return path.read_bytes()


@pytest.fixture
def other(tmp_path: Path) -> Queue:
    """The terminal in its place, whose queue is empty."""
    (tmp_path / "other").mkdir()
    made = Queue(tmp_path / "other" / "queue.db", StillClock(), MemoryCentre())
    made.enrol(terminal="T2", numbers=50)
    return made


def stats(queue: Queue) -> CarriedStats:
    return Carried(queue.path).stats()


def test_bundle_waits_for_the_network_and_is_gone_when_the_centre_has_all(
    other: Queue, bundle: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    Carried(other.path).take_over(bundle)
    Carried(other.path).take_over(bundle)
    other.centre.silence = lost()
    other.sync.run_once()
    assert CarriedStats(waiting=1, refused=0) == stats(other)
    other.centre.silence = None
    other.sync.run_once()
    assert CarriedStats(waiting=0, refused=0) == stats(other)
    assert COUNT == len(other.centre.items_here)
    assert f"all {COUNT} items of T1" in caplog.text


def test_answer_that_is_lost_is_asked_for_again_and_nothing_comes_twice(other: Queue, bundle: bytes) -> None:
    Carried(other.path).take_over(bundle)
    other.centre.lose_answers = True
    other.sync.run_once()
    assert MAX_BATCH_ITEMS == len(other.centre.items_here)
    other.centre.lose_answers = False
    other.sync.run_once()
    assert (COUNT, CarriedStats(0, 0)) == (len(other.centre.items_here), stats(other))
    assert other.centre.chain_is_whole()


def test_item_that_has_to_wait_keeps_its_bundle(other: Queue, bundle: bytes) -> None:
    taken = Carried(other.path).take_over(bundle)
    other.centre.verdicts[name_of(taken.items[0])] = (503, "busy")
    other.sync.run_once()
    assert CarriedStats(waiting=1, refused=0) == stats(other)


def test_item_that_is_refused_is_told_and_left_to_a_clerk(
    other: Queue, bundle: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    taken = Carried(other.path).take_over(bundle)
    other.centre.verdicts[name_of(taken.items[0])] = (400, "terminal_revoked")
    other.sync.run_once()
    assert CarriedStats(waiting=0, refused=1) == stats(other)
    assert "of T1 is not taken: terminal_revoked" in caplog.text
    assert COUNT - 1 == len(other.centre.items_here)


def test_what_is_no_bundle_is_not_kept(other: Queue) -> None:
    with pytest.raises(WireError):
        Carried(other.path).take_over(b"a photograph of a cat")
    assert CarriedStats(0, 0) == stats(other)


def test_folder_that_can_not_be_written_is_said_to_be(other: Queue, bundle: bytes) -> None:
    other.path.with_name(other.path.name + ".carried").write_bytes(b"")
    with pytest.raises(KioskError, match=r"queue\.db\.carried: can't be written"):
        Carried(other.path).take_over(bundle)


def name_of(item: bytes) -> str:
    return decode_header(decode_item(item).header).id
