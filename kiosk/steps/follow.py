"""What a code laid before the scanner says: where a case stands, or who it is while nobody is known."""

import re
from collections.abc import Mapping
from typing import assert_never

import msgspec

from kiosk.domain.fact import CardAccepted
from kiosk.domain.ids import ItemId
from kiosk.domain.matter import Matter
from kiosk.domain.reach import Refused, Unreachable
from kiosk.domain.scanned import Code, EIdCode, PayerCode, ReceiptCode, UnknownCode, sentence
from kiosk.domain.shown import moment
from kiosk.domain.standing import (
    ACCEPTED_HERE,
    AS_IT_SAYS,
    AS_OF,
    AT_THE_DESK,
    CANCELLED_HERE,
    CARD_LOST,
    CARD_WAS_LAID,
    CHECKED_HERE,
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
from kiosk.domain.submission import ItemState, KeptItem
from kiosk.domain.text import Locale, Text
from kiosk.errors import KioskError, WireError
from kiosk.steps.ports import Ports
from kiosk.wire.messages import EIdAnswer, ReceiptAnswer
from kiosk.wire.token import ReceiptClaim, read_claim

Matters = Mapping[str, Matter]
PLAIN = re.compile(r"[A-Za-z0-9-]{1,40}")
"""What names of terminals and numbers are made of: a forged receipt puts no sentence on the screen."""


def follow(ports: Ports, code: Code, matters: Matters, *, known: bool = False) -> Standing | CardAccepted:
    """Return what a code says, or whose it is; `known`: somebody has laid a card before.

    The centre is asked about receipts and e-IDs; of a receipt, this terminal may know something by itself.
    """
    match code:
        case ReceiptCode(token=token):
            return _of_receipt(ports, token, matters)
        case PayerCode():
            return PAYERS_CODE
        case UnknownCode():
            return Standing(mark=Mark.UNSURE, title=NO_USE, text=sentence(code))
        case EIdCode() if known:
            return CARD_WAS_LAID
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


def _of_receipt(ports: Ports, token: str, matters: Matters) -> Standing:
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
            return _as_known_here(ports, token, matters)
    assert_never(answer)


def _as_known_here(ports: Ports, token: str, matters: Matters) -> Standing:
    """Say what this terminal can prove by itself: its own signature, and the stub of what it promised."""
    try:
        claimed = read_claim(token)
    except WireError:
        return NOT_GENUINE
    if claimed.terminal != ports.site.terminal:
        return _as_it_says(claimed, matters)
    claim = ports.tokens.own_claim(token)
    return NOT_GENUINE if claim is None else _named(_of_own(ports, claim), claim, matters)


def _as_it_says(claimed: ReceiptClaim, matters: Matters) -> Standing:
    """Say what another terminal's receipt says of itself, and that nobody here can check it."""
    if not (PLAIN.fullmatch(claimed.terminal) and PLAIN.fullmatch(claimed.number)):
        return ELSEWHERE
    text = AS_IT_SAYS.text.format(terminal=claimed.terminal)
    return _named(msgspec.structs.replace(AS_IT_SAYS, text=text), claimed, matters)


def _of_own(ports: Ports, claim: ReceiptClaim) -> Standing:
    try:
        kept = ports.outbox.look(ItemId(claim.item))
    except (KeyError, KioskError):
        return NOT_KEPT_HERE
    match kept.state:
        case ItemState.RECEIVED | ItemState.SETTLED:
            return _of_received(kept)
        case ItemState.CANCELLED:
            return CANCELLED_HERE
        case ItemState.AWAITING_PAYMENT:
            return PAYMENT_CHECKED
        case ItemState.QUARANTINED:
            return AT_THE_DESK
        case ItemState.PENDING | ItemState.SENDING:
            return PROMISED_HERE
    assert_never(kept.state)


def _of_received(kept: KeptItem) -> Standing:
    """Say the last that the centre said of it when it took it in, and when that was."""
    known, at = _last_word(kept), kept.heard_at
    if at is None:
        return known
    time = Text(zh=moment(at, Locale.ZH), en=moment(at, Locale.EN))
    return msgspec.structs.replace(known, text=AS_OF.format(known=known.text, time=time))


def _last_word(kept: KeptItem) -> Standing:
    if kept.acceptance_number is not None:
        text = ACCEPTED_HERE.text.format(number=kept.acceptance_number)
        return msgspec.structs.replace(ACCEPTED_HERE, text=text)
    return CHECKED_HERE if kept.disposition == "desk" else RECEIVED_HERE


def _named(known: Standing, claim: ReceiptClaim, matters: Matters) -> Standing:
    matter = matters.get(claim.matter)
    name = matter.name if matter is not None else None
    return msgspec.structs.replace(known, number=claim.number, matter=name, at=claim.at)
