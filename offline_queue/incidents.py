"""What befell the queue's disk and nobody has attended to yet: told by stats, self-test and the heartbeat."""

import sqlite3

import msgspec

from offline_queue import settings

NAME = "incidents"
FILE_GONE, ROW_DAMAGED, FILE_DAMAGED = "file_gone", "row_damaged", "file_damaged"
KEPT = 50
"""A disk that falls to pieces needs no longer list."""


class Incident(msgspec.Struct, frozen=True):
    """What happened, once or more often: a code, and a sentence for a technician."""

    code: str
    sentence: str


_LIST = msgspec.json.Decoder(tuple[Incident, ...])


def incidents(connection: sqlite3.Connection) -> tuple[Incident, ...]:
    """Return what nobody has attended to, oldest first."""
    return _LIST.decode(settings.value_of(connection, NAME) or "[]")


def note(connection: sqlite3.Connection, code: str, sentence: str) -> bool:
    """Keep what happened; return whether that was new."""
    known, new = incidents(connection), Incident(code, sentence)
    if new in known or len(known) >= KEPT:
        return False
    settings.keep(connection, NAME, msgspec.json.encode((*known, new)).decode())
    return True


def attended(connection: sqlite3.Connection) -> int:
    """Forget them all: somebody has seen to it; return how many there were."""
    count = len(incidents(connection))
    settings.keep(connection, NAME, "[]")
    return count
