"""Attachments: on the disk before their row, at the centre before their item, sealed in both places."""

import os
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.ids import ItemId
from kiosk.domain.payment import PaymentClosed
from kiosk.domain.reach import Cause, Refused, Unreachable
from kiosk.domain.submission import ItemState
from kiosk.errors import KioskError
from kiosk.ports import ItemDraft
from kiosk.wire.attachment import AttachmentPart, open_attachment
from kiosk.wire.envelope import (
    MAX_ATTACHMENT_BYTES,
    MAX_ATTACHMENTS,
    AttachmentName,
    ItemKind,
    decode_header,
)
from kiosk.wire.messages import AttachmentAnswer
from offline_queue import rows
from offline_queue.attachments import attached_bytes, beside, sweep
from offline_queue.figures import DISK_WATCH_MIB, MIB
from offline_queue.limits import limits
from offline_queue.salvage import salvage
from offline_queue.upload import PART_BYTES
from offline_queue.verification import Verification
from tests.unit.offline_queue.conftest import PLATFORM, MemoryCentre, Queue, StillClock, lost

PLANTED = "示例人，公民身份号码 110101199003070011".encode()
PICTURE = (PLANTED + os.urandom(1_000)) * 420
"""Of some 430 kB: four parts, the last of them short."""


@pytest.fixture
def laden(queue: Queue) -> ItemDraft:
    draft = queue.draft(attachments=(PICTURE,))
    queue.outbox.put(draft)
    return draft


def names(queue: Queue, item: ItemId) -> tuple[AttachmentName, ...]:
    with queue.database.reading() as connection:
        return decode_header(msgspec.msgpack.decode(rows.item_bytes(connection, item))[1]).attachments


def file_of(queue: Queue, item: ItemId) -> Path:
    return beside(queue.path).folder / f"{item}.0"


def at_the_centre(queue: Queue, item: ItemId) -> bytes:
    (name,) = decode_header(queue.sent(item).header).attachments
    sealed = queue.centre.parts[item, 0, name.sha256]
    return open_attachment(item, 0, sealed, platform_key=PLATFORM)


def offsets(centre: MemoryCentre) -> list[tuple[int, int]]:
    return [(part.offset, len(part.data)) for part in centre.asked]


def test_attachment_arrives_whole_and_before_its_item(queue: Queue, laden: ItemDraft) -> None:
    counts = queue.sync.run_once()
    assert (1, "") == (counts.received, counts.waiting)
    assert ItemState.RECEIVED is queue.row(laden.id).state
    assert PICTURE == at_the_centre(queue, laden.id)
    (name,) = names(queue, laden.id)
    assert [0, 0, PART_BYTES, 2 * PART_BYTES, 3 * PART_BYTES] == [
        offset for offset, _ in offsets(queue.centre)
    ]
    assert name.size == sum(size for _, size in offsets(queue.centre))


def test_nothing_of_it_is_in_clear_on_the_disk(queue: Queue, laden: ItemDraft) -> None:
    assert file_of(queue, laden.id).stat().st_size > len(PICTURE)
    for path in queue.path.parent.rglob("*"):
        assert path.is_dir() or PLANTED not in path.read_bytes(), path


def test_put_again_is_the_same_item_with_the_same_file(queue: Queue, laden: ItemDraft) -> None:
    before = file_of(queue, laden.id).read_bytes()
    row = queue.row(laden.id)
    queue.outbox.put(laden)
    assert (before, row) == (file_of(queue, laden.id).read_bytes(), queue.row(laden.id))


def test_light_items_do_not_wait_for_laden_ones(queue: Queue, laden: ItemDraft) -> None:
    light = [queue.draft(), queue.draft(kind=ItemKind.SERVICE)]
    for draft in light:
        queue.outbox.put(draft)
    queue.centre.on_part = lambda _: Unreachable(Cause.TIMEOUT, "slow")
    queue.sync.run_once()
    assert [ItemState.RECEIVED] * 2 == [queue.row(draft.id).state for draft in light]
    assert ItemState.PENDING is queue.row(laden.id).state


