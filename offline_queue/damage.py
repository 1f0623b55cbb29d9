"""Rows that are damaged on the disk: told, and put aside, so that nobody sends them."""

import logging
import sqlite3

from kiosk.domain.submission import ItemState
from offline_queue.incidents import ROW_DAMAGED, note
from offline_queue.rows import LAST_SEQ, SEQ_BITS

log = logging.getLogger(__name__)
DAMAGED = "damaged_on_disk"


def quarantine_at(connection: sqlite3.Connection, position: int) -> int:
    """Put a damaged row aside, by its place, for its id may be what is damaged; return whether that was done.

    One whose payment is not decided stays: its money must still find it. So does one that the centre has.
    """
    alarm(connection, position, "it is not what was put")
    return connection.execute(
        "UPDATE item SET state = 'quarantined', to_send = 0, reason = ? WHERE position = ?"
        " AND state NOT IN ('received', 'settled', 'quarantined', 'awaiting_payment')",
        (DAMAGED, position),
    ).rowcount


def put_aside(connection: sqlite3.Connection, position: int) -> None:
    """Put a damaged row aside whose order is closed: no money comes for it any more; it can't be buried."""
    alarm(connection, position, "it is not what was put")
    connection.execute(
        "UPDATE item SET state = 'quarantined', to_send = 0, reason = ? WHERE position = ?",
        (DAMAGED, position),
    )


def alarm(connection: sqlite3.Connection, position: int, what: str) -> None:
    """Say once what is wrong at a place, and keep it for who looks after the terminal."""
    sentence = f"run {position >> SEQ_BITS}, sequence {position & LAST_SEQ}: {what}"
    if note(connection, ROW_DAMAGED, sentence):
        log.error("ALARM: a row is damaged on the disk: %s", sentence)


def recount(connection: sqlite3.Connection) -> None:
    """Count anew what the ledger counts: a state that was damaged was never counted down."""
    for state in ItemState:
        count = f"SELECT count(*) FROM item WHERE state = '{state}'"  # noqa: S608 constant
        connection.execute(f"UPDATE ledger SET {state} = ({count})")  # noqa: S608 constant
    connection.execute("UPDATE ledger SET to_send = (SELECT count(*) FROM item WHERE to_send = 1)")
    size = "(SELECT coalesce(sum(attached_bytes), 0) FROM item)"
    connection.execute(f"UPDATE ledger SET attached_bytes = {size}")  # noqa: S608 constant
