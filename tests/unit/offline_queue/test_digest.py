"""Once a day both ends compare what they have: what differs is named, and mended if it can be."""

import datetime as dt

import pytest

from kiosk.domain.ids import ItemId
from kiosk.domain.payment import PaymentClosed
from kiosk.domain.reach import Cause, Refused, Unreachable
from kiosk.domain.submission import ItemState
from kiosk.wire import digest as wire
from offline_queue import digest, retention
from offline_queue.commands import queue_retry
from offline_queue.digest import EpochDigest, report
from tests.unit.offline_queue.conftest import Queue


@pytest.fixture(autouse=True)
def small_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "RANGE", 10)


def put(queue: Queue, count: int) -> tuple[ItemId, ...]:
    drafts = tuple(queue.draft() for _ in range(count))
    for draft in drafts:
        queue.outbox.put(draft)
    return tuple(draft.id for draft in drafts)


def found(queue: Queue) -> tuple[EpochDigest, ...]:
    with queue.database.reading() as connection:
        last = report(connection)
    return () if last is None else last.epochs


def next_day(queue: Queue) -> None:
    queue.centre.time += dt.timedelta(days=1)
    queue.clock.seconds += 86_400
    queue.sync.run_once()


def lose(queue: Queue, seq: int, epoch: int = 1) -> str:
    """Let the centre not have an item any more, and say nothing of it in its heartbeat's answer."""
    item = queue.centre.places.pop((epoch, seq))
    queue.centre.items_here.pop(item)
    return item


def test_what_agrees_is_asked_about_once_a_day_by_hashes_alone(queue: Queue) -> None:
    put(queue, 25)
    queue.sync.run_once()
    (asked,) = queue.centre.digests
    assert [(1, 10), (11, 20), (21, 25)] == [(one.first, one.last) for one in asked.ranges]
    assert {None} == {one.items for one in asked.ranges}
    assert (EpochDigest(epoch=1, first=1, last=25),) == found(queue)
    queue.clock.seconds += 3_700
    queue.sync.run_once()
    assert 1 == len(queue.centre.digests)
    next_day(queue)
    assert 2 == len(queue.centre.digests)


def test_day_is_the_centres_whatever_the_wall_clock_says_and_a_restart_begins_none(queue: Queue) -> None:
    put(queue, 1)
    queue.sync.run_once()
    queue.clock.time += dt.timedelta(days=400)
    queue.sync = queue.new_sync()
    queue.sync.run_once()
    assert 1 == len(queue.centre.digests)