@pytest.mark.parametrize("part", range(1, 5))
@pytest.mark.parametrize("lost_is", ["answer", "part"])
def test_line_that_breaks_at_a_part_goes_on_where_the_centre_is(
    queue: Queue, laden: ItemDraft, part: int, lost_is: str
) -> None:
    came = lost_is == "answer"

    def break_line(_: AttachmentPart) -> Unreachable | None:
        now = len(queue.centre.asked) == part + 1
        queue.centre.lose_part_answers = int(now and came)
        return lost() if now and not came else None

    queue.centre.on_part = break_line
    counts = queue.sync.run_once()
    assert "no_route" in counts.waiting
    assert ItemState.PENDING is queue.row(laden.id).state
    (name,) = names(queue, laden.id)
    here = min(name.size, (part if came else part - 1) * PART_BYTES)
    queue.centre.asked.clear()
    queue.centre.on_part = lambda _: None
    queue.sync.run_once()
    assert (0, 0) == offsets(queue.centre)[0], "it asks before it sends"
    assert [here] * (here < name.size) == [offset for offset, _ in offsets(queue.centre)[1:2]]
    assert name.size - here == sum(size for _, size in offsets(queue.centre))
    assert PICTURE == at_the_centre(queue, laden.id)


@pytest.mark.parametrize("here", [1, 4_096, PART_BYTES - 1, PART_BYTES + 1, 300_001])
def test_it_goes_on_from_any_byte(queue: Queue, laden: ItemDraft, here: int) -> None:
    (name,) = names(queue, laden.id)
    queue.centre.parts[laden.id, 0, name.sha256] = file_of(queue, laden.id).read_bytes()[:here]
    queue.sync.run_once()
    assert (here, min(PART_BYTES, name.size - here)) == offsets(queue.centre)[1]
    assert PICTURE == at_the_centre(queue, laden.id)


def test_slow_line_gets_smaller_parts(queue: Queue, laden: ItemDraft) -> None:
    queue.centre.on_part = lambda part: (
        Unreachable(Cause.TIMEOUT, "slow") if len(part.data) > 20_000 else None
    )
    for _ in range(4):
        queue.sync.run_once()
    assert ItemState.RECEIVED is queue.row(laden.id).state
    assert PART_BYTES // 8 == max(len(part.data) for part in queue.centre.asked[-3:])


def test_centre_that_lost_what_it_had_gets_it_again(queue: Queue, laden: ItemDraft) -> None:
    queue.sync.run_once()
    queue.centre.parts.clear()
    queue.centre.items_here.clear()
    queue.centre.places.clear()
    queue.clock.seconds += 100
    queue.sync.run_once()
    assert PICTURE == at_the_centre(queue, laden.id)


