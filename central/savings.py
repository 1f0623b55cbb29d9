"""What terminals saved residents, by matter, from what the centre itself looked up; it names nobody."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.case_tables import SavingRow
from central.centre import Centre
from central.store import put_later
from central.tables import ItemRow
from central.validation import Seen
from kiosk.domain.materials import names_of, provide_all
from kiosk.domain.matter import Matter
from kiosk.domain.saved import saved, trips_saved
from kiosk.domain.submission import SubmissionBody
from kiosk.wire.envelope import ItemKind


class Savings(msgspec.Struct, frozen=True, kw_only=True):
    """What one matter saved: over how many received items, papers and trips."""

    matter: str
    name: str
    received: int
    proven: int
    promised: int
    trips: int


def note_saving(session: Session, matter: Matter, item: str, body: SubmissionBody, seen: Seen) -> None:
    """Keep what a submission saved, by the records as they are at its receipt."""
    provisions = provide_all(matter, seen.records, (*body.attached, *names_of(body.photos)), body.answers)
    won = saved(matter, provisions)
    put_later(session, SavingRow, item=item, **msgspec.structs.asdict(won))


def savings(session: Session, centre: Centre) -> tuple[Savings, ...]:
    """Return what each matter saved, the most trips first."""
    total: dict[str, Savings] = {}
    for one in (*_of_submissions(session, centre), *_of_services(session, centre)):
        before = total.get(one.matter)
        total[one.matter] = one if before is None else _together(before, one)
    return tuple(sorted(total.values(), key=lambda one: (-one.trips, -one.received, one.matter)))


def _of_submissions(session: Session, centre: Centre) -> Iterator[Savings]:
    sums = (func.sum(SavingRow.proven), func.sum(SavingRow.promised), func.sum(SavingRow.trips))
    by_matter = (
        select(ItemRow.matter, ItemRow.catalogue, func.count(), *sums)
        .join(SavingRow, SavingRow.item == ItemRow.id)
        .group_by(ItemRow.matter, ItemRow.catalogue)
    )
    for code, version, received, proven, promised, trips in session.execute(by_matter):
        matter = centre.catalogues.known(code, version)
        name = matter.name.zh if matter else code
        yield Savings(
            matter=code, name=name, received=received, proven=proven, promised=promised, trips=trips
        )


def _of_services(session: Session, centre: Centre) -> Iterator[Savings]:
    """Yield what queries and verifications saved: of them no paper is asked for, and no body read."""
    by_matter = (
        select(ItemRow.matter, ItemRow.catalogue, func.count())
        .where(ItemRow.kind == ItemKind.SERVICE.value, ItemRow.tombstone.is_(False))
        .group_by(ItemRow.matter, ItemRow.catalogue)
    )
    for code, version, received in session.execute(by_matter):
        matter = centre.catalogues.known(code, version)
        if matter is not None:
            trips = received * trips_saved(matter)
            yield Savings(
                matter=code, name=matter.name.zh, received=received, proven=0, promised=0, trips=trips
            )


def _together(one: Savings, other: Savings) -> Savings:
    return Savings(
        matter=one.matter,
        name=one.name,
        received=one.received + other.received,
        proven=one.proven + other.proven,
        promised=one.promised + other.promised,
        trips=one.trips + other.trips,
    )
