"""Keeping for another day, over HTTP: asked for by the card that was laid, opened for no other."""

from litestar import post
from litestar.params import JSONBody
from sqlalchemy.orm import Session

from central.accesses import KEPT, note_access
from central.centre import Service, Signer
from central.kept import drop, keep, kept_lines, taken_out
from central.people import is_lost, person_of
from central.refusal import Refusal
from central.withdrawals import refuse_withdrawn
from kiosk.domain.identity import CardKind
from kiosk.domain.text import Text
from kiosk.wire.messages import (
    KeepAnswer,
    KeepRequest,
    KeptAnswer,
    KeptRequest,
    OneKeptRequest,
    OpenedAnswer,
)

LONGEST_NAME = 64
TAGS = ["Kept for another day"]
KEPT_WORDS = Text(zh="以后再办", en="Saved for another day")


@post("/v1/kept", status_code=200, sync_to_thread=True, tags=TAGS, summary="Keep what was filled in")
def keep_draft(data: JSONBody[KeepRequest], centre: Service) -> KeepAnswer:
    """Keep it sealed, once it was found to open for this card; the same name again changes nothing."""
    if not 0 < len(data.id) <= LONGEST_NAME:
        raise Refusal(422, "kept_name", f"a keeping has a name of 1 to {LONGEST_NAME} characters")
    matter = centre.catalogues.matter(data.catalogue, data.matter)
    with centre.store.writing() as session:
        _judge(session, data)
        refuse_withdrawn(session, matter)
        row = keep(session, centre, data)
        return KeepAnswer(kept_at=row.kept_at, until=row.until)


@post("/v1/kept/list", status_code=200, sync_to_thread=True, tags=TAGS, summary="Of what something is kept")
def list_kept(data: JSONBody[KeptRequest], centre: Service, terminal: Signer) -> KeptAnswer:
    """Tell of which matters something is kept for this card; nothing is opened."""
    with centre.store.writing() as session:
        known = _judge(session, data, may_be_nobody=True)
        kept = kept_lines(session, centre, data.person) if known is not None else ()
        note_access(
            session,
            centre,
            terminal=terminal,
            visit=data.visit,
            matter="",
            called=KEPT_WORDS,
            consent=data.consent,
            asked=(KEPT,),
            found=len(kept),
            person=None,  # asked by oneself, about oneself
        )
    return KeptAnswer(kept=kept)


@post("/v1/kept/open", status_code=200, sync_to_thread=True, tags=TAGS, summary="What is kept of a matter")
def open_draft(data: JSONBody[OneKeptRequest], centre: Service, terminal: Signer) -> OpenedAnswer:
    """Open what is kept of one matter; log that it was, and tell it to the holder."""
    with centre.store.writing() as session:
        person = _judge(session, data)
        name, body = taken_out(session, centre, data.person, data.matter)
        note_access(
            session,
            centre,
            terminal=terminal,
            visit=data.visit,
            matter=data.matter,
            called=name,
            consent=data.consent,
            asked=(KEPT,),
            found=1,
            person=person,
        )
    return OpenedAnswer(body=body)


@post("/v1/kept/delete", status_code=200, sync_to_thread=True, tags=TAGS, summary="Delete what is kept")
def delete_draft(data: JSONBody[OneKeptRequest], centre: Service) -> KeptAnswer:
    """Delete what is kept of one matter, and say what is left."""
    with centre.store.writing() as session:
        _judge(session, data)
        drop(session, centre, data.person, data.matter)
        return KeptAnswer(kept=kept_lines(session, centre, data.person))


def _judge(
    session: Session, data: KeepRequest | KeptRequest | OneKeptRequest, *, may_be_nobody: bool = False
) -> str | None:
    """Return whose card was laid; Refusal for one that nothing is kept for."""
    if not data.consent:
        raise Refusal(422, "consent", "what is kept is asked for after the notice was agreed to")
    if data.person.kind is CardKind.E_ID:
        raise Refusal(422, "assurance", "something is kept for a card that was laid, not for an e-ID")
    if is_lost(session, data.person.number):
        raise Refusal(422, "card_lost", "this card was reported lost")
    person = person_of(session, data.person.number)
    if person is None and not may_be_nobody:
        raise Refusal(422, "kept_nobody", "the libraries know nobody with this card")
    return person
