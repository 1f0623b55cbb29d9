"""Electronic identities: a short-lived code on a phone, resolved once to the person it was made for."""

import datetime as dt
import hashlib
import secrets

from litestar import post
from litestar.params import JSONBody
from sqlalchemy.orm import Session

from central.accesses import note_access
from central.centre import Centre, Service, Signer
from central.people import is_lost
from central.refusal import Refusal
from central.residents import Card, identity_of, load_residents
from central.tables import EIdRow
from kiosk.domain.identity import CardKind
from kiosk.domain.text import Text
from kiosk.wire.messages import EIdAnswer, EIdRequest

PREFIX = "kiosk-eid:1:"
REFERENCE_BYTES = 16
LIFE = dt.timedelta(seconds=90)
SHOWN = Text(zh="出示电子身份证", en="An e-ID shown")


@post("/v1/e-ids", status_code=200, sync_to_thread=True, tags=["Assurance"], summary="Whose e-ID is this?")
def resolve_e_id(data: JSONBody[EIdRequest], centre: Service, terminal: Signer) -> EIdAnswer:
    """Return the person once; a code that is unknown, used or too old is one and the same refusal."""
    with centre.store.writing() as session:
        row = session.get(EIdRow, _digest(data.reference), with_for_update=True)
        slug = _used(session, centre, row, terminal)
    if slug is None:
        raise Refusal(
            422, "e_id_unknown", "this e-ID code is unknown, was used or is too old: show a fresh one"
        )
    card = next(person.card for person in load_residents(today=centre.today()) if person.slug == slug)
    with centre.store.reading() as session:
        if is_lost(session, card.number):
            raise Refusal(422, "card_lost", "the identity card behind this e-ID was reported lost")
    return EIdAnswer(person=identity_of(card, kind=CardKind.E_ID))


def issue(session: Session, centre: Centre, slug: str) -> str:
    """Return a fresh code for a resident; Refusal when there is none who has an e-ID."""
    cards = {person.slug: person.card for person in load_residents(today=centre.today())}
    if slug not in cards:
        raise Refusal(404, "resident_unknown", f"there is no resident {slug}")
    if cards[slug].kind is not CardKind.RESIDENT or is_expired(cards[slug], centre.today()):
        raise Refusal(422, "e_id_none", f"{slug} has no valid resident identity card, and so no e-ID")
    reference = secrets.token_urlsafe(REFERENCE_BYTES)
    session.add(
        EIdRow(digest=_digest(reference), resident=slug, expires_at=centre.clock() + LIFE, used_at=None)
    )
    return PREFIX + reference


def is_expired(card: Card, today: dt.date) -> bool:
    """Return whether a card's last valid day has passed."""
    return card.valid_to is not None and card.valid_to < today


def _used(session: Session, centre: Centre, row: EIdRow | None, terminal: str) -> str | None:
    now = centre.clock()
    if row is None or row.used_at is not None or row.expires_at < now:
        return None
    row.used_at = now
    note_access(
        session,
        centre,
        terminal=terminal,
        visit="",
        matter="",
        called=SHOWN,
        consent=None,
        asked=("e_id",),
        found=1,
        person=row.resident,
    )
    return row.resident


def _digest(reference: str) -> bytes:
    return hashlib.sha256(reference.encode()).digest()
