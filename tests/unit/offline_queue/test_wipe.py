"""Nothing wipes a queue that holds what is nowhere else."""

from pathlib import Path

import pytest

from kiosk.domain.payment import PaymentClosed
from kiosk.errors import KioskError
from kiosk.wire.bundle import Bundle, read_bundle
from offline_queue import loop
from offline_queue.agreement import HEARTBEAT_S
from offline_queue.attachments import beside
from offline_queue.carried import Carried
from offline_queue.commands import queue_export
from offline_queue.database import Database
from offline_queue.wipe import wipe
from tests.unit.offline_queue.conftest import Queue


def exported(queue: Queue, path: Path) -> Bundle:
    queue_export(queue.database, queue.sealer, path, queue.clock.time)
    return read_bundle(path.read_bytes())


def refusal(queue: Queue, bundle: Bundle | None = None) -> str:
    with pytest.raises(KioskError) as raised:
        wipe(queue.database, bundle)
    assert queue.path.exists()
    return raised.value.code


def left(queue: Queue) -> list[str]:
    return [file.name for file in queue.path.parent.glob(queue.path.name + "*")]


def covered(queue: Queue) -> None:
    """Send everything, and hear that a backup of the centre's covers it."""
    queue.sync.run_once()
    queue.centre.back_up()
    queue.clock.seconds += HEARTBEAT_S
    queue.sync.run_once()


def test_what_a_backup_covers_may_go_with_all_that_lies_beside_it(queue: Queue) -> None:
    queue.outbox.put(queue.draft())
    covered(queue)
    names = {path.name for path in wipe(queue.database, None)}
    assert {"queue.db", "queue.db-wal", "queue.db.reserve", "queue.db.sync"} <= names
    assert [] == left(queue)


def test_what_came_and_is_in_no_backup_stays_until_one_covers_it(queue: Queue) -> None:
    for _ in range(2):
        queue.outbox.put(queue.draft())
    queue.sync.run_once()
    with pytest.raises(KioskError, match=r"^2 items came to the centre and are in no backup") as raised:
        wipe(queue.database, None)
    assert "queue_uncovered" == raised.value.code
    covered(queue)
    wipe(queue.database, None)
    assert [] == left(queue)


def test_what_came_and_is_in_no_backup_may_go_once_a_bundle_holds_it(queue: Queue, tmp_path: Path) -> None:
    queue.outbox.put(queue.draft(attachments=(b"one",)))
    queue.sync.run_once()
    queue.outbox.put(queue.draft())
    assert 1 == len(exported(queue, tmp_path / "unsent").items)
    assert "queue_uncovered" == refusal(queue, exported(queue, tmp_path / "unsent"))
    queue_export(queue.database, queue.sealer, tmp_path / "all", queue.clock.time, received=True)
    bundle = read_bundle((tmp_path / "all").read_bytes())
    assert 2 == len(bundle.items)
    with pytest.raises(KioskError, match="in no backup"):
        wipe(queue.database, bundle)  # its attachment is not said to lie beside it
    wipe(queue.database, bundle, beside(tmp_path / "all"))
    assert [] == left(queue)


def test_what_was_cancelled_is_no_body_that_a_backup_has_to_cover(queue: Queue) -> None:
    draft = queue.draft()
    queue.outbox.put(draft, awaiting_payment=True)
    queue.outbox.pay(draft.id, PaymentClosed("K"))
    queue.sync.run_once()
    wipe(queue.database, None)
    assert [] == left(queue)


def test_what_is_nowhere_else_stays_until_a_bundle_holds_it(queue: Queue, tmp_path: Path) -> None:
    queue.outbox.put(queue.draft())
    old = exported(queue, tmp_path / "old")
    queue.outbox.put(queue.draft())
    assert "queue_unsent" == refusal(queue)
    assert "queue_unsent" == refusal(queue, old)
    wipe(queue.database, exported(queue, tmp_path / "new"))
    assert [] == left(queue)


def test_quarantined_items_are_nowhere_else_either(
    queue: Queue, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept = queue.outbox.put(queue.draft())
    queue.centre.verdicts[kept.id] = (400, "item")
    queue.sync.run_once()
    assert "is quarantined" in caplog.text
    assert "queue_unsent" == refusal(queue)
    wipe(queue.database, exported(queue, tmp_path / "out"))
    assert [] == left(queue)


def test_payment_that_is_not_decided_is_asked_about_first(queue: Queue, tmp_path: Path) -> None:
    queue.outbox.put(queue.draft(), awaiting_payment=True)
    assert "queue_undecided" == refusal(queue, exported(queue, tmp_path / "out"))


def test_bundle_of_another_terminal_is_handed_over_first(queue: Queue, tmp_path: Path) -> None:
    exported(queue, tmp_path / "out")
    Carried(queue.path).take_over((tmp_path / "out").read_bytes())
    assert "queue_carries" == refusal(queue)
    queue.sync.run_once()
    wipe(queue.database, None)
    assert [] == left(queue)


def test_queue_that_a_sync_process_serves_is_left_alone(queue: Queue) -> None:
    with loop.alone(queue.path):
        assert "sync_running" == refusal(queue)


def test_screen_that_had_it_open_promises_nothing_and_does_not_bring_it_back(
    queue: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    commands = Database(queue.path)
    wipe(commands, None)
    commands.close()
    draft = queue.draft()
    with pytest.raises(KioskError, match="was wiped"):
        queue.outbox.put(draft)
    queue.clock.seconds += 10
    with pytest.raises(KioskError, match="not enrolled"):
        queue.outbox.put(draft)
    with pytest.raises(KeyError):
        queue.outbox.look(draft.id)
    assert "taken away" in caplog.text


def test_attachments_are_nowhere_else_until_they_lie_beside_the_bundle(
    queue: Queue, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    draft = queue.draft(attachments=(b"one", b"two"))
    queue.outbox.put(draft)
    bundle = exported(queue, tmp_path / "out")
    assert "queue_unsent" == refusal(queue, bundle)
    files = beside(tmp_path / "out")
    (files.folder / f"{draft.id}.1").write_bytes(b"bent")
    with pytest.raises(KioskError, match="nowhere else"):
        wipe(queue.database, bundle, files)
    queue_export(queue.database, queue.sealer, tmp_path / "out", queue.clock.time)
    wipe(queue.database, bundle, files)
    assert [] == left(queue)
    assert [] == caplog.records


def test_damaged_attachment_holds_no_queue_for_ever(
    queue: Queue, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    draft = queue.draft(attachments=(b"one", b"two"))
    queue.outbox.put(draft)
    (beside(queue.path).folder / f"{draft.id}.0").unlink()
    wipe(queue.database, exported(queue, tmp_path / "out"), beside(tmp_path / "out"))
    assert [] == left(queue)
    assert "is damaged" in caplog.text
