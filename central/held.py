"""What the store holds of a batch: its items, their places and those beside them, and their numbers."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, cast

import msgspec
from sqlalchemy import Select, bindparam, insert, or_, select, update
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import Session

from central.tables import ItemRow
from kiosk.domain.ids import ItemId, ReceiptNumber
from kiosk.domain.receipt_number import drawn_part
from kiosk.wire.envelope import Header, ItemKind
from kiosk.wire.messages import ItemVerdict

ITEMS = cast("SqlTable", ItemRow.__table__)
"""The table itself: rows that go in through their class take a third longer."""
BY_NAME = select(*ITEMS.columns).where(ITEMS.columns.id.in_(bindparam("names", expanding=True)))
BY_PLACE = select(*ITEMS.columns).where(
    ITEMS.columns.terminal == bindparam("terminal"),
    ITEMS.columns.epoch == bindparam("epoch"),
    ITEMS.columns.seq.in_(bindparam("seqs", expanding=True)),
)


class HeldItem(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table of items; fifty a batch as rows of the session cost more than their seals."""

    id: str
    terminal: str
    epoch: int
    seq: int
    kind: str
    number: str
    matter: str
    catalogue: str
    about: str | None
    tombstone: bool
    data: bytes
    previous: bytes
    seal_sha256: bytes
    chain_sha256: bytes
    status: int
    code: str
    message: str
    received_at: dt.datetime


class Held:
    """Items fetched at once, in a few questions for a whole batch, and those that the batch adds itself."""

    def __init__(self, session: Session, terminal: str, headers: Iterable[Header]) -> None:
        """Look for the items of one terminal."""
        self._session = session
        self._terminal = terminal
        here = tuple(headers)
        self._near = list({header.seq + step for header in here for step in (-1, 0, 1)})
        named = _fetched(session, BY_NAME, names=[header.id for header in here])
        self._items = {item.id: item for item in named}
        self._places: dict[int, dict[int, HeldItem]] = {}
        self._new: dict[str, HeldItem] = {}
        self._changed: dict[str, HeldItem] = {}
        self._people: tuple[object, ...] = ()
        self._numbers = _numbered(
            session, {header.number for header in here if header.kind is ItemKind.SUBMISSION}
        )

    def remember(self, people: tuple[object, ...]) -> None:
        """Hold rows that the session is to find without asking for them again."""
        self._people = people

    def item(self, name: ItemId) -> HeldItem | None:
        """Return the item of this name, whoever sent it."""
        return self._items.get(name)

    def one(self, name: ItemId) -> HeldItem:
        """Return the item of this name, which is here."""
        return self._items[name]

    def at(self, epoch: int, seq: int) -> HeldItem | None:
        """Return what has a place in the sequence, for places of the batch and those beside them."""
        return self._epoch(epoch).get(seq)

    def numbered(self, number: ReceiptNumber) -> str | None:
        """Return a submission whose number was drawn from the same place: only chance tells them apart."""
        return self._numbers.get(_what_counts(number))

    def keep(self, item: HeldItem) -> None:
        """Add an item, or have it otherwise than it was; it is in the store after the next `write`."""
        known = item.id in self._items and item.id not in self._new
        (self._changed if known else self._new)[item.id] = item
        self._items[item.id] = self._epoch(item.epoch)[item.seq] = item
        if item.kind == ItemKind.SUBMISSION.value:
            self._numbers[_what_counts(item.number)] = item.id

    def note_verdict(self, verdict: ItemVerdict) -> None:
        """Have an item say what was said of it."""
        said = {"status": verdict.status, "code": verdict.code, "message": verdict.message}
        self.keep(msgspec.structs.replace(self._items[verdict.id], **said))

    def write(self) -> None:
        """Put into the store what was kept, in this transaction."""
        if self._new:
            self._session.execute(insert(ITEMS), list(map(msgspec.structs.asdict, self._new.values())))
        if self._changed:
            self._session.execute(update(ItemRow), list(map(msgspec.structs.asdict, self._changed.values())))
        self._new, self._changed = {}, {}

    def _epoch(self, epoch: int) -> dict[int, HeldItem]:
        if epoch not in self._places:
            beside = _fetched(self._session, BY_PLACE, terminal=self._terminal, epoch=epoch, seqs=self._near)
            self._places[epoch] = {item.seq: item for item in beside}
        return self._places[epoch]


def _fetched(session: Session, which: Select[Any], **values: object) -> Iterator[HeldItem]:
    return (HeldItem(**row) for row in session.execute(which, values).mappings())


def _numbered(session: Session, numbers: set[ReceiptNumber]) -> dict[str, str]:
    """Return the submissions of these numbers, and of others drawn from the same places."""
    if not numbers:
        return {}
    found = select(ItemRow.number, ItemRow.id).where(
        ItemRow.kind == ItemKind.SUBMISSION.value,
        or_(
            ItemRow.number.in_(numbers),
            # Random characters in capitals and digits lie between, however a database sorts.
            *(ItemRow.number.between(f"{first}-", f"{last}-ZZZZ") for first, last in _runs(numbers)),
        ),
    )
    return {_what_counts(row.number): row.id for row in session.execute(found)}


def _runs(numbers: Iterable[ReceiptNumber]) -> Iterator[tuple[str, str]]:
    """Yield the first and the last of each run of drawn parts: a batch is mostly one."""
    drawn = sorted({part for part in map(drawn_part, numbers) if part})
    for _, run in groupby(enumerate(drawn), key=lambda placed: _run_of(*placed)):
        parts = [part for _, part in run]
        yield parts[0], parts[-1]


def _run_of(place: int, drawn: str) -> tuple[str, int, int]:
    """Return what numbers that follow one another have in common, once they are sorted."""
    digits = len(drawn) - len(drawn.rstrip("0123456789"))
    prefix, counted = drawn[: len(drawn) - digits], drawn[len(drawn) - digits :]
    return prefix, digits, (int(counted) if counted else 0) - place


def _what_counts(number: str) -> str:
    return drawn_part(ReceiptNumber(number)) or number
