"""The libraries of the data exchange: fictional residents, their cards and their records."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from central import accesses, bookings, case_library, guide_library
from central.residents import Resident
from central.tables import CardRow, RecordRow, ResidentRow, Table
from kiosk.domain.answers import Answers, answer_for
from kiosk.domain.lookup import CASES, FAMILY, Lookup, LookupSubject
from kiosk.domain.record import Record, Scalar

READ = "records_of"
"""Where a session keeps what it read: a batch has fifty submissions, often of one person."""
Kept = Callable[[Session, str | None], tuple[Record, ...]]
KEPT_HERE: dict[str, Kept] = {
    accesses.LIBRARY: accesses.accesses_of,
    bookings.LIBRARY: bookings.bookings_of,
    bookings.SLOTS: lambda session, _: bookings.open_slots(session),
    guide_library.LIBRARY: guide_library.guides,
}
"""Libraries that the centre itself keeps, in tables of their own."""
KEPT_BESIDE: dict[str, Kept] = {CASES: case_library.cases_told}
"""What the centre keeps beside the entries of a library."""


def person_of(session: Session, number: str) -> str | None:
    """Return whose card has this number, or None when the libraries know nobody."""
    row = session.get(CardRow, number)
    return None if row is None else row.resident


def numbers_of(session: Session, number: str) -> tuple[str, ...]:
    """Return the numbers of all cards of whose card this is; the number alone when nobody is known."""
    person = person_of(session, number)
    if person is None:
        return (number,)
    return tuple(session.scalars(select(CardRow.number).where(CardRow.resident == person)))


def is_lost(session: Session, number: str) -> bool:
    """Return whether the card with this number was reported lost."""
    person = person_of(session, number)
    return person is not None and session.get_one(ResidentRow, person).reported_lost


def fetched(session: Session, numbers: Iterable[str]) -> tuple[CardRow | ResidentRow, ...]:
    """Return the cards with these numbers, and whose they are, in a few questions; read all their records.

    As long as they are held, the session asks for none of them again.
    """
    wanted = set(numbers)
    if not wanted:
        return ()
    cards = session.scalars(select(CardRow).where(CardRow.number.in_(wanted))).all()
    persons = {card.resident for card in cards}
    session.info.setdefault(READ, {}).update(_read(session, persons))
    return (*cards, *session.scalars(select(ResidentRow).where(ResidentRow.slug.in_(persons))))


def phone_of(session: Session, person: str | None) -> str | None:
    """Return the phone that is registered for a person."""
    return None if person is None else session.get_one(ResidentRow, person).phone


def records_of(session: Session, person: str | None) -> tuple[Record, ...]:
    """Return everything that the libraries hold of a person, in their order."""
    if person is None:
        return ()
    read: dict[str, tuple[Record, ...]] = session.info.setdefault(READ, {})
    if person not in read:
        read |= _read(session, {person})
    return read[person]


def _read(session: Session, persons: Collection[str]) -> dict[str, tuple[Record, ...]]:
    """Return each person's records in their order; as columns, for rows of the session cost more."""
    rows = select(RecordRow.resident, RecordRow.type, RecordRow.id, RecordRow.source, RecordRow.values)
    here = rows.where(RecordRow.resident.in_(persons)).order_by(RecordRow.position)
    found: dict[str, list[Record]] = {person: [] for person in persons}
    for person, type_, name, source, values in session.execute(here):
        found[person].append(Record(type=type_, id=name, source=source, values=values))
    return {person: tuple(records) for person, records in found.items()}


def forget_records(session: Session) -> None:
    """Have records read anew in this session: something changed one of them, which is written first."""
    session.flush()
    session.info.pop(READ, None)


