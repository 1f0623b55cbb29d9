"""The fictional residents as cards, read as data from the platform's own file."""

import datetime as dt
import re
import tomllib
from pathlib import Path

import msgspec

from kiosk.domain.identity import CardKind, Identity, Sex, age_on
from kiosk.errors import ConfigurationError
from sim.bench_status import ResidentEntry
from sim.card_files import SocialCard
from sim.card_variants import Generation

TODAY = re.compile(r"@today([+-]\d+)?")
DISTRICT = dt.timezone(dt.timedelta(hours=8), "CST")


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whose cards can be laid and inserted; the repr shows nothing of the cards."""

    slug: str
    note: str
    """What this resident is there to show."""
    identity: Identity
    social: SocialCard | None
    """None: has none."""
    phone: str | None

    def __repr__(self) -> str:
        return f"Person(slug={self.slug!r}, …)"


class _Card(msgspec.Struct, frozen=True, kw_only=True):
    """Keys that no card shows (issue_count) are not asked for."""

    kind: CardKind
    name: str
    number: str
    sex: Sex = Sex.UNKNOWN
    birth: dt.date
    nation: str | None = None
    """Code and name by GB/T 3304, as 01汉."""
    nationality: str | None = None
    english_name: str | None = None
    address: str | None = None
    issuer: str | None = None
    pass_number: str | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


class _Social(msgspec.Struct, frozen=True, kw_only=True):
    version: Generation
    issued: dt.date
    expires: dt.date


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    slug: str
    note: str
    card: _Card
    social: _Social | None = None
    phone: str | None = None


class _File(msgspec.Struct, frozen=True):
    residents: tuple[_Row, ...]


def load_people(path: Path, *, today: dt.date) -> tuple[Person, ...]:
    """Return everyone in the file; ConfigurationError names the file and the place in it."""
    try:
        data = dated(tomllib.loads(path.read_text(encoding="utf-8")), today)
        rows = msgspec.convert(data, _File).residents
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ConfigurationError("residents_unreadable", f"{path}: {error}") from error
    return tuple(_person(row) for row in rows)


def dated(value: object, today: dt.date) -> object:
    """Return plain data with every `@today`, `@today-10` as the day it means."""
    match value:
        case str():
            return TODAY.sub(lambda found: (today + dt.timedelta(int(found[1] or 0))).isoformat(), value)
        case list():
            return [dated(element, today) for element in value]
        case dict():
            return {key: dated(element, today) for key, element in value.items()}
        case _:
            return value


def line(person: Person, *, today: dt.date) -> ResidentEntry:
    """Return what the bench lists of a resident."""
    identity = person.identity
    return ResidentEntry(
        slug=person.slug,
        name=identity.name,
        kind=identity.kind,
        age=age_on(identity.birth, today),
        expired=identity.valid_to is not None and identity.valid_to < today,
        social=person.social.generation.value if person.social else None,
        phone=person.phone,
        note=person.note,
    )


def _person(row: _Row) -> Person:
    fields = msgspec.to_builtins(row.card)
    nation = row.card.nation
    identity = msgspec.convert({**fields, "nation": nation[2:] if nation else None}, Identity)
    social = _social(identity, row.social) if row.social else None
    return Person(slug=row.slug, note=row.note, identity=identity, social=social, phone=row.phone)


def _social(identity: Identity, card: _Social) -> SocialCard:
    """Return the card of the same holder with its own days."""
    days = {"valid_from": card.issued, "valid_to": card.expires}
    return SocialCard(identity=msgspec.structs.replace(identity, **days), generation=card.version)
