"""Any interleaving of what terminals, disks, the centre and the network do: the invariant at both ends."""

import datetime as dt
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from central.case_tables import OrderRow
from central.desk import is_here, take_bundle
from central.findings import find_out
from central.orders import settle, status_of
from central.tables import AlarmRow, ItemRow
from kiosk.domain.ids import ItemId, ReceiptNumber
from kiosk.domain.payment import PaymentClosed, PaymentSettled
from kiosk.domain.receipt_number import drawn_part
from kiosk.domain.standing import Mark
from kiosk.domain.submission import ItemState, Submission
from kiosk.errors import KioskError
from kiosk.ports import ActKind, ItemDraft
from kiosk.wire.attachment import folder_beside
from kiosk.wire.envelope import (
    FIRST_PREVIOUS,
    SealedItem,
    chain_hash,
    decode_header,
    decode_item,
    open_seal,
)
from kiosk.wire.messages import OrderAnswer
from kiosk.wire.sealer import Sealer
from offline_queue.commands import queue_export, queue_list
from offline_queue.payment_item import payment_id
from offline_queue.rows import Row, item_bytes
from tests.durability.site import FINE, new_order, order_for, service, submission
from tests.durability.world import BILLS, START, Far, Fate, Killed, Machine, copied, memory, own_key, template

EXAMPLES = int(os.environ.get("KIOSK_EXAMPLES", "3000"))
"""How many examples the soak tries."""
SHARE = 25
"""How many examples CI tries: not so many that they count as hanging on a busy machine."""
STEPS = 30
MOST_MACHINES = 3
PEACE_S = (*(1_000.0,) * 4, *(46_800.0,) * 3)
"""From pass to pass until all has to be right; what only the daily digest sees takes a day."""
FORKED = ("forked: 409 ", "forked: the centre")
"""Why an item is put aside whose place another disk's has: told when it is sent, or by the digest."""
HOTLINE = {
    "category": "roads",
    "place": "样例街道示范路口",
    "request": "路灯坏了三天，晚上看不见路，请尽快修好。",
    "phone": "19000000001",
}
FATES = (
    Fate(lost=True),
    Fate(answer_lost=True),
    Fate(lost=True, killed=True),
    Fate(answer_lost=True, killed=True),
    Fate(items_taken=0),
    Fate(items_taken=1),
    Fate(items_taken=2, killed=True),
)
HERE = (ItemState.RECEIVED, ItemState.SETTLED)
REFUSALS = ("outbox_no_key", "outbox_limit")
"""What may be said before a promise when the wall clock says that all keys are over."""
which = st.integers(0, 5)


class Bill(msgspec.Struct):
    """An unpaid submission and the order over its fine."""

    item: ItemId
    order: str
    bill: str
    opened: bool = False


