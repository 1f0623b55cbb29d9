"""What is said of an item that is kept: by its kind, and by what the centre knows beside it."""

import msgspec
from sqlalchemy.orm import Session

from central.case_tables import CaseRow, OrderRow
from central.cases import desk_case, has_document, open_case
from central.centre import Centre
from central.held import Held
from central.reading import Body
from central.refusal import Refusal
from central.validation import Reason
from kiosk.domain.ids import AcceptanceNumber, ItemId
from kiosk.domain.payment import PaymentSettled, PaymentStatus
from kiosk.domain.submission import SubmissionBody
from kiosk.wire.envelope import Header
from kiosk.wire.messages import ITEM_SAME, ItemVerdict

DESK = "desk"
SEQUENCE_FORK = "sequence_fork"


class Known(msgspec.Struct, frozen=True):
    """The very item was here before."""

    id: ItemId


class Kept(msgspec.Struct, frozen=True):
    """An item that was kept just now, with what is under its seal."""

    header: Header
    body: Body
    beside: bool
    """Its place has another item: a clerk serves both residents."""
    attached: tuple[bytes, ...] = ()


def verdict_on(session: Session, centre: Centre, held: Held, one: Known | Kept) -> ItemVerdict:
    """Judge an item that is kept, and keep what is said of it."""
    if isinstance(one, Known):
        return _again(session, centre, held, one.id)
    header = one.header
    verdict = _by_kind(session, centre, one) or ItemVerdict(id=header.id, status=200)
    if one.beside and verdict.status == 200:  # noqa: PLR2004 the HTTP status
        message = f"item {header.id}: {header.epoch}/{header.seq} was given twice"
        verdict = _desk(header, SEQUENCE_FORK, message)
    if verdict.status != 200:  # noqa: PLR2004 the HTTP status
        held.note_verdict(verdict)
    return verdict


def _again(session: Session, centre: Centre, held: Held, name: ItemId) -> ItemVerdict:
    session.flush()  # the same item may have come twice in one batch
    item, case = held.one(name), session.get(CaseRow, name)
    return ItemVerdict(
        id=name,
        status=item.status,
        code=item.code or ITEM_SAME,
        message=item.message,
        disposition=DESK if item.status == 422 else None,  # noqa: PLR2004 the HTTP status
        acceptance_number=AcceptanceNumber(case.acceptance_number)
        if case and case.acceptance_number
        else None,
        document=case is not None and has_document(centre, case),
    )


def _by_kind(session: Session, centre: Centre, one: Kept) -> ItemVerdict | None:
    match one.body:
        case None:
            return None
        case SubmissionBody():
            return _submission(session, centre, one, one.body)
        case _:
            return _payment(session, one.header, one.body)


def _submission(session: Session, centre: Centre, one: Kept, body: SubmissionBody) -> ItemVerdict:
    header = one.header
    try:
        case, wrong = open_case(session, centre, header, body, one.attached)
    except Refusal as refusal:
        wrong = (Reason(refusal.code, refusal.message),)
        case = desk_case(session, centre, header, body, wrong[0])
    if wrong:
        message = "; ".join(reason.text for reason in wrong)
        return ItemVerdict(id=header.id, status=422, code=wrong[0].code, message=message, disposition=DESK)
    number = AcceptanceNumber(case.acceptance_number) if case.acceptance_number else None
    return ItemVerdict(
        id=header.id, status=200, acceptance_number=number, document=has_document(centre, case)
    )


def _payment(session: Session, header: Header, status: PaymentStatus) -> ItemVerdict | None:
    """Join a terminal's account of a payment to the centre's own; a clerk looks at what differs."""
    row = session.get(OrderRow, status.order)
    if row is None or row.item != header.about:
        return _desk(header, "order_unknown", f"no order {status.order} for item {header.about}")
    row.reported_by = header.id
    if isinstance(status, PaymentSettled) is not (row.state == "settled"):
        return _desk(header, "payment_differs", f"order {row.number} is {row.state} here")
    if isinstance(status, PaymentSettled) and status.amount_fen != row.amount_fen:
        return _desk(header, "amount", f"order {row.number} is over {row.amount_fen} fen")
    return None


def _desk(header: Header, code: str, message: str) -> ItemVerdict:
    return ItemVerdict(id=header.id, status=422, code=code, message=message, disposition=DESK)
