"""Money: the row on disk first, then the code; asked until the platform says how it stands."""

import threading
import time
from contextlib import suppress
from typing import assert_never

import msgspec

from kiosk.domain.fact import CannotFinish, OrderOpened, PaymentSeen, Submitted
from kiosk.domain.ids import ItemId, MatterCode
from kiosk.domain.payment import (
    Order,
    PaymentClosed,
    PaymentSettled,
    PaymentStatus,
    PaymentUnknown,
    PaymentWaiting,
)
from kiosk.domain.reach import Cause, Refused, Unreachable
from kiosk.domain.session import Session, relative_in
from kiosk.domain.submission import ItemState, Submission
from kiosk.domain.trouble import (
    CANNOT_KEEP,
    NOT_PAID,
    PAYMENT_UNKNOWN,
)
from kiosk.errors import KioskError
from kiosk.ports import (
    ActKind,
)
from kiosk.steps.ask import ended, no_answer
from kiosk.steps.hand_in import amount_fen, draft, wait_for_centre
from kiosk.steps.ports import Ports, chosen, holder
from kiosk.wire.messages import (
    OrderRequest,
)

STATUS_WAIT_S = 5.0
ORDER_PATIENCE_S = 30.0
"""How long a busy centre is asked again before a payment counts as unknown."""
WATCH_LEAST_S, WATCH_MOST_S = 60.0, 300.0
"""An order lives two to five minutes; the centre itself refuses a payment that comes after its end."""
RETRY_S = 0.5


def open_order(ports: Ports, session: Session, item: ItemId) -> OrderOpened | CannotFinish:
    """Put the row that awaits payment, write the intent down, and only then ask for a code to show.

    The act stays open while a code can be paid: it ends in the transaction that settles or cancels the row.
    """
    matter = chosen(session)
    number = order_number(item)
    try:
        kept = ports.outbox.put(draft(session, item, order=number), awaiting_payment=True)
        act = ports.journal.begin(ActKind.PAY, item, stub=number)
    except KioskError:
        return ended(CANNOT_KEEP)
    answer = ports.cashier.open(
        OrderRequest(
            number=number,
            item=item,
            matter=MatterCode(matter.code),
            catalogue=matter.catalogue,
            person=holder(session),
            on_behalf_of=relative_in(session),
            answers=session.answers,
            parts=tuple(MatterCode(part.code) for part in matter.parts),
            amount_fen=amount_fen(session),
        )
    )
    if isinstance(answer, Refused | Unreachable):
        with suppress(KioskError):  # what can't be closed now, the sync process closes
            ports.journal.end(act, "no_code", sentence="the platform gave no code to show: nobody could pay")
            ports.outbox.pay(item, PaymentClosed(number))
        return ended(no_answer(answer))
    order = Order(
        number=answer.number,
        amount_fen=answer.amount_fen,
        payee=answer.payee,
        code=answer.code,
        expires_at=answer.expires_at,
    )
    return OrderOpened(order, ports.outbox.signed(kept))


def order_number(item: ItemId) -> str:
    """Return the order number of an item: at most 32 characters of [A-Za-z0-9], unique as the item is."""
    return "K" + item.replace("-", "")[:31].upper()


def watch_payment(
    ports: Ports, session: Session, cancel: threading.Event, left: threading.Event
) -> PaymentSeen:
    """Ask until the order is settled or closed; close it when it expires or the resident gives up.

    What can't be asked for ORDER_PATIENCE_S in a row after that is unknown, never guessed. Once `left` is set
    the order is another's to watch and stays as it is.
    """
    order = session.order
    if order is None:
        raise KioskError("visit_incomplete", "no order is open")
    deadline = ports.clock.monotonic() + _patience_s(ports, order)
    while not (left.is_set() or cancel.is_set()) and ports.clock.monotonic() < deadline:
        answer = ports.cashier.status(order.number, wait_s=STATUS_WAIT_S)
        match answer:
            case PaymentSettled() | PaymentClosed():
                return PaymentSeen(answer)
            case PaymentWaiting() | PaymentUnknown():
                pass
            case Refused() | Unreachable():
                cancel.wait(RETRY_S)
            case _:
                assert_never(answer)
    if left.is_set():
        return PaymentSeen(PaymentWaiting(order.number))
    return PaymentSeen(close_order(ports, order.number))


def _patience_s(ports: Ports, order: Order) -> float:
    """Return how long to watch: the order's life, within bounds for a clock that is wrong."""
    life_s = (order.expires_at - ports.clock.now()).total_seconds()
    return min(max(life_s, WATCH_LEAST_S), WATCH_MOST_S)


def close_order(ports: Ports, order: str) -> PaymentStatus:
    """Close an order, asking a busy centre again for ORDER_PATIENCE_S; unknown when nobody can be asked."""
    deadline = ports.clock.monotonic() + ORDER_PATIENCE_S
    while True:
        answer = ports.cashier.close(order)
        if isinstance(answer, PaymentSettled | PaymentClosed):
            return answer
        if isinstance(answer, Refused) or ports.clock.monotonic() >= deadline:
            return PaymentUnknown(order)
        if isinstance(answer, Unreachable) and answer.cause is not Cause.BUSY:
            return PaymentUnknown(order)
        time.sleep(RETRY_S)


def after_payment(ports: Ports, session: Session) -> Submitted | CannotFinish:
    """Act on the payment: settled goes on its way, closed ends unpaid, unknown ends with a claim slip."""
    submission, payment = session.submission, session.payment
    if submission is None or payment is None:
        raise KioskError("visit_incomplete", "no payment was seen")
    match payment:
        case PaymentSettled():
            return Submitted(_let_go(ports, session, submission, payment))
        case PaymentClosed():
            why = NOT_PAID
        case PaymentUnknown() | PaymentWaiting():
            why = PAYMENT_UNKNOWN
        case _:
            assert_never(payment)
    with suppress(KioskError):  # what can't be written down now, the sync process finds out
        ports.outbox.pay(submission.id, payment)
    return ended(why)


def _let_go(ports: Ports, session: Session, submission: Submission, payment: PaymentSettled) -> Submission:
    try:
        kept = ports.outbox.pay(submission.id, payment)
    except KioskError:
        # Row and intent are on the disk, the money is at the centre: the sync process will ask and let it go.
        return msgspec.structs.replace(submission, state=ItemState.PENDING)
    return ports.outbox.signed(wait_for_centre(ports, session, kept))