def find(session: Session, lookup: Lookup, person: str | None, answers: Answers = ()) -> tuple[Record, ...]:
    """Return the entries that a lookup asks for, as they are now."""
    if lookup.record in KEPT_HERE:
        kept = KEPT_HERE[lookup.record](session, person)
        return tuple(record for record in kept if _matches(record, lookup, answers))
    rows = select(RecordRow).where(RecordRow.type == lookup.record).order_by(RecordRow.position)
    match lookup.of:
        case LookupSubject.PERSON:
            rows = rows.where(RecordRow.resident == person, RecordRow.resident.is_not(None))
        case LookupSubject.ANYONE:
            rows = rows.where(RecordRow.resident.is_(None))
        case LookupSubject.RELATIVE:
            relative = relative_of(session, person, answers, lookup.field or "")
            rows = rows.where(RecordRow.resident == relative, RecordRow.resident.is_not(None))
    beside = KEPT_BESIDE[lookup.record](session, person) if lookup.record in KEPT_BESIDE else ()
    kept = (*beside, *map(_record, session.scalars(rows)))
    return tuple(record for record in kept if _matches(record, lookup, answers))


def relative_of(session: Session, person: str | None, answers: Answers, field: str) -> str | None:
    """Return who was picked as a family member, if the library of families says so of this person."""
    answer = answer_for(answers, field)
    row = None if answer is None else session.get(RecordRow, (FAMILY, answer.value))
    if row is None or person is None or row.resident != person:
        return None
    return person_of(session, str(row.values.get("number")))


def entry(session: Session, type_: str, *, resident: str) -> RecordRow | None:
    """Return a person's first entry of a type."""
    rows = select(RecordRow).where(RecordRow.type == type_, RecordRow.resident == resident)
    return session.scalars(rows.order_by(RecordRow.position)).first()


def settle_in(session: Session, residents: Collection[Resident], open_entries: Iterable[Record]) -> None:
    """Put everybody and everything to the initial data; residents added since are gone."""
    forget_records(session)
    for table in (RecordRow, CardRow, ResidentRow):
        session.execute(delete(table))
    _insert(session, residents)
    _insert_rows(session, RecordRow, _entries(None, open_entries))


def add_resident(session: Session, resident: Resident) -> None:
    """Add a resident, in place of one with the same slug."""
    forget_records(session)
    session.execute(delete(RecordRow).where(RecordRow.resident == resident.slug))
    session.execute(delete(CardRow).where(CardRow.resident == resident.slug))
    session.execute(delete(ResidentRow).where(ResidentRow.slug == resident.slug))
    _insert(session, (resident,))


def _insert(session: Session, residents: Collection[Resident]) -> None:
    """Insert people, table by table: a walk puts all of them back before it begins."""
    people = (
        {
            "slug": resident.slug,
            "name": resident.card.name,
            "kind": resident.card.kind.value,
            "note": resident.note,
            "phone": resident.phone,
            "reported_lost": resident.reported_lost,
        }
        for resident in residents
    )
    cards = ({"number": resident.card.number, "resident": resident.slug} for resident in residents)
    entries = chain.from_iterable(_entries(resident.slug, resident.records) for resident in residents)
    for table, rows in ((ResidentRow, people), (CardRow, cards), (RecordRow, entries)):
        _insert_rows(session, table, rows)


def _entries(person: str | None, records: Iterable[Record]) -> Iterator[dict[str, object]]:
    for position, record in enumerate(records):
        yield {
            "type": record.type,
            "id": record.id,
            "resident": person,
            "position": position,
            "source": record.source,
            "values": dict(record.values),
        }


def _insert_rows(session: Session, table: type[Table], rows: Iterable[Mapping[str, object]]) -> None:
    """Insert rows; none is none, where SQLAlchemy takes an empty list for one row of defaults."""
    if found := list(rows):
        session.execute(insert(table), found)


def _matches(row: Record, lookup: Lookup, answers: Answers) -> bool:
    return all(row.values.get(key) == answered(value, answers) for key, value in lookup.where.items())


def answered(value: Scalar, answers: Answers) -> Scalar:
    """Return a declared value: `$field` as the answer to that field, `$field.key` as a key of its picked row.

    None while there is no such answer.
    """
    if not (isinstance(value, str) and value.startswith("$")):
        return value
    answer = answer_for(answers, value[1:])
    if answer is not None:
        return answer.value.strip()
    field, _, key = value[1:].rpartition(".")
    picked = answer_for(answers, field)
    return None if picked is None or picked.row is None else picked.row.values.get(key)


def _record(row: RecordRow) -> Record:
    return Record(type=row.type, id=row.id, source=row.source, values=dict(row.values))
