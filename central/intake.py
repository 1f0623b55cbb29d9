"""Taking items in: each of a batch on its own, each once, none lost and none hidden by another."""

import logging
from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from central.attachments import forget_others, opened
from central.cases import desk_case, has_document, open_case
from central.centre import Centre
from central.held import Held
from central.people import fetched
from central.reading import NO_ID, Body, Read, body_of, name_of, read, wrong
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
    Header,
    ItemKind,
    SealedItem,
    Tombstone,
    decode_header,
    decode_item,
    seal_hash,
)
from kiosk.wire.messages import ITEM_OTHER, ITEM_SAME, ItemVerdict

log = logging.getLogger(__name__)
DESK = "desk"
SEQUENCE_FORK = "sequence_fork"


class Known(msgspec.Struct, frozen=True):
    """The very item was here before."""

    row: ItemRow


class Kept(msgspec.Struct, frozen=True):
    """An item that was kept just now, with what is under its seal."""

    row: ItemRow
    header: Header
    body: Body
    beside: bool
    """Its place has another item: a clerk serves both residents."""
    attached: tuple[bytes, ...] = ()


def take_in(
    centre: Centre, terminal: str, data: bytes, *, by_hand: bool = False, incomplete: bool = False
) -> ItemVerdict:
    """Judge and keep one item.

    What is brought `by_hand` is kept even when another item has its place in the sequence, as happens after
    a disk was restored: both residents hold a slip, and a clerk serves both. With `incomplete` it is kept
    without the attachments that are not to be had any more, and a clerk asks for the papers again.
    """
    try:
        (verdict,) = _take(centre, terminal, (data,), by_hand=by_hand, incomplete=incomplete)
    except Exception:
        log.exception("item %s could not be judged", name_of(data))
        return ItemVerdict(id=name_of(data), status=500, code="internal", message="it was logged")
    return verdict


def take_batch(centre: Centre, terminal: str, batch: tuple[bytes, ...]) -> tuple[ItemVerdict, ...]:
    """Judge and keep a batch in one transaction; should that fail, each item has one of its own."""
    try:
        return _take(centre, terminal, batch)
    except Exception:
        log.exception("a batch of %d items could not be judged in one: each by itself", len(batch))
    return tuple(take_in(centre, terminal, data) for data in batch)


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


def _take(
    centre: Centre,
    terminal: str,
    batch: tuple[bytes, ...],
    *,
    by_hand: bool = False,
    incomplete: bool = False,
) -> tuple[ItemVerdict, ...]:
    with centre.store.reading() as session:
        publics = publics_of(session, terminal)
    came = [read(data, terminal, publics) for data in batch]
    with centre.store.writing() as session, session.no_autoflush:  # rows go in together
        held = Held(session, terminal, (one.header for one in came if isinstance(one, Read)))
        placed = [
            _placed(session, centre, held, one, by_hand=by_hand, incomplete=incomplete)
            if isinstance(one, Read)
            else one
            for one in came
        ]
        session.flush()
        held.remember(fetched(session, _applicants(placed)))
        return tuple(one if isinstance(one, ItemVerdict) else _judged(session, centre, one) for one in placed)


def _applicants(placed: Iterable[ItemVerdict | Known | Kept]) -> Iterator[str]:
    for one in placed:
        if isinstance(one, Kept) and isinstance(one.body, SubmissionBody):
            yield one.body.applicant.number


def _placed(
    session: Session, centre: Centre, held: Held, one: Read, *, by_hand: bool, incomplete: bool
) -> ItemVerdict | Known | Kept:
    """Keep one item in its place; all that may be wrong with its bytes is known before that."""
    header, row = one.header, held.item(one.header.id)
    same = row if row is not None and row.chain_sha256 == one.chain_sha256 else None
    # Of two disks of one terminal one may cancel what is paid for at the other: a tombstone gives way.
    undone = same is not None and same.tombstone and isinstance(one.item, SealedItem)
    if same is not None and not undone:
        return Known(same)
    taken = same is None and (row is not None or held.at(header.epoch, header.seq) is not None)
    forked = taken and row is None
    if taken and not (forked and by_hand):
        return _other(session, header, SEQUENCE_FORK if forked else ITEM_OTHER)
    try:
        body = body_of(one, centre.keys.seal)
        attached = opened(session, centre, header) if isinstance(one.item, SealedItem) else ()
    except WireError as error:
        return wrong(header.id, error)
    except Refusal as missing:
        if not incomplete:
            return ItemVerdict(
                id=header.id, status=missing.status, code=missing.code, message=missing.message
            )
        attached = ()
    if same is None:
        row = _added(session, centre, held, one, beside=forked)
    else:
        row, same.tombstone, same.data = same, False, one.data
    if attached:
        forget_others(session, header)
    return Kept(row, header, body, beside=forked, attached=attached)


