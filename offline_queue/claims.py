"""What the sync process does to rows: claims a batch on a lease, writes fates down, settles, offers again."""

import datetime as dt
import logging
import sqlite3
from typing import assert_never

import msgspec

from kiosk.domain.ids import ItemId
from kiosk.domain.submission import ItemState
from kiosk.wire.envelope import MAX_BATCH_BYTES, MAX_BATCH_ITEMS
from kiosk.wire.messages import ItemsAnswer, ItemVerdict
from offline_queue.damage import quarantine_at
from offline_queue.retry import Forked, ItemFate, Later, Quarantined, Received, Stopped
from offline_queue.rows import intact_header, place
from offline_queue.uptime import Moment

log = logging.getLogger(__name__)
FORKED = "forked"


Due = tuple[int, str, bytes, int, bytes, int]


class Claimed(msgspec.Struct, frozen=True):
    """One item on its way."""

    id: ItemId
    data: bytes
    attempts: int
    laden: bool = False
    """It has attachments, which go before it."""


def claim(
    connection: sqlite3.Connection, now: Moment, *, lease_s: float, most: int = MAX_BATCH_ITEMS
) -> tuple[Claimed, ...]:
    """Lease the next batch, by priority and then by sequence; damaged rows go to quarantine instead.

    What has attachments goes alone. A delay or lease that another boot wrote holds nothing.
    """
    batch: list[Claimed] = []
    aside = True
    while aside and not batch and (found := _due(connection, now, most)):
        size, aside = 0, False
        for position, item, data, attempts, chain, tombstone in found:
            header = intact_header(data, chain, item, tombstone=bool(tombstone))
            if header is None:
                aside = quarantine_at(connection, position) > 0 or aside
                continue
            attached = bool(header.attachments) and not tombstone
            if attached and batch:
                break
            size += len(data)
            if batch and size > MAX_BATCH_BYTES:
                break
            batch.append(Claimed(ItemId(item), data, attempts, attached))
            if attached:
                break
    connection.executemany(
        "UPDATE item SET state = iif(tombstone, state, 'sending'), boot = ?, not_before = 0, lease_until = ?"
        " WHERE id = ?",
        [(now.boot, now.seconds + lease_s, item.id) for item in batch],
    )
    return tuple(batch)


def _due(
    connection: sqlite3.Connection, now: Moment, most: int
) -> list[tuple[int, str, bytes, int, bytes, int]]:
    return connection.execute(
        "SELECT position, id, bytes, coalesce(attempts, 0), chain_sha256, tombstone"
        " FROM item INDEXED BY item_to_send"
        " WHERE to_send = 1 AND (boot <> :boot OR (not_before <= :now AND lease_until <= :now))"
        " ORDER BY priority, position LIMIT :most",
        {"boot": now.boot, "now": now.seconds, "most": most},
    ).fetchall()


def renew(connection: sqlite3.Connection, item: ItemId, now: Moment, *, lease_s: float) -> None:
    """Hold a leased item for longer: its attachments are on their way."""
    connection.execute(
        "UPDATE item SET boot = ?, lease_until = ? WHERE id = ?", (now.boot, now.seconds + lease_s, item)
    )


def verdicts_on(batch: tuple[Claimed, ...], answer: ItemsAnswer) -> dict[ItemId, ItemVerdict]:
    """Return the verdicts by item; one on bytes that the centre could not read has its place alone."""
    named = {verdict.id: verdict for verdict in answer.verdicts if verdict.id}
    if len(answer.verdicts) == len(batch):
        pairs = zip(batch, answer.verdicts, strict=True)
        named |= {item.id: verdict for item, verdict in pairs if not verdict.id and item.id not in named}
    return named


