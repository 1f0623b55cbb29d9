"""The fictional people and open entries that a reference platform begins with; their days move with today."""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from central.bookings import BOOKED, take_again
from central.case_tables import BookingRow
from central.people import settle_in
from central.residents import Resident, entries_of_nobody, load_residents
from central.tables import CounterRow, RecordRow
from kiosk.catalogue.loader import record_types
from kiosk.domain.declared import Declared
from kiosk.domain.record import Record, Scalar

SLOTS = Path(__file__).parent / "data" / "slots.toml"
BOOKINGS = Path(__file__).parent / "data" / "bookings.toml"
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


class _Booking(Declared, frozen=True, kw_only=True):
    id: str
    resident: str
    name: str
    slot_type: str
    after_days: int
    time: str


class _Bookings(Declared, frozen=True, kw_only=True):
    bookings: tuple[_Booking, ...]


def keep_population(session: Session, today: dt.date) -> None:
    """Put the initial data there at the first start of a day: what is due in ten days must stay so.

    Appointments made since are kept, and their slots taken.
    """
    row = session.get(CounterRow, SEEDED)
    if row is None:
        populate(session, today)
    elif row.value != today.toordinal():
        _settle(session, today)


def populate(session: Session, today: dt.date) -> None:
    """Put everything back to the initial data as of today, appointments too."""
    session.execute(delete(BookingRow))
    _settle(session, today)
    for booking in msgspec.toml.decode(BOOKINGS.read_bytes(), type=_Bookings).bookings:
        _take(session, booking, today)


def _settle(session: Session, today: dt.date) -> None:
    settle_in(session, *_initial(today))
    take_again(session)
    session.merge(CounterRow(name=SEEDED, value=today.toordinal()))


@lru_cache(maxsize=1)
def _initial(today: dt.date) -> tuple[tuple[Resident, ...], tuple[Record, ...]]:
    """Return who and what is there as of a day; read once, as every walk puts it back."""
    return load_residents(today=today), open_entries(today)


def _take(session: Session, booking: _Booking, today: dt.date) -> None:
    """Take the first slot at that time of day from that day on: a day without slots is passed over."""
    first = today + dt.timedelta(days=booking.after_days)
    rows = select(RecordRow).where(RecordRow.type == booking.slot_type).order_by(RecordRow.position)
    at = next(
        row
        for row in session.scalars(rows)
        if row.id >= first.isoformat() and row.id.endswith(booking.time) and row.values["free"]
    )
    at.values = {**at.values, "free": False}
    session.add(
        BookingRow(
            id=booking.id,
            resident=booking.resident,
            matter="",
            name=booking.name,
            office=at.values["office"],
            at=at.values["at"],
            slot_type=booking.slot_type,
            slot=at.id,
            status=BOOKED,
        )
    )


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
