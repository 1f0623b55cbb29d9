"""Entries that a submission adds to the libraries: once an item, found by its own queries from then on."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.people import forget_records, relative_of
from central.tables import RecordRow
from kiosk.domain.addition import Given, values_of
from kiosk.domain.form import meets
from kiosk.domain.ids import ItemId
from kiosk.domain.matter import Matter


def add_entries(session: Session, matter: Matter, item: ItemId, given: Given, person: str | None) -> None:
    """Add what the matter adds; the same item again adds nothing more, and nobody's card adds nothing."""
    if not matter.additions or person is None:
        return
    for place, addition in enumerate(matter.additions):
        name = f"{item}-{matter.slug}-{place}"
        whose = (
            relative_of(session, person, given.answers, addition.relative) if addition.relative else person
        )
        here = session.get(RecordRow, (addition.record, name))
        if here is not None or whose is None or not meets(addition.when, given.answers):
            continue
        session.add(
            RecordRow(
                type=addition.record,
                id=name,
                resident=whose,
                position=_after_all(session, whose),
                source=addition.source,
                values=values_of(addition, given),
            )
        )
    forget_records(session)


def _after_all(session: Session, person: str) -> int:
    session.flush()
    last = session.scalar(select(func.max(RecordRow.position)).where(RecordRow.resident == person))
    return 0 if last is None else last + 1
