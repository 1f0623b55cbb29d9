"""The fictional people and open entries that a reference platform begins with; their days move with today."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
from sqlalchemy.orm import Session

from central.people import settle_in
from central.residents import entries_of_nobody, load_residents
from central.tables import CounterRow
from kiosk.catalogue.loader import record_types
from kiosk.domain.declared import Declared
from kiosk.domain.record import Record, Scalar

SLOTS = Path(__file__).parent / "data" / "slots.toml"
SEEDED = "population-day"
SATURDAY = 5


class Days(Declared, frozen=True, kw_only=True):
    """From which to which day, counted from today."""

    first: int
    last: int


class Slots(Declared, frozen=True, kw_only=True):
    """Entries of nobody, one a day and time."""

    days: Days
    weekends: bool
    times: tuple[str, ...]
    at: str
    """The key that holds day and minute."""
    values: dict[str, Scalar]


def keep_population(session: Session, today: dt.date) -> None:
    """Put the initial data there at the first start of a day: what is due in ten days must stay so."""
    row = session.get(CounterRow, SEEDED)
    if row is None or row.value != today.toordinal():
        populate(session, today)


def populate(session: Session, today: dt.date) -> None:
    """Put everything back to the initial data as of today."""
    settle_in(session, load_residents(today=today), open_entries(today))
    session.merge(CounterRow(name=SEEDED, value=today.toordinal()))


def open_entries(today: dt.date) -> tuple[Record, ...]:
    """Return the open entries of nobody: those written down, and slots for the days ahead."""
    kinds = msgspec.toml.decode(SLOTS.read_bytes(), type=dict[str, Slots])
    sources = record_types()
    made = (
        entry
        for type_, slots in kinds.items()
        for entry in _entries(type_, sources[type_].library.zh, slots, today)
    )
    return (*entries_of_nobody(today=today), *made)


def _entries(type_: str, source: str, slots: Slots, today: dt.date) -> Iterator[Record]:
    for ahead in range(slots.days.first, slots.days.last + 1):
        day = today + dt.timedelta(days=ahead)
        if day.weekday() >= SATURDAY and not slots.weekends:
            continue
        for time in slots.times:
            at = f"{day.isoformat()}T{time}"
            yield Record(type=type_, id=at, source=source, values={**slots.values, slots.at: at})
