import datetime as dt
import secrets
import tracemalloc
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain.ids import ItemId, TerminalId
from kiosk.domain.payment import PaymentClosed
from kiosk.domain.submission import ItemState
from kiosk.errors import KioskError, WireError
from kiosk.wire.bundle import WHOLE_DOMAIN, Bundle, SignedBundle, verify_bundle
from kiosk.wire.own_key import OwnKey
from offline_queue.attachments import beside
from offline_queue.commands import queue_export, queue_list, queue_retry, queue_show, queue_stats
from tests.unit.offline_queue.conftest import Queue


def test_stats_name_what_is_there(queue: Queue) -> None:
    queue.outbox.put(queue.draft())
    queue.outbox.put(queue.draft(), awaiting_payment=True)
    queue.clock.seconds += 60
    seen = queue_stats(queue.database, queue.clock.time.replace(minute=5))
    assert (1, 300, 2, 1, 0, 48) == (
        seen.unsent,
        seen.oldest_unsent_s,
        seen.head_seq,
        seen.epoch,
        seen.quarantined,
        seen.numbers_left,
    )
    assert 1 == seen.by_state[ItemState.AWAITING_PAYMENT]


def test_stats_of_a_terminal_that_was_never_enrolled(bare: Queue) -> None:
    assert (0, 0) == (queue_stats(bare.database, bare.clock.time).epoch, 0)


def test_list_goes_on_behind_the_last_row_seen(queue: Queue) -> None:
    for _ in range(5):
        queue.outbox.put(queue.draft())
    first = queue_list(queue.database, limit=3)
    rest = queue_list(queue.database, after=first[-1].position)
    assert [1, 2, 3, 4, 5] == [row.seq for row in (*first, *rest)]
    assert () == queue_list(queue.database, state=ItemState.QUARANTINED)


def test_row_is_shown_by_id_or_number(queue: Queue) -> None:
    kept = queue.outbox.put(queue.draft())
    assert queue_show(queue.database, kept.id) == queue_show(queue.database, kept.number)
    with pytest.raises(KioskError, match="nothing"):
        queue_show(queue.database, "nothing")


def test_retry_needs_a_quarantined_item_and_a_reason(queue: Queue, caplog: pytest.LogCaptureFixture) -> None:
    kept = queue.outbox.put(queue.draft())
    for item, reason in ((kept.id, "centre upgraded"), (kept.id, " "), (ItemId("x"), "centre upgraded")):
        with pytest.raises(KioskError):
            queue_retry(queue.database, item, reason)
    queue.centre.verdicts[kept.id] = (400, "item")
    queue.sync.run_once()
    row = queue_retry(queue.database, kept.id, "centre upgraded")
    assert ItemState.PENDING is row.state
    assert "retried: centre upgraded; was: 400 item: as told" == row.reason
    queue.centre.verdicts.clear()
    assert 1 == queue.sync.run_once().received
    assert "quarantined" in caplog.text


def test_buried_item_is_retried_as_a_tombstone(queue: Queue, caplog: pytest.LogCaptureFixture) -> None:
    draft = queue.draft()
    queue.outbox.put(draft, awaiting_payment=True)
    queue.outbox.pay(draft.id, PaymentClosed("K1"))
    queue.centre.verdicts[draft.id] = (400, "item")
    queue.sync.run_once()
    assert ItemState.CANCELLED is queue_retry(queue.database, draft.id, "fixed").state
    queue.centre.verdicts.clear()
    queue.sync.run_once()
    assert queue.is_buried(draft.id)
    assert caplog.records


def test_bundle_carries_what_is_unsent_and_the_network_may_bring_it_too(
    queue: Queue, tmp_path: Path, terminal_key: Ed25519PrivateKey
) -> None:
    for _ in range(3):
        queue.outbox.put(queue.draft())
    path = tmp_path / "stick" / "out.bundle"
    path.parent.mkdir()
    assert 3 == queue_export(queue.database, queue.sealer, path, queue.clock.time)
    data = path.read_bytes()
    bundle = verify_bundle(data, OwnKey(terminal_key).publics)
    assert ("T1", 1, 3, 3) == (bundle.terminal, bundle.epoch, bundle.head_seq, len(bundle.items))
    queue.centre.items(bundle.items)
    assert 3 == queue.sync.run_once().received
    assert 3 == len(queue.centre.items_here)
    with pytest.raises(WireError):
        verify_bundle(data[:-80] + bytes(80), OwnKey(terminal_key).publics)
    assert ["out.bundle"] == [file.name for file in path.parent.iterdir()]


def test_bundle_is_written_as_it_is_read(
    queue: Queue, tmp_path: Path, terminal_key: Ed25519PrivateKey
) -> None:
    for _ in range(60):
        queue.outbox.put(queue.draft(body=secrets.token_bytes(200_000)))
    path = tmp_path / "out.bundle"
    tracemalloc.start()
    count = queue_export(queue.database, queue.sealer, path, queue.clock.time)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (60, True) == (count, path.stat().st_size > 10 * most), most
    assert 60 == len(verify_bundle(path.read_bytes(), OwnKey(terminal_key).publics).items)


def test_bundle_of_the_first_version_is_still_good(terminal_key: Ed25519PrivateKey) -> None:
    about = Bundle(
        version=1,
        terminal=TerminalId("T1"),
        epoch=1,
        head_seq=0,
        head_hash=bytes(32),
        made_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        items=(),
    )
    payload = msgspec.msgpack.encode(about)
    signed = SignedBundle(payload, terminal_key.sign(WHOLE_DOMAIN + payload))
    keys = OwnKey(terminal_key).publics
    assert about == verify_bundle(msgspec.msgpack.encode(signed), keys)
    other = SignedBundle(payload.replace(b"T1", b"T2"), signed.signature)
    with pytest.raises(WireError, match="does not match"):
        verify_bundle(msgspec.msgpack.encode(other), keys)


def test_bundle_has_its_attachments_beside_it_but_for_the_damaged(
    queue: Queue, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    whole, damaged = (queue.draft(attachments=(b"first", b"second")) for _ in range(2))
    for draft in (whole, damaged):
        queue.outbox.put(draft)
    kept = beside(queue.path)
    (kept.folder / f"{damaged.id}.1").write_bytes(b"another")
    path = tmp_path / "out.bundle"
    for _ in range(2):
        assert 2 == queue_export(queue.database, queue.sealer, path, queue.clock.time)
    files = {file.name: file.read_bytes() for file in beside(path).folder.iterdir()}
    names = (f"{whole.id}.0", f"{whole.id}.1", f"{damaged.id}.0")
    assert {name: (kept.folder / name).read_bytes() for name in names} == files
    assert f"attachment 1 of {damaged.id} is damaged" in caplog.text


def test_bundle_whose_attachments_can_not_be_written_is_said_to_be(queue: Queue, tmp_path: Path) -> None:
    queue.outbox.put(queue.draft(attachments=(b"first",)))
    path = tmp_path / "out.bundle"
    beside(path).folder.write_bytes(b"in the way")
    with pytest.raises(KioskError, match="attachment can't be written"):
        queue_export(queue.database, queue.sealer, path, queue.clock.time)
    assert not path.exists()


def test_bundle_that_can_not_be_written_is_said_to_be(queue: Queue, tmp_path: Path) -> None:
    with pytest.raises(KioskError) as raised:
        queue_export(queue.database, queue.sealer, tmp_path / "no" / "x", queue.clock.time)
    assert "queue_export" == raised.value.code
