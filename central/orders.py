"""Orders of the public payment platform: one debt, one live order, the amount by the centre's own books."""

import asyncio
import datetime as dt
import secrets
from typing import Annotated, assert_never

from litestar import get, post
from litestar.params import FromPath, JSONBody, QueryParameter
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from central.case_tables import OrderLineRow, OrderRow
from central.cases import standing_rows
from central.centre import Centre, Service, Signer
from central.departments import refuse_asleep
from central.parts import handed_in
from central.people import records_of
from central.refusal import Refusal
from central.relatives import meant
from central.withdrawals import refuse_withdrawn
from kiosk.domain.answers import answer_for
from kiosk.domain.fee import (
    ChosenFee,
    EnteredFee,
    Fee,
    FixedFee,
    FreeOfCharge,
    JointFee,
    PickedFee,
    due_fen,
    lines_due,
)
from kiosk.domain.matter import Matter
from kiosk.domain.payment import PaymentClosed, PaymentSettled, PaymentStatus, PaymentWaiting
from kiosk.domain.record import Record, Records
from kiosk.domain.worked_fee import WorkedFee
from kiosk.wire.messages import OrderAnswer, OrderRequest, OrderState

MAX_WAIT_S = 20.0
LOOK_EVERY_S = 0.1
WAITING, CHARGING, SETTLED, CLOSED = "waiting", "charging", "settled", "closed"


@post("/v1/orders", status_code=200, sync_to_thread=True, tags=["Payment"], summary="Open an order")
def open_order(data: JSONBody[OrderRequest], centre: Service, terminal: Signer) -> OrderAnswer:
    """Open an order; the same number again gives the same order, whatever has become of it."""
    matter = handed_in(centre.catalogues.matter(data.catalogue, data.matter), data.parts)
    refuse_asleep(centre, matter)
    with centre.store.writing() as session:
        row = session.get(OrderRow, data.number)
        if row is None:
            row = _opened(session, centre, matter, data, terminal)
        elif (row.item, row.terminal, row.amount_fen) != (data.item, terminal, data.amount_fen):
            raise Refusal(409, "order_number", f"order {data.number} is already another one")
        return OrderAnswer(
            number=row.number,
            amount_fen=row.amount_fen,
            payee=row.payee,
            code=f"{centre.base_url}/pay/{row.number}",
            expires_at=row.expires_at,
        )


@get("/v1/orders/{number:str}", tags=["Payment"], summary="How an order stands")
async def order_status(
    number: FromPath[str],
    centre: Service,
    terminal: Signer,
    wait: Annotated[float, QueryParameter(ge=0, le=MAX_WAIT_S, description="seconds until a change")] = 0,
) -> OrderState:
    """Answer at once when nobody waits or the order is decided, else when it is or the wait is over."""
    deadline = asyncio.get_running_loop().time() + wait
    while True:
        status = await asyncio.to_thread(_look, centre, number, terminal)
        left = deadline - asyncio.get_running_loop().time()
        if left <= 0 or not isinstance(status, PaymentWaiting):
            return OrderState(status=status)
        await asyncio.sleep(min(left, LOOK_EVERY_S))


def settle(session: Session, number: str, *, wallet: str, now: dt.datetime) -> OrderRow:
    """Take a wallet's money; the same order is never paid twice."""
    row = session.get(OrderRow, number, with_for_update=True)
    if row is None:
        raise Refusal(404, "order_unknown", f"no order {number}")
    if not isinstance(status_of(row, now), PaymentWaiting):
        raise Refusal(
            409, "order_decided", f"order {number} is {row.state if row.state != WAITING else 'expired'}"
        )
    row.state, row.wallet, row.paid_at = SETTLED, wallet, now
    row.transaction = f"{now:%Y%m%d}{secrets.randbelow(10**10):010d}"
    return row


def status_of(row: OrderRow, now: dt.datetime) -> PaymentStatus:
    """Return how an order stands; one past its time is closed, unless a payer's code is being charged."""
    if row.state == SETTLED and row.paid_at is not None:
        return PaymentSettled(
            order=row.number,
            amount_fen=row.amount_fen,
            transaction=row.transaction or "",
            wallet=row.wallet or "",
            paid_at=row.paid_at,
        )
    if row.state == CHARGING or (row.state == WAITING and now < row.expires_at):
        return PaymentWaiting(row.number)
    return PaymentClosed(row.number)