def test_what_the_centre_lost_of_an_older_epoch_is_sent_again(
    queue: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    items = put(queue, 25)
    queue.sync.run_once()
    queue.enrol(epoch=2)
    put(queue, 3)
    queue.clock.seconds += 61
    queue.sync.run_once()
    assert items[12] == lose(queue, 13)
    before = len(queue.centre.digests)
    digest.Digest(queue.database, queue.centre).run()
    queue.sync.run_once()
    assert items[12] in queue.centre.items_here
    assert [(13,), ()] == [one.again for one in found(queue)]
    listed = [one for asked in queue.centre.digests[before:] for one in asked.ranges if one.items is not None]
    assert [(11, 20)] == [(one.first, one.last) for one in listed], "only the range that differs is listed"
    assert "1 missed by the centre, sent again: 13" in caplog.text


def test_what_waits_or_was_refused_is_not_missed(queue: Queue, caplog: pytest.LogCaptureFixture) -> None:
    good, poison, later = put(queue, 3)
    unpaid = queue.draft()
    queue.outbox.put(unpaid, awaiting_payment=True)
    queue.centre.verdicts = {poison: (400, "item"), later: (503, "down")}
    queue.sync.run_once()
    assert 2 == len(queue.centre.digests), "hashes, then the list"
    assert (EpochDigest(epoch=1, first=1, last=4),) == found(queue)
    assert ItemState.RECEIVED is queue.row(good).state
    assert "quarantined" in caplog.text


def test_other_item_in_ones_place_is_an_alarm_and_ones_own_is_kept_for_a_clerk(
    queue: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    first, second, third = put(queue, 3)
    queue.sync.run_once()
    lose(queue, 2)
    queue.centre.places[1, 2] = third
    next_day(queue)
    assert ((2,), ()) == (found(queue)[0].forked, found(queue)[0].again)
    assert (ItemState.QUARANTINED, ItemState.RECEIVED) == (queue.row(second).state, queue.row(first).state)
    assert queue.row(second).reason.startswith("forked")
    assert "ALARM: digest of epoch 1: 1 in whose place the centre has another item: 2" in caplog.text


def test_a_cancelled_item_whose_place_another_has_is_kept_for_a_clerk(
    queue: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    unpaid = queue.draft()
    queue.outbox.put(unpaid, awaiting_payment=True)
    queue.outbox.pay(unpaid.id, PaymentClosed("K"))
    (other,) = put(queue, 1)
    queue.sync.run_once()
    assert ItemState.CANCELLED is queue.row(unpaid.id).state
    lose(queue, 1)
    queue.centre.places[1, 1] = other
    next_day(queue)
    assert (1,) == found(queue)[0].forked
    assert ItemState.QUARANTINED is queue.row(unpaid.id).state
    assert "ALARM: digest of epoch 1: 1 in whose place the centre has another item: 1" in caplog.text
    assert ItemState.CANCELLED is queue_retry(queue.database, unpaid.id, "asked").state


def test_what_this_disk_does_not_know_is_named(queue: Queue, caplog: pytest.LogCaptureFixture) -> None:
    put(queue, 12)
    queue.sync.run_once()
    with queue.database.writing() as connection:
        connection.execute("DELETE FROM item WHERE seq IN (5, 12)")
    next_day(queue)
    assert (5, 12) == found(queue)[0].unknown
    assert "ALARM: digest of epoch 1: 2 at the centre, and not known to this disk: 5, 12" in caplog.text


def test_what_retention_let_go_is_no_difference(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "KEPT_ROWS", 5)
    put(queue, 25)
    queue.sync.run_once()
    queue.centre.back_up()
    queue.clock.seconds += 61
    queue.sync.run_once()
    queue.centre.time += dt.timedelta(days=40)
    next_day(queue)
    assert (EpochDigest(epoch=1, first=21, last=25),) == found(queue)


def test_what_only_a_backup_holds_is_told(queue: Queue, caplog: pytest.LogCaptureFixture) -> None:
    put(queue, 2)
    queue.sync.run_once()
    queue.centre.back_up()
    queue.clock.seconds += 61
    queue.sync.run_once()
    lose(queue, 1)
    next_day(queue)
    assert (1,) == found(queue)[0].gone
    assert "ALARM: digest of epoch 1: 1 missed by the centre, whose own backup covered them: 1" in caplog.text


@pytest.mark.parametrize(
    "silence", [Unreachable(Cause.NO_ROUTE, "cable out"), Refused("not_found", "?", 404)]
)
def test_digest_that_is_not_answered_is_tried_again_in_an_hour(
    queue: Queue,
    silence: Refused | Unreachable,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    put(queue, 1)
    with monkeypatch.context() as patched:
        patched.setattr(queue.centre, "compare", lambda _: silence)
        queue.sync.run_once()
    assert () == found(queue)
    queue.clock.seconds += 600
    queue.sync.run_once()
    assert () == found(queue)
    queue.clock.seconds += 3_600
    queue.sync.run_once()
    assert 1 == len(found(queue))
    assert ("refuses" in caplog.text) is isinstance(silence, Refused)


def test_end_that_is_asked_for_ends_it(queue: Queue) -> None:
    put(queue, 1)
    assert digest.Digest(queue.database, queue.centre).run(lambda: True) is None
    assert [] == queue.centre.digests
