"""What the queue knows of its terminal: name, epoch, where receipts lead, and the platform's keys."""

import datetime as dt
import functools
import hashlib
import sqlite3

import msgspec

from kiosk.domain.ids import TerminalId
from kiosk.errors import KioskError
from kiosk.wire.envelope import FIRST_PREVIOUS
from kiosk.wire.messages import EnrolmentAnswer, PlatformKey
from offline_queue.centre_time import CentreTime, after
from offline_queue.rows import LAST_SEQ, place
from offline_queue.uptime import Moment

KEYS = tuple[PlatformKey, ...]
_KEYS = msgspec.json.Decoder(KEYS)
_TIME = msgspec.json.Decoder(CentreTime)


class OpenBlock(msgspec.Struct, frozen=True):
    """The block that receipt numbers are taken from; `next` is beyond `last` when it is used up."""

    prefix: str
    next: int
    last: int


class Terminal(msgspec.Struct, frozen=True):
    """The terminal as enrolment named it, the chain's head, and where the next number comes from."""

    name: TerminalId
    run: int
    """The number that this terminal and epoch have in this database."""
    epoch: int
    seq: int
    head: bytes
    keys: KEYS
    centre_time: CentreTime | None
    block: OpenBlock | None


def adopt(connection: sqlite3.Connection, answer: EnrolmentAnswer) -> bool:
    """Take on what enrolment gave; another epoch begins a chain of its own, the old one's rows stay.

    Return whether it is new here. The same answer again changes nothing: keys that heartbeats have brought
    since then stay.

    KioskError `queue_other_terminal` when rows of another terminal are still to be sent.
    """
    known = value_of(connection, "terminal")
    waiting = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM item WHERE to_send = 1 OR state = 'awaiting_payment' LIMIT 1)"
    ).fetchone()[0]
    if known not in (None, answer.terminal) and waiting:
        raise KioskError(
            "queue_other_terminal",
            f"the queue holds unsent items of terminal {known}, this is {answer.terminal}: export them first",
        )
    keep(connection, "terminal", answer.terminal)
    keep(connection, "base_url", answer.base_url)
    name = hashlib.sha256(msgspec.json.encode(answer)).hexdigest()
    if value_of(connection, "enrolment") == name:  # keys and epoch may have gone on since
        return False
    keep(connection, "enrolment", name)
    note_stopped(connection, "")
    learn_keys(connection, answer.keys)
    begin_epoch(connection, answer.terminal, answer.epoch)
    return True


def begin_epoch(connection: sqlite3.Connection, terminal: str, epoch: int) -> None:
    """Let the chain go on in an epoch: from its last row here, or from its beginning."""
    connection.execute(
        "INSERT INTO run (terminal, epoch) VALUES (?, ?) ON CONFLICT DO NOTHING", (terminal, epoch)
    )
    (run,) = connection.execute(
        "SELECT run FROM run WHERE terminal = ? AND epoch = ?", (terminal, epoch)
    ).fetchone()
    connection.execute(
        "UPDATE ledger SET run = ?, epoch = ?, seq = ?, chain_sha256 = ?",
        (run, epoch, *_last(connection, run)),
    )


def learn_keys(connection: sqlite3.Connection, keys: KEYS) -> None:
    """Keep the platform's keys as the centre last named them."""
    if keys:
        keep(connection, "platform_keys", msgspec.json.encode(keys).decode())


def terminal(connection: sqlite3.Connection) -> Terminal:
    """Return who this is; KioskError `outbox_not_enrolled` before enrolment."""
    name, run, epoch, seq, head, known, heard, prefix, number, last = connection.execute(
        "SELECT (SELECT value FROM setting WHERE name = 'terminal'), run, epoch, seq, chain_sha256,"
        " (SELECT value FROM setting WHERE name = 'platform_keys'),"
        " (SELECT value FROM setting WHERE name = 'centre_time'), prefix, next_number, last"
        " FROM ledger LEFT JOIN number_block ON number_block.position = block"
    ).fetchone()
    if name is None or run is None:
        raise KioskError("outbox_not_enrolled", "the terminal is not enrolled: nothing can be promised")
    block = None if prefix is None else OpenBlock(prefix, number, last)
    keys, time = _decode_keys(known or "[]"), _decode_time(heard)
    return Terminal(TerminalId(name), run, epoch, seq, head, keys, time, block)


def earlier_runs(connection: sqlite3.Connection) -> dict[int, int]:
    """Return the run of each earlier epoch of this terminal."""
    found = connection.execute(
        "SELECT run.epoch, run.run FROM run JOIN ledger JOIN setting ON setting.name = 'terminal'"
        " WHERE run.terminal = setting.value AND run.run <> ledger.run"
    )
    return dict(found.fetchall())


def earlier(connection: sqlite3.Connection) -> dict[int, int]:
    """Return the last sequence of each earlier epoch that has any on this disk."""
    lasts = {epoch: _last(connection, run)[0] for epoch, run in earlier_runs(connection).items()}
    return {epoch: seq for epoch, seq in lasts.items() if seq}


def keys(connection: sqlite3.Connection) -> KEYS:
    """Return the platform's keys as last named."""
    return _decode_keys(value_of(connection, "platform_keys") or "[]")


def base_url(connection: sqlite3.Connection) -> str:
    """Return where receipts' QR codes lead."""
    return value_of(connection, "base_url") or ""


def note_stopped(connection: sqlite3.Connection, reason: str) -> None:
    """Keep that the centre answers this terminal no more, and why; empty once it does again."""
    keep(connection, "stopped", reason)


def stopped(connection: sqlite3.Connection) -> str:
    """Return why the centre answers this terminal no more, empty while it does."""
    return value_of(connection, "stopped") or ""


def note_certificate(connection: sqlite3.Connection, ends: dt.datetime) -> None:
    """Keep when the centre's certificate ends, as it was last shown."""
    keep(connection, "certificate_ends", ends.isoformat())


def certificate_ends(connection: sqlite3.Connection) -> dt.datetime | None:
    """Return when the centre's certificate ends; None while none was shown, or where its date is damaged."""
    try:
        return dt.datetime.fromisoformat(value_of(connection, "certificate_ends") or "")
    except ValueError:
        return None


def learn_time(connection: sqlite3.Connection, time: dt.datetime, now: Moment) -> None:
    """Keep what the centre's clock said, signed."""
    known = after(centre_time(connection), time, now)
    keep(connection, "centre_time", msgspec.json.encode(known).decode())


def centre_time(connection: sqlite3.Connection) -> CentreTime | None:
    """Return what the centre's clock last said."""
    return _decode_time(value_of(connection, "centre_time"))


@functools.lru_cache(maxsize=4)
def _decode_time(text: str | None) -> CentreTime | None:
    return None if text is None else _TIME.decode(text)


@functools.lru_cache(maxsize=4)
def _decode_keys(text: str) -> KEYS:
    """Decode what every put reads and a heartbeat changes."""
    return _KEYS.decode(text)


def _last(connection: sqlite3.Connection, run: int) -> tuple[int, bytes]:
    row = connection.execute(
        "SELECT seq, chain_sha256 FROM item WHERE position BETWEEN ? AND ? ORDER BY position DESC LIMIT 1",
        (place(run, 0), place(run, LAST_SEQ)),
    ).fetchone()
    return (0, FIRST_PREVIOUS) if row is None else (row[0], row[1])


def value_of(connection: sqlite3.Connection, name: str) -> str | None:
    """Return a setting, None while it was never kept."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def keep(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Keep a setting, in place of what it was."""
    connection.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )
