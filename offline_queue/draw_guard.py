"""Whether this disk is the one that drew the last number: the TPM's counter goes up with every draw.

The value lies on the disk in the very transaction that draws. A disk that was restored, or doubled, is behind
the counter, and gives up every block it had leased before it draws from one again. Numbers are given up for
nothing too, where the counter went ahead without a draw: a process was killed between its step and its
commit, or the power went (the TPM then leaps ahead). That costs at most the blocks on the disk.
"""

import logging
import sqlite3
from typing import assert_never

import msgspec

from kiosk.ports import Counted, DrawCounter, NoCounter, TpmSilent
from offline_queue.numbers import give_up_blocks
from offline_queue.settings import keep, value_of

log = logging.getLogger(__name__)
NAME = "drawn"


def guard(connection: sqlite3.Connection, counter: DrawCounter) -> None:
    """Count a draw, in the transaction that draws; give up every block when another disk drew since."""
    text = value_of(connection, NAME)
    known = None if text is None else msgspec.json.decode(text, type=Counted)
    seen = counter.define() if known is None else counter.count(known.index)
    match seen:
        case Counted():
            if known is not None and seen.value != known.value + 1:
                _give_up(connection, f"the TPM counted to {seen.value}, this disk to {known.value}")
            keep(connection, NAME, msgspec.json.encode(seen).decode())
        case NoCounter():
            _give_up(connection, "this machine's TPM has no counter of this disk")
            connection.execute("DELETE FROM setting WHERE name = ?", (NAME,))
            guard(connection, counter)
        case TpmSilent(why=why):
            log.warning("numbers are drawn without the TPM: %s", why)
        case _:
            assert_never(seen)


def _give_up(connection: sqlite3.Connection, why: str) -> None:
    log.error("ALARM: this disk may be an older one: %s: its blocks of numbers are given up", why)
    give_up_blocks(connection)
