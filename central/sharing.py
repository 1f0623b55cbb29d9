"""Data sharing: the records that a matter declares, and the rows of its lookups."""

from litestar import post
from litestar.params import JSONBody
from sqlalchemy.orm import Session

from central.accesses import note_access
from central.cases import apply_effects
from central.centre import Centre, Service, Signer
from central.codes import was_right
from central.departments import refuse_asleep
from central.people import find, is_lost, person_of, records_of
from central.portraits import was_given
from central.refusal import Refusal
from central.relatives import family_lookup, may_be_meant, meant
from central.tables import CheckRow
from central.withdrawals import refuse_withdrawn
from kiosk.domain.lookup import Lookup, LookupSubject
from kiosk.domain.matter import Assurance, Matter, MatterKind
from kiosk.domain.notice import asked_before_the_form, asked_of_the_holder
from kiosk.domain.record import Record, Records
from kiosk.domain.relative import FAMILY_LOOKUP, judged_as
from kiosk.domain.rules import refusals
from kiosk.wire.messages import LookupAnswer, LookupRequest, RecordsAnswer, RecordsRequest


@post(
    "/v1/records",
    status_code=200,
    sync_to_thread=True,
    tags=["Data sharing"],
    summary="Records of one person",
)
def share(data: JSONBody[RecordsRequest], centre: Service, terminal: Signer) -> RecordsAnswer:
    """Give the entries of the record types that the matter declares, and of no other; log the access."""
    matter = centre.catalogues.matter(data.catalogue, data.matter)
    refuse_asleep(centre, matter)
    types, own_types = asked_before_the_form(matter), asked_of_the_holder(matter)
    with centre.store.writing() as session:
        refuse_withdrawn(session, matter)
        lost = is_lost(session, data.person.number)
        holder = person_of(session, data.person.number)
        whose = holder if lost else meant(session, matter, data.person, data.on_behalf_of, shown=True)
        given = () if lost else _of_types(session, whose, types)
        own = () if lost else _of_types(session, holder, own_types)
        note_access(
            session,
            centre,
            terminal=terminal,
            visit=data.visit,
            matter=data.matter,
            called=matter.name,
            consent=data.consent,
            asked=types | own_types,
            found=len(given) + len(own),
            person=holder,
            relative=whose,
        )
    return RecordsAnswer(records=given, holder=own, reported_lost=lost)


@post("/v1/lookups", status_code=200, sync_to_thread=True, tags=["Data sharing"], summary="Rows of a lookup")
def look_up(data: JSONBody[LookupRequest], centre: Service, terminal: Signer) -> LookupAnswer:
    """Give the rows that match now; for a verification, its effects are applied once a visit first."""
    matter = centre.catalogues.matter(data.catalogue, data.matter)
    refuse_asleep(centre, matter)
    lookup = _declared(matter, data.lookup)
    with centre.store.writing() as session:
        refuse_withdrawn(session, matter)
        holder = person_of(session, data.person.number)
        family = lookup.id == FAMILY_LOOKUP
        person = holder if family else meant(session, matter, data.person, data.on_behalf_of, shown=True)
        _assure(session, matter, data)
        if is_result(matter, lookup):
            _prove_eligible(session, centre, matter, data, person)
        own = lookup.of is not LookupSubject.ANYONE
        line = note_access(
            session,
            centre,
            terminal=terminal,
            visit=data.visit,
            matter=data.matter,
            called=matter.name,
            consent=None,
            asked=(f"{lookup.record} ({lookup.id})",),
            person=holder if own else None,
            relative=person if own else None,
        )
        rows = find(session, lookup, person, data.answers)
        rows = may_be_meant(matter, rows) if family else rows
        line.found = len(rows)
    return LookupAnswer(rows=rows)


def _of_types(session: Session, person: str | None, types: frozenset[str]) -> tuple[Record, ...]:
    return tuple(record for record in records_of(session, person) if record.type in types)


def is_result(matter: Matter, lookup: Lookup) -> bool:
    """Return whether the lookup is what the matter shows in the end."""
    return matter.result is not None and matter.result.lookup == lookup.id


def _declared(matter: Matter, name: str) -> Lookup:
    family = family_lookup(matter)
    if name == FAMILY_LOOKUP and family is not None:
        return family
    try:
        return matter.lookup(name)
    except KeyError as error:
        raise Refusal(422, "lookup_unknown", f"{matter.slug} has no lookup {name!r}") from error


def _assure(session: Session, matter: Matter, data: LookupRequest) -> None:
    if matter.assurance is not Assurance.CARD_CODE:
        return
    reference, number = data.assurance_reference, data.person.number
    if not (
        was_right(session, reference, number, visit=data.visit)
        or was_given(session, reference, number, visit=data.visit)
    ):
        raise Refusal(422, "assurance", f"{matter.slug} asks for a code from the registered phone first")


def _prove_eligible(
    session: Session, centre: Centre, matter: Matter, data: LookupRequest, person: str | None
) -> None:
    """Refuse who may not; do a verification's work the first time it is asked for in a visit."""
    if session.get(CheckRow, (data.visit, matter.code)) is not None:
        return
    _refuse_ineligible(session, centre, matter, data, person)
    if matter.kind is MatterKind.VERIFICATION:
        apply_effects(session, matter, data.answers, person, today=centre.today())
        session.add(CheckRow(visit=data.visit, matter=matter.code, at=centre.clock()))
        session.flush()


def _refuse_ineligible(
    session: Session, centre: Centre, matter: Matter, data: LookupRequest, person: str | None
) -> None:
    records, holder = Records(reached=True, entries=records_of(session, person)), data.person
    whom = holder if data.on_behalf_of is None else judged_as(data.on_behalf_of.person, records)
    if is_lost(session, holder.number):
        raise Refusal(422, "card_lost", "this card was reported lost")
    why = refusals(matter, whom, records, today=centre.today(), holder=holder, relative=data.on_behalf_of)
    if why:
        raise Refusal(422, "not_eligible", why[0].zh)
