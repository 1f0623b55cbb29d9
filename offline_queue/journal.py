"""The write-ahead journal of physical acts: intent on disk, act, outcome on disk."""

import datetime as dt
import sqlite3

import msgspec

from kiosk.domain.ids import ItemId
from kiosk.ports import ActKind, Clock
from offline_queue.database import Database


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """An act without an outcome: power went, or the program, between intent and outcome."""

    act: int
    kind: ActKind
    subject: str
    stub: str
    began_at: dt.datetime


class SqliteJournal:
    """The port `Journal` over the queue's database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def begin(self, kind: ActKind, subject: str, *, stub: str) -> int:
        with self._database.writing() as connection:
            act = connection.execute(
                "INSERT INTO act (kind, subject, stub, began_at) VALUES (?, ?, ?, ?)",
                (kind.value, subject, stub, self._clock.now().isoformat()),
            ).lastrowid
        return int(act or 0)

    def end(self, act: int, outcome: str) -> None:
        """Commit what came of it; KeyError when it never began, the first outcome stays when it has one."""
        with self._database.writing() as connection:
            known = connection.execute("SELECT 1 FROM act WHERE act = ?", (act,)).fetchone()
            if known is None:
                raise KeyError(act)
            connection.execute(
                "UPDATE act SET outcome = ?, ended_at = ? WHERE act = ? AND outcome IS NULL",
                (outcome, self._clock.now().isoformat(), act),
            )

    def open_acts(self) -> tuple[Act, ...]:
        """Return the acts without an outcome, oldest first: at start each is asked about and ended."""
        with self._database.reading() as connection:
            found = connection.execute(
                "SELECT act, kind, subject, stub, began_at FROM act WHERE outcome IS NULL ORDER BY act"
            ).fetchall()
        return tuple(
            msgspec.convert(dict(zip(Act.__struct_fields__, row, strict=True)), Act) for row in found
        )


def order_of(connection: sqlite3.Connection, item: ItemId) -> str | None:
    """Return the order that may have been opened for an item: what the last intent to pay for it names."""
    found = connection.execute(
        "SELECT stub FROM act WHERE subject = ? AND kind = ? ORDER BY act DESC LIMIT 1",
        (item, ActKind.PAY.value),
    ).fetchone()
    return None if found is None else str(found[0])
