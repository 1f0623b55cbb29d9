"""What limits.toml limits, measured: from the ledger, the files and the disk."""

import datetime as dt
import os
import sqlite3
from pathlib import Path

from kiosk.wire.sealer import sealing
from offline_queue import settings
from offline_queue.attachments import attached_bytes
from offline_queue.ballast import Ballast
from offline_queue.centre_time import drift_s, time_now
from offline_queue.incidents import incidents
from offline_queue.numbers import newest_block_used
from offline_queue.uptime import Moment
from offline_queue.waiting import waited_s

DISK_WATCH_MIB = 256.0
LAST_DAYS = dt.timedelta(hours=240)
MIB = 1024 * 1024
HOUR_S = 3_600


def figures(
    connection: sqlite3.Connection, path: Path, *, wall: dt.datetime, now: Moment
) -> dict[str, float]:
    """Return every figure that the policy limits, by its name there; before enrolment no key is over."""
    known, keys = settings.centre_time(connection), settings.keys(connection)
    enrolled = settings.value_of(connection, "terminal") is not None
    time = time_now(known, wall, now)
    unsent, quarantined = connection.execute("SELECT to_send, quarantined FROM ledger").fetchone()
    log = path.with_name(f"{path.name}-wal")
    return {
        "unsent": unsent,
        "age": waited_s(connection, now) / HOUR_S if unsent else 0,
        "bytes": max(0, sum(map(_size, (path, log))) + attached_bytes(connection) - _free_bytes(connection))
        / MIB,
        "disk": max(0.0, DISK_WATCH_MIB - _free_mib(path.parent)),
        "reserve": 0 if Ballast(path).laid else 1,
        "key": _key_hours(keys, time) if enrolled else 0,
        "certificate": _hours_over(settings.certificate_ends(connection), time),
        "stopped": 1 if settings.stopped(connection) else 0,
        "drift": drift_s(known, wall, now),
        "quarantined": quarantined,
        "numbers": newest_block_used(connection) * 100,
        "incidents": len(incidents(connection)),
    }


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _free_bytes(connection: sqlite3.Connection) -> int:
    """Return the size of the pages that are used again before the file grows."""
    (pages,) = connection.execute("PRAGMA freelist_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    return int(pages * size)


def _free_mib(folder: Path) -> float:
    """Return what a user may still write: what is kept for root does not count."""
    room = os.statvfs(folder)
    return room.f_bavail * room.f_frsize / MIB


def _key_hours(keys: settings.KEYS, time: dt.datetime) -> float:
    """Return how many of the last ten days of the longest-living sealing key are over."""
    return _hours_over(max((key.not_after for key in sealing(keys)), default=time), time)


def _hours_over(ends: dt.datetime | None, time: dt.datetime) -> float:
    """Return how many of the last ten days are over; none where it is not known when they end."""
    if ends is None:
        return 0
    left = max(dt.timedelta(), min(LAST_DAYS, ends - time))
    return (LAST_DAYS - left).total_seconds() / HOUR_S