def _opened(session: Session, centre: Centre, matter: Matter, data: OrderRequest, terminal: str) -> OrderRow:
    refuse_withdrawn(session, matter)
    person = meant(session, matter, data.person, data.on_behalf_of, shown=False)
    rows = standing_rows(session, matter, data.answers, person)
    known = Records(reached=True, entries=records_of(session, person))
    amount = due_fen(matter.fee, data.answers, rows, known, today=centre.today())
    if amount is None:
        raise Refusal(422, "bill_gone", "the bill is no longer open: it was paid or withdrawn")
    if amount == 0 or amount != data.amount_fen:
        raise Refusal(422, "amount", f"asked to collect {data.amount_fen} fen, due are {amount}")
    debt = _debt(matter, matter.fee, data)
    lines = _lines(matter, data, rows, known, centre.today())
    for one in (debt, *(line.debt for line in lines)):
        _refuse_second(session, one, centre.clock())
    row = OrderRow(
        number=data.number,
        item=data.item,
        terminal=terminal,
        matter=matter.code,
        applicant=data.person.number,
        debt=debt,
        amount_fen=amount,
        payee=_payee(matter),
        state=WAITING,
        expires_at=centre.clock() + dt.timedelta(seconds=centre.settings.order_life_s),
    )
    session.add(row)
    session.flush()
    session.add_all(lines)
    return row


def _lines(
    matter: Matter,
    data: OrderRequest,
    rows: dict[str, Record | None],
    known: Records,
    today: dt.date,
) -> list[OrderLineRow]:
    """Return what the order collects for each part of a joined matter."""
    if not isinstance(matter.fee, JointFee):
        return []
    fees = {line.code: line.fee for line in matter.fee.lines}
    due = lines_due(matter.fee, data.answers, rows, known, today=today) or ()
    return [
        OrderLineRow(
            order=data.number,
            place=place,
            matter=line.code,
            amount_fen=line.amount_fen,
            debt=_debt(matter, fees[line.code], data),
        )
        for place, line in enumerate(due)
    ]


def _refuse_second(session: Session, debt: str, now: dt.datetime) -> None:
    of_parts = select(OrderLineRow.order).where(OrderLineRow.debt == debt)
    either = or_(OrderRow.debt == debt, OrderRow.number.in_(of_parts))
    for other in session.scalars(select(OrderRow).where(either)):
        match status_of(other, now):
            case PaymentWaiting():
                raise Refusal(409, "order_live", f"order {other.number} for the same bill is still open")
            case PaymentSettled():
                raise Refusal(409, "bill_paid", f"the bill was paid by order {other.number}")
            case _:
                continue


def _debt(matter: Matter, fee: Fee, data: OrderRequest) -> str:
    """Name what is owed, so that it can't be collected twice at the same time."""
    if isinstance(fee, PickedFee | WorkedFee):
        field = matter.field(fee.field)
        answer = answer_for(data.answers, field.id)
        return f"{matter.lookup(field.lookup or '').record}/{answer.value if answer else ''}"
    return f"item/{data.item}"


def _payee(matter: Matter) -> str:
    match matter.fee:
        case FreeOfCharge():
            return matter.department.zh
        case JointFee():
            return matter.department.zh
        case FixedFee() | ChosenFee() | PickedFee() | EnteredFee() | WorkedFee():
            return (matter.fee.payee or matter.department).zh
    assert_never(matter.fee)


def _look(centre: Centre, number: str, terminal: str) -> PaymentStatus:
    with centre.store.reading() as session:
        return status_of(known_order(session, number, terminal), centre.clock())


def known_order(session: Session, number: str, terminal: str) -> OrderRow:
    """Return a terminal's order; Refusal when it has none of that number."""
    row = session.get(OrderRow, number)
    if row is None or row.terminal != terminal:
        raise Refusal(404, "order_unknown", f"no order {number} of this terminal")
    return row
