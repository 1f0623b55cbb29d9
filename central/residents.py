"""The fictional residents: cards, phones and records, read from data whose days are relative to today."""

import datetime as dt
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import TypeVar

import msgspec

from kiosk.catalogue.decode import decode, near_miss
from kiosk.catalogue.loader import record_types
from kiosk.catalogue.place import line_of, written
from kiosk.catalogue.vocabulary import RecordType
from kiosk.domain.declared import Declared
from kiosk.domain.identity import CardKind, Identity, Sex
from kiosk.domain.record import Record, Scalar
from kiosk.domain.years import year_on
from kiosk.errors import CatalogueError

BUNDLED = Path(__file__).parent / "data" / "residents.toml"
RECORDS = Path(__file__).parent / "data" / "records"
"""What each department's library holds, a file a department: of a resident, or of nobody."""
T = TypeVar("T")
_TODAY = re.compile(r"@today([+-]\d+)?")


class Card(Declared, frozen=True, kw_only=True):
    """What an identity card says of its holder; its repr shows nothing of it."""

    kind: CardKind
    name: str
    english_name: str | None = None
    number: str
    sex: Sex
    nation: str | None = None
    """Code and name by GB/T 3304, as 01汉; residents only."""
    nationality: str | None = None
    """ISO 3166 alpha-3; foreigners only."""
    birth: dt.date
    address: str | None = None
    issuer: str | None = None
    pass_number: str | None = None
    issue_count: str = "01"
    valid_from: dt.date
    valid_to: dt.date | None = None
    """None is 长期 (without end)."""

    def __repr__(self) -> str:
        return f"Card(kind={self.kind!r}, …)"


class SocialCard(Declared, frozen=True, kw_only=True):
    """What a social-security card holds beyond its holder; its holder's number is the identity card's."""

    version: str
    """1.00, 2.00 or 3.00; 3.00 asks for a PIN before the holder can be read."""
    number: str
    area: str = "330100"
    issued: dt.date
    expires: dt.date


class Resident(msgspec.Struct, frozen=True, kw_only=True):
    """One fictional person as cards, phone company and libraries know them."""

    slug: str
    note: str
    """What this resident is there to show."""
    card: Card
    social: SocialCard | None
    phone: str | None
    reported_lost: bool
    records: tuple[Record, ...]

    def __repr__(self) -> str:
        return f"Resident(slug={self.slug!r}, …)"


class _Entry(Declared, frozen=True, kw_only=True):
    type: str
    id: str
    values: dict[str, Scalar]


class _Row(Declared, frozen=True, kw_only=True):
    slug: str
    note: str
    card: Card
    social: SocialCard | None = None
    phone: str | None = None
    reported_lost: bool = False
    in_population: bool = True
    records: tuple[_Entry, ...] = ()


class _File(Declared, frozen=True, kw_only=True):
    residents: tuple[_Row, ...]


class _Held(Declared, frozen=True, kw_only=True):
    resident: str | None = None
    """Whose it is, by slug; None is an open entry of nobody."""
    type: str
    id: str
    values: dict[str, Scalar]


class _Library(Declared, frozen=True, kw_only=True):
    records: tuple[_Held, ...] = ()


def load_residents(path: Path = BUNDLED, records: Path = RECORDS, *, today: dt.date) -> tuple[Resident, ...]:
    """Return everyone in the file; CatalogueError `residents_broken` naming each wrong key and its line."""
    file, types = _read(_File, path, today), record_types()
    held = _held(records, today)
    known = {row.slug for row in file.residents}
    if strange := sorted({entry.resident for entry in held if entry.resident} - known):
        raise CatalogueError("residents_broken", f"{records.name}: no resident {', '.join(strange)}")
    return tuple(
        _resident(row, tuple(entry for entry in held if entry.resident == row.slug), types, path.name)
        for row in file.residents
    )


