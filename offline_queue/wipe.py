"""The end of a queue: its files are removed only when everything in them is known to be elsewhere."""

import shutil
import sqlite3
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.safe_file import sync_folder
from kiosk.wire.attachment import laden
from kiosk.wire.bundle import Bundle
from offline_queue.attachments import Attachments, beside
from offline_queue.carried import Carried
from offline_queue.commands import UNCOVERED, UNSENT
from offline_queue.database import Database
from offline_queue.loop import alone

BESIDE = (
    *(".carried", ".attachments", ".reserve", ".bell", ".part", ".use.part", ".use"),
    *("-shm", "-wal", ".lock", ".sync", ""),
)
"""What lies beside a queue; the file itself goes last, so that a wipe cut short can be begun again."""


def wipe(
    database: Database, exported: Bundle | None, attached: Attachments | None = None
) -> tuple[Path, ...]:
    """Remove the queue and all that lies beside it; return what was removed.

    KioskError when it holds what neither a backup of the centre's nor the bundle `exported` has (the caller
    verified its signature), or an attachment that is not among those `attached` to it; when a payment is not
    decided; when the sync process runs.
    """
    path = database.path
    with alone(path) as only:
        if not only:
            raise KioskError("sync_running", f"{path}: the sync process serves this queue: stop it first")
        with database.removing() as connection:  # a screen that would put now waits, and is then refused
            _look(connection, path, exported, attached)
            removed = tuple(file for file in map(path.name.__add__, BESIDE) if _remove(path.with_name(file)))
            sync_folder(path.parent)
    return tuple(map(path.with_name, removed))


def _look(
    connection: sqlite3.Connection, path: Path, exported: Bundle | None, attached: Attachments | None
) -> None:
    (undecided,) = connection.execute("SELECT count(*) FROM item WHERE state = 'awaiting_payment'").fetchone()
    if undecided:
        raise KioskError(
            "queue_undecided", f"{undecided} payments are not decided: run `kiosk sync --once` first"
        )
    if Carried(path).stats().waiting:
        raise KioskError(
            "queue_carries", "a bundle of another terminal was not handed over: run `kiosk sync --once` first"
        )
    there = frozenset(exported.items) if exported is not None else frozenset()

    def held_back(condition: str) -> int:
        """Count the rows that the bundle does not have whole."""
        found = connection.execute(f"SELECT bytes FROM item WHERE {condition}")  # noqa: S608 constants
        return sum(data not in there or _leaves_behind(path, data, attached) for (data,) in found)

    if missing := held_back(UNSENT):
        raise KioskError(
            "queue_unsent",
            f"{missing} items are nowhere else: `kiosk queue export FILE` them,"
            " then `kiosk queue wipe --exported FILE`",
        )
    if uncovered := held_back(UNCOVERED):
        raise KioskError(
            "queue_uncovered",
            f"{uncovered} items came to the centre and are in no backup of it that is known here: run"
            " `kiosk sync --once` after its next backup, or `kiosk queue export --received FILE` them, then"
            " `kiosk queue wipe --exported FILE`",
        )


def _leaves_behind(path: Path, data: bytes, attached: Attachments | None) -> bool:
    """Return whether an attachment that is whole here is not so beside the bundle."""
    return any(
        beside(path).whole(header.id, place, name) is not None
        and (attached is None or attached.whole(header.id, place, name) is None)
        for header in laden((data,))
        for place, name in enumerate(header.attachments)
    )


def _remove(path: Path) -> bool:
    if path.is_dir():
        shutil.rmtree(path)
    elif path.exists():
        path.unlink()
    else:
        return False
    return True
