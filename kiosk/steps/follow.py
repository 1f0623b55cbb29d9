"""What a code laid before the scanner says while nobody is served: where a case stands, without a name."""

from typing import assert_never

import msgspec

from kiosk.domain.ids import ItemId
from kiosk.domain.reach import Refused, Unreachable
from kiosk.domain.scanned import Code, EIdCode, PayerCode, ReceiptCode, UnknownCode, sentence
from kiosk.domain.standing import (
    AT_THE_DESK,
    CANCELLED_HERE,
    ELSEWHERE,
    NO_USE,
    NOT_GENUINE,
    NOT_KEPT_HERE,
    PAYERS_CODE,
    PAYMENT_CHECKED,
    PROMISED_HERE,
    RECEIVED_HERE,
    Mark,
    Standing,
)
from kiosk.domain.submission import ItemState
from kiosk.domain.text import Text
from kiosk.errors import KioskError, WireError
from kiosk.steps.ports import Ports
from kiosk.wire.messages import ReceiptAnswer
from kiosk.wire.token import ReceiptClaim, read_claim


def standing(ports: Ports, code: Code) -> Standing:
    """Return what a code says; the centre is asked about a receipt, else what this terminal knows of it."""
    match code:
        case ReceiptCode(token=token):
            return _of_receipt(ports, token)
        case PayerCode():
            return PAYERS_CODE
        case UnknownCode():
            return Standing(mark=Mark.UNSURE, title=NO_USE, text=sentence(code))
        case EIdCode():
            return Standing(mark=Mark.UNSURE, title=NO_USE, text=NOT_YET)
    assert_never(code)


NOT_YET = Text(
    zh="这台机器还不能用电子身份码办事，请放上身份证。",
    en="This machine can't take an e-ID yet. Please lay your identity card.",
)


def _of_receipt(ports: Ports, token: str) -> Standing:
    answer = ports.receipts.standing(token)
    match answer:
        case ReceiptAnswer():
            return Standing(
                mark=answer.mark,
                title=answer.title,
                text=answer.text,
                number=answer.number,
                matter=answer.matter,
            )
        case Refused() | Unreachable():
            return _as_known_here(ports, token)
    assert_never(answer)


def _as_known_here(ports: Ports, token: str) -> Standing:
    """Say what this terminal can prove by itself: its own signature, and the stub of what it promised."""
    try:
        claimed = read_claim(token)
    except WireError:
        return NOT_GENUINE
    if claimed.terminal != ports.site.terminal:
        return ELSEWHERE
    claim = ports.tokens.own_claim(token)
    return NOT_GENUINE if claim is None else _of_own(ports, claim)


def _of_own(ports: Ports, claim: ReceiptClaim) -> Standing:
    try:
        state = ports.outbox.look(ItemId(claim.item)).state
    except (KeyError, KioskError):
        return _named(NOT_KEPT_HERE, claim)
    match state:
        case ItemState.RECEIVED | ItemState.SETTLED:
            return _named(RECEIVED_HERE, claim)
        case ItemState.CANCELLED:
            return _named(CANCELLED_HERE, claim)
        case ItemState.AWAITING_PAYMENT:
            return _named(PAYMENT_CHECKED, claim)
        case ItemState.QUARANTINED:
            return _named(AT_THE_DESK, claim)
        case ItemState.PENDING | ItemState.SENDING:
            return _named(PROMISED_HERE, claim)
    assert_never(state)


def _named(known: Standing, claim: ReceiptClaim) -> Standing:
    return msgspec.structs.replace(known, number=claim.number)
