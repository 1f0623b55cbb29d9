"""The digest: what lies on this disk, compared with what came to the centre, epoch by epoch."""

import datetime as dt
import logging
import sqlite3
from collections.abc import Callable

import msgspec

from kiosk.domain.ids import ItemId
from kiosk.domain.reach import Refused, Unreachable
from kiosk.ports import Uplink
from kiosk.wire.digest import MAX_RANGES, range_hash, ranges
from kiosk.wire.messages import DigestAnswer, DigestItem, DigestRange, DigestRequest
from offline_queue import claims, settings
from offline_queue.centre_time import time_now
from offline_queue.database import Database
from offline_queue.retention import UNSETTLED
from offline_queue.retry import Forked
from offline_queue.rows import LAST_SEQ, place
from offline_queue.uptime import Boot, Moment

log = logging.getLogger(__name__)
DIGEST = "digest"
EVERY = dt.timedelta(days=1)
MOST_NAMED = 20


class EpochDigest(msgspec.Struct, frozen=True, kw_only=True):
    """What came of comparing one epoch; each list names at most a thousand sequences a range."""

    epoch: int
    first: int
    last: int
    again: tuple[int, ...] = ()
    """Missing at the centre, and sent again."""
    gone: tuple[int, ...] = ()
    """Missing at the centre, and no longer held here: a backup of the centre's covered them."""
    forked: tuple[int, ...] = ()
    """The centre has another item in that place."""
    unknown: tuple[int, ...] = ()
    """The centre has it, and this disk does not know it."""


class Report(msgspec.Struct, frozen=True):
    """The last digest, by the centre's clock."""

    at: dt.datetime
    epochs: tuple[EpochDigest, ...]


class _Run(msgspec.Struct, frozen=True):
    run: int
    epoch: int
    first: int
    last: int


class Digest:
    """Compares this queue with the centre."""

    def __init__(self, database: Database, uplink: Uplink) -> None:
        self._database = database
        self._uplink = uplink

    def due(self, wall: dt.datetime, now: Moment) -> bool:
        """Return whether a day went by, by the centre's clock, since it was last done."""
        with self._database.reading() as connection:
            heard, last = settings.centre_time(connection), report(connection)
        return heard is not None and (last is None or time_now(heard, wall, now) - last.at >= EVERY)

    def run(self, over: Callable[[], bool] = bool) -> Report | Refused | Unreachable | None:
        """Compare every epoch of this terminal and keep what came of it; None when `over` ended it."""
        with self._database.reading() as connection:
            found = _runs(connection)
        epochs = []
        for run in found:
            compared = self._compare(run, over)
            if not isinstance(compared, tuple):
                return compared
            at, answers = compared
            epochs.append(self._act_on(run, answers))
        done = Report(at, tuple(epochs)) if epochs else None
        if done is not None:
            with self._database.writing() as connection:
                settings.keep(connection, DIGEST, msgspec.json.encode(done).decode())
        return done

    def _compare(
        self, run: _Run, over: Callable[[], bool]
    ) -> tuple[dt.datetime, list[DigestAnswer]] | Refused | Unreachable | None:
        """Ask by hashes first, then list the ranges that differ, one a request."""
        stretches = list(ranges(run.first, run.last))
        parts = [stretches[at : at + MAX_RANGES] for at in range(0, len(stretches), MAX_RANGES)] or [[]]
        questions = [[self._range(run, first, last) for first, last in part] for part in parts]
        answers: list[DigestAnswer] = []
        while questions:
            asked = questions.pop(0)
            if over():
                return None
            request = DigestRequest(epoch=run.epoch, head_seq=run.last, ranges=tuple(asked))
            answer = self._uplink.compare(request)
            if isinstance(answer, Refused | Unreachable):
                return answer
            answers.append(answer)
            questions += [
                [self._range(run, one.first, one.last, listed=True)]
                for one in asked
                if one.items is None and one.first in answer.differing
            ]
        return answers[-1].time, answers

    def _range(self, run: _Run, first: int, last: int, *, listed: bool = False) -> DigestRange:
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT seq, seal_sha256, to_send = 1 OR state IN ('awaiting_payment', 'quarantined')"
                " FROM item WHERE position BETWEEN ? AND ? ORDER BY position",
                (place(run.run, first), place(run.run, last)),
            ).fetchall()
        items = tuple(DigestItem(seq, digest, waiting=bool(waiting)) for seq, digest, waiting in rows)
        digest = range_hash((item.seq, item.seal_sha256) for item in items)
        return DigestRange(first=first, last=last, sha256=digest, items=items if listed else None)

    def _act_on(self, run: _Run, answers: list[DigestAnswer]) -> EpochDigest:
        missing, forked, unknown = (
            tuple(sorted({seq for answer in answers for seq in getattr(answer, name)}))
            for name in ("missing", "forked", "unknown")
        )
        with self._database.writing() as connection:
            offered = claims.offer_again(connection, run.run, missing)
            unknown = tuple(seq for seq in unknown if _id(connection, run.run, seq) is None)
            for seq in forked:
                _set_aside(connection, run.run, seq)
        done = EpochDigest(
            epoch=run.epoch,
            first=run.first,
            last=run.last,
            again=offered.again,
            gone=offered.gone,
            forked=forked,
            unknown=unknown,
        )
        _tell(done)
        return done


def report(connection: sqlite3.Connection) -> Report | None:
    """Return what the last digest found, None before the first."""
    text = settings.value_of(connection, DIGEST)
    return None if text is None else msgspec.json.decode(text, type=Report)


def _runs(connection: sqlite3.Connection) -> tuple[_Run, ...]:
    """Return this terminal's epochs, each from the first sequence that retention has not passed."""
    found = connection.execute(
        "SELECT run, epoch, swept_seq + 1, coalesce((SELECT seq FROM item WHERE position BETWEEN"
        " run << 32 AND (run << 32) + ? ORDER BY position DESC LIMIT 1), 0)"
        " FROM run WHERE terminal = ? ORDER BY epoch",
        (LAST_SEQ, settings.terminal(connection).name),
    )
    return tuple(_Run(*row) for row in found)


def _id(connection: sqlite3.Connection, run: int, seq: int) -> ItemId | None:
    row = connection.execute("SELECT id FROM item WHERE position = ?", (place(run, seq),)).fetchone()
    return None if row is None else ItemId(row[0])


def _set_aside(connection: sqlite3.Connection, run: int, seq: int) -> None:
    """Keep for a clerk what was thought to be at the centre, and is not: its place has another item."""
    row = connection.execute(
        f"SELECT id FROM item WHERE position = ? AND {UNSETTLED}",  # noqa: S608 constant
        (place(run, seq),),
    ).fetchone()
    if row is not None:
        reason = "the centre has another item in this place"
        claims.write_fate(connection, ItemId(row[0]), Forked(reason), Moment(Boot(""), 0.0))


def _tell(done: EpochDigest) -> None:
    for level, seqs, words in (
        (logging.WARNING, done.again, "missed by the centre, sent again"),
        (logging.ERROR, done.gone, "missed by the centre, whose own backup covered them"),
        (logging.ERROR, done.forked, "in whose place the centre has another item"),
        (logging.ERROR, done.unknown, "at the centre, and not known to this disk"),
    ):
        if seqs:
            named = ", ".join(map(str, seqs[:MOST_NAMED]))
            alarm = "ALARM: " if level == logging.ERROR else ""
            log.log(level, "%sdigest of epoch %d: %d %s: %s", alarm, done.epoch, len(seqs), words, named)
