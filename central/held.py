"""What the store holds of a batch: its items, their places and those beside them, and their numbers."""

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from central.tables import ItemRow
from kiosk.domain.ids import ItemId, ReceiptNumber
from kiosk.domain.receipt_number import drawn_part
from kiosk.wire.envelope import Header, ItemKind


class Held:
    """Rows fetched at once, in a few questions for a whole batch, and those that the batch adds itself."""

    def __init__(self, session: Session, terminal: str, headers: Iterable[Header]) -> None:
        """Look for the items of one terminal."""
        self._session = session
        self._terminal = terminal
        here = tuple(headers)
        self._near = {header.seq + step for header in here for step in (-1, 0, 1)}
        found = session.scalars(select(ItemRow).where(ItemRow.id.in_({header.id for header in here})))
        self._rows = {row.id: row for row in found}
        self._places: dict[int, dict[int, ItemRow]] = {}
        drawn = {drawn_part(header.number) for header in here}
        numbered = select(ItemRow.number, ItemRow.id).where(
            ItemRow.kind == ItemKind.SUBMISSION.value,
            or_(
                ItemRow.number.in_({header.number for header in here}),
                # Random characters in capitals and digits lie between, however a database sorts.
                *(ItemRow.number.between(f"{part}-", f"{part}-ZZZZ") for part in drawn if part),
            ),
        )
        self._people: tuple[object, ...] = ()
        self._numbers = {_what_counts(row.number): row.id for row in session.execute(numbered)}

    def remember(self, people: tuple[object, ...]) -> None:
        """Hold rows that the session is to find without asking for them again."""
        self._people = people

    def item(self, name: ItemId) -> ItemRow | None:
        """Return the item of this name, whoever sent it."""
        return self._rows.get(name)

    def at(self, epoch: int, seq: int) -> ItemRow | None:
        """Return what has a place in the sequence, for places of the batch and those beside them."""
        return self._epoch(epoch).get(seq)

    def numbered(self, number: ReceiptNumber) -> str | None:
        """Return a submission whose number was drawn from the same place: only chance tells them apart."""
        return self._numbers.get(_what_counts(number))

    def add(self, row: ItemRow) -> None:
        """Take note of a row that is being kept."""
        self._rows[row.id] = self._epoch(row.epoch)[row.seq] = row
        if row.kind == ItemKind.SUBMISSION.value:
            self._numbers[_what_counts(row.number)] = row.id

    def _epoch(self, epoch: int) -> dict[int, ItemRow]:
        if epoch not in self._places:
            near = select(ItemRow).where(
                ItemRow.terminal == self._terminal, ItemRow.epoch == epoch, ItemRow.seq.in_(self._near)
            )
            self._places[epoch] = {row.seq: row for row in self._session.scalars(near)}
        return self._places[epoch]


def _what_counts(number: str) -> str:
    return drawn_part(ReceiptNumber(number)) or number
