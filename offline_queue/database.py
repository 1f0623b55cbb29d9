"""The database file: opened the durable way, written one transaction at a time, reopened after trouble."""

import fcntl
import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.safe_file import sync_folder
from offline_queue import settings
from offline_queue.held import Held, Row, held, newest, write_back
from offline_queue.log_room import lay_log_room
from offline_queue.migrations import migrate, up_to_date
from offline_queue.read_only import is_read_only, read_only

log = logging.getLogger(__name__)
BUSY_MS = 5_000
FULL = (sqlite3.SQLITE_FULL,)
PAGE_BYTES = 1_024
"""Of a new file. A commit writes every page it touches whole: a put 8 KB, in SQLite's usual pages 26 KB."""
WAL_PAGES = 4_000
BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
WRONG_TYPE = sqlite3.SQLITE_CONSTRAINT | 12 << 8
"""SQLITE_CONSTRAINT_DATATYPE: a row that was stored holds what a strict table can't."""
PRIMARY_CODE = 0xFF
WIPED = "wiped"


class Database:
    """One connection, used by one thread at a time; several processes may each have one."""

    def __init__(self, path: Path, *, checkpoints: bool = False) -> None:
        """Create or open the file; only the sync process `checkpoints`, so that no commit waits for it.

        It lays out room for the log as well.
        """
        self.path = path
        self._checkpoints = checkpoints
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._suspect = False
        self._held: Held | None = None
        with self._lock, as_sentences(path):
            self._connection = self._open()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a transaction that is on the disk when the block ends, and is gone when it raises.

        A commit that fails is a 'maybe': the caller repeats it with the same ids. So is one into a file that
        somebody took away meanwhile: KioskError `outbox_gone`.
        """
        with self._lock, as_sentences(self.path):
            connection = self._usable()
            try:
                connection.execute("BEGIN IMMEDIATE")
                sure = newest(connection)
                yield connection
                connection.execute("COMMIT")
                self._look_at_the_files(connection, sure)
            except sqlite3.Error as error:
                self._drop(error)
                raise
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def removing(self) -> Iterator[sqlite3.Connection]:
        """Give a last transaction, in which the files are removed on purpose: nobody puts them back."""
        with self.writing() as connection:
            settings.keep(connection, WIPED, "yes")
            yield connection
            self._held = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a short snapshot."""
        with self._lock, as_sentences(self.path):
            connection = self._usable()
            self._look_at_the_files(connection)
            try:
                connection.execute("BEGIN")
                yield connection
            except sqlite3.Error as error:
                self._drop(error)
                raise
            finally:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")

    def version(self) -> int:
        """Return a number that changes when another process commits."""
        with self._lock, as_sentences(self.path):
            connection = self._usable()
            self._look_at_the_files(connection)
            number: int = connection.execute("PRAGMA data_version").fetchone()[0]
            return number

    def checkpoint(self) -> bool:
        """Carry what the log holds into the file; False when somebody who reads was in the way of a part."""
        with self._lock, as_sentences(self.path):
            row = self._usable().execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        busy, held, carried = row
        return not busy and held == carried

    def close(self) -> None:
        """Close the file; one that was taken away is put back first, for nobody else may have it open."""
        with self._lock, suppress(KioskError, OSError):
            if self._connection is not None:
                self._look_at_the_files(self._connection)
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = self._held = None

    def _look_at_the_files(self, connection: sqlite3.Connection, sure: Row | None = None) -> None:
        """Put back files that were taken away while they were open; KioskError `outbox_gone` if they were.

        The connection that still has them is let go of only when they are back, with the row that is `sure`:
        the head as it is, but for a transaction that is only now being looked at.
        """
        if self._held is None or not self._held.gone:
            return
        log.error("ALARM: %s: the file or its log was taken away while it was open", self.path)
        try:
            wiped = settings.value_of(connection, WIPED) is not None
            if not wiped:
                with alone(self.path):
                    write_back(connection, self._held, sure or newest(connection))
        except (sqlite3.Error, OSError) as error:
            raise KioskError(
                "outbox_gone", f"{self.path}: taken away, and not to be put back: {error}"
            ) from error
        self._let_go()
        what = "this queue was wiped" if wiped else "taken away while it was open; what it held is back"
        raise KioskError("outbox_gone", f"{self.path}: {what}")

    def _usable(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = self._open()
        return self._connection

    def _drop(self, error: sqlite3.Error) -> None:
        """Leave a connection that met trouble; what it failed to sync is not believed until a checkpoint.

        A write that found no room synced nothing: a checkpoint would find none either, and nobody could read.
        """
        if _code(error) in (*BUSY, *FULL) or isinstance(error, sqlite3.IntegrityError):
            with suppress(sqlite3.Error):
                if self._connection is not None:
                    self._connection.execute("ROLLBACK")
            return
        self._suspect = True
        self.close()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
        )
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        self._held = held(self.path)
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.text_factory = _text
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")  # a body that went leaves nothing in free pages
        connection.execute(f"PRAGMA wal_autocheckpoint = {WAL_PAGES if self._checkpoints else 0}")
        if not up_to_date(connection):
            with alone(self.path):
                connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
                connection.execute("PRAGMA journal_mode = WAL")
                migrate(connection)
            sync_folder(self.path.parent)
        connection.execute("PRAGMA foreign_keys = ON")
        if self._suspect:
            # After a failed fsync the kernel may call pages clean that never reached the disk (fact 1). A
            # checkpoint writes them anew from what was read, into the file, with a sync of its own.
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise sqlite3.OperationalError("checkpoint after a failed write was in somebody's way")
            self._suspect = False
        if self._checkpoints:
            lay_log_room(connection, self.path)


def _text(data: bytes) -> str:
    """Read text that may be damaged: it must be seen to differ, not stop everything that reads the row."""
    return data.decode("utf-8", "replace")


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep two processes from migrating, or from putting a file in place, at once."""
    with path.with_name(path.name + ".lock").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def as_sentences(path: Path) -> Iterator[None]:
    """Raise what file system and SQLite complain of as a KioskError that says it of this queue."""
    try:
        yield
    except sqlite3.Error as error:
        raise _sentence(path, error) from error
    except OSError as error:
        trouble = KioskError("outbox_disk_error", f"{path}: {error}")
        raise (read_only(path) if is_read_only(path) else trouble) from error


def _sentence(path: Path, error: sqlite3.Error) -> KioskError:
    if _code(error) in FULL:
        return KioskError("outbox_disk_full", f"{path}: the disk is full: nothing can be promised")
    if _code(error) in BUSY:
        return KioskError("outbox_busy", f"{path}: another program holds the queue: {error}")
    if is_read_only(path):
        return read_only(path)
    if _code(error) in DAMAGE or _extended(error) == WRONG_TYPE:
        return KioskError("outbox_damaged", f"{path}: what is stored is damaged: {error}")
    if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
        return KioskError("outbox_broken", f"{path}: {error}")
    return KioskError("outbox_disk_error", f"{path}: the disk does not take or give data: {error}")


def _code(error: sqlite3.Error) -> int:
    return _extended(error) & PRIMARY_CODE


def _extended(error: sqlite3.Error) -> int:
    number = getattr(error, "sqlite_errorcode", None)
    return number if isinstance(number, int) else -1
