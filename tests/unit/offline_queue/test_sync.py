import datetime as dt
from typing import NoReturn

import msgspec
import pytest

from kiosk.domain.ids import ItemId
from kiosk.domain.payment import PaymentClosed, PaymentSettled, PaymentWaiting
from kiosk.domain.reach import Cause, Refused, Unreachable
from kiosk.domain.submission import ItemState
from kiosk.errors import KioskError
from kiosk.ports import ActKind, ItemDraft
from kiosk.wire.envelope import ItemKind
from kiosk.wire.messages import ItemsAnswer, ItemVerdict
from offline_queue.claims import claim, verdicts_on
from offline_queue.commands import queue_list
from offline_queue.journal import SqliteJournal
from offline_queue.limits import limits
from offline_queue.retry import Later, Stopped
from offline_queue.uptime import Boot, Moment
from tests.unit.offline_queue.conftest import START, Queue, enrolment

NO_NETWORK = Unreachable(Cause.NO_ROUTE, "cable out")
PAID = PaymentSettled(
    order="K1",
    amount_fen=100,
    transaction="W1",
    wallet="wallet",
    paid_at=dt.datetime(2026, 3, 2, 1, 1, tzinfo=dt.UTC),
)


def put(queue: Queue, count: int) -> list[ItemDraft]:
    drafts = [queue.draft() for _ in range(count)]
    for draft in drafts:
        queue.outbox.put(draft)
    return drafts


def states(queue: Queue, drafts: list[ItemDraft]) -> set[ItemState]:
    return {queue.row(draft.id).state for draft in drafts}


def test_items_arrive_once_in_batches_and_the_chain_is_whole(queue: Queue) -> None:
    drafts = put(queue, 120)
    counts = queue.sync.run_once()
    assert (120, 120, "") == (counts.sent, counts.received, counts.waiting)
    assert [50, 50, 20] == queue.centre.batches
    assert {ItemState.RECEIVED} == states(queue, drafts)
    assert queue.centre.chain_is_whole()
    assert queue.counted() == queue.tally()


def test_submissions_go_before_service_records(queue: Queue) -> None:
    service, submission = queue.draft(ItemKind.SERVICE), queue.draft()
    queue.outbox.put(service)
    queue.outbox.put(submission)
    queue.sync.run_once()
    assert [submission.id, service.id] == list(queue.centre.items_here)


def test_without_network_everything_stays_and_goes_when_it_is_back(queue: Queue) -> None:
    drafts = put(queue, 3)
    queue.centre.silence = NO_NETWORK
    counts = queue.sync.run_once()
    assert (0, 3) == (counts.sent, counts.postponed)
    assert "cable out" in counts.waiting
    assert isinstance(queue.sync.pause, Later)
    assert {ItemState.PENDING} == states(queue, drafts)
    queue.centre.silence = None
    assert 3 == queue.sync.run_once().received


def test_lost_answer_is_no_second_item(queue: Queue) -> None:
    drafts = put(queue, 3)
    queue.centre.lose_answers = True
    queue.sync.run_once()
    queue.centre.lose_answers = False
    assert 3 == queue.sync.run_once().received
    assert 3 == len(queue.centre.items_here)
    assert {ItemState.RECEIVED} == states(queue, drafts)


def test_poison_is_quarantined_and_blocks_nobody(queue: Queue, caplog: pytest.LogCaptureFixture) -> None:
    drafts = put(queue, 100)
    queue.centre.verdicts[drafts[3].id] = (400, "item")
    counts = queue.sync.run_once()
    assert (99, 1) == (counts.received, counts.quarantined)
    row = queue.row(drafts[3].id)
    assert (ItemState.QUARANTINED, "400 item: as told") == (row.state, row.reason)
    assert "quarantined" in caplog.text
    assert 0 == queue.sync.run_once().sent


