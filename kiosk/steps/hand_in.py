"""Building the submission, keeping it in the outbox, waiting for the centre, fetching the certificate."""

import datetime as dt
import time

import msgspec

from kiosk.domain.fact import CannotFinish, DocumentSeen, Submitted
from kiosk.domain.fee import due_fen, worked_out
from kiosk.domain.ids import ItemId, MatterCode
from kiosk.domain.materials import names_of
from kiosk.domain.reach import Refused, Unreachable
from kiosk.domain.record import Records
from kiosk.domain.session import (
    DocumentFollows,
    DocumentReady,
    Session,
    is_service,
    paid_on,
    picked_rows,
    relative_in,
)
from kiosk.domain.submission import ItemState, KeptItem, SubmissionBody
from kiosk.domain.text import Text
from kiosk.domain.trouble import (
    CANNOT_KEEP,
)
from kiosk.errors import KioskError
from kiosk.ports import (
    ItemDraft,
)
from kiosk.steps.ask import ended
from kiosk.steps.ports import Ports, chosen, holder
from kiosk.wire.envelope import ItemKind

CENTRE_WAIT_S = 3.0
"""How long the receipt waits for the centre's word."""
AWAY_WAIT_S = 0.5
POLL_S = 0.05
SAID = frozenset({ItemState.RECEIVED, ItemState.SETTLED, ItemState.QUARANTINED})
FOLLOWS = Text(
    zh="证明还没有做好。做好后扫回执上的二维码就能取。",
    en="The certificate isn't ready yet. Scan the code on the slip later to fetch it.",
)


def amount_fen(session: Session, today: dt.date | None = None) -> int:
    """Return what the matter costs this resident, in fen, on the day it was confirmed, else on `today`."""
    matter, records = chosen(session), session.records or Records(reached=False)
    day = paid_on(session) or today
    return due_fen(matter.fee, session.answers, picked_rows(session), records, today=day) or 0


def late_fen(session: Session, today: dt.date | None = None) -> int:
    """Return what of that is for being late."""
    worked = worked_out(chosen(session).fee, picked_rows(session), today=paid_on(session) or today)
    return 0 if worked is None else worked.late_fen


def body(session: Session, *, order: str | None) -> SubmissionBody:
    """Build what is handed in; pure."""
    matter = chosen(session)
    consent, records, assured, confirmed = (
        session.consent,
        session.records,
        session.assured,
        session.confirmed,
    )
    if consent is None or records is None or assured is None or confirmed is None:
        raise KioskError("visit_incomplete", "the visit was not complete when its submission was built")
    return SubmissionBody(
        visit=session.id,
        matter=MatterCode(matter.code),
        matter_version=matter.version,
        catalogue=matter.catalogue,
        applicant=holder(session),
        on_behalf_of=relative_in(session),
        assurance=assured.assurance,
        assurance_reference=assured.reference,
        consent_version=consent.version,
        consented_at=consent.at,
        answers=session.answers,
        parts=tuple(MatterCode(part.code) for part in matter.parts),
        materials=session.materials or (),
        attached=names_of(session.photos),
        commitment=session.commitment,
        order=order,
        amount_fen=amount_fen(session),
        records_reached=records.reached,
        confirmed_at=confirmed.at,
    )


def draft(session: Session, item: ItemId, *, order: str | None = None) -> ItemDraft:
    """Return what the outbox is to keep: the submission, or for a query a record without personal data."""
    matter = chosen(session)
    service = is_service(session)
    content = (
        {"found": bool(session.result and session.result.rows)} if service else body(session, order=order)
    )
    return ItemDraft(
        id=item,
        kind=ItemKind.SERVICE if service else ItemKind.SUBMISSION,
        matter=MatterCode(matter.code),
        catalogue=matter.catalogue,
        body=msgspec.msgpack.encode(content),
        attachments=() if service else tuple(photo.jpeg for photo in session.photos),
        holder="" if service else holder(session).number,
    )


def submit(ports: Ports, session: Session, item: ItemId) -> Submitted | CannotFinish:
    """Put the item; a submission waits CENTRE_WAIT_S for the centre's word, a service record does not."""
    try:
        kept = ports.outbox.put(draft(session, item))
    except KioskError:
        return ended(CANNOT_KEEP)
    if is_service(session):
        ports.doorbell.ring()
        return Submitted(ports.outbox.signed(kept))
    return Submitted(ports.outbox.signed(wait_for_centre(ports, session, kept)))


def wait_for_centre(ports: Ports, session: Session, kept: KeptItem) -> KeptItem:
    """Wake the sync process and wait for the centre's word, not long if it was just away."""
    reached = session.records is None or session.records.reached
    ports.doorbell.ring()
    deadline = ports.clock.monotonic() + (CENTRE_WAIT_S if reached else AWAY_WAIT_S)
    latest = kept
    while latest.state not in SAID and not latest.tried and ports.clock.monotonic() < deadline:
        time.sleep(POLL_S)
        try:
            latest = ports.outbox.look(kept.id)
        except KioskError:
            break  # it is safe all the same: put returned
    return latest


def issue(ports: Ports, session: Session) -> DocumentSeen:
    """Fetch the certificate; when it can't be had now it follows, and the slip says so."""
    submission = session.submission
    if submission is None or submission.state not in SAID:
        return DocumentSeen(DocumentFollows(FOLLOWS))
    on_paper = session.confirmed is not None and session.confirmed.paper
    answer = ports.documents.document(submission.id, pdf=on_paper and ports.document_printer is not None)
    if isinstance(answer, Refused | Unreachable):
        return DocumentSeen(DocumentFollows(FOLLOWS))
    return DocumentSeen(DocumentReady(answer.url, answer.page_png, answer.pages, answer.pdf))
