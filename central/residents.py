"""The fictional residents: cards, phones and records, read from data whose days are relative to today."""

import datetime as dt
import re
import tomllib
from pathlib import Path

import msgspec

from kiosk.catalogue.decode import decode
from kiosk.catalogue.loader import record_types
from kiosk.catalogue.place import line_of, written
from kiosk.catalogue.vocabulary import RecordType
from kiosk.domain.declared import Declared
from kiosk.domain.identity import CardKind, Identity, Sex
from kiosk.domain.record import Record, Scalar
from kiosk.errors import CatalogueError

BUNDLED = Path(__file__).parent / "data" / "residents.toml"
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


def load_residents(path: Path = BUNDLED, *, today: dt.date) -> tuple[Resident, ...]:
    """Return everyone in the file; CatalogueError `residents_broken` naming each wrong key and its line."""
    text = path.read_text(encoding="utf-8")
    file, flaws = decode(_File, dated(tomllib.loads(text), today))
    if file is None:
        lines = (f"{path.name}:{line_of(text, at) or 1}: {written(at)}: {why}" for at, why in flaws)
        raise CatalogueError("residents_broken", "\n".join(lines))
    types = record_types()
    return tuple(_resident(row, types, path.name) for row in file.residents)


def dated(value: object, today: dt.date) -> object:
    """Return plain data with every `@today`, `@today-10`, `@today+20T08:30` as the day it means."""
    match value:
        case str() if value.startswith("@today"):
            return _TODAY.sub(lambda found: _day(found[1], today), value)
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


def _resident(row: _Row, types: dict[str, RecordType], file: str) -> Resident:
    entries = (*((_person(row),) if row.in_population else ()), *row.records)
    for entry in entries:
        if entry.type not in types:
            raise CatalogueError("residents_broken", f"{file}: {row.slug}: no record type `{entry.type}`")
    return Resident(
        slug=row.slug,
        note=row.note,
        card=row.card,
        social=row.social,
        phone=row.phone,
        reported_lost=row.reported_lost,
        records=tuple(
            Record(type=entry.type, id=entry.id, source=types[entry.type].library.zh, values=entry.values)
            for entry in entries
        ),
    )


def _person(row: _Row) -> _Entry:
    card = row.card
    values: dict[str, Scalar] = {"name": card.name, "number": card.number}
    values |= {"phone": row.phone, "address": card.address}
    return _Entry(type="population.person", id=row.slug, values=values)