class World(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="kiosk-example-", dir=memory()))
        self.time = START
        shutil.copytree(template().folder / "centre", self.folder / "centre")
        self.far = Far(self.folder / "centre", template().terminal, lambda: self.time)
        self.boots = 0
        self.machines = [self.machine(copied(template().folder / "disk", self.folder))]
        self.images: list[Path] = []
        self.backups: list[Path] = []
        self.promised: dict[ItemId, Submission] = {}
        self.bills: list[Bill] = []

    def teardown(self) -> None:
        try:
            self.all_comes_out_right()
        finally:
            for machine in self.machines:
                machine.database.close()
            self.far.centre.store.close()
            shutil.rmtree(self.folder)

    def machine(self, image: Path) -> Machine:
        return Machine(lambda: self.time, self.far, image, self.boot())

    def boot(self) -> str:
        self.boots += 1
        return f"boot-{self.boots}"

    def at(self, number: int) -> Machine:
        return self.machines[number % len(self.machines)]

    def put(self, machine: Machine, slug: str, answers: dict[str, str], order: str | None = None) -> ItemId:
        """Put, and note the promise once it is made; the screen that is killed in it promised nothing."""
        known, now = template(), self.time
        draft = submission(known.catalogue, slug, known.driver, answers, order=order, now=now)
        self.keep(machine, draft, unpaid=order is not None)
        return draft.id

    def keep(self, machine: Machine, draft: ItemDraft, *, unpaid: bool = False) -> None:
        try:
            made = machine.outbox.put(draft, awaiting_payment=unpaid)
        except KioskError as error:
            assert error.code in REFUSALS, error  # noqa: PT017 another error is a failure
        except Killed:
            machine.die()
        else:
            self.promised[draft.id] = machine.outbox.signed(made)
        machine.database.commits_left = None

    @rule(number=which, kill=st.one_of(st.none(), st.integers(0, 2)))
    def something_with_an_attachment_is_put(self, number: int, kill: int | None) -> None:
        machine = self.at(number)
        machine.database.commits_left = kill
        self.keep(machine, service(b"paper" * 500))

    @rule(number=which, kill=st.one_of(st.none(), st.integers(0, 2)))
    def somebody_hands_in(self, number: int, kill: int | None) -> None:
        machine = self.at(number)
        machine.database.commits_left = kill
        self.put(machine, "hotline-12345", HOTLINE)

    @precondition(lambda self: len(self.bills) < BILLS)
    @rule(number=which, intent=st.booleans(), opened=st.booleans())
    def somebody_is_to_pay(self, number: int, intent: bool, opened: bool) -> None:  # noqa: FBT001 drawn
        machine, order, bill = self.at(number), new_order(), f"bill-{len(self.bills)}"
        item = self.put(machine, FINE, {"violation": bill}, order)
        one = Bill(item, order, bill)
        self.bills.append(one)
        if item in self.promised and intent:
            machine.journal.begin(ActKind.PAY, item, stub=order)
            if opened:
                self.open(one)

    def open(self, one: Bill) -> None:
        known = template()
        request = order_for(known.catalogue, known.driver, one.bill, item=one.item, number=one.order)
        one.opened = isinstance(self.far.open(request), OrderAnswer)

    @precondition(lambda self: self.bills)
    @rule(number=which)
    def wallet_pays(self, number: int) -> None:
        one = self.bills[-1 - number % len(self.bills)]
        with self.far.centre.store.writing() as session:
            row = session.get(OrderRow, one.order)
            if row is not None and row.state == "waiting" and self.time < row.expires_at:
                settle(session, one.order, wallet="w", now=self.time)

    @precondition(lambda self: self.bills)
    @rule(number=which, bill=which, kill=st.one_of(st.none(), st.integers(0, 2)))
    def screen_hears_of_the_order(self, number: int, bill: int, kill: int | None) -> None:
        machine, one = self.at(number), self.bills[-1 - bill % len(self.bills)]
        with self.far.centre.store.reading() as session:
            row = session.get(OrderRow, one.order)
            status = None if row is None else status_of(row, self.time)
        if status is None or one.item not in {row.id for row in queue_list(machine.database)}:
            return
        machine.database.commits_left = kill
        try:
            machine.outbox.pay(one.item, status)
        except Killed:
            machine.die()
        machine.database.commits_left = None

    @precondition(lambda self: self.bills)
    @rule(bill=which)
    def screen_takes_the_order_back(self, bill: int) -> None:
        self.far.close(self.bills[-1 - bill % len(self.bills)].order)

    @rule(
        number=which,
        seconds=st.sampled_from((0, 5, 61, 400)),
        fate=st.one_of(st.none(), st.sampled_from(FATES)),
        later=st.integers(0, 3),
        kill=st.one_of(st.none(), st.integers(0, 9)),
    )
    def synchronise(self, number: int, seconds: int, fate: Fate | None, later: int, kill: int | None) -> None:
        machine = self.at(number)
        self.pass_time(seconds)
        self.far.fates = [] if fate is None else [*(Fate(),) * later, fate]
        machine.database.commits_left = kill
        try:
            machine.one_pass()
        except Killed:
            machine.die()
        machine.database.commits_left = None
        self.far.fates = []

    def pass_time(self, seconds: float) -> None:
        self.time += dt.timedelta(seconds=seconds)
        for machine in self.machines:
            machine.seconds += seconds

    @rule(number=which)
    def terminal_reboots(self, number: int) -> None:
        machine = self.at(number)
        machine.seconds = 10.0
        machine.go_on(machine.image(), self.boot())

    @rule(number=which, days=st.sampled_from((-20_000, -200, -1, 0, 0, 1, 200, 20_000)))
    def wall_clock_jumps(self, number: int, days: int) -> None:
        self.at(number).wrong = dt.timedelta(days=days)

    @rule(number=which)
    def disk_is_imaged(self, number: int) -> None:
        self.images.append(self.at(number).image())

    @precondition(lambda self: self.images)
    @rule(number=which, image=which)
    def disk_is_restored(self, number: int, image: int) -> None:
        machine = self.at(number)
        machine.go_on(copied(self.images[image % len(self.images)]), self.boot())

    @precondition(lambda self: len(self.machines) < MOST_MACHINES)
    @rule(number=which)
    def terminal_is_cloned(self, number: int) -> None:
        self.machines.append(self.machine(self.at(number).image()))

    @rule()
    def centre_restarts(self) -> None:
        self.far.restart()

    @rule()
    def centre_is_backed_up(self) -> None:
        target = self.folder / f"backup-{len(self.backups)}"
        if self.far.back_up(target):
            self.backups.append(target)

    @precondition(lambda self: self.backups)
    @rule(number=which)
    def centre_is_restored(self, number: int) -> None:
        self.far.put_back(self.backups[number % len(self.backups)])

    @rule()
    def platform_key_is_rotated(self) -> None:
        self.far.rotate()

    @rule(number=which)
    def clerk_takes_in_what_is_carried_out(self, number: int) -> None:
        self.take_in(self.at(number))

    def take_in(self, machine: Machine) -> None:
        path = self.folder / "bundle"
        if queue_export(machine.database, Sealer(own_key), path, machine.now()):
            taken = take_bundle(self.far.centre, path.read_bytes(), folder_beside(path))
            wrong = [verdict for verdict in taken.verdicts if not is_here(verdict)]
            assert {"item_other"} >= {verdict.code for verdict in wrong}, wrong

    def rows(self) -> list[tuple[Machine, Row]]:
        return [
            (machine, row) for machine in self.machines for row in queue_list(machine.database, limit=1_000)
        ]

    @rule()
    def all_comes_out_right(self) -> None:
        for machine in self.machines:
            machine.wrong = dt.timedelta()
        for seconds in PEACE_S:
            self.pass_time(seconds)
            for machine in self.machines:
                machine.one_pass()
        rows = self.rows()
        self.nothing_is_left_undone(rows)
        for machine in self.machines:
            self.chain_is_whole(machine)
        for machine in self.machines:
            self.take_in(machine)
        self.centre_has_what_was_promised(rows)
        self.money_is_told(rows)
        self.no_number_names_two_unnoticed()
        for machine in self.machines:
            self.goes_on(machine)

    def goes_on(self, machine: Machine) -> None:
        """Two disks may meet once in one place of the sequence; after that each has its own."""
        last = service()
        for draft in (service(), last):
            self.keep(machine, draft)
            for _ in range(2):
                self.pass_time(61)
                machine.one_pass()
        assert machine.outbox.look(last.id).state in HERE, "its chain stays the other disk's too"

    def nothing_is_left_undone(self, rows: list[tuple[Machine, Row]]) -> None:
        over = (*HERE, ItemState.CANCELLED, ItemState.QUARANTINED)
        assert [] == [row for _, row in rows if row.to_send or row.state not in over]
        aside = [row.reason for _, row in rows if row.state is ItemState.QUARANTINED]
        assert [] == [reason for reason in aside if not reason.startswith(FORKED)]

    def chain_is_whole(self, machine: Machine) -> None:
        heads: dict[int, tuple[int, bytes]] = {}
        for row in queue_list(machine.database, limit=1_000):
            seq, previous = heads.get(row.epoch, (0, FIRST_PREVIOUS))
            assert seq + 1 == row.seq
            heads[row.epoch] = (row.seq, row.chain_sha256)
            with machine.database.reading() as connection:
                data = item_bytes(connection, row.id)
            if row.state is not ItemState.SETTLED:
                item = decode_item(data)
                header = decode_header(item.header)
                assert (previous, row.number) == (header.previous, header.number)
                assert row.chain_sha256 == chain_hash(item)

    def centre_has_what_was_promised(self, rows: list[tuple[Machine, Row]]) -> None:
        alive = {row.id for _, row in rows}
        with self.far.centre.store.reading() as session:
            here = {row.id: row for row in session.scalars(select(ItemRow))}
        counted = {row.id for _, row in rows if row.state in HERE} - self.far.backed_up()
        assert set() == counted - here.keys(), "counted, not there"
        assert set() == alive - self.far.backed_up() - here.keys(), "on a disk, and never taken in"
        for item, made in self.promised.items():
            if item not in here:  # every disk that held it was put back to before it
                assert Mark.BAD is not find_out(self.far.centre, made.token).standing.mark
        for row in here.values():
            read = decode_item(row.data)
            if isinstance(read, SealedItem):
                header = decode_header(read.header)
                open_seal(read, platform_key=self.far.centre.keys.seal[header.key])

    def money_is_told(self, rows: list[tuple[Machine, Row]]) -> None:
        states: dict[ItemId, set[ItemState]] = {}
        for _, row in rows:
            states.setdefault(row.id, set()).add(row.state)
        with self.far.centre.store.reading() as session:
            here = {row.id: row for row in session.scalars(select(ItemRow))}
            outcome = {row.item: status_of(row, self.time) for row in session.scalars(select(OrderRow))}
        for one in self.bills:
            if one.item not in states:
                continue
            paid = isinstance(outcome.get(one.item, PaymentClosed("")), PaymentSettled)
            knows = payment_id(one.item) in here
            assert not knows or paid, "a payment is told that nobody made"
            assert knows or not paid or not one.opened, "somebody paid, and the centre's files do not say so"
            if states[one.item] & {*HERE}:
                assert not here[one.item].tombstone, "sent as it is, and there is but its tombstone"

    def no_number_names_two_unnoticed(self) -> None:
        with self.far.centre.store.reading() as session:
            double = {row.detail for row in session.scalars(select(AlarmRow)) if row.kind == "number_double"}
            named: dict[str, list[str]] = {}
            for row in session.scalars(select(ItemRow).where(ItemRow.kind == "submission")):
                named.setdefault(drawn_part(ReceiptNumber(row.number)) or row.number, []).append(row.number)
        for numbers in named.values():
            if len(numbers) > 1:
                assert any(number in detail for number in numbers for detail in double), numbers