def test_batch_refused_whole_is_split_until_one_is_to_blame(
    queue: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    drafts = put(queue, 20)
    queue.centre.too_large_with = {drafts[7].id}
    counts = queue.sync.run_once()
    assert (19, 1) == (counts.received, counts.quarantined)
    assert ItemState.QUARANTINED is queue.row(drafts[7].id).state
    assert "too_large" in caplog.text


def test_fork_is_quarantined_with_an_alarm(queue: Queue, caplog: pytest.LogCaptureFixture) -> None:
    (draft,) = put(queue, 1)
    queue.centre.verdicts[draft.id] = (409, "item_other")
    queue.sync.run_once()
    assert "forked" in queue.row(draft.id).reason
    assert "ALARM" in caplog.text


def test_item_for_the_desk_is_received(queue: Queue) -> None:
    (draft,) = put(queue, 1)
    queue.centre.verdicts[draft.id] = (422, "invalid")
    queue.sync.run_once()
    seen = queue.outbox.look(draft.id)
    assert (ItemState.RECEIVED, "desk") == (seen.state, seen.disposition)


def test_when_the_centre_had_it_is_kept_by_the_centres_clock(queue: Queue) -> None:
    first, second = put(queue, 2)
    queue.centre.verdicts[second.id] = (503, "down")
    queue.clock.time = START + dt.timedelta(days=900)
    queue.sync.run_once()
    assert (START, None) == (queue.outbox.look(first.id).heard_at, queue.outbox.look(second.id).heard_at)
    queue.centre.verdicts.clear()
    queue.clock.seconds += 50
    queue.sync.run_once()
    later = START + dt.timedelta(seconds=50)
    assert (START, later) == (queue.outbox.look(first.id).heard_at, queue.outbox.look(second.id).heard_at)


def test_item_put_off_by_the_centre_waits_its_delay_while_others_go(queue: Queue) -> None:
    first, second = put(queue, 2)
    queue.centre.verdicts[first.id] = (503, "down")
    queue.sync.run_once()
    assert {ItemState.PENDING} == states(queue, [first])
    assert {ItemState.RECEIVED} == states(queue, [second])
    queue.centre.verdicts.clear()
    assert 0 == queue.sync.run_once().sent
    queue.clock.seconds += 10
    assert 1 == queue.sync.run_once().received


def test_wall_clock_holds_and_frees_nothing(queue: Queue) -> None:
    (first,) = put(queue, 1)
    queue.centre.verdicts[first.id] = (503, "down")
    queue.sync.run_once()
    queue.centre.verdicts.clear()
    queue.clock.time += dt.timedelta(days=300)
    assert 0 == queue.sync.run_once().sent
    queue.clock.time -= dt.timedelta(days=3000)
    queue.clock.seconds += 10
    assert 1 == queue.sync.run_once().received


def test_delay_of_another_boot_is_over(queue: Queue) -> None:
    (first,) = put(queue, 1)
    queue.centre.verdicts[first.id] = (503, "down")
    queue.sync.run_once()
    queue.centre.verdicts.clear()
    queue.clock.seconds = 1.0
    again = queue.reboot("boot-2")
    assert 1 == again.sync.run_once().received
    again.database.close()


def test_revoked_terminal_keeps_everything_and_resumes(
    queue: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    drafts = put(queue, 50)
    queue.centre.silence = Unreachable(Cause.NOT_ENROLLED, "revoked")
    queue.sync.run_once()
    assert isinstance(queue.sync.pause, Stopped)
    assert {ItemState.PENDING} == states(queue, drafts)
    assert "everything is kept" in caplog.text
    queue.clock.seconds += 10
    refusal = queue.outbox.refusal()
    assert refusal is not None, "a resident would be promised what the centre refuses"
    assert "outbox_stopped" == refusal.code
    queue.centre.silence = None
    again = queue.sync.run_once()
    assert (50, "") == (again.received, again.waiting)
    queue.clock.seconds += 10
    assert None is queue.outbox.refusal()


def test_outage_does_not_reinstate_a_revoked_terminal(queue: Queue, caplog: pytest.LogCaptureFixture) -> None:
    for silence in (Unreachable(Cause.NOT_ENROLLED, "revoked"), Unreachable(Cause.NO_ROUTE, "cable out")):
        queue.centre.silence = silence
        queue.sync.run_once()
        queue.clock.seconds += 400
    refusal = queue.outbox.refusal()
    assert refusal is not None
    assert "outbox_stopped" == refusal.code
    assert "everything is kept" in caplog.text


def test_key_that_was_learnt_is_said_at_once_and_the_oldest_in_use_until_it_is_settled(queue: Queue) -> None:
    (old,) = put(queue, 1)
    newer = msgspec.structs.replace(
        enrolment().keys[0], id="seal-2", not_after=START + dt.timedelta(days=800)
    )
    queue.centre.keys = (*enrolment().keys, newer)
    queue.sync.run_once()
    queue.sync.run_once()
    said = queue.centre.beats[-1]
    assert ("seal-2", "seal-1", ("seal-1", "sign-1", "seal-2")) == (said.key, said.oldest_key, said.knows)
    put(queue, 1)
    assert ["seal-1", "seal-2"] == [row.key for row in queue_list(queue.database)]
    queue.sync.run_once()
    queue.centre.back_up()
    queue.clock.seconds += 61
    queue.sync.run_once()
    queue.clock.seconds += 61
    queue.sync.run_once()
    assert ("seal-2", "") == (queue.centre.beats[-1].key, queue.centre.beats[-1].oldest_key)
    assert ItemState.SETTLED is queue.row(old.id).state


def test_centre_without_a_key_to_seal_to_stops_promises_before_a_visit(queue: Queue) -> None:
    queue.centre.keys = (msgspec.structs.replace(enrolment().keys[0], public=b"lost"),)
    queue.sync.run_once()
    queue.clock.seconds += 10
    refusal = queue.outbox.refusal()
    assert refusal is not None
    assert "outbox_no_key" == refusal.code
    with pytest.raises(KioskError, match="nothing can be promised"):
        put(queue, 1)


def test_centre_that_fails_on_one_item_gets_the_others(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = put(queue, 60)
    poison = drafts[5].id
    whole = queue.centre.items

    def items(batch: tuple[bytes, ...]) -> ItemsAnswer | Refused | Unreachable:
        if any(poison.encode() in data for data in batch):
            return Unreachable(Cause.BUSY, "status 500")
        return whole(batch)

    monkeypatch.setattr(queue.centre, "items", items)
    for _ in range(30):
        queue.sync.run_once()
    assert 59 == len(queue.centre.items_here)
    assert ItemState.PENDING is queue.row(poison).state


def test_restored_centre_gets_again_what_it_misses(queue: Queue) -> None:
    drafts = put(queue, 3)
    queue.sync.run_once()
    del queue.centre.items_here[drafts[1].id]
    del queue.centre.places[(1, 2)]
    queue.clock.seconds += 100
    queue.sync.run_once()
    assert queue.centre.chain_is_whole()
    assert 3 == len(queue.centre.items_here)


def test_numbers_are_refilled_at_half(queue: Queue) -> None:
    put(queue, 25)
    queue.sync.run_once()
    assert 0 == queue.centre.leases
    put(queue, 1)
    assert 10 == queue.sync.run_once().leased
    with queue.database.reading() as connection:
        assert [("N", 51), ("N", 1009)] == connection.execute(
            "SELECT prefix, last + (first = 1) FROM number_block"
        ).fetchall()


def test_heartbeat_tells_limits_and_devices_as_the_screen_last_saw_them(queue: Queue) -> None:
    queue.outbox.note_devices({"receipt_printer": "faulty:paper_out"})
    put(queue, 2)
    queue.sync.run_once()
    _, beat = queue.centre.beats
    assert {"receipt_printer": "faulty:paper_out"} == beat.devices
    assert set(limits()) == set(beat.figures)
    assert (0, 0, 0) == tuple(beat.figures[name] for name in ("unsent", "reserve", "drift"))


def test_heartbeat_says_how_it_is_once_a_minute(queue: Queue) -> None:
    put(queue, 2)
    queue.sync.run_once()
    queue.sync.run_once()
    first, beat = queue.centre.beats
    assert 2 == first.unsent, "heads are compared before anything is sent"
    assert (1, 2, 0, 0, "seal-1") == (beat.epoch, beat.head_seq, beat.unsent, beat.quarantined, beat.key)
    queue.clock.seconds += 61
    queue.sync.run_once()
    assert 3 == len(queue.centre.beats)


def left_by_the_screen(queue: Queue) -> ItemDraft:
    draft = queue.draft()
    queue.outbox.put(draft, awaiting_payment=True)
    SqliteJournal(queue.database, queue.clock).begin(ActKind.PAY, draft.id, stub="K1")
    return draft


def test_paid_order_of_a_killed_screen_is_settled(queue: Queue) -> None:
    draft = left_by_the_screen(queue)
    queue.centre.orders["K1"] = PAID
    queue.sync.run_once()
    assert [] == queue.centre.closed
    queue.clock.seconds += 400
    assert 1 == queue.sync.run_once().resolved
    assert ItemState.RECEIVED is queue.row(draft.id).state
    assert 2 == len(queue.centre.items_here)


def test_order_that_awaits_payment_across_a_reboot_is_resolved_at_once(queue: Queue) -> None:
    draft = left_by_the_screen(queue)
    queue.centre.orders["K1"] = PaymentClosed("K1")
    again = queue.reboot("boot-2")
    again.sync.run_once()
    assert ItemState.CANCELLED is again.row(draft.id).state
    assert again.is_buried(draft.id)
    again.database.close()


def test_order_the_centre_never_saw_is_cancelled(queue: Queue) -> None:
    draft = left_by_the_screen(queue)
    queue.clock.seconds += 400
    queue.sync.run_once()
    assert ItemState.CANCELLED is queue.row(draft.id).state


def test_row_without_an_intent_to_pay_was_never_asked_for(queue: Queue) -> None:
    draft = queue.draft()
    queue.outbox.put(draft, awaiting_payment=True)
    queue.clock.seconds += 400
    queue.sync.run_once()
    assert [] == queue.centre.closed
    assert ItemState.CANCELLED is queue.row(draft.id).state


def test_order_that_can_not_be_closed_now_is_asked_again_later(queue: Queue) -> None:
    draft = left_by_the_screen(queue)
    queue.centre.orders["K1"] = PaymentWaiting("K1")
    queue.clock.seconds += 400
    queue.sync.run_once()
    queue.sync.run_once()
    assert ["K1"] == queue.centre.closed
    assert ItemState.AWAITING_PAYMENT is queue.row(draft.id).state
    queue.clock.seconds += 61
    queue.sync.run_once()
    assert ["K1", "K1"] == queue.centre.closed


def test_flipped_bit_is_found_before_it_is_sent(queue: Queue, caplog: pytest.LogCaptureFixture) -> None:
    first, second = put(queue, 2)
    with queue.database.writing() as connection:
        data = bytearray(connection.execute("SELECT bytes FROM item WHERE id = ?", (first.id,)).fetchone()[0])
        data[-100] ^= 1
        connection.execute("UPDATE item SET bytes = ? WHERE id = ?", (bytes(data), first.id))
    queue.sync.run_once()
    assert (ItemState.QUARANTINED, "damaged_on_disk") == (
        queue.row(first.id).state,
        queue.row(first.id).reason,
    )
    assert [second.id] == list(queue.centre.items_here)
    assert "damaged" in caplog.text


def test_batch_of_nothing_but_damage_holds_nobody_up(queue: Queue, caplog: pytest.LogCaptureFixture) -> None:
    put(queue, 60)
    with queue.database.writing() as connection:
        connection.execute("UPDATE item SET bytes = zeroblob(99)")
    (last,) = put(queue, 1)
    assert 60 == queue.sync.run_once().quarantined + queue.tally()["quarantined"]
    assert [last.id] == list(queue.centre.items_here)
    assert "damaged" in caplog.text


def test_lease_of_a_dead_sync_process_is_freed(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    (draft,) = put(queue, 1)

    def die(_: tuple[bytes, ...]) -> NoReturn:
        raise SystemExit

    monkeypatch.setattr(queue.centre, "items", die)
    with pytest.raises(SystemExit):
        queue.sync.run_once()
    assert ItemState.SENDING is queue.row(draft.id).state
    monkeypatch.undo()
    queue.sync = queue.new_sync()
    assert 0 == queue.sync.run_once().sent
    queue.sync.free_leases()
    assert 1 == queue.sync.run_once().received


def test_lease_runs_out(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    (draft,) = put(queue, 1)

    def die(_: tuple[bytes, ...]) -> NoReturn:
        raise SystemExit

    monkeypatch.setattr(queue.centre, "items", die)
    with pytest.raises(SystemExit):
        queue.sync.run_once()
    monkeypatch.undo()
    queue.clock.seconds += 31
    assert 1 == queue.sync.run_once().received
    assert ItemState.RECEIVED is queue.row(draft.id).state


def test_two_processes_share_one_queue(queue: Queue) -> None:
    other = type(queue)(queue.path, queue.clock, queue.centre)
    put(queue, 10)
    assert 10 == other.sync.run_once().received
    assert 10 == queue.tally()["received"]
    other.database.close()


def test_end_comes_after_the_batch_at_hand(queue: Queue) -> None:
    drafts = put(queue, 120)
    queue.sync.run_once(lambda: bool(queue.centre.batches))
    assert [50] == queue.centre.batches
    assert {ItemState.RECEIVED} == states(queue, drafts[:50])
    assert {ItemState.PENDING} == states(queue, drafts[50:])


def test_end_comes_between_the_halves_of_a_refused_batch(queue: Queue) -> None:
    drafts = put(queue, 20)
    queue.centre.too_large_with = {drafts[7].id}
    queue.sync.run_once(lambda: bool(queue.centre.batches))
    assert [20] == queue.centre.batches
    assert {ItemState.PENDING} == states(queue, drafts)


def test_verdict_on_bytes_the_centre_could_not_read_has_its_place_alone(queue: Queue) -> None:
    drafts = put(queue, 2)
    with queue.database.writing() as connection:
        batch = claim(connection, Moment(Boot("boot-1"), 0.0), lease_s=1.0)
    named = ItemVerdict(id=drafts[0].id, status=200)
    nameless = ItemVerdict(id=ItemId(""), status=400, code="item")
    answer = ItemsAnswer(verdicts=(named, nameless), settled_seq=0, time=queue.clock.time)
    assert {drafts[0].id: named, drafts[1].id: nameless} == verdicts_on(batch, answer)