def test_what_does_not_get_on_waits_and_blocks_nobody(queue: Queue, laden: ItemDraft) -> None:
    queue.centre.on_part = lambda _: AttachmentAnswer(offset=7)
    counts = queue.sync.run_once()
    assert (1, "") == (counts.postponed, counts.waiting)
    assert "stands at byte 7" in queue.row(laden.id).reason
    assert [0, 7] == [part.offset for part in queue.centre.asked]
    queue.centre.on_part = lambda _: None
    queue.clock.seconds += 5
    queue.sync.run_once()
    assert ItemState.RECEIVED is queue.row(laden.id).state


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        (
            Refused("attachment_too_large", "too large", 413),
            ItemState.QUARANTINED,
            "413 attachment_too_large",
        ),
        (Refused("attachment_part", "beyond", 400), ItemState.QUARANTINED, "400 attachment_part"),
        (Refused("attachment_other", "another", 409), ItemState.QUARANTINED, "forked: 409 attachment_other"),
        (Refused("item_same", "?", 409), ItemState.QUARANTINED, "item_same"),
        (Refused("odd", "?", 422), ItemState.QUARANTINED, "odd"),
        (Refused("skew", "late", 400), ItemState.PENDING, "skew"),
        (Refused("not_found", "an older centre", 404), ItemState.PENDING, "404"),
        (Unreachable(Cause.PORTAL, "unsigned 413"), ItemState.PENDING, "portal"),
        (Unreachable(Cause.NOT_ENROLLED, "revoked"), ItemState.PENDING, "revoked"),
        (Unreachable(Cause.BUSY, "503", 40.0), ItemState.PENDING, "busy"),
    ],
)
def test_every_row_of_the_answer_table_holds_for_parts(
    queue: Queue,
    laden: ItemDraft,
    answer: Refused | Unreachable,
    state: ItemState,
    reason: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    queue.centre.on_part = lambda part: answer if part.data else None
    counts = queue.sync.run_once()
    row = queue.row(laden.id)
    assert (state, True) == (row.state, reason in row.reason), row.reason
    assert (state is ItemState.PENDING) is bool(counts.waiting)
    assert {} == queue.centre.items_here
    assert caplog.records or state is ItemState.PENDING
    pause = queue.sync.pause
    assert getattr(pause, "ordered", False) is (getattr(answer, "retry_after_s", None) is not None)


@pytest.mark.parametrize("byte", [0, 31, 200_000, -1])
def test_flipped_bit_is_found_before_anything_is_sent(
    queue: Queue, laden: ItemDraft, byte: int, caplog: pytest.LogCaptureFixture
) -> None:
    data = bytearray(file_of(queue, laden.id).read_bytes())
    data[byte] ^= 4
    file_of(queue, laden.id).write_bytes(data)
    queue.sync.run_once()
    assert (ItemState.QUARANTINED, "damaged_on_disk") == (
        queue.row(laden.id).state,
        queue.row(laden.id).reason,
    )
    assert [] == queue.centre.asked
    assert "ALARM: attachment 0 is damaged" in caplog.text


def test_file_that_is_gone_is_damage_too(
    queue: Queue, laden: ItemDraft, caplog: pytest.LogCaptureFixture
) -> None:
    file_of(queue, laden.id).unlink()
    queue.sync.run_once()
    assert "damaged_on_disk" == queue.row(laden.id).reason
    assert "ALARM" in caplog.text


def test_file_that_the_disk_does_not_give_now_is_tried_again(
    queue: Queue, laden: ItemDraft, caplog: pytest.LogCaptureFixture
) -> None:
    """A folder in its place: reading it is an error of the file system's, as EIO is."""
    file = file_of(queue, laden.id)
    kept = file.rename(file.with_name("aside"))
    file.mkdir()
    light = queue.draft()
    queue.outbox.put(light)
    queue.sync.run_once()
    assert (ItemState.PENDING, ItemState.RECEIVED) == (queue.row(laden.id).state, queue.row(light.id).state)
    assert "can't be read" in queue.row(laden.id).reason
    assert caplog.records
    file.rmdir()
    kept.rename(file)
    queue.clock.seconds += 5
    queue.sync.run_once()
    assert ItemState.RECEIVED is queue.row(laden.id).state


def test_file_that_has_no_row_is_swept_and_one_that_has_stays(queue: Queue, laden: ItemDraft) -> None:
    orphan = queue.draft().id
    beside(queue.path).keep(orphan, (b"sealed", b"sealed too"))
    half = beside(queue.path).folder / f"{queue.draft().id}.0.part"
    half.write_bytes(b"hal")
    assert 2 == sweep(queue.database)
    assert [file_of(queue, laden.id)] == list(beside(queue.path).folder.iterdir())
    assert 0 == sweep(queue.database)


def test_folder_that_can_not_be_listed_keeps_nothing_from_being_sent(
    queue: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    light = queue.outbox.put(queue.draft())
    beside(queue.path).folder.touch()
    queue.new_sync().run_once()
    assert ItemState.RECEIVED is queue.row(light.id).state
    assert "the attachments are not swept" in caplog.text


def test_sync_sweeps_at_its_first_pass(queue: Queue, laden: ItemDraft) -> None:
    beside(queue.path).keep(queue.draft().id, (b"sealed",))
    queue.new_sync().run_once()
    assert [file_of(queue, laden.id)] == list(beside(queue.path).folder.iterdir())


def test_a_look_through_the_queue_finds_nothing_wrong_with_attachments(queue: Queue) -> None:
    laden, cancelled, sent = (queue.draft(attachments=(b"one", b"two")) for _ in range(3))
    queue.outbox.put(sent)
    queue.sync.run_once()
    queue.outbox.put(cancelled, awaiting_payment=True)
    queue.outbox.pay(cancelled.id, PaymentClosed("K"))
    queue.outbox.put(laden)
    verification = Verification(queue.database, queue.clock)
    verification.piece()
    verification.round()
    assert {ItemState.PENDING, ItemState.CANCELLED, ItemState.RECEIVED} == {
        queue.row(draft.id).state for draft in (laden, cancelled, sent)
    }


def test_database_made_anew_counts_their_bytes_once(queue: Queue, laden: ItemDraft) -> None:
    before = counted(queue)
    queue.database.close()
    salvage(queue.path)
    made_anew = queue.reboot("boot-2")
    assert before == counted(made_anew) == made_anew.row(laden.id).attached_bytes
    made_anew.sync.run_once()
    assert PICTURE == at_the_centre(made_anew, laden.id)
    made_anew.database.close()


def test_cancelled_item_lets_its_files_go(queue: Queue) -> None:
    draft = queue.draft(attachments=(PICTURE,))
    queue.outbox.put(draft, awaiting_payment=True)
    queue.outbox.pay(draft.id, PaymentClosed("K"))
    assert [] == list(beside(queue.path).folder.iterdir())
    queue.sync.run_once()
    assert queue.is_buried(draft.id)
    assert [] == queue.centre.asked


def test_bytes_of_attachments_count_until_a_backup_covers_them(
    queue: Queue, laden: ItemDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, size = beside(queue.path), file_of(queue, laden.id).stat().st_size
    cancelled, waiting = queue.draft(attachments=(b"one",)), queue.draft(attachments=(b"two", b"three"))
    queue.outbox.put(cancelled, awaiting_payment=True)
    queue.outbox.pay(cancelled.id, PaymentClosed("K"))
    assert size == counted(queue) == queue.row(laden.id).attached_bytes
    queue.sync.run_once()
    queue.centre.back_up()
    queue.outbox.put(waiting)
    queue.clock.seconds += 61
    queue.sync.run_once()
    assert ItemState.SETTLED is queue.row(laden.id).state
    assert {waiting.id} == kept.items()
    assert queue.row(waiting.id).attached_bytes == counted(queue)
    monkeypatch.setattr("offline_queue.attachments.Attachments.drop", lambda *_: None)  # a stop comes between
    queue.centre.back_up()
    queue.clock.seconds += 61
    queue.sync.run_once()
    assert {waiting.id} == kept.items()
    assert 0 == counted(queue)
    monkeypatch.undo()
    assert 1 == sweep(queue.database)
    assert frozenset() == kept.items()


def counted(queue: Queue) -> int:
    with queue.database.reading() as connection:
        return attached_bytes(connection)


def test_disk_that_takes_no_file_promises_nothing(queue: Queue, caplog: pytest.LogCaptureFixture) -> None:
    """The folder's name is taken by a file: what the file system answers is an OSError all the same."""
    beside(queue.path).folder.write_bytes(b"")
    draft = queue.draft(attachments=(PICTURE,))
    with pytest.raises(KioskError, match="attachment can't be kept"):
        queue.outbox.put(draft)
    beside(queue.path).folder.unlink()
    assert 0 == queue.tally()["pending"]
    assert "left for the sweep" in caplog.text
    assert ItemState.PENDING is queue.outbox.put(draft).state


def test_promises_stop_while_a_submission_full_of_photographs_still_fits() -> None:
    left = DISK_WATCH_MIB - limits()["disk"].limit
    assert left * MIB > MAX_ATTACHMENTS * MAX_ATTACHMENT_BYTES


def test_what_is_too_large_is_refused_before_it_is_promised(queue: Queue) -> None:
    with pytest.raises(KioskError, match="at most"):
        queue.outbox.put(queue.draft(attachments=(bytes(MAX_ATTACHMENT_BYTES),)))
    assert {"pending": 0, "to_send": 0} == {name: queue.tally()[name] for name in ("pending", "to_send")}


def test_item_with_attachments_does_not_ride_in_a_code(queue: Queue, laden: ItemDraft) -> None:
    assert None is queue.outbox.item_code(laden.id)
    light = queue.draft()
    queue.outbox.put(light)
    assert None is not queue.outbox.item_code(light.id)


def test_lease_is_held_while_parts_go(queue: Queue, laden: ItemDraft, still: StillClock) -> None:
    def slowly(_: AttachmentPart) -> None:
        still.seconds += 25
        assert () == _claimable(queue)

    queue.centre.on_part = slowly
    queue.sync.run_once()
    assert ItemState.RECEIVED is queue.row(laden.id).state


def _claimable(queue: Queue) -> tuple[object, ...]:
    from offline_queue.claims import _due  # noqa: PLC0415 what another process would see

    with queue.database.reading() as connection:
        return tuple(_due(connection, queue.sync._now(), 1))
