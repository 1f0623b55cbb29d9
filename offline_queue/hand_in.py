"""Handing items in: batch by batch, attachments before their item, each answer written down at once."""

import datetime as dt
import sqlite3
from collections.abc import Callable
from typing import assert_never

from kiosk.domain.reach import Cause, Refused, Unreachable
from kiosk.ports import Uplink
from kiosk.wire.messages import ItemsAnswer
from offline_queue import claims
from offline_queue.claims import Claimed
from offline_queue.counts import Counts
from offline_queue.database import Database
from offline_queue.pace import Pace, chance
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

Time = Callable[[sqlite3.Connection], dt.datetime]
"""The centre's time now, as far as the queue knows it."""
LEASE_S = 30.0
"""Longer than any request to the centre may take."""


class HandIn:
    """What is due, to the centre; nothing here waits."""

    def __init__(
        self, database: Database, uplink: Uplink, now: Callable[[], Moment], time: Time, pace: Pace
    ) -> None:
        self._database = database
        self._uplink = uplink
        self._now = now
        self._time = time
        self._pace = pace
        self._upload = Upload(database, uplink, now, lease_s=LEASE_S)

    def work(self, counts: Counts) -> None:
        """Hand in everything that is due, as long as the pass goes on."""
        while self._pace.goes_on:
            with self._database.writing() as connection:
                batch = claims.claim(connection, self._now(), lease_s=LEASE_S, most=self._pace.most)
            if not batch:
                return
            if not batch[0].laden or self._bring(batch[0], counts):
                self._send(batch, counts)

    def tell_who_waits(self, counts: Counts) -> None:
        """Note at the items that the centre was tried in vain: no screen need wait for its word."""
        pause = self._pace.pause
        if pause is not None:
            with self._database.writing() as connection:
                batch = claims.claim(connection, self._now(), lease_s=LEASE_S)
            self._give_back(batch, pause.reason, counts)

    def _bring(self, item: Claimed, counts: Counts) -> bool:
        """Bring an item's attachments before it; False when it has to wait, or is put aside."""
        outcome = self._upload.bring(item, size=part_bytes(self._pace.failures), over=self._pace.over)
        match outcome:
            case Brought():
                return True
            case Ended():
                self._give_back((item,), "", counts)
            case Damaged() | Unread() | Standing():
                self._write_down(item, of_bringing(outcome, attempts=item.attempts, chance=chance()), counts)
            case Refused() | Unreachable():
                fate = of_part(outcome, attempts=self._pace.failures, chance=chance())
                self._end((item,), fate, counts, busy=_is_busy(outcome))
            case _:
                assert_never(outcome)
        return False

    def _send(self, batch: tuple[Claimed, ...], counts: Counts) -> None:
        counts.sent += len(batch)
        answer = self._uplink.items(tuple(item.data for item in batch))
        if isinstance(answer, ItemsAnswer):
            self._apply(batch, answer, counts)
            return
        fate = of_silence(answer, batch_size=len(batch), attempts=self._pace.failures, chance=chance())
        if isinstance(fate, Split):
            middle = len(batch) // 2
            self._send_half(batch[:middle], counts)
            self._send_half(batch[middle:], counts)
        else:
            self._end(batch, fate, counts, busy=_is_busy(answer))

    def _send_half(self, batch: tuple[Claimed, ...], counts: Counts) -> None:
        """Send a half, unless the end came or the other half showed that the centre can't be reached."""
        if self._pace.goes_on:
            self._send(batch, counts)
        else:
            self._give_back(batch, self._pace.pause.reason if self._pace.pause else "", counts)

    def _end(self, batch: tuple[Claimed, ...], fate: ItemFate, counts: Counts, *, busy: bool) -> None:
        """Write down what a request came to that got no verdicts; `busy` is the centre's own word."""
        match fate:
            case Later() | Stopped():
                self._pace.stay_away(fate)
                self._give_back(batch, fate.reason, counts, alone=busy and len(batch) == 1)
            case Received() | Quarantined() | Forked():
                self._write_down(batch[0], fate, counts)

    def _write_down(self, item: Claimed, fate: ItemFate, counts: Counts) -> None:
        with self._database.writing() as connection:
            claims.write_fate(connection, item.id, fate, self._now(), heard=self._time(connection))
        counts.note(item.id, fate)

    def _apply(self, batch: tuple[Claimed, ...], answer: ItemsAnswer, counts: Counts) -> None:
        verdicts = claims.verdicts_on(batch, answer)
        now = self._now()
        with self._database.writing() as connection:
            heard = self._time(connection)
            for item in batch:
                fate = of_verdict(verdicts.get(item.id), attempts=item.attempts, chance=chance())
                claims.write_fate(connection, item.id, fate, now, heard=heard)
                counts.note(item.id, fate)
                if isinstance(fate, Stopped):
                    self._pace.stay_away(fate)

    def _give_back(
        self, batch: tuple[Claimed, ...], reason: str, counts: Counts, *, alone: bool = False
    ) -> None:
        """Free a batch that nobody judged; the loop's pause delays it, so that `--once` may try at once."""
        now = self._now()
        suspect = alone and self._pace.suspicious
        with self._database.writing() as connection:
            for item in batch:
                if suspect and unsent(connection) > 1:
                    due = Moment(now.boot, now.seconds + delay_s(item.attempts, chance()))
                    claims.put_off(connection, item.id, reason, due)
                else:
                    claims.give_back(connection, item.id, reason)
        counts.postponed += len(batch)


def _is_busy(answer: Refused | Unreachable) -> bool:
    return isinstance(answer, Unreachable) and answer.cause is Cause.BUSY
