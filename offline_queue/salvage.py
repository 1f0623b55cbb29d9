"""Makes a damaged database anew from every row that can still be read; the old file stays beside it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from kiosk.errors import KioskError
from offline_queue.damage import recount
from offline_queue.database import PAGE_BYTES, alone
from offline_queue.held import put_in_place
from offline_queue.incidents import FILE_DAMAGED, note
from offline_queue.migrations import migrate

WHOLE = ("setting", "run", "number_block", "act", "ledger")
"""Small tables: without one of them nothing can be told of the rest."""
PLACES = (
    "SELECT position FROM item INDEXED BY sqlite_autoindex_item_1",
    "SELECT position FROM item NOT INDEXED",
)


def salvage(path: Path) -> Path:
    """Make the queue anew; return where the damaged file stays.

    KioskError `outbox_damaged` when that can't be done: all is as it was. The caller has let go of it.
    """
    part, kept = path.with_name(path.name + ".part"), _free_name(path)
    try:
        with alone(path), closing(sqlite3.connect(path, isolation_level=None)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            old.execute("BEGIN IMMEDIATE")  # nobody writes there any more until the new file is in its place
            _still(path)
            part.unlink(missing_ok=True)
            with closing(sqlite3.connect(part, isolation_level=None)) as copy:
                copy.execute(f"PRAGMA page_size = {PAGE_BYTES}")
                copy.execute("PRAGMA journal_mode = WAL")
                migrate(copy)
                copy.execute("BEGIN")
                left = _carry(old, copy)
                note(copy, FILE_DAMAGED, f"made anew without {left} rows that can't be read; see {kept.name}")
                copy.execute("COMMIT")
            os.link(path, kept)
            put_in_place(part, path)
    except (sqlite3.Error, OSError) as error:
        raise KioskError("outbox_damaged", f"{path}: damaged, and not to be made anew: {error}") from error
    return kept


def _carry(old: sqlite3.Connection, copy: sqlite3.Connection) -> int:
    """Copy everything that can be read; return how many rows can't be.

    A connection that met damage is good for reading alone, so the copy has one of its own.
    """
    for table in WHOLE:
        copy.execute(f"DELETE FROM {table}")  # noqa: S608 constant
        for row in old.execute(f"SELECT * FROM {table}"):  # noqa: S608 constant
            _insert(copy, table, row)
    left = sum(not _copied(old, copy, position) for position in _positions(old))
    recount(copy)
    return left


def _positions(old: sqlite3.Connection) -> list[int]:
    """Return every place of which the table or its index knows."""
    found: set[int] = set()
    troubles = []
    for places in PLACES:
        try:
            found |= {position for (position,) in old.execute(places)}
        except sqlite3.DatabaseError as error:
            troubles.append(error)
    if len(troubles) == len(PLACES):
        raise troubles[0]
    return sorted(found)


def _copied(old: sqlite3.Connection, copy: sqlite3.Connection, position: int) -> bool:
    try:
        row = old.execute("SELECT * FROM item WHERE position = ?", (position,)).fetchone()
        if row is not None:
            _insert(copy, "item", row)
    except sqlite3.DatabaseError:  # what can't be read, or what no row can hold
        return False
    return row is not None


def _insert(copy: sqlite3.Connection, table: str, row: tuple[object, ...]) -> None:
    copy.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608 constants


def _still(path: Path) -> None:
    """Refuse while the log holds what is not in the file: the log does not outlive it."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise sqlite3.OperationalError("its log is in use: again at the next pass")


def _free_name(path: Path) -> Path:
    names = [path.with_name(path.name + ".damaged")]
    names += [path.with_name(f"{path.name}.damaged.{number}") for number in range(1, 100)]
    return next(name for name in names if not name.exists())
