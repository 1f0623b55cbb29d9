"""Whether the files that a connection has open still lie at their place; and putting them back.

A deleted file lives on as long as somebody has it open: commits go on to succeed, into nothing.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec

from kiosk.safe_file import sync_folder
from offline_queue.incidents import FILE_DAMAGED, FILE_GONE, incidents, note
from offline_queue.rows import place

BESIDE = ("-wal", "-shm")
"""A log that belongs to another file must not be found beside ours."""


Row = tuple[int, bytes]
"""A place in the chain, and the hash there."""


class Held(msgspec.Struct, frozen=True):
    """Device and number of the database and of its log, as they were opened."""

    path: Path
    files: tuple[tuple[int, int] | None, ...]
    """The database's, then its log's; None where there is none."""

    @property
    def gone(self) -> bool:
        """Whether one of them is no longer what lies at its place; OSError when the disk does not say."""
        return self.files != _files(self.path)


def held(path: Path) -> Held:
    """Return what lies at a database's place now; OSError when the disk does not say."""
    return Held(path, _files(path))


def write_back(connection: sqlite3.Connection, before: Held, sure: Row) -> None:
    """Put what a connection still sees back at its place, on the disk when this returns.

    What another process put back already is left as it is, when it holds the row that is `sure`.
    sqlite3.Error or OSError when it can't be done; FileExistsError when another queue lies there.
    """
    path = before.path
    if held(path).files[0] != before.files[0] and _is_back(path, sure):
        return
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(part, isolation_level=None)) as copy:
        connection.backup(copy)
        note(copy, FILE_GONE, f"{path.name} or its log was taken away while it was open, and written back")
    put_in_place(part, path)


def put_in_place(part: Path, path: Path) -> None:
    """Let a whole database that nobody has open take a queue's place."""
    for ending in BESIDE:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    part.replace(path)
    sync_folder(path.parent)


def newest(connection: sqlite3.Connection) -> Row:
    """Return the chain's head as place and hash; the place of a queue without items is 0."""
    run, seq, chain = connection.execute("SELECT run, seq, chain_sha256 FROM ledger").fetchone()
    return (place(run, seq) if run is not None and seq else 0), chain


def _is_back(path: Path, sure: Row) -> bool:
    """Say whether what lies there has all that was promised.

    Nothing, or a queue without items, as a command makes one, gives way to ours.
    """
    if not path.exists():
        return False
    with closing(sqlite3.connect(path)) as there:
        if not there.execute("SELECT 1 FROM sqlite_master WHERE name = 'ledger'").fetchone():
            return False
        has = there.execute("SELECT 1 FROM item WHERE position = ? AND chain_sha256 = ?", sure).fetchone()
        if has or not sure[0] or any(one.code == FILE_DAMAGED for one in incidents(there)):
            return True
        if not there.execute("SELECT 1 FROM item LIMIT 1").fetchone():
            return False
    raise FileExistsError(f"{path}: another queue lies in the place of the one that was taken away")


def _files(path: Path) -> tuple[tuple[int, int] | None, ...]:
    return _number(str(path)), _number(f"{path}-wal")


def _number(name: str) -> tuple[int, int] | None:
    try:
        found = os.stat(name)  # noqa: PTH116 asked at each commit: a Path made for it takes longer than the answer
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_dev, found.st_ino
