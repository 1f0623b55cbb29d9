"""Taking items in: each of a batch on its own, each once, none lost and none hidden by another."""

import logging

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from central.attachments import forget_others, opened
from central.cases import desk_case, has_document, open_case
from central.centre import Centre
from central.refusal import Refusal
from central.tables import AlarmRow, CaseRow, ItemRow, OrderRow, TerminalRow
from central.terminals import publics_of
from central.validation import Reason
from kiosk.domain.ids import AcceptanceNumber, ItemId
from kiosk.domain.payment import PaymentSettled, PaymentStatus
from kiosk.domain.submission import SubmissionBody
from kiosk.errors import WireError
from kiosk.wire.envelope import (
    FIRST_PREVIOUS,
    MAX_SEAL_BYTES,
    Header,
    Item,
    ItemKind,
    SealedItem,
    Tombstone,
    chain_hash,
    decode_header,
    decode_item,
    open_seal,
    seal_hash,
    verify,
)
from kiosk.wire.messages import ITEM_OTHER, ITEM_SAME, ItemVerdict

MAX_ITEM_BYTES = MAX_SEAL_BYTES + 4_096
NO_ID = ItemId("")
log = logging.getLogger(__name__)
DESK = "desk"
SEQUENCE_FORK = "sequence_fork"


def take_in(centre: Centre, terminal: str, data: bytes, *, by_hand: bool = False) -> ItemVerdict:
    """Judge and keep one item, in a transaction of its own.

    What is brought `by_hand` is kept even when another item has its place in the sequence, as happens after
    a disk was restored: both residents hold a slip, and a clerk serves both.
    """
    header: Header | None = None
    try:
        item, header = _read(centre, terminal, data)
        with centre.store.writing() as session:
            known = _known(session, centre, item, header)
            if by_hand and known is not None and (known.status, known.code) == (409, SEQUENCE_FORK):
                verdict = _beside(session, centre, data, item, header)
            else:
                verdict = known if known is not None else _new(session, centre, data, item, header)
    except WireError as error:
        return ItemVerdict(id=_id(header, data), status=400, code=error.code, message=error.message)
    except Refusal as refusal:
        return ItemVerdict(
            id=_id(header, data), status=refusal.status, code=refusal.code, message=refusal.message
        )
    except Exception:
        log.exception("item %s could not be judged", _id(header, data))
        return ItemVerdict(id=_id(header, data), status=500, code="internal", message="it was logged")
    return verdict


def take_carried(centre: Centre, data: bytes) -> ItemVerdict:
    """Judge and keep an item that another terminal than its own brings; its own signature has to hold.

    The key of a terminal that was revoked may be in anybody's hands: a clerk takes such an item in.
    """
    try:
        header = decode_header(decode_item(data).header)
    except WireError as error:
        return ItemVerdict(id=NO_ID, status=400, code=error.code, message=error.message)
    with centre.store.reading() as session:
        row = session.get(TerminalRow, header.terminal)
        known, revoked = row is not None, row is not None and row.revoked_at is not None
    if known and not revoked:
        return take_in(centre, header.terminal, data, by_hand=True)
    code, why = ("terminal_revoked", "is revoked") if known else ("terminal_unknown", "was never enrolled")
    message = f"item {header.id}: terminal {header.terminal} {why}"
    return ItemVerdict(id=header.id, status=400, code=code, message=message)


def _read(centre: Centre, terminal: str, data: bytes) -> tuple[Item, Header]:
    if len(data) > MAX_ITEM_BYTES:
        raise Refusal(413, "item_too_large", f"item: {len(data)} bytes, at most {MAX_ITEM_BYTES}")
    item = decode_item(data)
    header = decode_header(item.header)
    if header.terminal != terminal:
        raise WireError(
            "item_terminal", f"item {header.id}: of terminal {header.terminal}, sent by {terminal}"
        )
    with centre.store.reading() as session:
        publics = publics_of(session, terminal)
    verify(item, terminal_keys=publics)
    return item, header


def _id(header: Header | None, data: bytes) -> ItemId:
    """Name the item as far as its bytes can be read; a verdict's place in the answer names it in any case."""
    if header is not None:
        return header.id
    try:
        return decode_header(decode_item(data).header).id
    except WireError:
        return NO_ID


def _known(session: Session, centre: Centre, item: Item, header: Header) -> ItemVerdict | None:
    """Return the verdict on an item, or on its place in the sequence, that was here before."""
    row = session.get(ItemRow, header.id)
    place = select(ItemRow).where(
        ItemRow.terminal == header.terminal, ItemRow.epoch == header.epoch, ItemRow.seq == header.seq
    )
    same_place = session.scalars(place).one_or_none()
    if row is None and same_place is None:
        return None
    if row is not None and row.chain_sha256 == chain_hash(item):
        return _again(session, centre, row)
    what = "id" if row is not None else "place in the sequence"
    message = f"item {header.id}, {header.epoch}/{header.seq}: another item with this {what} is here"
    code = ITEM_OTHER if row is not None else SEQUENCE_FORK
    _alarm(session, header, code, message)
    return ItemVerdict(id=header.id, status=409, code=code, message=message)