def write_fate(
    connection: sqlite3.Connection,
    item: ItemId,
    fate: ItemFate,
    now: Moment,
    *,
    heard: dt.datetime | None = None,
) -> None:
    """Write down what became of an item; `heard` is when the centre said so, by its clock."""
    match fate:
        case Received(disposition=disposition, acceptance_number=number, document=document):
            connection.execute(
                "UPDATE item SET state = iif(tombstone, 'cancelled', 'received'), to_send = 0, reason = '',"
                " disposition = ?, acceptance_number = ?, document = ?, heard_at = ? WHERE id = ?",
                (disposition, number, document, heard and heard.isoformat(), item),
            )
        case Quarantined(reason=reason):
            _quarantine(connection, item, reason)
        case Forked(reason=reason):
            _quarantine(connection, item, f"{FORKED}: {reason}")
        case Later(delay_s=delay, reason=reason):
            put_off(connection, item, reason, Moment(now.boot, now.seconds + delay))
        case Stopped(reason=reason):
            give_back(connection, item, reason)
        case _:
            assert_never(fate)


def give_back(connection: sqlite3.Connection, item: ItemId, reason: str) -> None:
    """Free an item that nobody judged: it may be tried at once."""
    connection.execute(
        "UPDATE item SET state = iif(tombstone, 'cancelled', 'pending'), reason = ?, boot = '' WHERE id = ?",
        (reason, item),
    )


def put_off(connection: sqlite3.Connection, item: ItemId, reason: str, due: Moment) -> None:
    """Free an item that is not to be tried before `due`."""
    connection.execute(
        "UPDATE item SET state = iif(tombstone, 'cancelled', 'pending'), attempts = attempts + 1, reason = ?,"
        " boot = ?, not_before = ?, lease_until = 0 WHERE id = ?",
        (reason, due.boot, due.seconds, item),
    )


def free_leases(connection: sqlite3.Connection) -> None:
    """Free what a sync process that is gone had leased; only for who knows that no other runs."""
    connection.execute(
        "UPDATE item SET state = iif(tombstone, state, 'pending'), lease_until = 0"
        " WHERE to_send = 1 AND lease_until > 0"
    )


class Offered(msgspec.Struct, frozen=True):
    """What became of the sequences that the centre misses."""

    again: tuple[int, ...]
    gone: tuple[int, ...]
    """Their bodies went when a backup of the centre's covered them: there they are."""


def offer_again(connection: sqlite3.Connection, run: int, missing: tuple[int, ...]) -> Offered:
    """Send again what the centre says it misses, for it was restored from a backup, as far as it is here."""
    again = tuple(
        seq
        for seq in missing
        if connection.execute(
            "UPDATE item SET to_send = 1, state = iif(tombstone, 'cancelled', 'pending'), boot = '',"
            " settled_at = NULL WHERE position = ? AND to_send = 0 AND state IN ('received', 'cancelled')",
            (place(run, seq),),
        ).rowcount
    )
    return Offered(
        again, tuple(seq for seq in missing if seq not in again and _is_gone(connection, run, seq))
    )


def _is_gone(connection: sqlite3.Connection, run: int, seq: int) -> bool:
    row = connection.execute("SELECT state FROM item WHERE position = ?", (place(run, seq),)).fetchone()
    if row is not None:
        return bool(row[0] == ItemState.SETTLED)  # what a damaged state says is no state
    (swept,) = connection.execute("SELECT swept_seq FROM run WHERE run = ?", (run,)).fetchone()
    return seq <= int(swept)


def unpaid(connection: sqlite3.Connection, now: Moment) -> tuple[ItemId, ...]:
    """Return the rows that have awaited payment for longer than any screen would show the code."""
    found = connection.execute(
        "SELECT id FROM item WHERE state = 'awaiting_payment' AND (boot <> ? OR not_before <= ?)"
        " ORDER BY position LIMIT 20",
        (now.boot, now.seconds),
    )
    return tuple(ItemId(row[0]) for row in found)


def _quarantine(connection: sqlite3.Connection, item: ItemId, reason: str) -> None:
    connection.execute(
        "UPDATE item SET state = 'quarantined', to_send = 0, reason = ? WHERE id = ?", (reason, item)
    )
