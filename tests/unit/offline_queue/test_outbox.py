import datetime as dt
import secrets
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain.ids import ItemId
from kiosk.domain.payment import PaymentClosed, PaymentSettled, PaymentStatus, PaymentUnknown, PaymentWaiting
from kiosk.domain.receipt_number import is_slip_number
from kiosk.domain.submission import ItemState
from kiosk.errors import KioskError
from kiosk.wire.envelope import ItemKind, decode_header
from kiosk.wire.own_key import OwnKey
from kiosk.wire.token import verify_claim
from offline_queue import rows
from offline_queue.database import Database
from offline_queue.numbers import ALPHABET
from offline_queue.payment_item import payment_id
from tests.unit.offline_queue.conftest import Queue

PAID = PaymentSettled(
    order="K1",
    amount_fen=20000,
    transaction="W1",
    wallet="wallet",
    paid_at=dt.datetime(2026, 3, 2, 1, 1, tzinfo=dt.UTC),
)


def test_put_numbers_and_signs_what_it_promises(queue: Queue, terminal_key: Ed25519PrivateKey) -> None:
    draft = queue.draft()
    kept = queue.outbox.put(draft)
    assert (draft.id, ItemState.PENDING) == (kept.id, kept.state)
    assert "N000001-" == kept.number[:8]
    assert set(kept.number[8:]) <= set(ALPHABET)
    claim = verify_claim(queue.outbox.signed(kept).token, OwnKey(terminal_key).publics)
    assert (draft.id, kept.number, 1, 1) == (claim.item, claim.number, claim.epoch, claim.seq)
    assert queue.row(draft.id).seal_sha256 == claim.seal_sha256
    assert ItemState.PENDING is claim.state


def test_slip_says_the_same_when_it_is_made_from_the_row_after_a_stop(queue: Queue) -> None:
    kept = queue.outbox.put(queue.draft())
    slip = queue.outbox.signed(kept)
    queue.database.close()
    assert slip == queue.outbox.signed(queue.outbox.look(kept.id))


def test_same_id_again_is_the_same_item(queue: Queue) -> None:
    draft = queue.draft()
    assert queue.outbox.put(draft) == queue.outbox.put(draft)
    assert 1 == queue.tally()["pending"]


def test_body_is_not_readable_on_the_terminal(queue: Queue) -> None:
    queue.outbox.put(queue.draft(body=b"\xacLi Fictional"))
    files = [path.read_bytes() for path in queue.path.parent.iterdir() if path.is_file()]
    assert not any(b"Li Fictional" in data for data in files)


def test_exhausted_blocks_fall_back_to_slip_numbers(queue: Queue) -> None:
    numbers = [queue.outbox.put(queue.draft()).number for _ in range(52)]
    assert [False] * 50 + [True] * 2 == [is_slip_number(number) for number in numbers]
    assert "S-T1-51-" == numbers[50][:8]
    assert 52 == len(set(numbers))


def test_terminal_without_enrolment_promises_nothing(bare: Queue) -> None:
    with pytest.raises(KioskError) as raised:
        bare.outbox.put(bare.draft())
    assert "outbox_not_enrolled" == raised.value.code


def test_expired_platform_key_stops_promises_before_it_is_used(queue: Queue) -> None:
    queue.clock.time += dt.timedelta(days=401)
    with pytest.raises(KioskError) as raised:
        queue.outbox.put(queue.draft())
    assert "outbox_no_key" == raised.value.code
    assert 0 == queue.tally()["pending"]


def test_look_knows_no_stranger(queue: Queue) -> None:
    with pytest.raises(KeyError):
        queue.outbox.look(ItemId("0"))


def test_unpaid_row_is_not_sent(queue: Queue) -> None:
    queue.outbox.put(queue.draft(), awaiting_payment=True)
    queue.sync.run_once()
    assert {} == queue.centre.items_here


def test_settled_payment_lets_the_row_go_with_a_record_chained_to_it(queue: Queue) -> None:
    draft = queue.draft()
    kept = queue.outbox.put(draft, awaiting_payment=True)
    assert ItemState.AWAITING_PAYMENT is kept.state
    assert ItemState.PENDING is queue.outbox.pay(draft.id, PAID).state
    queue.sync.run_once()
    payment = payment_id(draft.id)
    header = decode_header(queue.sent(payment).header)
    assert (ItemKind.PAYMENT, draft.id, kept.number, 2) == (
        header.kind,
        header.about,
        header.number,
        header.seq,
    )
    assert PAID == msgspec.msgpack.decode(queue.body(payment), type=PaymentStatus)
    assert queue.centre.chain_is_whole()


def test_payment_told_twice_is_recorded_once(queue: Queue) -> None:
    draft = queue.draft()
    queue.outbox.put(draft, awaiting_payment=True)
    assert queue.outbox.pay(draft.id, PAID) == queue.outbox.pay(draft.id, PAID)
    assert 2 == queue.tally()["pending"]


