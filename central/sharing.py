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
from central.tables import CheckRow
from central.withdrawals import refuse_withdrawn
from kiosk.domain.identity import Identity
from kiosk.domain.lookup import Lookup, LookupSubject
from kiosk.domain.matter import Assurance, Matter, MatterKind
from kiosk.domain.notice import asked_before_the_form
from kiosk.domain.record import Records
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
    types = asked_before_the_form(matter)
    with centre.store.writing() as session:
        refuse_withdrawn(session, matter)
        lost = is_lost(session, data.person.number)
        known = () if lost else records_of(session, person_of(session, data.person.number))
        given = tuple(record for record in known if record.type in types)
        note_access(
            session,
            centre,
            terminal=terminal,
            visit=data.visit,
            matter=data.matter,
            called=matter.name,
            consent=data.consent,
            asked=types,
            found=len(given),
            person=person_of(session, data.person.number),
        )
    return RecordsAnswer(records=given, reported_lost=lost)


@post("/v1/lookups", status_code=200, sync_to_thread=True, tags=["Data sharing"], summary="Rows of a lookup")
def look_up(data: JSONBody[LookupRequest], centre: Service, terminal: Signer) -> LookupAnswer:
    """Give the rows that match now; for a verification, its effects are applied once a visit first."""
    matter = centre.catalogues.matter(data.catalogue, data.matter)
    refuse_asleep(centre, matter)
    lookup = _declared(matter, data.lookup)
    with centre.store.writing() as session:
        refuse_withdrawn(session, matter)
        person = person_of(session, data.person.number)
        _assure(session, matter, data)
        if is_result(matter, lookup):
            _prove_eligible(session, centre, matter, data, person)
        line = note_access(
            session,
            centre,
            terminal=terminal,
            visit=data.visit,
            matter=data.matter,
            called=matter.name,
            consent=None,
            asked=(f"{lookup.record} ({lookup.id})",),
            person=person if lookup.of is not LookupSubject.ANYONE else None,
        )
        rows = find(session, lookup, person, data.answers)
        line.found = len(rows)
    return LookupAnswer(rows=rows)


def is_result(matter: Matter, lookup: Lookup) -> bool:
    """Return whether the lookup is what the matter shows in the end."""
    return matter.result is not None and matter.result.lookup == lookup.id


def _declared(matter: Matter, name: str) -> Lookup:
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
    _refuse_ineligible(session, centre, matter, data.person, person)
    if matter.kind is MatterKind.VERIFICATION:
        apply_effects(session, matter, data.answers, person, today=centre.today())
        session.add(CheckRow(visit=data.visit, matter=matter.code, at=centre.clock()))
        session.flush()


def _refuse_ineligible(
    session: Session, centre: Centre, matter: Matter, holder: Identity, person: str | None
) -> None:
    records = Records(reached=True, entries=records_of(session, person))
    if is_lost(session, holder.number):
        raise Refusal(422, "card_lost", "this card was reported lost")
    if why := refusals(matter, holder, records, today=centre.today()):
        raise Refusal(422, "not_eligible", why[0].zh)
