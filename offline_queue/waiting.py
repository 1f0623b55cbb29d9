"""How long items have waited for the centre, on the uptime: a wall clock that jumps stops nothing."""

import sqlite3

import msgspec

from offline_queue.settings import keep, value_of
from offline_queue.uptime import Moment

NAME = "waited"
NOTE_EVERY_S = 600.0
"""A disk is not written to more often for a figure that counts days."""


class Waited(msgspec.Struct, frozen=True):
    """How long items had waited when that was last noted."""

    noted: Moment
    total_s: float

    def until(self, now: Moment) -> float:
        """Return the seconds by now; what passed while the machine was off is not known."""
        since = now.seconds - self.noted.seconds if now.boot == self.noted.boot else 0.0
        return self.total_s + max(0.0, since)


def waited_s(connection: sqlite3.Connection, now: Moment) -> float:
    """Return for how many seconds of uptime items have waited; 0 when none was left over by a pass."""
    known = _known(connection)
    return known.until(now) if known is not None else 0.0


def note_waiting(connection: sqlite3.Connection, now: Moment, *, empty: bool) -> bool:
    """Note at the end of a pass what it left; return whether anything was written."""
    known = _known(connection)
    if empty:
        if known is not None:
            connection.execute("DELETE FROM setting WHERE name = ?", (NAME,))
        return known is not None
    same_boot = known is not None and known.noted.boot == now.boot
    if known is not None and same_boot and now.seconds - known.noted.seconds < NOTE_EVERY_S:
        return False
    total_s = known.until(now) if known is not None else 0.0
    keep(connection, NAME, msgspec.json.encode(Waited(now, total_s)).decode())
    return True


def _known(connection: sqlite3.Connection) -> Waited | None:
    text = value_of(connection, NAME)
    return None if text is None else msgspec.json.decode(text, type=Waited)
