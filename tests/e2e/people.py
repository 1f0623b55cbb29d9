"""Residents who are made for a test: a card with an invented number, and records as a test wants them."""

import datetime as dt
import itertools
from typing import Any

import msgspec

from central.residents import Card, Resident
from kiosk.domain.identity import CardKind, Sex, check_digit
from kiosk.domain.record import Record
from kiosk.open_devices import local_day
from tests.e2e.place import Place

AREA = "999901"
"""No such area: the number belongs to nobody."""
serials = itertools.count(1)
Entries = tuple[tuple[str, dict[str, Any]], ...]


def born(age: int) -> dt.date:
    """Return a first of January, so that the age is that many years on any day of this year."""
    return dt.date(local_day().year - age, 1, 1)


def days_ahead(days: int) -> str:
    """Return the day so many days from today, as records hold it."""
    return (local_day() + dt.timedelta(days=days)).isoformat()


def settle(
    place: Place,
    entries: Entries,
    *,
    age: int = 40,
    phone: bool = True,
    lost: bool = False,
    in_population: bool = True,
) -> Resident:
    """Let somebody new live here, with these records."""
    serial = next(serials)
    first17 = f"{AREA}{born(age):%Y%m%d}{serial % 1000:03d}"
    number, name = first17 + check_digit(first17), f"样例{chr(0x4E00 + serial)}"
    called = f"19{serial:09d}" if phone else None
    address = "示范区样例路1号2幢301室"
    person = {"name": name, "number": number, "phone": called, "address": address}
    every = ((("population.person", person),) if in_population else ()) + entries
    resident = Resident(
        slug=f"made-{serial}",
        note="made by a test",
        card=Card(
            kind=CardKind.RESIDENT,
            name=name,
            number=number,
            sex=Sex.FEMALE,
            nation="01汉",
            birth=born(age),
            address=address,
            issuer="示范区公安局",
            valid_from=dt.date(2016, 1, 1),
            valid_to=None,
        ),
        social=None,
        phone=called,
        reported_lost=lost,
        records=tuple(
            Record(type=type_, id=f"made-{serial}-{position}", source="测试库", values=values)
            for position, (type_, values) in enumerate(every)
        ),
    )
    place.door.post("/residents", msgspec.to_builtins(resident))
    return resident
