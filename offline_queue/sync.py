"""One pass of the sync process: hand items in, settle payments, lease numbers, say how things stand."""

import logging
import random
from collections.abc import Callable
from typing import assert_never

import msgspec

from kiosk.domain.ids import ItemId
from kiosk.domain.reach import Cause, Refused, Unreachable
from kiosk.errors import KioskError
from kiosk.ports import Cashier, Uplink
from kiosk.wire.envelope import MAX_BATCH_ITEMS
from kiosk.wire.messages import ItemsAnswer
from offline_queue import claims, settings, unpaid
from offline_queue.agreement import Agreed, Agreement
from offline_queue.attachments import sweep
from offline_queue.carried import Carried
from offline_queue.claims import Claimed
from offline_queue.database import Database
from offline_queue.numbers import add_block, wants_refill
from offline_queue.outbox import SqliteOutbox
from offline_queue.retention import ROW_DAYS
from offline_queue.retry import (
    Forked,
    ItemFate,
    Later,
    Quarantined,
    Received,
    Split,
    Stopped,
    delay_s,
    of_part,
    of_silence,
    of_verdict,
)
from offline_queue.stats import unsent
from offline_queue.upload import Brought, Damaged, Ended, Standing, Unread, Upload, of_bringing, part_bytes
from offline_queue.uptime import Moment
from offline_queue.waiting import note_waiting, waited_s

log = logging.getLogger(__name__)
LEASE_S = 30.0
"""Longer than any request to the centre may take."""
SWEEP_S = 3_600.0
SUSPICIOUS = MAX_BATCH_ITEMS.bit_length()
"""After this many failures in a row items go one by one, and one that fails steps behind the others."""


class Counts(msgspec.Struct, kw_only=True):
    """What one pass did; `waiting` says why it ended before everything was sent."""

    sent: int = 0
    received: int = 0
    quarantined: int = 0
    postponed: int = 0
    settled: int = 0
    resolved: int = 0
    leased: int = 0
    waiting: str = ""


