"""Looks through the queue in the background, a piece at a time, and says what it finds."""

import sqlite3

from kiosk.errors import KioskError
from kiosk.ports import Clock
from offline_queue.damage import alarm, quarantine_at, recount
from offline_queue.database import Database
from offline_queue.rows import PRIORITIES
from offline_queue.verify import Fault, Found, Link, look

PIECE = 500
"""Rows a look: some 25 ms, which a ring may have to wait for."""
LOOK_S = 5.0
BEGINNING = Link(0, None)
TO_SEND = " UNION ALL ".join(
    f"SELECT min(position) FROM item INDEXED BY item_to_send WHERE to_send = 1 AND priority = {priority}"  # noqa: S608 constant
    for priority in PRIORITIES
)
OLDEST = f"""SELECT min(oldest) FROM (
    SELECT min(position) AS oldest FROM item INDEXED BY item_unsettled
        WHERE settled_at IS NULL AND to_send = 0 AND state IN ('received', 'cancelled')
    UNION ALL SELECT min(position) FROM item INDEXED BY item_unpaid WHERE state = 'awaiting_payment'
    UNION ALL {TO_SEND}
)"""  # noqa: S608 constant


class Verification:
    """Goes round: first from the oldest row that the centre has not settled, then from the very first."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._next = float("-inf")
        self._before: Link | None = None

    def look(self) -> None:
        """Look at the next rows, unless that was done a moment ago."""
        now = self._clock.monotonic()
        if now >= self._next:
            self._next = now + LOOK_S
            self.piece()

    def round(self) -> None:
        """Look at every row."""
        self._before = BEGINNING
        while not self.piece():
            pass

    def piece(self) -> bool:
        """Look at the next rows and tell of them; return whether a round ended with them.

        KioskError `outbox_damaged` when a page can't be read or an index has lost a row: make the file anew.
        """
        with self._database.reading() as connection:
            found = look(connection, self._before or _start(connection), PIECE)
        self._tell(found.found)
        self._before = BEGINNING if found.end else found.last
        return found.end

    def _tell(self, found: tuple[Found, ...]) -> None:
        """Alarm, and put aside what nobody may send."""
        if any(one.fault is Fault.INDEX for one in found):
            raise KioskError("outbox_damaged", f"{self._database.path}: {Fault.INDEX.value}")
        if found:
            with self._database.writing() as connection:
                for one in found:
                    alarm(connection, one.position, one.fault.value)
                    if one.fault is Fault.ROW:
                        quarantine_at(connection, one.position)
                recount(connection)


def _start(connection: sqlite3.Connection) -> Link:
    """Return the place before the oldest row that the centre has not settled."""
    (position,) = connection.execute(OLDEST).fetchone()
    return BEGINNING if position is None else Link(position - 1, None)
