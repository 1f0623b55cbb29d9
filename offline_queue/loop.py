"""The loop of the sync process: a pass, then wait for the doorbell, the pause or the end."""

import fcntl
import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.errors import KioskError
from offline_queue.counts import Counts
from offline_queue.database import Database, as_sentences
from offline_queue.doorbell import DoorbellListener
from offline_queue.retry import Later, Stopped
from offline_queue.second_try import helped
from offline_queue.sync import Sync

log = logging.getLogger(__name__)
IDLE_S = 20.0
"""A pass is due this often when nobody rings: payments, numbers, heartbeat, delayed items."""
DISK_TROUBLE_S = 30.0
CHECKPOINT_TRIES, CHECKPOINT_PAUSE_S = 20, 0.05
"""A reader of the queue has an older page in its hand for a moment; longer than all tries nobody reads."""


def run_once(sync: Sync, database: Database, chore: Callable[[], None] = lambda: None) -> Counts:
    """Do one pass, `kiosk sync --once`; frees the leases of a dead sync process when no other runs."""

    def work() -> Counts:
        if only:
            sync.free_leases()
            chore()
        return sync.run_once()

    with alone(database.path) as only:
        return helped(work, database)


def run(
    sync: Sync, database: Database, stop: threading.Event, chore: Callable[[], None] = lambda: None
) -> None:
    """Repeat passes until `stop` is set; the batch at hand is ended first; `chore` is done before each.

    KioskError `sync_running` when another sync process serves this queue.
    """
    with alone(database.path) as only:
        if not only:
            raise KioskError("sync_running", f"{database.path}: another sync process serves this queue")
        watch = _Commits(database)
        bell = DoorbellListener(database.path, watch.changed, lambda: _checkpoint(database))
        try:
            helped(sync.free_leases, database)
            while not stop.is_set():
                watch.mark()
                _wait(bell, _pass(sync, database, stop, chore), stop)
        finally:
            bell.close()


def stop_on_signals(stop: threading.Event) -> None:
    """End the loop on SIGTERM and SIGINT; from the main thread only."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())


def _pass(
    sync: Sync, database: Database, stop: threading.Event, chore: Callable[[], None]
) -> Later | Stopped | None:
    def work() -> None:
        chore()
        sync.run_once(stop.is_set)

    try:
        helped(work, database)
        if sync.pause is None:
            database.checkpoint()
    except KioskError as error:
        log.exception("ALARM: the queue can't be served: %s", error.code)
        sync.tell_of(error)
        return Later(DISK_TROUBLE_S, error.message, ordered=True)
    return sync.pause


def _checkpoint(database: Database) -> None:
    """Do what a screen on battery asked for; a disk in trouble is told at the next pass."""
    with suppress(KioskError):
        for _ in range(CHECKPOINT_TRIES):
            if database.checkpoint():
                log.info("checkpoint done, as asked")
                return
            time.sleep(CHECKPOINT_PAUSE_S)
        log.warning("checkpoint: somebody reads the queue all the time; part of it stays in its log")


def _wait(bell: DoorbellListener, pause: Later | Stopped | None, stop: threading.Event) -> None:
    """Wait; a ring cuts a pause of our own short, for somebody stands there, never one the centre ordered."""
    match pause:
        case None:
            bell.wait(IDLE_S, over=stop.is_set)
        case Later(delay_s=delay, ordered=False):
            bell.wait(delay, over=stop.is_set)
        case Later(delay_s=delay) | Stopped(probe_s=delay):
            bell.ignore(delay, over=stop.is_set)


class _Commits:
    """Says whether another connection committed since the last pass began."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: int | None = None

    def mark(self) -> None:
        with suppress(KioskError):
            self._seen = self._database.version()

    def changed(self) -> bool:
        try:
            return self._database.version() != self._seen
        except KioskError:
            return False


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Hold the sync process's lock; False when another does. KioskError when the disk does not give it."""
    with as_sentences(path):
        file = os.open(path.with_name(path.name + ".sync"), os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        yield _locked(file, path)
    finally:
        with suppress(OSError):  # the lock goes all the same
            os.close(file)


def _locked(file: int, path: Path) -> bool:
    with as_sentences(path):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
