"""What `kiosk queue` does: figures, rows, a retry with a reason, and a signed bundle on a stick."""

import datetime as dt
import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from kiosk.domain.ids import ItemId, TerminalId
from kiosk.domain.submission import ItemState
from kiosk.errors import KioskError
from kiosk.safe_file import part_of, writing_whole
from kiosk.wire.attachment import laden
from kiosk.wire.bundle import Bundle
from kiosk.wire.sealer import Sealer
from offline_queue import rows, settings, stats
from offline_queue.attachments import beside
from offline_queue.database import Database
from offline_queue.figures import figures
from offline_queue.incidents import Incident, attended, incidents
from offline_queue.limits import Finding, judge, limits
from offline_queue.retention import UNSETTLED
from offline_queue.rows import COLUMNS, Row
from offline_queue.uptime import Moment, this_boot

log = logging.getLogger(__name__)
UNSENT = "to_send = 1 OR state = 'quarantined'"
UNCOVERED = f"{UNSETTLED} AND state = 'received'"
"""The centre has it, and this terminal has not heard that a backup covers it: its body is still here."""
MOST_ROWS = 200


def queue_stats(database: Database, now: dt.datetime) -> stats.Stats:
    """Return how the queue stands."""
    with database.reading() as connection:
        return stats.stats(connection, now)


def queue_limits(database: Database, now: dt.datetime, path: Path | None = None) -> tuple[Finding, ...]:
    """Return how near the queue is to each limit of its policy; `path` is its place when this is a copy."""
    moment = Moment(this_boot(), time.monotonic())
    with database.reading() as connection:
        return judge(figures(connection, path or database.path, wall=now, now=moment), limits())


def queue_incidents(database: Database) -> tuple[Incident, ...]:
    """Return what befell the queue's disk and nobody has attended to."""
    with database.reading() as connection:
        return incidents(connection)


def queue_attended(database: Database, what: str) -> int:
    """Forget the incidents; `what` names what was done about them. Return how many there were."""
    if not what.strip():
        raise KioskError("queue_no_reason", "say what was done about the incidents")
    with database.writing() as connection:
        count = attended(connection)
    log.warning("%d incidents are attended to: %s", count, what)
    return count


def queue_list(
    database: Database, *, state: ItemState | None = None, after: int = 0, limit: int = MOST_ROWS
) -> tuple[Row, ...]:
    """Return rows in the order in which they were put, those behind position `after`."""
    with database.reading() as connection:
        found = connection.execute(
            f"SELECT {COLUMNS} FROM item WHERE position > :after AND (:state IS NULL OR state = :state)"  # noqa: S608 constant
            " ORDER BY position LIMIT :limit",
            {"after": after, "state": state.value if state else None, "limit": limit},
        ).fetchall()
    return tuple(rows.as_row(row) for row in found)


def queue_show(database: Database, name: str) -> Row:
    """Return the row of an item's id or receipt number; KioskError `queue_no_item` when there is none."""
    with database.reading() as connection:
        found = connection.execute(
            f"SELECT {COLUMNS} FROM item WHERE id = :name UNION ALL"  # noqa: S608 constant
            f" SELECT {COLUMNS} FROM item WHERE number = :name LIMIT 1",
            {"name": name},
        ).fetchone()
    if found is None:
        raise KioskError("queue_no_item", f"no item has the id or number {name}")
    return rows.as_row(found)


def queue_retry(database: Database, item: ItemId, reason: str) -> Row:
    """Send a quarantined item again; `reason` names what was changed. KioskError when it isn't."""
    if not reason.strip():
        raise KioskError("queue_no_reason", "say what was changed since the item was refused")
    row = queue_show(database, item)
    if row.state is not ItemState.QUARANTINED:
        raise KioskError("queue_not_quarantined", f"item {row.id} is {row.state}, not quarantined")
    with database.writing() as connection:
        connection.execute(
            "UPDATE item SET state = iif(tombstone, 'cancelled', 'pending'), to_send = 1, boot = '',"
            " attempts = 0, reason = ? WHERE id = ? AND state = 'quarantined'",
            (f"retried: {reason}; was: {row.reason}", row.id),
        )
    log.info("item %s is sent again: %s", row.id, reason)
    return queue_show(database, row.id)


def queue_export(
    database: Database, sealer: Sealer, path: Path, now: dt.datetime, *, received: bool = False
) -> int:
    """Write what is unsent or quarantined to a signed bundle, safely on the stick; return how many items.

    With `received` also what the centre has and no backup of it covers yet, as far as that is known here.

    Attachments go into a folder beside it: the items name them by hash, so that the signature covers them.
    The rows stay as they are: the centre takes each item once, whichever way it comes first.
    """
    condition = f"({UNSENT}) OR ({UNCOVERED})" if received else UNSENT
    with database.reading() as connection:
        terminal = settings.terminal(connection)
        # By place, not by an index: SQLite would put all bodies in order first, in memory.
        chosen = f"FROM item NOT INDEXED WHERE {condition}"
        (count,) = connection.execute(f"SELECT count(*) {chosen}").fetchone()
        items = (row[0] for row in connection.execute(f"SELECT bytes {chosen} ORDER BY position"))
        about = Bundle(
            terminal=TerminalId(terminal.name),
            epoch=terminal.epoch,
            head_seq=terminal.seq,
            head_hash=terminal.head,
            made_at=now,
            items=(),
        )
        try:
            with writing_whole(path) as file:
                sealer.bundle(file, about, _with_attachments(database.path, path, items), count)
        except OSError as error:
            raise KioskError("queue_export", f"{path}: the bundle can't be written: {error}") from error
        finally:
            with suppress(OSError):
                part_of(path).unlink(missing_ok=True)
    return int(count)


def _with_attachments(queue: Path, bundle: Path, items: Iterable[bytes]) -> Iterator[bytes]:
    """Yield items once what is whole of their attachments is copied; one that is damaged is said."""
    for item in items:
        for header in laden((item,)):
            try:
                damaged = beside(queue).copy(beside(bundle), header)
            except OSError as error:
                message = f"{bundle}: an attachment can't be written: {error}"
                raise KioskError("queue_export", message) from error
            for place in damaged:
                log.error("attachment %d of %s is damaged: it is not in the bundle", place, header.id)
        yield item
