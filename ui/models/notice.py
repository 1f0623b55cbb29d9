"""What the guide says of the libraries before any of them is asked."""

import msgspec

from kiosk.catalogue.loader import Catalogue
from kiosk.domain.form import YOUR_CARD
from kiosk.domain.matter import Matter
from kiosk.domain.notice import asked_of_a_person
from kiosk.domain.record import HOLDER
from kiosk.domain.text import Locale
from ui.conductor import Conductor

AND = {Locale.ZH: "、", Locale.EN: ", "}


class Library(msgspec.Struct, frozen=True):
    """A library and which of its records are looked at."""

    name: str
    records: str


class Known(msgspec.Struct, frozen=True):
    """Something that is already known, and where from."""

    label: str
    source: str


def libraries(catalogue: Catalogue, matter: Matter, locale: Locale) -> tuple[Library, ...]:
    """Return which library is asked for what, as the resident reads it."""
    asked: dict[str, list[str]] = {}
    for type_ in asked_of_a_person(matter):
        known = catalogue.record_types[type_]
        names = asked.setdefault(known.library.at(locale), [])
        if known.name.at(locale) not in names:
            names.append(known.name.at(locale))
    return tuple(Library(name, AND[locale].join(records)) for name, records in asked.items())


def expected(conductor: Conductor, matter: Matter) -> tuple[Known, ...]:
    """Return the fields that need not be typed if their library knows them, with the library."""
    rooms = (
        (field.label, (field.prefill or "").removeprefix(HOLDER).rpartition(".")[0])
        for field in matter.fields
    )
    types, locale = conductor.catalogue.record_types, conductor.locale
    return tuple(
        Known(
            label.at(locale), YOUR_CARD.at(locale) if room == "identity" else types[room].library.at(locale)
        )
        for label, room in rooms
        if room
    )
