"""Sealed attachments as files beside the queue: there before their row is, gone only after it let them go."""

import errno
import logging
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

from kiosk.domain.ids import ItemId
from kiosk.errors import KioskError
from kiosk.safe_file import part_of, sync_folder, write_whole
from kiosk.wire.attachment import file_of, folder_beside, name_of
from kiosk.wire.envelope import MAX_ATTACHMENTS, AttachmentName, Header
from offline_queue.database import Database
from offline_queue.incidents import FILE_DAMAGED, incidents

log = logging.getLogger(__name__)
FULL = (errno.ENOSPC, errno.EDQUOT)


class Attachments:
    """The files of one folder: `ITEM.PLACE`, a file an attachment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, item: ItemId, sealed: tuple[bytes, ...]) -> None:
        """Write an item's attachments, on the disk when this returns; KioskError `outbox_disk_*` if not."""
        try:
            for place, data in enumerate(sealed):
                self.write(item, place, data)
        except OSError as error:
            self.drop(item)
            code = "outbox_disk_full" if error.errno in FULL else "outbox_disk_error"
            raise KioskError(code, f"{self.folder}: an attachment can't be kept: {error}") from error

    def write(self, item: ItemId, place: int, data: bytes) -> None:
        """Write one file, on the disk when this returns; OSError as it comes."""
        if not self.folder.is_dir():
            self.folder.mkdir(mode=0o700)
            sync_folder(self.folder.parent)
        write_whole(self._path(item, place), data)

    def read(self, item: ItemId, place: int, name: AttachmentName) -> bytes | None:
        """Return the sealed bytes; None when they are gone or no longer those that the header names.

        OSError when the disk does not give them now.
        """
        try:
            data = self._path(item, place).read_bytes()
        except FileNotFoundError:
            return None
        return data if name_of(data) == name else None

    def whole(self, item: ItemId, place: int, name: AttachmentName) -> bytes | None:
        """Return the sealed bytes, None for whatever reason they are not to be had."""
        try:
            return self.read(item, place, name)
        except OSError as error:
            log.error("attachment %d of %s can't be read: %s", place, item, error)  # noqa: TRY400 a value
            return None

    def copy(self, to: "Attachments", header: Header) -> tuple[int, ...]:
        """Copy an item's files into another folder; return the places of those that are damaged."""
        read = [self.whole(header.id, place, name) for place, name in enumerate(header.attachments)]
        for place, data in enumerate(read):
            if data is not None:
                to.write(header.id, place, data)
        return tuple(place for place, data in enumerate(read) if data is None)

    def drop(self, item: ItemId) -> None:
        """Remove an item's files, once the row's `attached_bytes` are 0 and committed.

        What can't be removed now, or was not because of a stop in between, is swept later.
        """
        files = [self._path(item, place) for place in range(MAX_ATTACHMENTS)]
        try:
            for path in (*files, *map(part_of, files)):
                path.unlink(missing_ok=True)
        except OSError as error:
            log.warning("attachments of %s are left for the sweep: %s", item, error)

    def move(self, to: "Attachments") -> None:
        """Give the folder another name, if there is one."""
        if self.folder.is_dir():
            self.folder.rename(to.folder)

    def remove(self) -> None:
        """Remove the folder with all that is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def items(self) -> frozenset[ItemId]:
        """Return the items of which a file, whole or begun, lies here."""
        with suppress(FileNotFoundError):
            return frozenset(ItemId(path.name.partition(".")[0]) for path in self.folder.iterdir())
        return frozenset()

    def _path(self, item: ItemId, place: int) -> Path:
        return self.folder / file_of(item, place)


def beside(file: Path) -> Attachments:
    """Return the attachments that lie beside a queue or a bundle."""
    return Attachments(folder_beside(file))


def attached_bytes(connection: sqlite3.Connection) -> int:
    """Return how many bytes the attachments take on the disk."""
    size: int = connection.execute("SELECT attached_bytes FROM ledger").fetchone()[0]
    return size


def sweep(database: Database) -> int:
    """Remove files that no row wants: a stop came between file and row; return of how many items.

    It looks inside a writing transaction: `put` writes its files inside one too, so none is half-way here.
    A folder that can't be listed now is swept another time: nothing waits for it.
    """
    kept = beside(database.path)
    if not _listed(kept):
        return 0
    with database.writing() as connection:
        if any(one.code == FILE_DAMAGED for one in incidents(connection)):
            return 0  # their row may be one that could not be read
        orphans = [item for item in _listed(kept) if not _wanted(connection, item)]
        for item in orphans:
            kept.drop(item)
    if orphans:
        log.info("attachments of %d items that were never put or are let go were removed", len(orphans))
    return len(orphans)


def _listed(kept: Attachments) -> frozenset[ItemId]:
    try:
        return kept.items()
    except OSError as error:
        log.error("the attachments are not swept: %s", error)  # noqa: TRY400 a value
        return frozenset()


def _wanted(connection: sqlite3.Connection, item: ItemId) -> bool:
    found = connection.execute("SELECT attached_bytes FROM item WHERE id = ?", (item,)).fetchone()
    return found is not None and found[0] > 0
