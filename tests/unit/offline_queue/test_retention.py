"""What a backup of the centre covers is let go: bodies at once, rows in time, and nothing else ever."""

import datetime as dt
from hashlib import sha256

import msgspec
import pytest

from kiosk.domain.ids import ItemId
from kiosk.domain.payment import PaymentClosed, PaymentSettled
from kiosk.domain.submission import ItemState
from kiosk.wire.watermark import read_watermark, sign_watermark
from offline_queue import retention, rows
from offline_queue.commands import queue_list, queue_stats
from offline_queue.database import PAGE_BYTES
from offline_queue.figures import figures
from offline_queue.outbox import SqliteOutbox
from offline_queue.payment_item import payment_id
from offline_queue.uptime import Boot, Moment
from tests.unit.offline_queue.conftest import CENTRE, START, TERMINAL, Queue


def put(queue: Queue, count: int) -> tuple[ItemId, ...]:
    drafts = tuple(queue.draft(body=bytes(range(256)) * 4) for _ in range(count))
    for draft in drafts:
        queue.outbox.put(draft)
    return tuple(draft.id for draft in drafts)


def beat(queue: Queue, *, days: float = 0) -> int:
    """Let a heartbeat be due, `days` later by the centre's clock."""
    queue.clock.seconds += 61
    queue.centre.time += dt.timedelta(days=days)
    return queue.sync.run_once().settled


def body_of(queue: Queue, item: ItemId) -> bytes:
    with queue.database.reading() as connection:
        return rows.item_bytes(connection, item)


def figure(queue: Queue, name: str) -> float:
    with queue.database.reading() as connection:
        now = Moment(Boot("boot-1"), queue.clock.seconds)
        return figures(connection, queue.path, wall=queue.clock.now(), now=now)[name]


def states(queue: Queue, items: tuple[ItemId, ...]) -> list[ItemState]:
    return [queue.row(item).state for item in items]


def test_body_goes_when_a_backup_covers_it_and_the_stub_stays(queue: Queue) -> None:
    covered = put(queue, 2)
    queue.sync.run_once()
    slip = queue.outbox.look(covered[0])
    queue.centre.back_up()
    (later,) = put(queue, 1)
    assert 2 == beat(queue)
    assert [ItemState.SETTLED, ItemState.SETTLED, ItemState.RECEIVED] == states(queue, (*covered, later))
    assert [b"", b""] == [body_of(queue, item) for item in covered]
    assert body_of(queue, later) == queue.centre.items_here[later]
    row, seen = queue.row(covered[0]), queue.outbox.look(covered[0])
    assert (row.number, row.seal_sha256, row.settled_at) == (slip.number, row.seal_sha256, START)
    assert (slip.number, ItemState.SETTLED) == (seen.number, seen.state)
    assert queue.sealer.own_claim(queue.outbox.signed(seen).token) is not None, (
        "a slip can be printed again without the body"
    )
    assert queue.outbox.item_code(covered[0]) is None
    assert queue.counted() == queue.tally()
    stats = queue_stats(queue.database, START)
    assert (2, START) == (stats.settled_seq, stats.backup_at)


class Chip:
    """Hashes whose an item is."""

    def mark(self, number: str) -> bytes:
        return sha256(b"chip" + number.encode()).digest()


def test_whose_an_item_is_goes_with_its_body(queue: Queue) -> None:
    outbox = SqliteOutbox(queue.database, queue.sealer, queue.clock, marker=Chip())
    covered = outbox.put(msgspec.structs.replace(queue.draft(), holder="A")).id
    queue.sync.run_once()
    queue.centre.back_up()
    later = outbox.put(msgspec.structs.replace(queue.draft(), holder="A")).id
    assert [later, covered] == [item.kept.id for item in outbox.items_of("A")]
    assert 1 == beat(queue)
    assert [later] == [item.kept.id for item in outbox.items_of("A")]
    with queue.database.reading() as connection:
        assert [(covered,)] == connection.execute("SELECT id FROM item WHERE holder IS NULL").fetchall()


