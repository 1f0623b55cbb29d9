"""A machine is swapped: what it promised goes to the centre from another terminal's disk."""

from pathlib import Path

import pytest

from kiosk.domain.reach import Refused
from kiosk.errors import KioskError, WireError
from kiosk.wire.envelope import MAX_BATCH_ITEMS, decode_header, decode_item
from offline_queue.attachments import beside
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


class Stick:
    """A bundle of two items with attachments, as it was carried here."""

    def __init__(self, queue: Queue, folder: Path) -> None:
        self.drafts = [queue.draft(attachments=(b"one" * 1000, b"two")) for _ in range(2)]
        for draft in self.drafts:
            queue.outbox.put(draft)
        self.file = folder / "stick"
        queue_export(queue.database, queue.sealer, self.file, queue.clock.time)

    def carry(self, to: Queue) -> None:
        Carried(to.path).take_over(self.file.read_bytes(), beside(self.file))


@pytest.fixture
def stick(queue: Queue, tmp_path: Path) -> Stick:
    return Stick(queue, tmp_path)


def test_attachments_are_carried_along_and_gone_with_their_bundle(other: Queue, stick: Stick) -> None:
    stick.carry(other)
    other.centre.silence = lost()
    other.sync.run_once()
    other.centre.silence = None
    other.sync.run_once()
    assert {draft.id for draft in stick.drafts} == set(other.centre.items_here)
    assert [] == list(other.path.with_name("queue.db.carried").iterdir())


def test_line_that_breaks_in_an_attachment_leaves_the_bundle_waiting(other: Queue, stick: Stick) -> None:
    stick.carry(other)
    other.centre.on_part = lambda part: lost() if part.place == 1 else None
    other.sync.run_once()
    assert (CarriedStats(waiting=1, refused=0), {}) == (stats(other), other.centre.items_here)
    other.centre.on_part = lambda _: None
    other.sync.run_once()
    assert (CarriedStats(waiting=0, refused=0), 2) == (stats(other), len(other.centre.items_here))


def test_item_whose_attachment_was_left_behind_is_put_aside_with_its_bundle(
    other: Queue, stick: Stick, caplog: pytest.LogCaptureFixture
) -> None:
    (beside(stick.file).folder / f"{stick.drafts[0].id}.1").unlink()
    stick.carry(other)
    assert f"attachment 1 of {stick.drafts[0].id} did not come" in caplog.text
    other.sync.run_once()
    assert CarriedStats(waiting=0, refused=1) == stats(other)
    assert [stick.drafts[1].id] == list(other.centre.items_here)
    refused = next(other.path.with_name("queue.db.carried").glob("*.refused"))
    assert beside(refused).folder.is_dir()


def test_attachment_that_the_centre_refuses_holds_no_other_item_up(
    other: Queue, stick: Stick, caplog: pytest.LogCaptureFixture
) -> None:
    stick.carry(other)
    bad = stick.drafts[0].id
    other.centre.on_part = lambda part: Refused("attachment_other", "?", 409) if part.item == bad else None
    other.sync.run_once()
    assert CarriedStats(waiting=0, refused=1) == stats(other)
    assert [stick.drafts[1].id] == list(other.centre.items_here)
    assert "attachment_missing" in caplog.text