def entries_of_nobody(records: Path = RECORDS, *, today: dt.date) -> tuple[Record, ...]:
    """Return the entries that every terminal may look up: nobody's; CatalogueError as `load_residents`."""
    types = record_types()
    return tuple(_record(entry, types, records.name) for entry in _held(records, today) if not entry.resident)


def _held(records: Path, today: dt.date) -> tuple[_Held, ...]:
    files = sorted(records.glob("*.toml"))
    held = tuple(entry for file in files for entry in _read(_Library, file, today).records)
    counts = Counter((entry.type, entry.id) for entry in held)
    if doubles := [f"{type_} {id_}" for (type_, id_), count in counts.items() if count > 1]:
        raise CatalogueError("residents_broken", f"{records.name}: twice: {', '.join(doubles)}")
    return held


def _read(type_: type[T], path: Path, today: dt.date) -> T:
    text = path.read_text(encoding="utf-8")
    file, flaws = decode(type_, dated(tomllib.loads(text), today))
    if file is None:
        lines = (f"{path.name}:{line_of(text, at) or 1}: {written(at)}: {why}" for at, why in flaws)
        raise CatalogueError("residents_broken", "\n".join(lines))
    return file


def dated(value: object, today: dt.date) -> object:
    """Return plain data with `@today-10`, `@today+20T08:30` as its day and `@year-1` as its year."""
    match value:
        case str() if "@" in value:
            return year_on(_TODAY.sub(lambda found: _day(found[1], today), value), today)
        case list():
            return [dated(element, today) for element in value]
        case dict():
            return {key: dated(element, today) for key, element in value.items()}
        case _:
            return value


def identity_of(card: Card, *, kind: CardKind | None = None) -> Identity:
    """Return the identity that a reader makes of the card, or that another kind of proof stands for."""
    return Identity(
        kind=kind or card.kind,
        name=card.name,
        number=card.number,
        sex=card.sex,
        birth=card.birth,
        nation=card.nation[2:] if card.nation else None,
        nationality=card.nationality,
        english_name=card.english_name,
        address=card.address,
        issuer=card.issuer,
        pass_number=card.pass_number,
        valid_from=card.valid_from,
        valid_to=card.valid_to,
    )


def _day(offset: str | None, today: dt.date) -> str:
    return (today + dt.timedelta(days=int(offset or 0))).isoformat()


def _resident(row: _Row, held: tuple[_Held, ...], types: dict[str, RecordType], file: str) -> Resident:
    entries = (*((_person(row),) if row.in_population else ()), *row.records, *held)
    return Resident(
        slug=row.slug,
        note=row.note,
        card=row.card,
        social=row.social,
        phone=row.phone,
        reported_lost=row.reported_lost,
        records=tuple(_record(entry, types, f"{file}: {row.slug}") for entry in entries),
    )


def _record(entry: _Entry | _Held, types: dict[str, RecordType], where: str) -> Record:
    """Return an entry as the library gives it; CatalogueError when its type has no such key or word."""
    if entry.type not in types:
        raise CatalogueError("residents_broken", f"{where}: no record type `{entry.type}`")
    type_ = types[entry.type]
    for name, value in entry.values.items():
        key = type_.key(name)
        if key is None:
            known = near_miss(name, tuple(key.key for key in type_.keys))
            raise CatalogueError("residents_broken", f"{where}: {entry.id}: no key `{name}`{known}")
        if key.words and value not in key.words:
            known = near_miss(str(value), key.words)
            raise CatalogueError("residents_broken", f"{where}: {entry.id}: {name} = `{value}`{known}")
    if missing := [key.key for key in type_.keys if key.key not in entry.values]:
        raise CatalogueError("residents_broken", f"{where}: {entry.id}: lacks {', '.join(missing)}")
    return Record(type=entry.type, id=entry.id, source=type_.library.zh, values=entry.values)


def _person(row: _Row) -> _Entry:
    card = row.card
    values: dict[str, Scalar] = {"name": card.name, "number": card.number}
    values |= {"phone": row.phone, "address": card.address}
    return _Entry(type="population.person", id=row.slug, values=values)
