"""Reference photos of the population library: for the face check of one who consented, no other use."""

import secrets
from pathlib import Path

from litestar import post
from litestar.params import JSONBody
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.accesses import note_access
from central.centre import Service, Signer
from central.people import is_lost, person_of
from central.refusal import Refusal
from central.tables import PortraitRow
from central.withdrawals import refuse_withdrawn
from kiosk.domain.face import ATTEMPTS, LEAST_AGE
from kiosk.domain.identity import age_on
from kiosk.domain.matter import Assurance
from kiosk.wire.messages import PortraitAnswer, PortraitRequest

DRAWN = Path(__file__).parent / "data" / "portraits"
"""Drawn by sim/portrait.py, as the residents themselves are: no person was before a camera."""


@post(
    "/v1/portraits",
    status_code=200,
    sync_to_thread=True,
    tags=["Assurance"],
    summary="The reference photo of a consenting person",
)
def give_portrait(data: JSONBody[PortraitRequest], centre: Service, terminal: Signer) -> PortraitAnswer:
    """Give the photo for this visit, a few times at most; log that it was given."""
    matter = centre.catalogues.matter(data.catalogue, data.matter)
    if matter.assurance is not Assurance.CARD_CODE:
        raise Refusal(422, "portrait_not_needed", f"{matter.slug} asks for the card alone")
    if not data.consent:
        raise Refusal(422, "consent", "a face is compared only with the person's own consent")
    if age_on(data.person.birth, centre.today()) < LEAST_AGE:
        raise Refusal(422, "guardian", f"under {LEAST_AGE} a guardian has to consent, at the counter")
    reference = secrets.token_urlsafe(16)
    with centre.store.writing() as session:
        refuse_withdrawn(session, matter)
        person = _person(session, data)
        jpeg = photo_of(person)
        now = centre.clock()
        session.add(
            PortraitRow(
                reference=reference, visit=data.visit, resident=person, terminal=terminal, given_at=now
            )
        )
        note_access(
            session,
            centre,
            terminal=terminal,
            visit=data.visit,
            matter=data.matter,
            called=matter.name,
            consent=data.consent,
            asked=("population.portrait",),
            found=1,
            person=person,
        )
    return PortraitAnswer(reference=reference, jpeg=jpeg)


def was_given(session: Session, reference: str | None, number: str, *, visit: str) -> bool:
    """Return whether that reference stands for a photo given for this person in this visit.

    That the face was near enough is the terminal's word, under its signature: faces never come here.
    """
    row = None if reference is None else session.get(PortraitRow, reference)
    return row is not None and row.visit == visit and row.resident == person_of(session, number)


def photo_of(person: str) -> bytes:
    """Return a resident's photo; Refusal `portrait_none` when the library has none."""
    path = DRAWN / f"{person}.jpg"
    if not path.is_file():
        raise Refusal(404, "portrait_none", "the population library has no photo of this person")
    return path.read_bytes()


def _person(session: Session, data: PortraitRequest) -> str:
    person = person_of(session, data.person.number)
    if person is None:
        raise Refusal(404, "portrait_none", "the population library does not know this person")
    if is_lost(session, data.person.number):
        raise Refusal(422, "card_lost", "this card was reported lost")
    counted = select(func.count()).select_from(PortraitRow).where(PortraitRow.visit == data.visit)
    if (session.scalar(counted) or 0) >= ATTEMPTS:
        raise Refusal(
            422, "too_many_portraits", "no more attempts in this visit: another way, or the counter"
        )
    return person
