"""Whose the queue is: what root makes beside it becomes the owner's, so that nothing locks the owner out."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.errors import KioskError

ROOT = 0


@contextmanager
def left_to_owner(path: Path) -> Iterator[None]:
    """Leave to the queue's owner whatever root made of it in the block; where there is none, to its folder's.

    SQLite itself does so with log and shared memory, and with nothing else. KioskError `outbox_disk_error`.
    """
    if os.geteuid() != ROOT:
        yield
        return
    with _as_sentence(path):
        before = next(one for one in (path, *path.absolute().parents) if one.exists())
        owner = before.stat()
    try:
        yield
    finally:
        with _as_sentence(path):
            for made in _of_queue(path, before):
                _leave(made, owner)


def _leave(made: Path, owner: os.stat_result) -> None:
    with suppress(FileNotFoundError):  # a log goes when its last reader does
        if made.lstat().st_uid == ROOT != owner.st_uid:
            os.chown(made, owner.st_uid, owner.st_gid, follow_symlinks=False)


@contextmanager
def _as_sentence(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KioskError("outbox_disk_error", f"{path}: {error}") from error


def _of_queue(path: Path, before: Path) -> Iterator[Path]:
    """Yield the queue's files and folders, and the folders above it that were not there `before`."""
    yield from (folder for folder in path.absolute().parents if before in folder.parents)
    for beside in path.parent.glob(f"{path.name}*"):
        yield beside
        yield from beside.rglob("*")
