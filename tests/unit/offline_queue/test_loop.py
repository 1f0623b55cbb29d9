import logging
import signal
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.reach import Cause, Unreachable
from kiosk.errors import KioskError
from offline_queue import doorbell, loop, retry
from offline_queue.doorbell import DoorbellListener, SocketDoorbell, bell_path
from tests.unit.offline_queue.conftest import Queue


def never() -> bool:
    return False


def test_ring_wakes(queue: Queue) -> None:
    listener = DoorbellListener(queue.path, never)
    SocketDoorbell(queue.path).ring()
    assert listener.wait(60, over=never)
    listener.close()
    assert not bell_path(queue.path).exists()


def test_ring_without_a_listener_is_thrown_away(queue: Queue) -> None:
    SocketDoorbell(queue.path).ring()
    assert not bell_path(queue.path).exists()
    listener = DoorbellListener(queue.path, never)
    answers = iter([False, True])
    assert not listener.wait(60, over=lambda: next(answers)), "nobody who comes later hears it"
    listener.close()


def test_commit_of_another_process_wakes_when_nobody_rang(queue: Queue) -> None:
    answers = iter([False, True])
    listener = DoorbellListener(queue.path, lambda: next(answers))
    assert listener.wait(60, over=never)
    listener.close()


def test_end_is_seen_while_waiting(queue: Queue) -> None:
    listener = DoorbellListener(queue.path, never)
    answers = iter([False, True])
    assert not listener.wait(60, over=lambda: next(answers))
    listener.close()


def test_checkpoint_is_done_while_waiting_and_is_no_ring(queue: Queue) -> None:
    asked: list[str] = []
    listener = DoorbellListener(queue.path, never, lambda: asked.append("checkpoint"))
    SocketDoorbell(queue.path).ask_checkpoint()
    assert not listener.wait(60, over=lambda: bool(asked))
    SocketDoorbell(queue.path).ask_checkpoint()
    SocketDoorbell(queue.path).ring()
    assert listener.wait(60, over=never)
    assert ["checkpoint", "checkpoint"] == asked
    listener.close()


def test_checkpoint_is_done_also_while_the_centre_ordered_silence(queue: Queue) -> None:
    asked: list[str] = []
    listener = DoorbellListener(queue.path, never, lambda: asked.append("checkpoint"))
    SocketDoorbell(queue.path).ring()
    SocketDoorbell(queue.path).ask_checkpoint()
    listener.ignore(60, over=lambda: bool(asked))
    assert ["checkpoint"] == asked
    listener.close()


@pytest.fixture
def reader(queue: Queue) -> Iterator[sqlite3.Connection]:
    """Read the queue as it was before its newest item."""
    queue.outbox.put(queue.draft())
    connection = sqlite3.connect(queue.path, isolation_level=None)
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM item").fetchone()
    queue.outbox.put(queue.draft())
    yield connection
    connection.close()


def test_checkpoint_waits_for_whoever_reads(
    queue: Queue,
    reader: sqlite3.Connection,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert not queue.database.checkpoint()
    caplog.set_level(logging.INFO)
    monkeypatch.setattr("time.sleep", lambda _: reader.execute("COMMIT") if reader.in_transaction else None)
    loop._checkpoint(queue.database)
    assert "checkpoint done" in caplog.text
    assert queue.database.checkpoint()


@pytest.mark.usefixtures("reader")
def test_checkpoint_in_somebodys_way_all_the_time_is_said(
    queue: Queue, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(loop, "CHECKPOINT_PAUSE_S", 0)
    loop._checkpoint(queue.database)
    assert "reads the queue all the time" in caplog.text


def test_path_too_long_for_a_socket_leaves_the_looking(queue: Queue) -> None:
    deep = queue.path.parent / ("x" * 120)
    listener = DoorbellListener(deep, lambda: True)
    assert listener.wait(60, over=never)
    listener.close()


def run(queue: Queue, stop: threading.Event) -> threading.Thread:
    thread = threading.Thread(target=loop.run, args=(queue.sync, queue.database, stop))
    thread.start()
    return thread


def end(thread: threading.Thread, stop: threading.Event) -> None:
    """Tell a loop to end; it has to, though it waits for a ring or a pause to be over."""
    stop.set()
    thread.join(60)
    assert not thread.is_alive()


def wait_for_item(queue: Queue, item: str) -> None:
    pause = threading.Event()
    for _ in range(1000):
        if item in queue.centre.items_here:
            return
        pause.wait(0.01)
    pytest.fail("the item never came")


def test_loop_sends_what_other_processes_put_and_ends_when_told(
    queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorbell, "LOOK_S", 0.02)
    screen = type(queue)(queue.path, queue.clock, queue.centre)
    stop = threading.Event()
    thread = run(queue, stop)
    rung, unrung = screen.draft(), screen.draft()
    screen.outbox.put(rung)
    SocketDoorbell(queue.path).ring()
    wait_for_item(queue, rung.id)
    screen.outbox.put(unrung)
    wait_for_item(queue, unrung.id)
    end(thread, stop)
    assert [rung.id, unrung.id] == list(queue.centre.items_here)
    screen.database.close()


def test_ring_cuts_a_pause_of_our_own_short(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorbell, "LOOK_S", 0.02)
    monkeypatch.setattr(retry, "FIRST_DELAY_S", retry.LONGEST_DELAY_S)  # minutes: it does not end by itself
    queue.centre.silence = Unreachable(Cause.NO_ROUTE, "cable out")
    draft = queue.draft()
    queue.outbox.put(draft)
    stop = threading.Event()
    thread = run(queue, stop)
    pause = threading.Event()
    while not queue.row(draft.id).reason:
        pause.wait(0.01)
    queue.centre.silence = None
    assert {} == queue.centre.items_here
    SocketDoorbell(queue.path).ring()
    wait_for_item(queue, draft.id)
    end(thread, stop)


def test_second_sync_process_is_turned_away(queue: Queue) -> None:
    with loop.alone(queue.path) as alone:
        assert alone
        with pytest.raises(KioskError) as raised:
            loop.run(queue.sync, queue.database, threading.Event())
    assert "sync_running" == raised.value.code


def test_once_works_beside_a_running_sync_process(queue: Queue) -> None:
    queue.outbox.put(queue.draft())
    with loop.alone(queue.path):
        assert 1 == loop.run_once(queue.sync, queue.database).received


def test_sigterm_sets_the_end(queue: Queue) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    stop = threading.Event()
    try:
        loop.stop_on_signals(stop)
        signal.raise_signal(signal.SIGTERM)
        loop.run(queue.sync, queue.database, stop)
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])
    assert stop.is_set()


def test_lock_that_the_disk_does_not_give_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "queue.db.sync").mkdir()
    with (
        pytest.raises(KioskError, match=r"queue\.db: .*queue\.db\.sync") as raised,
        loop.alone(tmp_path / "queue.db"),
    ):
        pass
    assert "outbox_disk_error" == raised.value.code
