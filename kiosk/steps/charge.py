"""A payer's code that was scanned: charged once, asked about until decided, taken back when it is not."""

import threading
from contextlib import suppress

from kiosk.domain.fact import PaymentSeen
from kiosk.domain.payment import PaymentClosed, PaymentSettled, PaymentUnknown, PaymentWaiting
from kiosk.domain.reach import Refused, Unreachable
from kiosk.domain.scanned import PayerCode
from kiosk.domain.session import Session
from kiosk.domain.trouble import CHARGE_REFUSED, CODE_USED, NOT_NOTED, Trouble
from kiosk.errors import KioskError
from kiosk.ports import ActKind
from kiosk.steps.pay import STATUS_WAIT_S, close_order
from kiosk.steps.ports import Ports

UNDECIDED_S = 45.0
"""How long the payer may type a password, and the wallets' platform be silent, before it is taken back."""
ASK_AGAIN_S = 5.0
TOOK_NOTHING = {"charge_refused": CHARGE_REFUSED, "code_unknown": CHARGE_REFUSED, "code_used": CODE_USED}
"""Refusals after which the order is open as before; after any other nobody knows."""
Decision = PaymentSettled | PaymentClosed | Trouble


def charge(ports: Ports, session: Session, code: PayerCode, cancel: threading.Event) -> PaymentSeen | Trouble:
    """Have a code charged; Trouble when it took nothing and the order is open for another.

    The intent is on disk before the code leaves. What stays undecided is taken back by closing the order;
    what nobody can be asked about is unknown.
    """
    order, submission = session.order, session.submission
    if order is None or submission is None:
        raise KioskError("visit_incomplete", "no order is open")
    try:
        act = ports.journal.begin(ActKind.CHARGE, submission.id, stub=order.number)
    except KioskError:
        return NOT_NOTED
    deadline = ports.clock.monotonic() + UNDECIDED_S
    decision = _decision(ports, order.number, code, cancel)
    while decision is None and not cancel.is_set() and ports.clock.monotonic() < deadline:
        decision = _decision(ports, order.number, code, cancel)
    match decision:
        case None:
            return PaymentSeen(close_order(ports, order.number))
        case Trouble():
            with suppress(KioskError):  # what can't be ended now ends with the order
                ports.journal.end(
                    act, "refused", sentence=f"the platform says that nothing was taken: {decision.code}"
                )
            return decision
        case _:
            return PaymentSeen(decision)


def _decision(ports: Ports, order: str, code: PayerCode, cancel: threading.Event) -> Decision | None:
    """Charge, or by the same code ask again what became of it; None while nobody knows."""
    answer = ports.wallets.charge(order, code)
    match answer:
        case PaymentSettled() | PaymentClosed():
            return answer
        case PaymentWaiting() | PaymentUnknown():
            later = ports.cashier.status(order, wait_s=STATUS_WAIT_S)
            return later if isinstance(later, PaymentSettled | PaymentClosed) else None
        case Refused(code=why) if why in TOOK_NOTHING:
            return TOOK_NOTHING[why]
        case Refused() | Unreachable():
            cancel.wait(ASK_AGAIN_S)
    return None
