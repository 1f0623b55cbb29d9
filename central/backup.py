"""A backup of the platform's database: copied while it serves, synced, opened and counted, then signed for.

What it covers, terminals let go. So a backup never takes the place of one that holds an item which it lacks.
"""

import datetime as dt
import logging
import os
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import URL, Engine, NullPool, create_engine, func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from central.centre import Centre
from central.tables import ItemRow
from central.watermarks import keep_watermarks, watermarks_of
from kiosk.errors import KioskError
from kiosk.wire.watermark import Watermark

log = logging.getLogger(__name__)
LACKING = "SELECT count(*) FROM old.item WHERE id NOT IN (SELECT id FROM main.item)"


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """A backup that was verified and signed for."""

    file: Path
    made_at: dt.datetime
    items: int
    watermarks: tuple[Watermark, ...]


def back_up(centre: Centre, file: Path) -> Backup:
    """Copy the database to `file`, verify the copy, put it in place, and keep the watermarks it stands for.

    KioskError `backup_database` when the database is no SQLite file, `backup_lacks` when `file` holds items
    that are not here any more, `backup_failed` when the copy can't be written or does not hold.
    """
    if centre.store.engine.dialect.name != "sqlite":
        raise KioskError(
            "backup_database", "only an SQLite database is backed up so; nothing settles without"
        )
    part = file.with_name(f"{file.name}.part")
    made_at = centre.clock()
    try:
        before = _count(centre.store.engine)
        _copy(centre.store.engine, part)
        items, marks = _verified(part, file, made_at, at_least=before)
        _put_in_place(part, file)
        keep_watermarks(centre, marks)
    except (OSError, SQLAlchemyError, centre.store.engine.dialect.loaded_dbapi.Error) as error:
        raise KioskError("backup_failed", f"{file}: no backup was made: {error}") from error
    finally:
        part.unlink(missing_ok=True)
    return Backup(file=file, made_at=made_at, items=items, watermarks=marks)


def keep_backing_up(centre: Centre, file: Path, *, every_s: float, over: threading.Event) -> None:
    """Make a backup at once and every so often until `over` is set; trouble is logged and tried again."""
    while True:
        try:
            made = back_up(centre, file)
            log.info("backup of %d items: %s", made.items, file)
        except KioskError as error:
            log.error("ALARM: %s; terminals keep what they have", error.message)  # noqa: TRY400 it is told whole
        if over.wait(every_s):
            return


def _count(engine: Engine) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(ItemRow)) or 0


def _opened(file: Path) -> Engine:
    return create_engine(URL.create("sqlite", database=str(file)), poolclass=NullPool)


def _copy(engine: Engine, part: Path) -> None:
    """Copy by SQLite's online backup, as one file without a log beside it."""
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(engine.raw_connection()) as source, closing(_opened(part).raw_connection()) as target:
        from_here: Any = source.driver_connection  # SQLAlchemy does not say which driver's
        to_there: Any = target.driver_connection
        from_here.backup(to_there)
        to_there.execute("PRAGMA journal_mode = DELETE")


def _verified(
    part: Path, older: Path, made_at: dt.datetime, *, at_least: int
) -> tuple[int, tuple[Watermark, ...]]:
    """Open the copy, check every page, count, and read from it what it covers."""
    with Session(_opened(part)) as copy:
        found = copy.scalar(text("PRAGMA integrity_check"))
        items = copy.scalar(select(func.count()).select_from(ItemRow)) or 0
        if found != "ok" or items < at_least:
            raise OSError(f"the copy does not hold: {items} of {at_least} items, {found}")
        if older.exists():
            copy.execute(text("ATTACH DATABASE :older AS old"), {"older": str(older)})
            lacking = copy.scalar(text(LACKING))
            if lacking:
                raise KioskError(
                    "backup_lacks",
                    f"{older} holds {lacking} items that are not here: restore it, or name another file",
                )
        return items, watermarks_of(copy, made_at)


def _put_in_place(part: Path, file: Path) -> None:
    _sync(part)
    part.replace(file)
    _sync(file.parent)


def _sync(place: Path) -> None:
    number = os.open(place, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
