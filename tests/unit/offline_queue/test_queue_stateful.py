"""Any interleaving of puts, payments, passes, lost answers, outages, reboots and a restored centre."""

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kiosk.domain.ids import ItemId
from kiosk.domain.payment import PaymentClosed, PaymentSettled, PaymentStatus, PaymentUnknown
from kiosk.domain.reach import Cause, Unreachable
from kiosk.domain.submission import ItemState
from kiosk.ports import ActKind
from offline_queue.journal import SqliteJournal
from offline_queue.payment_item import payment_id
from tests.unit.offline_queue.conftest import START, MemoryCentre, Queue, StillClock

SILENCES = (
    Unreachable(Cause.NO_ROUTE, "cable out"),
    Unreachable(Cause.PORTAL, "login page"),
    Unreachable(Cause.BUSY, "503", 3.0),
)


def paid(order: str) -> PaymentSettled:
    return PaymentSettled(order=order, amount_fen=1, transaction="W", wallet="w", paid_at=START)


class QueueMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock, self.centre = StillClock(), MemoryCentre()
        self.queue = Queue(Path(self.folder.name) / "queue.db", self.clock, self.centre)
        self.queue.enrol(numbers=3)
        self.boots = 1
        self.drafts: list[ItemId] = []
        self.unpaid: list[ItemId] = []
        self.money: set[ItemId] = set()
        self.backups = [self.centre.back_up()]

    def teardown(self) -> None:
        try:
            self.everything_arrives_in_the_end()
        finally:
            self.queue.database.close()
            self.folder.cleanup()

    @rule(again=st.booleans())
    def put(self, *, again: bool) -> None:
        draft = self.queue.draft()
        first = self.queue.outbox.put(draft)
        if again:
            assert first == self.queue.outbox.put(draft)
        self.drafts.append(draft.id)

    @rule(intent=st.booleans())
    def put_unpaid(self, *, intent: bool) -> None:
        draft = self.queue.draft()
        self.queue.outbox.put(draft, awaiting_payment=True)
        if intent:
            journal = SqliteJournal(self.queue.database, self.clock)
            journal.begin(ActKind.PAY, draft.id, stub=f"K{draft.id}")
            self.unpaid.append(draft.id)
        self.drafts.append(draft.id)

    @precondition(lambda self: self.unpaid)
    @rule(data=st.data(), wallet_pays=st.booleans())
    def wallet_or_nobody(self, *, data: st.DataObject, wallet_pays: bool) -> None:
        item = data.draw(st.sampled_from(self.unpaid))
        order = f"K{item}"
        if order not in self.centre.orders:
            self.centre.orders[order] = paid(order) if wallet_pays else PaymentClosed(order)
            if wallet_pays and self.queue.row(item).state is ItemState.AWAITING_PAYMENT:
                self.money.add(item)

    @precondition(lambda self: self.unpaid)
    @rule(data=st.data())
    def screen_is_told(self, *, data: st.DataObject) -> None:
        item = data.draw(st.sampled_from(self.unpaid))
        known = self.centre.orders.get(f"K{item}", PaymentUnknown(f"K{item}"))
        if isinstance(known, PaymentStatus):
            before = self.queue.row(item).state
            self.queue.outbox.pay(item, known)
            if before is ItemState.CANCELLED and isinstance(known, PaymentSettled):
                self.money.add(item)

    @rule(silence=st.sampled_from((None, *SILENCES)), lose=st.booleans(), seconds=st.integers(0, 400))
    def synchronise(self, *, silence: Unreachable | None, lose: bool, seconds: int) -> None:
        self.clock.seconds += seconds
        self.centre.silence, self.centre.lose_answers = silence, lose
        self.queue.sync.run_once()
        self.centre.silence, self.centre.lose_answers = None, False

    @rule(days=st.integers(-200, 200))
    def wall_clock_jumps(self, *, days: int) -> None:
        self.clock.time = START + dt.timedelta(days=days)

    @rule()
    def reboot(self) -> None:
        self.boots += 1
        ids = self.queue._ids
        self.clock.seconds = 10.0
        self.queue = self.queue.reboot(f"boot-{self.boots}")
        self.queue._ids = ids

    @precondition(lambda self: self.backups[-1].items_here.keys() <= self.centre.items_here.keys())
    @rule()
    def centre_is_backed_up(self) -> None:
        """Never over one that holds more: central/backup.py refuses that."""
        self.backups.append(self.centre.back_up())

    @rule(data=st.data())
    def centre_is_restored_from_a_backup(self, *, data: st.DataObject) -> None:
        self.centre.restore(data.draw(st.sampled_from(self.backups)))

    @invariant()
    def what_was_let_go_is_in_the_newest_backup(self) -> None:
        with self.queue.database.reading() as connection:
            gone = connection.execute("SELECT id FROM item WHERE state = 'settled' OR bytes = x''").fetchall()
        assert {item for (item,) in gone} <= self.backups[-1].items_here.keys()

    @invariant()
    def counters_tell_the_truth(self) -> None:
        assert self.queue.counted() == self.queue.tally()

    @invariant()
    def centre_holds_nothing_the_terminal_does_not(self) -> None:
        for item in self.centre.items_here:
            assert self.queue.row(ItemId(item)) is not None

    @rule()
    def everything_arrives_in_the_end(self) -> None:
        if not self.backups[-1].items_here.keys() <= self.centre.items_here.keys():
            self.centre.restore(self.backups[-1])
        for _ in range(4):
            self.clock.seconds += 1_000
            self.queue.sync.run_once()
        assert {ItemId(item) for item in self.drafts} <= set(self.centre.items_here)
        assert self.centre.chain_is_whole()
        assert {payment_id(item) for item in self.money} <= set(self.centre.items_here)
        for item in self.money:
            assert self.queue.is_buried(item) == (self.queue.row(item).state is ItemState.CANCELLED)
        assert 0 == self.queue.tally()["to_send"]


QueueMachine.TestCase.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
test_queue_keeps_its_promises = pytest.mark.usefixtures("caplog")(QueueMachine.TestCase)
"""Alarms are in order here: centres are restored from backups that are too old."""
