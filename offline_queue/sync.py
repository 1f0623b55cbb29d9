"""One pass of the sync process: hand items in, settle payments, lease numbers, say how things stand."""

import datetime as dt
import sqlite3
from collections.abc import Callable

from kiosk.domain.reach import Refused, Unreachable
from kiosk.domain.use import DayUse
from kiosk.errors import KioskError
from kiosk.ports import Cashier, Uplink
from offline_queue import claims, settings, unpaid
from offline_queue.agreement import Agreed, Agreement, KeepKeys
from offline_queue.attachments import sweep
from offline_queue.carried import Carried
from offline_queue.centre_time import time_now
from offline_queue.counts import Counts
from offline_queue.database import Database
from offline_queue.hand_in import HandIn
from offline_queue.numbers import add_block, wants_refill
from offline_queue.outbox import SqliteOutbox
from offline_queue.pace import Pace
from offline_queue.ranking import Ranking
from offline_queue.renewal import Renewal
from offline_queue.retention import ROW_DAYS
from offline_queue.retry import Later, Stopped
from offline_queue.stats import unsent
from offline_queue.uptime import Moment
from offline_queue.waiting import note_waiting, waited_s

SWEEP_S = 3_600.0


class Sync:
    """The work of the sync process; `run_once` is one pass, loop.py repeats it."""

    def __init__(  # noqa: PLR0913 what a pass works with
        self,
        database: Database,
        *,
        outbox: SqliteOutbox,
        uplink: Uplink,
        cashier: Cashier,
        version: str = "",
        row_days: int = ROW_DAYS,
        keep_keys: KeepKeys = lambda _: None,
        renewal: Renewal | None = None,
        certificate: Callable[[], dt.datetime | None] = lambda: None,
        ranking: Ranking | None = None,
        use: Callable[[], tuple[DayUse, ...]] = lambda: (),
    ) -> None:
        self._database = database
        self._outbox = outbox
        self._uplink = uplink
        self._cashier = cashier
        self._clock = outbox.clock
        self._boot = outbox.boot
        self._renewal = renewal
        self._ranking = ranking
        self._agreement = Agreement(
            database,
            uplink,
            outbox.clock,
            outbox.boot,
            version=version,
            row_days=row_days,
            keep_keys=keep_keys,
            catalogue=renewal.word if renewal else lambda: None,
            certificate=certificate,
            use=use,
        )
        self._pace = Pace()
        self._hand_in = HandIn(database, uplink, self._now, self._time, self._pace)
        self._next_sweep = float("-inf")

    @property
    def pause(self) -> Later | Stopped | None:
        """Why and how long the loop is to keep away from the centre; None: nothing is wrong."""
        return self._pace.pause

    def run_once(self, over: Callable[[], bool] = lambda: False) -> Counts:
        """Do everything that can be done now; `over` ends it after the batch at hand."""
        counts = Counts()
        self._pace.begin(over)
        self._sweep()
        if not self._agreement.begun:
            self._agree(counts)
            self._hand_in.tell_who_waits(counts)
        for work in (
            self._hand_in.work,
            self._resolve_payments,
            self._lease_numbers,
            self._agree,
            self._hand_on,
            self._compare,
            self._renew,
            self._rank,
        ):
            if not self._pace.goes_on:
                break
            work(counts)
        self._pace.end()
        if self.pause is not None:
            counts.waiting = self.pause.reason
        self._note_waiting()
        self._note_stopped()
        return counts

    def _note_stopped(self) -> None:
        """Keep for the screen whether the centre answers this terminal: what it revoked promises nothing."""
        reason = self.pause.reason if isinstance(self.pause, Stopped) else ""
        with self._database.reading() as connection:
            known = settings.stopped(connection)
        if reason != known and (self.pause is None or reason):
            with self._database.writing() as connection:
                settings.note_stopped(connection, reason)

    def _note_waiting(self) -> None:
        with self._database.reading() as connection:
            left_over = unsent(connection) > 0
            noted = waited_s(connection, self._now()) > 0
        if left_over or noted:
            with self._database.writing() as connection:
                note_waiting(connection, self._now(), empty=not left_over)

    def _sweep(self) -> None:
        """Remove attachments that a stop left without a row, once in a while."""
        now = self._now().seconds
        if now >= self._next_sweep:
            self._next_sweep = now + SWEEP_S
            sweep(self._database)

    def tell_of(self, trouble: KioskError) -> None:
        """Tell the centre by the last heartbeat why nothing goes on: the queue may not be readable."""
        self._agreement.tell_of(trouble)

    def free_leases(self) -> None:
        """Take back what a sync process that is gone had leased; the caller holds the lock that says so."""
        with self._database.writing() as connection:
            claims.free_leases(connection)

    def _now(self) -> Moment:
        return Moment(self._boot, self._clock.monotonic())

    def _time(self, connection: sqlite3.Connection) -> dt.datetime:
        return time_now(settings.centre_time(connection), self._clock.now(), self._now())

    def _hand_on(self, _: Counts) -> None:
        answer = Carried(self._database.path).hand_over(self._uplink)
        if answer is not None:
            self._pace.hear(answer)

    def _resolve_payments(self, counts: Counts) -> None:
        asked = unpaid.resolve(self._database, self._outbox, self._cashier, self._now(), self._pace.over)
        counts.resolved += asked.resolved
        if asked.trouble is not None:
            self._pace.hear(asked.trouble)
        if asked.resolved:
            self._hand_in.work(counts)

    def _lease_numbers(self, counts: Counts) -> None:
        with self._database.reading() as connection:
            wanted = wants_refill(connection)
        if not wanted:
            return
        block = self._uplink.lease_numbers()
        if isinstance(block, Refused | Unreachable):
            self._pace.hear(block)
            return
        with self._database.writing() as connection:
            add_block(connection, block)
        counts.leased += block.last - block.first + 1

    def _agree(self, counts: Counts) -> None:
        self._heed(self._agreement.beat(self._pace.over), counts)

    def _compare(self, counts: Counts) -> None:
        self._heed(self._agreement.compare(self._pace.over), counts)

    def _renew(self, _: Counts) -> None:
        trouble = self._renewal.work(self._pace.over) if self._renewal else None
        if trouble is not None:
            self._pace.hear(trouble)

    def _rank(self, _: Counts) -> None:
        trouble = self._ranking.work() if self._ranking else None
        if trouble is not None:
            self._pace.hear(trouble)

    def _heed(self, agreed: Agreed, counts: Counts) -> None:
        counts.settled += agreed.settled
        if agreed.trouble is not None:
            self._pace.hear(agreed.trouble)
        if agreed.again:
            self._hand_in.work(counts)
