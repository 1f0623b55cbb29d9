"""The outbox: what `put` returned is sealed, numbered, chained, signed and on the disk."""

import sqlite3
from collections.abc import Callable
from typing import assert_never

import msgspec

from kiosk.domain.ids import CatalogueVersion, ItemId, KeyId, MatterCode, ReceiptNumber
from kiosk.domain.payment import PaymentClosed, PaymentSettled, PaymentStatus, PaymentUnknown, PaymentWaiting
from kiosk.domain.submission import ItemState, KeptItem, PromisedItem, Submission
from kiosk.errors import KioskError
from kiosk.ports import ActKind, Clock, DrawCounter, ItemDraft, Marker, Resolver
from kiosk.wire.attachment import name_of
from kiosk.wire.envelope import (
    Header,
    ItemKind,
    SealedItem,
    decode_item,
    encode_item,
    seal_hash,
    sha256,
)
from kiosk.wire.item_code import item_code
from kiosk.wire.sealer import Sealer, key_to_seal_to
from offline_queue import rows, settings
from offline_queue.attachments import beside
from offline_queue.centre_time import time_now
from offline_queue.damage import put_aside
from offline_queue.database import Database
from offline_queue.draw_guard import guard
from offline_queue.gate import Gate
from offline_queue.holders import Holders
from offline_queue.journal import end_money_acts
from offline_queue.kept import as_kept
from offline_queue.numbers import Drawn, draw
from offline_queue.payment_item import payment_id
from offline_queue.rows import NewRow, Row
from offline_queue.seen_devices import note_devices
from offline_queue.settings import Terminal
from offline_queue.uptime import Boot, Moment, this_boot

PAYMENT_PATIENCE_S = 300.0
"""An order lives 180 s; who still awaits it after this long was left by the screen."""