def test_closed_order_buries_the_body_and_keeps_the_place(queue: Queue) -> None:
    first, second = queue.draft(), queue.draft()
    queue.outbox.put(first, awaiting_payment=True)
    queue.outbox.put(second)
    assert ItemState.CANCELLED is queue.outbox.pay(first.id, PaymentClosed("K1")).state
    queue.sync.run_once()
    assert queue.is_buried(first.id)
    assert queue.centre.chain_is_whole()
    assert ItemState.CANCELLED is queue.outbox.look(first.id).state
    assert 0 == queue.tally()["to_send"]


def test_money_for_a_cancelled_row_is_told_to_the_centre(queue: Queue) -> None:
    draft = queue.draft()
    queue.outbox.put(draft, awaiting_payment=True)
    queue.outbox.pay(draft.id, PaymentClosed("K1"))
    assert ItemState.CANCELLED is queue.outbox.pay(draft.id, PAID).state
    queue.sync.run_once()
    assert payment_id(draft.id) in queue.centre.items_here


@pytest.mark.parametrize("outcome", [PaymentWaiting("K1"), PaymentUnknown("K1")])
def test_what_is_not_known_leaves_the_row_waiting(queue: Queue, outcome: PaymentStatus) -> None:
    draft = queue.draft()
    queue.outbox.put(draft, awaiting_payment=True)
    assert ItemState.AWAITING_PAYMENT is queue.outbox.pay(draft.id, outcome).state


def test_closing_after_payment_changes_nothing(queue: Queue) -> None:
    draft = queue.draft()
    queue.outbox.put(draft, awaiting_payment=True)
    queue.outbox.pay(draft.id, PAID)
    assert ItemState.PENDING is queue.outbox.pay(draft.id, PaymentClosed("K1")).state


def test_queue_is_found_as_it_was_left(queue: Queue) -> None:
    draft = queue.draft()
    kept = queue.outbox.put(draft)
    again = queue.reboot("boot-2")
    assert kept == again.outbox.look(draft.id)
    again.database.close()


def test_file_that_is_no_database_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(KioskError) as raised:
        Database(path)
    assert "outbox_damaged" == raised.value.code
    assert str(path) in raised.value.message


def test_database_syncs_every_commit(queue: Queue) -> None:
    with queue.database.reading() as connection:
        assert "wal" == connection.execute("PRAGMA journal_mode").fetchone()[0]
        assert 2 == connection.execute("PRAGMA synchronous").fetchone()[0]
        assert 1 == connection.execute("PRAGMA foreign_keys").fetchone()[0]


def test_put_writes_no_more_than_it_has_to(queue: Queue) -> None:
    log = queue.path.with_name("queue.db-wal")
    before = log.stat().st_size
    for _ in range(20):
        queue.outbox.put(queue.draft(body=secrets.token_bytes(1_480)))
    assert (log.stat().st_size - before) / 20 < 10_000


def test_another_epoch_begins_a_chain_of_its_own(queue: Queue) -> None:
    queue.outbox.put(queue.draft())
    queue.enrol(epoch=2)
    draft = queue.draft()
    queue.outbox.put(draft)
    assert (2, 1) == (queue.row(draft.id).epoch, queue.row(draft.id).seq)
    queue.enrol(epoch=2)
    more = queue.draft()
    queue.outbox.put(more)
    assert (2, 2) == (queue.row(more.id).epoch, queue.row(more.id).seq)


def test_queue_with_unsent_items_is_not_given_to_another_terminal(queue: Queue) -> None:
    queue.outbox.put(queue.draft())
    with pytest.raises(KioskError) as raised:
        queue.enrol(terminal="T2")
    assert "queue_other_terminal" == raised.value.code


@pytest.mark.parametrize("place", [5, 300], ids=["its tag", "its seal"])
def test_damaged_row_that_nobody_paid_is_put_aside_and_holds_nothing_up(
    queue: Queue, place: int, caplog: pytest.LogCaptureFixture
) -> None:
    draft, other = queue.draft(), queue.draft()
    queue.outbox.put(draft, awaiting_payment=True)
    queue.outbox.put(other)
    with queue.database.writing() as connection:
        data = bytearray(rows.item_bytes(connection, draft.id))
        data[place] ^= 1
        connection.execute("UPDATE item SET bytes = ? WHERE id = ?", (bytes(data), draft.id))
    assert ItemState.QUARANTINED is queue.outbox.pay(draft.id, PaymentClosed("K1")).state
    assert "damaged_on_disk" == queue.row(draft.id).reason
    queue.sync.run_once()
    assert [other.id] == list(queue.centre.items_here)
    assert queue.counted() == queue.tally()
    assert "damaged on the disk" in caplog.text
