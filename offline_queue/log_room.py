"""Room for the log, laid out ahead: a commit that makes no file longer is synced in half the time.

A file system notes a longer file in its own journal, with a sync of its own. SQLite writes its log from the
beginning again once all of it was carried over; behind what it wrote there may be anything (SQLite file
format, 4.1: a frame counts by its salts and checksums alone), and here it is zeros.
"""

import logging
import os
import sqlite3
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)
ROOM_BYTES = 4 * 1024 * 1024
"""About what the log holds before the sync process carries it over: 500 puts."""
PIECE_BYTES = 1024 * 1024
LEFT_BYTES = 256 * 1024 * 1024
"""What has to be free beside it: less is watched by a limit, and the room is for rows."""


def lay_log_room(connection: sqlite3.Connection, path: Path) -> None:
    """Make the log of an open database as long as it will be, with nothing in it; without it all goes on.

    Nobody appends to the log meanwhile: the write lock is held. SQLite has no lock on the log's own file, so
    that closing it here drops none (fcntl(2)).
    """
    with suppress(sqlite3.Error):
        connection.execute("BEGIN IMMEDIATE")
        try:
            _lengthen(path)
        except OSError as error:
            log.info("%s-wal: no room is laid out: %s", path, error)
        finally:
            connection.execute("ROLLBACK")


def _lengthen(path: Path) -> None:
    room = os.statvfs(path.parent)
    number = os.open(f"{path}-wal", os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        size = os.fstat(number).st_size
        if size >= ROOM_BYTES or room.f_bavail * room.f_frsize < LEFT_BYTES + ROOM_BYTES:
            return
        try:
            _write_zeros(number, size)
            os.fdatasync(number)
        except OSError:
            os.ftruncate(number, size)
            raise
    finally:
        os.close(number)


def _write_zeros(number: int, at: int) -> None:
    """Write them: blocks that are only set aside (fallocate) go into the journal when they are written."""
    while at < ROOM_BYTES:
        at += os.pwrite(number, bytes(min(PIECE_BYTES, ROOM_BYTES - at)), at)
