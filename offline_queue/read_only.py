"""A queue on a disk that takes nothing more: seen as such, and read from a copy."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.wire.attachment import folder_beside


def is_read_only(path: Path) -> bool:
    """Say whether a queue's file system takes nothing more: mounted so, or by an error (ext4's emergency_ro).

    After an error newer kernels do not show it in statvfs(3); opening a file does. Never the database itself:
    closing it would drop SQLite's locks (fcntl(2)).
    """
    with suppress(OSError):
        if os.statvfs(path.parent).f_flag & os.ST_RDONLY:
            return True
    try:
        os.close(os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CLOEXEC))
    except OSError as error:
        return error.errno == errno.EROFS
    return False


def read_only(path: Path) -> KioskError:
    """Return what is said of it."""
    return KioskError(
        "outbox_read_only",
        f"{path}: its disk is mounted read-only: nothing can be promised or noted as sent;"
        " `kiosk queue export` still reads it",
    )


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """Give a copy of database and log: without its log a queue lacks its newest rows.

    Its attachments are those of the original, by a link. It lies in the folder for temporary files (TMPDIR
    names another). KioskError `queue_copy`.
    """
    with tempfile.TemporaryDirectory(prefix="kiosk-queue-") as folder:
        copy = Path(folder) / path.name
        try:
            for ending in ("", "-wal"):
                if (file := path.with_name(path.name + ending)).exists():
                    shutil.copyfile(file, copy.with_name(copy.name + ending))
            folder_beside(copy).symlink_to(folder_beside(path.absolute()))
        except OSError as error:
            raise KioskError("queue_copy", f"{path}: no copy can be made in {folder}: {error}") from error
        yield copy
