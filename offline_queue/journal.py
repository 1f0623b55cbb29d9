"""The write-ahead journal of physical acts: intent on disk, act, outcome on disk."""

import datetime as dt
import logging
import sqlite3

import msgspec

from kiosk.domain.ids import ItemId
from kiosk.errors import KioskError
from kiosk.ports import MONEY, ActKind, Clock, Resolver
from offline_queue.database import Database
from offline_queue.uptime import Boot, this_boot

log = logging.getLogger(__name__)
COLUMNS = "act, kind, subject, stub, mark, boot, began_at, ended_at, outcome, resolved_by, sentence"
MONEY_KINDS = ", ".join(f"'{kind.value}'" for kind in sorted(MONEY))
KEPT_WHATEVER = 500
"""So many newest acts stay whatever the clock says: one that is years ahead must not empty the journal."""
MOST_ROWS = 200
PRUNE_S = 6 * 3600.0


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """One act; without an outcome, power went, or the program, between intent and outcome."""

    act: int
    kind: str
    """An ActKind, or one that only a later version knows."""
    subject: str
    stub: str
    mark: str
    boot: str
    """The boot it began in: a count that a device kept may be stale after the next one."""
    began_at: dt.datetime
    ended_at: dt.datetime | None
    outcome: str | None
    resolved_by: str
    """A Resolver; empty while there is no outcome, and for acts of before there was this column."""
    sentence: str


class SqliteJournal:
    """The port `Journal` over the queue's database, and what technicians ask of it."""

    def __init__(self, database: Database, clock: Clock, boot: Boot | None = None) -> None:
        self._database = database
        self._clock = clock
        self.boot = boot or this_boot()

    def begin(self, kind: ActKind, subject: str, *, stub: str, mark: str = "") -> int:
        with self._database.writing() as connection:
            act = connection.execute(
                "INSERT INTO act (kind, subject, stub, mark, boot, began_at) VALUES (?, ?, ?, ?, ?, ?)",
                (kind.value, subject, stub, mark, self.boot, self._clock.now().isoformat()),
            ).lastrowid
        return int(act or 0)

    def end(self, act: int, outcome: str, *, by: Resolver = Resolver.SCREEN, sentence: str = "") -> None:
        """Commit what came of it; KeyError when it never began, the first outcome stays when it has one."""
        with self._database.writing() as connection:
            known = connection.execute("SELECT 1 FROM act WHERE act = ?", (act,)).fetchone()
            if known is None:
                raise KeyError(act)
            connection.execute(
                "UPDATE act SET outcome = ?, ended_at = ?, resolved_by = ?, sentence = ?"
                " WHERE act = ? AND outcome IS NULL",
                (outcome, self._clock.now().isoformat(), by.value, sentence, act),
            )

    def open_acts(self) -> tuple[Act, ...]:
        """Return the acts without an outcome, oldest first: at start each is asked about and ended."""
        with self._database.reading() as connection:
            return _acts(connection, "outcome IS NULL ORDER BY act", {})

    def acts(self, *, after: int = 0, limit: int = MOST_ROWS) -> tuple[Act, ...]:
        """Return acts in the order in which they began, those behind number `after`."""
        values = {"after": after, "limit": limit}
        with self._database.reading() as connection:
            return _acts(connection, "act > :after ORDER BY act LIMIT :limit", values)

    def act(self, number: int) -> Act:
        """Return one act; KioskError `journal_no_act` when there is none of that number."""
        with self._database.reading() as connection:
            found = _acts(connection, "act = :act", {"act": number})
        if not found:
            raise KioskError("journal_no_act", f"there is no act {number}; see 'kiosk journal list'")
        return found[0]


class Pruning:
    """Lets go, once in a while, of what the journal has kept long enough."""

    def __init__(self, database: Database, clock: Clock, *, days: int) -> None:
        self._database = database
        self._clock = clock
        self._kept = dt.timedelta(days=days)
        self._next = float("-inf")

    def look(self) -> None:
        """Delete what is too old, unless that was done not long ago."""
        now = self._clock.monotonic()
        if now < self._next:
            return
        self._next = now + PRUNE_S
        with self._database.writing() as connection:
            gone = prune(connection, self._clock.now() - self._kept)
        if gone:
            log.info("%d acts left the journal", gone)


def end_money_acts(
    connection: sqlite3.Connection,
    item: ItemId,
    outcome: str,
    *,
    by: Resolver,
    sentence: str,
    at: dt.datetime,
) -> None:
    """End the acts about an item's money within the transaction that settles or cancels its row."""
    connection.execute(
        f"UPDATE act SET outcome = ?, ended_at = ?, resolved_by = ?, sentence = ?"  # noqa: S608 constant
        f" WHERE subject = ? AND outcome IS NULL AND kind IN ({MONEY_KINDS})",
        (outcome, at.isoformat(), by.value, sentence, item),
    )


def order_of(connection: sqlite3.Connection, item: ItemId) -> str | None:
    """Return the order that may have been opened for an item: what the last intent to pay for it names."""
    found = connection.execute(
        f"SELECT stub FROM act WHERE subject = ? AND kind IN ({MONEY_KINDS})"  # noqa: S608 constant
        " ORDER BY act DESC LIMIT 1",
        (item,),
    ).fetchone()
    return None if found is None else str(found[0])


def prune(connection: sqlite3.Connection, before: dt.datetime) -> int:
    """Delete acts that ended before `before` and return how many; never an open one, nor an unpaid row's."""
    return connection.execute(
        "DELETE FROM act WHERE outcome IS NOT NULL AND ended_at < ?"
        " AND act <= (SELECT max(act) FROM act) - ?"
        " AND subject NOT IN (SELECT id FROM item WHERE state = 'awaiting_payment')",
        (before.astimezone(dt.UTC).isoformat(), KEPT_WHATEVER),
    ).rowcount


def _acts(connection: sqlite3.Connection, where: str, values: dict[str, int]) -> tuple[Act, ...]:
    found = connection.execute(f"SELECT {COLUMNS} FROM act WHERE {where}", values).fetchall()  # noqa: S608 constant
    names = Act.__struct_fields__
    return tuple(msgspec.convert(dict(zip(names, row, strict=True)), Act) for row in found)