def test_what_the_backup_lacks_below_its_watermark_is_kept(
    queue: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    first, poison, third = put(queue, 3)
    queue.centre.verdicts[poison] = (400, "item")
    queue.sync.run_once()
    queue.centre.back_up()
    assert 2 == beat(queue)
    assert [ItemState.SETTLED, ItemState.QUARANTINED, ItemState.SETTLED] == states(
        queue, (first, poison, third)
    )
    assert b"" != body_of(queue, poison)
    assert "quarantined" in caplog.text


def test_item_that_came_after_the_backup_into_a_gap_waits_for_the_next(queue: Queue) -> None:
    first, late, third = put(queue, 3)
    queue.centre.verdicts[late] = (503, "down")
    queue.sync.run_once()
    queue.centre.back_up()
    queue.centre.verdicts.clear()
    beat(queue)
    assert [ItemState.SETTLED, ItemState.RECEIVED, ItemState.SETTLED] == states(queue, (first, late, third))
    queue.centre.back_up()
    assert 1 == beat(queue)


@pytest.mark.parametrize("bent", ["signature", "key", "terminal", "chain", "payload"])
def test_watermark_that_is_not_proven_lets_nothing_go(
    queue: Queue, bent: str, caplog: pytest.LogCaptureFixture
) -> None:
    items = put(queue, 2)
    queue.sync.run_once()
    queue.centre.back_up()
    true = queue.centre.watermarks[1]
    mark = read_watermark(true)
    queue.centre.watermarks[1] = {
        "signature": msgspec.structs.replace(true, signature=bytes(64)),
        "key": sign_watermark(mark, key=TERMINAL, key_id="sign-1"),
        "terminal": sign_watermark(msgspec.structs.replace(mark, terminal="T2"), key=CENTRE, key_id="sign-1"),
        "chain": sign_watermark(
            msgspec.structs.replace(mark, chain_sha256=bytes(32)), key=CENTRE, key_id="sign-1"
        ),
        "payload": msgspec.structs.replace(true, payload=b"\x80"),
    }[bent]
    assert 0 == beat(queue)
    assert 0 == beat(queue)
    assert {ItemState.RECEIVED} == set(states(queue, items))
    assert 1 == caplog.text.count("ALARM"), "said once"
    queue.centre.watermarks[1] = true
    assert 2 == beat(queue)


def test_unpaid_and_unsent_are_never_let_go_and_a_cancelled_one_stays_cancelled(queue: Queue) -> None:
    (first,) = put(queue, 1)
    gone, paid = queue.draft(), queue.draft()
    for draft in (gone, paid):
        queue.outbox.put(draft, awaiting_payment=True)
    queue.outbox.pay(gone.id, PaymentClosed("K"))
    queue.sync.run_once()
    queue.centre.back_up()
    beat(queue)
    assert [ItemState.SETTLED, ItemState.CANCELLED, ItemState.AWAITING_PAYMENT] == states(
        queue, (first, gone.id, paid.id)
    )
    assert START == queue.row(gone.id).settled_at
    assert b"" != body_of(queue, paid.id)
    settled = PaymentSettled(order="K", amount_fen=1, transaction="W", wallet="w", paid_at=START)
    queue.outbox.pay(gone.id, settled)
    beat(queue)
    assert payment_id(gone.id) in queue.centre.items_here, "money for a cancelled one is still told"


def test_restored_centre_gets_everything_that_no_backup_covered(queue: Queue) -> None:
    covered = put(queue, 3)
    queue.sync.run_once()
    queue.centre.back_up()
    beat(queue)
    held = put(queue, 4)
    queue.sync.run_once()
    newest = queue.centre.back_up()
    more = put(queue, 2)
    queue.sync.run_once()
    queue.centre.restore(newest)
    beat(queue)
    assert {*covered, *held, *more} <= set(queue.centre.items_here)
    assert queue.centre.chain_is_whole()
    assert {ItemState.RECEIVED} == set(states(queue, more)), "the restored centre signs for less"


def test_centre_restored_from_too_old_a_backup_is_told_what_only_the_newer_one_holds(
    queue: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    put(queue, 2)
    queue.sync.run_once()
    oldest = queue.centre.back_up()
    (dropped,) = put(queue, 1)
    queue.sync.run_once()
    newest = queue.centre.back_up()
    beat(queue)
    (held,) = put(queue, 1)
    queue.sync.run_once()
    queue.centre.restore(oldest)
    beat(queue)
    beat(queue)
    assert held in queue.centre.items_here
    assert dropped not in queue.centre.items_here
    assert dropped in newest.items_here, "the invariant: what is not held here is in the newest backup"
    assert 1 == caplog.text.count("ALARM: the centre misses 1 items that its own backup covered")


def test_rows_go_by_the_centres_clock_and_no_other(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "KEPT_ROWS", 2)
    items = put(queue, 5)
    queue.sync.run_once()
    queue.centre.back_up()
    beat(queue)
    queue.clock.time += dt.timedelta(days=4000)
    beat(queue, days=29)
    assert 5 == len(queue_list(queue.database))
    (unsettled,) = put(queue, 1)
    beat(queue, days=2)
    assert [items[4], unsettled] == [row.id for row in queue_list(queue.database)]
    assert queue.counted() == queue.tally()


def test_newest_rows_and_each_epochs_last_stay_whatever_the_clock_says(
    queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(queue, 3)
    queue.sync.run_once()
    queue.enrol(epoch=2)
    new = put(queue, 3)
    queue.clock.seconds += 61
    queue.sync.run_once()
    queue.centre.back_up()
    beat(queue)
    beat(queue, days=36500)
    assert 6 == len(queue_list(queue.database)), "fewer than are kept whatever the clock says"
    monkeypatch.setattr(retention, "KEPT_ROWS", 1)
    beat(queue, days=36500)
    assert [(1, 3), (2, 3)] == [(row.epoch, row.seq) for row in queue_list(queue.database)]
    queue.enrol(epoch=1, terminal="T1")
    assert new[2] in {row.id for row in queue_list(queue.database)}


def test_row_that_a_payment_is_about_goes_after_the_payments(
    queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "KEPT_ROWS", 1)
    monkeypatch.setattr(retention, "BATCH", 1)
    draft = queue.draft()
    queue.outbox.put(draft, awaiting_payment=True)
    paid = PaymentSettled(order="K", amount_fen=1, transaction="W", wallet="w", paid_at=START)
    queue.outbox.pay(draft.id, paid)
    put(queue, 2)
    queue.sync.run_once()
    queue.centre.back_up()
    beat(queue)
    beat(queue, days=31)
    beat(queue)
    assert [4] == [row.seq for row in queue_list(queue.database)]


def test_chain_goes_on_after_its_rows_are_gone(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "KEPT_ROWS", 1)
    put(queue, 4)
    queue.sync.run_once()
    queue.centre.back_up()
    beat(queue)
    beat(queue, days=31)
    put(queue, 2)
    beat(queue)
    assert queue.centre.chain_is_whole()
    queue.centre.back_up()
    assert 2 == beat(queue)


def test_space_of_what_went_is_used_again_and_holds_nothing(queue: Queue) -> None:
    pages, free = [], 0
    for _ in range(4):
        items = put(queue, 60)
        bodies = [body_of(queue, item)[-400:] for item in items]
        queue.sync.run_once()
        queue.centre.back_up()
        assert 60 == beat(queue)
        queue.database.checkpoint()
        raw = queue.path.read_bytes()
        assert [] == [body for body in bodies if body[:200] in raw or body[200:] in raw]
        with queue.database.reading() as connection:
            pages.append(connection.execute("PRAGMA page_count").fetchone()[0])
            (free,) = connection.execute("PRAGMA freelist_count").fetchone()
    assert pages[3] - pages[1] < pages[0], pages
    assert free > 0
    whole = sum(queue.path.with_name(name).stat().st_size for name in ("queue.db", "queue.db-wal"))
    assert (whole - free * PAGE_BYTES) / 2**20 == pytest.approx(figure(queue, "bytes"), abs=0.1)


def test_much_goes_in_short_transactions_and_ends_when_told(
    queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 10)
    monkeypatch.setattr(retention, "MOST_BATCHES", 3)
    put(queue, 45)
    queue.sync.run_once()
    queue.centre.back_up()
    assert [30, 15, 0] == [beat(queue) for _ in range(3)]
