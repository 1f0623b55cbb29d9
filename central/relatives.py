"""Whose records a request or submission means: the holder's own, or a relative's whose relation is proven."""

from sqlalchemy.orm import Session

from central.people import is_lost, person_of
from central.refusal import Refusal
from central.tables import RecordRow
from kiosk.domain.answers import Answer, Answers
from kiosk.domain.identity import Identity, number_problem
from kiosk.domain.lookup import FAMILY, Lookup
from kiosk.domain.matter import Beneficiary, Matter, Proof
from kiosk.domain.record import Record
from kiosk.domain.relative import FAMILY_LOOKUP, Relative
from kiosk.domain.values import Other, written_person


def meant(
    session: Session, matter: Matter, holder: Identity, relative: Relative | None, *, shown: bool
) -> str | None:
    """Return whose records are meant, None when the libraries know nobody; Refusal 422 unless it is proven.

    `shown`: the terminal would see them, and a promise is not enough for that.
    """
    if relative is None:
        if matter.proven_by and Beneficiary.SELF not in matter.for_whom:
            raise Refusal(422, "relation", f"{matter.slug} is for another, and nobody was named")
        return person_of(session, holder.number)
    if relative.proof not in matter.proven_by:
        raise Refusal(422, "relation", f"{matter.slug} takes no {relative.proof} for the relation")
    if relative.person.number == holder.number or number_problem(relative.person.number) is not None:
        raise Refusal(422, "relation", "the other person's number can't be theirs")
    match relative.proof:
        case Proof.RECORD:
            _prove(session, matter, holder, relative)
        case Proof.CARD:
            if is_lost(session, relative.person.number):
                raise Refusal(422, "card_lost", "the second card was reported lost")
        case Proof.PROMISE:
            if shown:
                raise Refusal(422, "relation", "nothing of another is shown on a promise")
    return person_of(session, relative.person.number)


def _prove(session: Session, matter: Matter, holder: Identity, relative: Relative) -> None:
    """Refuse a family member whom the library does not name so."""
    row = session.get(RecordRow, (FAMILY, relative.entry or ""))
    person = person_of(session, holder.number)
    if row is None or person is None or row.resident != person:
        raise Refusal(422, "relation", "the library of families names no such relative of this person")
    named = (row.values.get("number"), row.values.get("name"), row.values.get("relation"))
    if named != (relative.person.number, relative.person.name, relative.relation):
        raise Refusal(422, "relation", "the library of families names that relative otherwise")
    if relative.relation not in matter.for_whom:
        raise Refusal(422, "relation", f"{matter.slug} is not done for a {relative.relation}")


def family_lookup(matter: Matter) -> Lookup | None:
    """Return the lookup that names whom a matter may be done for; None where no record proves that."""
    return Lookup(id=FAMILY_LOOKUP, record=FAMILY) if Proof.RECORD in matter.proven_by else None


def may_be_meant(matter: Matter, rows: tuple[Record, ...]) -> tuple[Record, ...]:
    """Return the family members that a matter may be done for."""
    return tuple(row for row in rows if row.values.get("relation") in set(matter.for_whom))


def with_whom(matter: Matter, answers: Answers, relative: Relative | None) -> Answers:
    """Return the answers with whom it is for at the question that only a joined form asks."""
    if relative is None:
        return answers
    named = written_person(Other(relative.person.name, relative.person.number))
    return (*answers, *(Answer(field.id, named) for field in matter.fields if field.whom))