def _added(session: Session, centre: Centre, held: Held, one: Read, *, beside: bool) -> ItemRow:
    if beside:
        _other(session, one.header, SEQUENCE_FORK)
        free = _free_epoch(session, one.header)
        one = msgspec.structs.replace(one, header=msgspec.structs.replace(one.header, epoch=free))
    row = _row(centre, one)
    session.add(row)
    _look_at_chain(session, held, one.header, row)
    held.add(row)
    return row


def _other(session: Session, header: Header, code: str) -> ItemVerdict:
    """Raise an alarm, and say that another item is here."""
    what = "id" if code == ITEM_OTHER else "place in the sequence"
    message = f"item {header.id}, {header.epoch}/{header.seq}: another item with this {what} is here"
    _alarm(session, header, code, message)
    return ItemVerdict(id=header.id, status=409, code=code, message=message)


def _free_epoch(session: Session, header: Header) -> int:
    """Return an epoch below zero, that no terminal ever counts in, for an item whose place another has."""
    place = select(ItemRow.epoch).where(ItemRow.terminal == header.terminal, ItemRow.seq == header.seq)
    return min((0, *session.scalars(place).all())) - 1


def _judged(session: Session, centre: Centre, one: Known | Kept) -> ItemVerdict:
    if isinstance(one, Known):
        return _again(session, centre, one.row)
    header = one.header
    verdict = _by_kind(session, centre, one) or ItemVerdict(id=header.id, status=200)
    if one.beside and verdict.status == 200:  # noqa: PLR2004 the HTTP status
        message = f"item {header.id}: {header.epoch}/{header.seq} was given twice"
        verdict = _desk(header, SEQUENCE_FORK, message)
    if verdict.status != 200:  # noqa: PLR2004 the HTTP status
        one.row.status, one.row.code, one.row.message = verdict.status, verdict.code, verdict.message
    return verdict


def _again(session: Session, centre: Centre, row: ItemRow) -> ItemVerdict:
    session.flush()  # the same item may have come twice in one batch
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


def _row(centre: Centre, one: Read) -> ItemRow:
    header = one.header
    return ItemRow(
        id=header.id,
        terminal=header.terminal,
        epoch=header.epoch,
        seq=header.seq,
        kind=header.kind.value,
        number=header.number,
        matter=header.matter,
        catalogue=header.catalogue,
        about=header.about,
        tombstone=isinstance(one.item, Tombstone),
        data=one.data,
        previous=header.previous,
        seal_sha256=seal_hash(one.item),
        chain_sha256=one.chain_sha256,
        status=200,
        code="",
        message="",
        received_at=centre.clock(),
    )


def _look_at_chain(session: Session, held: Held, header: Header, row: ItemRow) -> None:
    """Raise an alarm where an item does not hang on its neighbours, or its number was given before."""
    before, after = held.at(header.epoch, header.seq - 1), held.at(header.epoch, header.seq + 1)
    previous = FIRST_PREVIOUS if header.seq == 1 else before.chain_sha256 if before else header.previous
    if header.previous != previous or (after is not None and after.previous != row.chain_sha256):
        _alarm(session, header, "chain_broken", f"item {header.id} does not hang on its neighbours")
    other = held.numbered(header.number) if header.kind is ItemKind.SUBMISSION else None
    if other is not None:
        detail = f"{header.number} of item {header.id} was drawn for item {other} too"
        _alarm(session, header, "number_double", detail)


def _alarm(session: Session, header: Header, kind: str, detail: str) -> None:
    session.add(AlarmRow(at=header.created_at, terminal=header.terminal, kind=kind, detail=detail))