def _again(session: Session, centre: Centre, row: ItemRow) -> ItemVerdict:
    case = session.get(CaseRow, row.id)
    return ItemVerdict(
        id=ItemId(row.id),
        status=row.status,
        code=row.code or ITEM_SAME,
        message=row.message,
        disposition=DESK if row.status == 422 else None,  # noqa: PLR2004 the HTTP status
        acceptance_number=AcceptanceNumber(case.acceptance_number)
        if case and case.acceptance_number
        else None,
        document=case is not None and has_document(centre, case),
    )


def _new(session: Session, centre: Centre, data: bytes, item: Item, header: Header) -> ItemVerdict:
    match item:
        case Tombstone():
            row, verdict = _keep(session, centre, data, item, header), None
        case SealedItem():
            body = _opened(centre, item, header)
            attached = opened(session, centre, header)
            row = _keep(session, centre, data, item, header)
            forget_others(session, header)
            verdict = _by_kind(session, centre, header, body, attached)
    _look_at_chain(session, header, row)
    if verdict is None:
        return ItemVerdict(id=header.id, status=200)
    row.status, row.code, row.message = verdict.status, verdict.code, verdict.message
    return verdict


def _beside(session: Session, centre: Centre, data: bytes, item: Item, header: Header) -> ItemVerdict:
    """Keep an item whose place another has, in an epoch below zero that no terminal ever counts in."""
    place = select(ItemRow.epoch).where(ItemRow.terminal == header.terminal, ItemRow.seq == header.seq)
    free = min(0, *session.scalars(place)) - 1
    verdict = _new(session, centre, data, item, msgspec.structs.replace(header, epoch=free))
    if verdict.status != 200:  # noqa: PLR2004 the HTTP status
        return verdict
    desk = _desk(header, SEQUENCE_FORK, f"item {header.id}: {header.epoch}/{header.seq} was given twice")
    row = session.get_one(ItemRow, header.id)
    row.status, row.code, row.message = desk.status, desk.code, desk.message
    return desk


def _opened(centre: Centre, item: SealedItem, header: Header) -> bytes:
    key = centre.keys.seal.get(header.key)
    if key is None:
        raise WireError(
            "item_key", f"item {header.id}: sealed to {header.key}, which is no key of this platform"
        )
    return open_seal(item, platform_key=key)


def _by_kind(
    session: Session, centre: Centre, header: Header, body: bytes, attached: tuple[bytes, ...]
) -> ItemVerdict | None:
    match header.kind:
        case ItemKind.SUBMISSION:
            return _submission(session, centre, header, _decoded(header, body, SubmissionBody), attached)
        case ItemKind.PAYMENT:
            return _payment(session, header, _decoded_payment(header, body))
        case ItemKind.SERVICE:
            return None


def _decoded(header: Header, body: bytes, type_: type[SubmissionBody]) -> SubmissionBody:
    try:
        return msgspec.msgpack.decode(body, type=type_)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise WireError("item_body", f"item {header.id}: body: {error}") from error


def _decoded_payment(header: Header, body: bytes) -> PaymentStatus:
    try:
        status: PaymentStatus = msgspec.msgpack.decode(body, type=PaymentStatus)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise WireError("item_body", f"item {header.id}: body: {error}") from error
    return status


def _submission(
    session: Session, centre: Centre, header: Header, body: SubmissionBody, attached: tuple[bytes, ...]
) -> ItemVerdict:
    if (body.matter, body.catalogue) != (header.matter, header.catalogue):
        raise WireError(
            "item_body", f"item {header.id}: body and header name different matters or catalogues"
        )
    try:
        case, wrong = open_case(session, centre, header, body, attached)
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


def _keep(session: Session, centre: Centre, data: bytes, item: Item, header: Header) -> ItemRow:
    row = ItemRow(
        id=header.id,
        terminal=header.terminal,
        epoch=header.epoch,
        seq=header.seq,
        kind=header.kind.value,
        number=header.number,
        matter=header.matter,
        catalogue=header.catalogue,
        about=header.about,
        tombstone=isinstance(item, Tombstone),
        data=data,
        previous=header.previous,
        seal_sha256=seal_hash(item),
        chain_sha256=chain_hash(item),
        status=200,
        code="",
        message="",
        received_at=centre.clock(),
    )
    session.add(row)
    session.flush()
    return row


def _look_at_chain(session: Session, header: Header, row: ItemRow) -> None:
    """Raise an alarm where an item does not hang on its neighbours, or its number was given before."""
    here = select(ItemRow).where(ItemRow.terminal == header.terminal, ItemRow.epoch == header.epoch)
    before = session.scalars(here.where(ItemRow.seq == header.seq - 1)).one_or_none()
    after = session.scalars(here.where(ItemRow.seq == header.seq + 1)).one_or_none()
    previous = FIRST_PREVIOUS if header.seq == 1 else before.chain_sha256 if before else header.previous
    if header.previous != previous or (after is not None and after.previous != row.chain_sha256):
        _alarm(session, header, "chain_broken", f"item {header.id} does not hang on its neighbours")
    if header.kind is not ItemKind.SUBMISSION:
        return
    double = select(ItemRow.id).where(ItemRow.number == header.number, ItemRow.id != header.id)
    other = session.scalars(double.where(ItemRow.kind == ItemKind.SUBMISSION.value)).first()
    if other is not None:
        _alarm(session, header, "number_double", f"number {header.number} is also on item {other}")


def _alarm(session: Session, header: Header, kind: str, detail: str) -> None:
    session.add(AlarmRow(at=header.created_at, terminal=header.terminal, kind=kind, detail=detail))