class Sync:
    """The work of the sync process; `run_once` is one pass, loop.py repeats it."""

    def __init__(
        self,
        database: Database,
        *,
        outbox: SqliteOutbox,
        uplink: Uplink,
        cashier: Cashier,
        version: str = "",
        row_days: int = ROW_DAYS,
    ) -> None:
        self._database = database
        self._outbox = outbox
        self._uplink = uplink
        self._upload = Upload(database, uplink, self._now, lease_s=LEASE_S)
        self._cashier = cashier
        self._clock = outbox.clock
        self._boot = outbox.boot
        self._agreement = Agreement(
            database, uplink, outbox.clock, outbox.boot, version=version, row_days=row_days
        )
        self._failures = 0
        self._next_sweep = float("-inf")
        self._pause: Later | Stopped | None = None
        self._over: Callable[[], bool] = bool

    @property
    def pause(self) -> Later | Stopped | None:
        """Why and how long the loop is to keep away from the centre; None: nothing is wrong."""
        return self._pause

    def run_once(self, over: Callable[[], bool] = lambda: False) -> Counts:
        """Do everything that can be done now; `over` ends it after the batch at hand."""
        counts = Counts()
        self._pause, self._over = None, over
        self._sweep()
        if not self._agreement.begun:
            self._agree(counts)
            self._tell_who_waits(counts)
        for work in (
            self._hand_in,
            self._resolve_payments,
            self._lease_numbers,
            self._agree,
            self._hand_on,
            self._compare,
        ):
            if over() or self.pause is not None:
                break
            work(counts)
        if self.pause is None:
            self._failures = 0
        else:
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

    def _hand_in(self, counts: Counts) -> None:
        while not self._over() and self.pause is None:
            with self._database.writing() as connection:
                batch = claims.claim(connection, self._now(), lease_s=LEASE_S, most=self._most())
            if not batch:
                return
            if not batch[0].laden or self._bring(batch[0], counts):
                self._send(batch, counts)

    def _bring(self, item: Claimed, counts: Counts) -> bool:
        """Bring an item's attachments before it; False when it has to wait, or is put aside."""
        outcome = self._upload.bring(item, size=part_bytes(self._failures), over=self._over)
        match outcome:
            case Brought():
                return True
            case Ended():
                self._give_back((item,), "", counts)
            case Damaged() | Unread() | Standing():
                own = of_bringing(outcome, attempts=item.attempts, chance=_chance())
                with self._database.writing() as connection:
                    claims.write_fate(connection, item.id, own, self._now())
                _count(own, item.id, counts)
            case Refused() | Unreachable():
                fate = of_part(outcome, attempts=self._failures, chance=_chance())
                self._end((item,), fate, counts, busy=_is_busy(outcome))
            case _:
                assert_never(outcome)
        return False

    def _hand_on(self, _: Counts) -> None:
        answer = Carried(self._database.path).hand_over(self._uplink)
        if answer is not None:
            self._silence(answer)

    def _tell_who_waits(self, counts: Counts) -> None:
        """Note at the items that the centre was tried in vain: no screen need wait for its word."""
        if self.pause is not None:
            with self._database.writing() as connection:
                batch = claims.claim(connection, self._now(), lease_s=LEASE_S)
            self._give_back(batch, self.pause.reason, counts)

    def _send(self, batch: tuple[Claimed, ...], counts: Counts) -> None:
        counts.sent += len(batch)
        answer = self._uplink.items(tuple(item.data for item in batch))
        if isinstance(answer, ItemsAnswer):
            self._apply(batch, answer, counts)
            return
        fate = of_silence(answer, batch_size=len(batch), attempts=self._failures, chance=_chance())
        if isinstance(fate, Split):
            middle = len(batch) // 2
            self._send_half(batch[:middle], counts)
            self._send_half(batch[middle:], counts)
        else:
            self._end(batch, fate, counts, busy=_is_busy(answer))

    def _end(self, batch: tuple[Claimed, ...], fate: ItemFate, counts: Counts, *, busy: bool) -> None:
        """Write down what a request came to that got no verdicts; `busy` is the centre's own word."""
        match fate:
            case Later() | Stopped():
                self._stay_away(fate)
                self._give_back(batch, fate.reason, counts, alone=busy and len(batch) == 1)
            case Received() | Quarantined() | Forked():
                with self._database.writing() as connection:
                    claims.write_fate(connection, batch[0].id, fate, self._now())
                _count(fate, batch[0].id, counts)

    def _send_half(self, batch: tuple[Claimed, ...], counts: Counts) -> None:
        """Send a half, unless the end came or the other half showed that the centre can't be reached."""
        if self.pause is None and not self._over():
            self._send(batch, counts)
        else:
            self._give_back(batch, self.pause.reason if self.pause else "", counts)

    def _apply(self, batch: tuple[Claimed, ...], answer: ItemsAnswer, counts: Counts) -> None:
        verdicts = claims.verdicts_on(batch, answer)
        now = self._now()
        with self._database.writing() as connection:
            for item in batch:
                fate = of_verdict(verdicts.get(item.id), attempts=item.attempts, chance=_chance())
                claims.write_fate(connection, item.id, fate, now)
                _count(fate, item.id, counts)
                if isinstance(fate, Stopped):
                    self._stay_away(fate)

    def _most(self) -> int:
        """Return how many items may go at once: fewer after each failure in a row, one may be the cause."""
        return max(1, MAX_BATCH_ITEMS >> self._failures)

    def _give_back(
        self, batch: tuple[Claimed, ...], reason: str, counts: Counts, *, alone: bool = False
    ) -> None:
        """Free a batch that nobody judged; the loop's pause delays it, so that `--once` may try at once."""
        now = self._now()
        suspect = alone and self._failures >= SUSPICIOUS
        with self._database.writing() as connection:
            for item in batch:
                if suspect and unsent(connection) > 1:
                    due = Moment(now.boot, now.seconds + delay_s(item.attempts, _chance()))
                    claims.put_off(connection, item.id, reason, due)
                else:
                    claims.give_back(connection, item.id, reason)
        counts.postponed += len(batch)

    def _stay_away(self, pause: Later | Stopped) -> None:
        self._failures += 1
        self._pause = pause
        if isinstance(pause, Stopped):
            log.error("ALARM: the centre does not know this terminal, everything is kept: %s", pause.reason)
        else:
            log.info("the centre is not reached: %s", pause.reason)

    def _silence(self, answer: Refused | Unreachable) -> None:
        """Keep away after trouble that is no item's; a refusal of one request stops no other."""
        if isinstance(answer, Refused):
            log.error("the centre refuses: %s %s: %s", answer.status, answer.code, answer.message)
            return
        fate = of_silence(answer, batch_size=0, attempts=self._failures, chance=_chance())
        if isinstance(fate, Later | Stopped):
            self._stay_away(fate)

    def _resolve_payments(self, counts: Counts) -> None:
        asked = unpaid.resolve(self._database, self._outbox, self._cashier, self._now(), self._over)
        counts.resolved += asked.resolved
        if asked.trouble is not None:
            self._silence(asked.trouble)
        if asked.resolved:
            self._hand_in(counts)

    def _lease_numbers(self, counts: Counts) -> None:
        with self._database.reading() as connection:
            wanted = wants_refill(connection)
        if not wanted:
            return
        block = self._uplink.lease_numbers()
        if isinstance(block, Refused | Unreachable):
            self._silence(block)
            return
        with self._database.writing() as connection:
            add_block(connection, block)
        counts.leased += block.last - block.first + 1

    def _agree(self, counts: Counts) -> None:
        self._heed(self._agreement.beat(self._over), counts)

    def _compare(self, counts: Counts) -> None:
        self._heed(self._agreement.compare(self._over), counts)

    def _heed(self, agreed: Agreed, counts: Counts) -> None:
        counts.settled += agreed.settled
        if agreed.trouble is not None:
            self._silence(agreed.trouble)
        if agreed.again:
            self._hand_in(counts)


def _is_busy(answer: Refused | Unreachable) -> bool:
    return isinstance(answer, Unreachable) and answer.cause is Cause.BUSY


def _chance() -> float:
    return random.random()  # noqa: S311 it spreads delays


def _count(fate: Received | Quarantined | Forked | Later | Stopped, item: ItemId, counts: Counts) -> None:
    match fate:
        case Received():
            counts.received += 1
        case Quarantined(reason=reason):
            counts.quarantined += 1
            log.error("item %s is quarantined: %s", item, reason)
        case Forked(reason=reason):
            counts.quarantined += 1
            log.error("ALARM: item %s: the centre knows another item by this name: %s", item, reason)
        case Later() | Stopped():
            counts.postponed += 1