class SqliteOutbox:
    """The port `Outbox` over the queue's database."""

    def __init__(  # noqa: PLR0913 what a machine may have
        self,
        database: Database,
        sealer: Sealer,
        clock: Clock,
        boot: Boot | None = None,
        *,
        resolver: Resolver = Resolver.SCREEN,
        counter: DrawCounter | None = None,
        marker: Marker | None = None,
    ) -> None:
        """Work over a database; `resolver` is who hears of payments here, for the journal.

        With a `counter` a disk that was restored draws no number that was drawn before; with a `marker` an
        item is found again by whose it is.
        """
        self._holders = Holders(database, marker)
        self._counter = counter
        self._resolver = resolver
        self._database = database
        self._sealer = sealer
        self.clock = clock
        self.boot = boot or this_boot()
        self._devices: dict[str, str] | None = None
        self._attachments = beside(database.path)
        self._gate = Gate(database, clock, self.boot)

    def refusal(self) -> KioskError | None:
        return self._gate.refusal()

    def signed(self, kept: KeptItem) -> Submission:
        return Submission(**msgspec.structs.asdict(kept), token=self._sealer.token(kept.claim))

    def item_code(self, item: ItemId) -> str | None:
        with self._database.reading() as connection:
            row = rows.find(connection, item)
            if row is None or row.tombstone or row.state is ItemState.SETTLED or row.attached_bytes:
                return None
            return item_code(rows.item_bytes(connection, item))

    def note_devices(self, seen: dict[str, str]) -> None:
        if seen != self._devices:
            with self._database.writing() as connection:
                note_devices(connection, seen)
            self._devices = seen

    def put(self, draft: ItemDraft, *, awaiting_payment: bool = False) -> KeptItem:
        refusal = self.refusal()
        if refusal is not None and not self._has(draft.id):
            raise KioskError(refusal.code, refusal.message)
        state = ItemState.AWAITING_PAYMENT if awaiting_payment else ItemState.PENDING
        try:
            holder = self._holders.mark(draft.holder)
            return _twice(lambda: self._put(draft, state, holder))
        except KioskError as error:
            self._gate.doubt(error)
            raise

    def pay(self, item: ItemId, outcome: PaymentStatus) -> KeptItem:
        return _twice(lambda: self._pay(item, outcome))

    def _pay(self, item: ItemId, outcome: PaymentStatus) -> KeptItem:
        with self._database.writing() as connection:
            row = _existing(connection, item)
            match outcome:
                case PaymentSettled():
                    self._settle(connection, row, outcome)
                    self._answer(connection, item, "settled", "the platform says that the order was paid")
                case PaymentClosed():
                    self._cancel(connection, row)
                    self._answer(connection, item, "closed", "the order is closed, and nothing was paid")
                case PaymentWaiting() | PaymentUnknown():
                    pass
                case _:
                    assert_never(outcome)
            changed = _existing(connection, item)
        if changed.tombstone:
            self._attachments.drop(item)
        return as_kept(changed)

    def _answer(self, connection: sqlite3.Connection, item: ItemId, outcome: str, sentence: str) -> None:
        now = self.clock.now()
        end_money_acts(connection, item, outcome, by=self._resolver, sentence=sentence, at=now)

    def leave_to_sync(self, item: ItemId) -> None:
        """Let the sync process ask about an unpaid row at once: the screen that showed its code is gone."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE item SET boot = '', not_before = 0 WHERE id = ? AND state = 'awaiting_payment'",
                (item,),
            )

    def newest_unprinted(self) -> ItemId | None:
        """Return the newest submission when no slip of it was ever begun: a stop may have come between."""
        with self._database.reading() as connection:
            newest = connection.execute(
                "SELECT id, state FROM item WHERE kind = 'submission' ORDER BY position DESC LIMIT 1"
            ).fetchone()
            if newest is None or newest[1] in (ItemState.AWAITING_PAYMENT, ItemState.CANCELLED):
                return None
            begun = connection.execute(
                "SELECT 1 FROM act WHERE subject = ? AND kind = ?", (newest[0], ActKind.PRINT.value)
            ).fetchone()
        return ItemId(newest[0]) if begun is None else None

    def matter(self, item: ItemId) -> MatterCode:
        """Return which matter an item is about; KeyError if it was never put."""
        with self._database.reading() as connection:
            return MatterCode(_existing(connection, item).matter)

    def look(self, item: ItemId) -> KeptItem:
        with self._database.reading() as connection:
            row = _existing(connection, item)
        return as_kept(row)

    def items_of(self, holder: str) -> tuple[PromisedItem, ...]:
        return self._holders.items_of(holder)

    def _has(self, item: ItemId) -> bool:
        with self._database.reading() as connection:
            return rows.find(connection, item) is not None

    def _put(self, draft: ItemDraft, state: ItemState, holder: bytes | None) -> KeptItem:
        with self._database.writing() as connection:
            row = rows.find(connection, draft.id) or self._add(connection, draft, state, holder=holder)
        return as_kept(row)

    def _add(
        self,
        connection: sqlite3.Connection,
        draft: ItemDraft,
        state: ItemState,
        number: ReceiptNumber | None = None,
        *,
        holder: bytes | None = None,
    ) -> Row:
        terminal = settings.terminal(connection)
        now = time_now(terminal.centre_time, self.clock.now(), self._moment())
        key = key_to_seal_to(terminal.keys, now)
        attached = tuple(
            self._sealer.attach(draft.id, place, data, key) for place, data in enumerate(draft.attachments)
        )
        drawn = Drawn(number) if number else self._draw(connection, terminal)
        header = Header(
            id=draft.id,
            kind=draft.kind,
            terminal=terminal.name,
            epoch=terminal.epoch,
            seq=terminal.seq + 1,
            number=drawn.number,
            matter=draft.matter,
            catalogue=draft.catalogue,
            created_at=now,
            key=KeyId(key.id),
            previous=terminal.head,
            about=draft.about,
            attachments=tuple(map(name_of, attached)),
        )
        item = self._sealer.seal(header, draft.body, key)
        digest = seal_hash(item)
        if attached:
            self._attachments.keep(draft.id, attached)
        due = Moment(self.boot, self.clock.monotonic() + PAYMENT_PATIENCE_S)
        if state is not ItemState.AWAITING_PAYMENT:
            due = Moment(Boot(""), 0.0)
        return rows.insert(
            connection,
            NewRow(
                run=terminal.run,
                header=header,
                next_number=drawn.next_number,
                data=encode_item(item),
                seal_sha256=digest,
                chain_sha256=sha256(item.header + digest),
                state=state,
                due=due,
                holder=holder,
            ),
        )

    def _draw(self, connection: sqlite3.Connection, terminal: Terminal) -> Drawn:
        if self._counter is not None:
            guard(connection, self._counter)
            terminal = settings.terminal(connection)  # the blocks that were read before may be given up
        return draw(connection, terminal)

    def _moment(self) -> Moment:
        return Moment(self.boot, self.clock.monotonic())

    def _settle(self, connection: sqlite3.Connection, row: Row, outcome: PaymentSettled) -> None:
        """Let the row go and chain the payment to it; money for a cancelled row is told just as well."""
        if row.state is ItemState.AWAITING_PAYMENT:
            connection.execute(
                "UPDATE item SET state = 'pending', to_send = 1, boot = '', not_before = 0 WHERE id = ?",
                (row.id,),
            )
        payment = payment_id(row.id)
        if row.state in (ItemState.AWAITING_PAYMENT, ItemState.CANCELLED) and not rows.find(
            connection, payment
        ):
            draft = ItemDraft(
                id=payment,
                kind=ItemKind.PAYMENT,
                matter=MatterCode(row.matter),
                catalogue=CatalogueVersion(row.catalogue),
                body=msgspec.msgpack.encode(outcome),
                about=row.id,
            )
            self._add(connection, draft, ItemState.PENDING, row.number)

    def _cancel(self, connection: sqlite3.Connection, row: Row) -> None:
        """Bury the body of an unpaid row; its place in the sequence is still told to the centre."""
        if row.state is not ItemState.AWAITING_PAYMENT:
            return
        data = rows.item_bytes(connection, row.id)
        if rows.intact_header(data, row.chain_sha256, row.id, tombstone=False) is None:
            put_aside(connection, row.position)
            return
        item = decode_item(data)
        if isinstance(item, SealedItem):
            connection.execute(
                "UPDATE item SET state = 'cancelled', tombstone = 1, to_send = 1, bytes = ?, boot = '',"
                " not_before = 0, attached_bytes = 0, holder = NULL WHERE id = ?",
                (encode_item(self._sealer.entomb(item)), row.id),
            )


def _twice(work: Callable[[], KeptItem]) -> KeptItem:
    """Repeat work whose commit failed.

    That is a 'maybe' (fact 1): only the same id again, on a connection that proved the disk, can tell whether
    the row is there.
    """
    try:
        return work()
    except KioskError as error:
        if error.code != "outbox_disk_error":
            raise
    return work()


def _existing(connection: sqlite3.Connection, item: ItemId) -> Row:
    row = rows.find(connection, item)
    if row is None:
        raise KeyError(item)
    return row