@pytest.fixture(scope="module", autouse=True)
def beginning() -> Iterator[None]:
    """Take away at the end what all examples copied."""
    yield
    shutil.rmtree(template().folder)
    template.cache_clear()


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Keep alarms out of the log: here they are the rule."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def tried(examples: int, *, anew: bool) -> settings:
    """Return how to try: the same examples each time, or `anew`, with what fails made small."""
    return settings(
        max_examples=examples,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=not anew,
        database=None,
        suppress_health_check=list(HealthCheck),
        # explaining traces each line; making small takes longer than a test of `make test` may
        phases=(Phase.explicit, Phase.generate, *((Phase.shrink,) if anew else ())),
    )


def test_interleavings_keep_the_promises() -> None:
    run_state_machine_as_test(World, settings=tried(SHARE, anew=False))


def test_what_only_the_digest_sees_is_put_aside_within_a_day() -> None:
    """A centre that went back behind a clone's item has its place taken by what a bundle holds."""
    world = World()
    world.somebody_hands_in(kill=None, number=0)
    world.all_comes_out_right()
    world.terminal_is_cloned(number=0)
    world.centre_is_backed_up()
    world.something_with_an_attachment_is_put(kill=None, number=2)
    world.somebody_hands_in(kill=None, number=1)
    world.clerk_takes_in_what_is_carried_out(number=1)
    world.all_comes_out_right()
    world.something_with_an_attachment_is_put(kill=2, number=0)
    world.centre_is_restored(number=0)
    world.clerk_takes_in_what_is_carried_out(number=3)
    world.centre_is_backed_up()
    world.clerk_takes_in_what_is_carried_out(number=0)
    world.teardown()


def test_what_was_cancelled_is_put_aside_like_what_was_received() -> None:
    """A centre that went back behind a clone's cancelled item has its place taken by another disk's."""
    world = World()
    world.centre_is_backed_up()
    world.terminal_is_cloned(number=0)
    world.terminal_is_cloned(number=0)
    world.somebody_is_to_pay(intent=False, number=2, opened=False)
    world.terminal_reboots(number=2)
    world.somebody_hands_in(kill=None, number=0)
    world.synchronise(fate=None, kill=None, later=0, number=2, seconds=0)
    world.centre_is_restored(number=0)
    world.teardown()


@pytest.mark.soak
def test_thousands_of_interleavings_keep_the_promises() -> None:
    run_state_machine_as_test(World, settings=tried(EXAMPLES, anew=True))
