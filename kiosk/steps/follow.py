"""What a code laid before the scanner says while nobody is known: where a case stands, or who it is."""

from typing import assert_never

import msgspec

from kiosk.domain.fact import CardAccepted
from kiosk.domain.ids import ItemId
from kiosk.domain.reach import Refused, Unreachable
from kiosk.domain.scanned import Code, EIdCode, PayerCode, ReceiptCode, UnknownCode, sentence
from kiosk.domain.standing import (
    AT_THE_DESK,
    CANCELLED_HERE,
    CARD_LOST,
    E_ID_OFFLINE,
    E_ID_STALE,
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
from kiosk.errors import KioskError, WireError
from kiosk.steps.ports import Ports
from kiosk.wire.messages import EIdAnswer, ReceiptAnswer
from kiosk.wire.token import ReceiptClaim, read_claim


def follow(ports: Ports, code: Code) -> Standing | CardAccepted:
    """Return what a code says, or whose it is.

    The centre is asked about receipts and e-IDs; of a receipt, this terminal may know something by itself.
    """
    match code:
        case ReceiptCode(token=token):
            return _of_receipt(ports, token)
        case PayerCode():
            return PAYERS_CODE
        case UnknownCode():
            return Standing(mark=Mark.UNSURE, title=NO_USE, text=sentence(code))
        case EIdCode(reference=reference):
            return _of_e_id(ports, reference)
    assert_never(code)


def _of_e_id(ports: Ports, reference: str) -> Standing | CardAccepted:
    answer = ports.e_ids.resolve(reference)
    match answer:
        case EIdAnswer(person=person):
            return CardAccepted(person)
        case Refused(code="card_lost"):
            return CARD_LOST
        case Refused():
            return E_ID_STALE
        case Unreachable():
            return E_ID_OFFLINE
    assert_never(answer)


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
