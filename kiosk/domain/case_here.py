"""What a terminal without the centre says to a holder of what it took in itself, in a case's words; pure."""

import datetime as dt
from collections.abc import Mapping
from typing import assert_never

import msgspec

from kiosk.domain.case_words import (
    ACCEPTED,
    ASK,
    AT_DESK,
    CALL,
    NOTHING_TO_DO,
    RECEIVED,
    WILL_CALL,
    WORKING,
    CaseMark,
    CaseWords,
)
from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.matter import Matter
from kiosk.domain.shown import moment
from kiosk.domain.standing import AS_OF, CANCELLED_HERE, PAYMENT_CHECKED, PROMISED_HERE
from kiosk.domain.submission import ItemState, KeptItem, PromisedItem
from kiosk.domain.text import Locale, Text


class ToldHere(msgspec.Struct, frozen=True):
    """An item with what is said of it."""

    number: ReceiptNumber
    name: Text
    handed_in_at: dt.datetime
    words: CaseWords


def tell_here(
    items: tuple[PromisedItem, ...], matters: Mapping[str, Matter], contact: str
) -> tuple[ToldHere, ...]:
    """Return each item with its words; a matter that is in the catalogue no more goes by its code."""
    return tuple(_told(item, matters.get(item.matter), contact) for item in items)


def _told(item: PromisedItem, matter: Matter | None, contact: str) -> ToldHere:
    kept = item.kept
    name = matter.name if matter is not None else Text(zh=item.matter, en=item.matter)
    phone = matter.counter.phone if matter is not None and matter.counter is not None else contact
    return ToldHere(kept.number, name, kept.created_at, _words(kept, phone))


def _words(kept: KeptItem, phone: str) -> CaseWords:
    match kept.state:
        case ItemState.PENDING | ItemState.SENDING:
            return CaseWords(CaseMark.UNDER_WAY, PROMISED_HERE.title, SENT_BY_ITSELF, NOTHING_TO_DO)
        case ItemState.AWAITING_PAYMENT:
            return CaseWords(CaseMark.CALLED, PAYMENT_CHECKED.title, NOT_AGAIN, ASK.format(phone=phone))
        case ItemState.QUARANTINED:
            return CaseWords(CaseMark.CALLED, WITH_STAFF, LOOKED_AT, TO_THE_COUNTER.format(phone=phone))
        case ItemState.RECEIVED | ItemState.SETTLED:
            return _received(kept, phone)
        case ItemState.CANCELLED:
            return CaseWords(
                CaseMark.REFUSED, CANCELLED_HERE.title, CANCELLED_HERE.text, ASK.format(phone=phone)
            )
    assert_never(kept.state)


def _received(kept: KeptItem, phone: str) -> CaseWords:
    """Say the last that the centre said of it, and as of when."""
    if kept.disposition == "desk":
        return CaseWords(CaseMark.CALLED, AT_DESK, _as_of(kept, WILL_CALL), CALL.format(phone=phone))
    if kept.acceptance_number is not None:
        working = WORKING.format(number=kept.acceptance_number)
        return CaseWords(CaseMark.UNDER_WAY, ACCEPTED, _as_of(kept, working), LOOK_AGAIN)
    return CaseWords(CaseMark.UNDER_WAY, RECEIVED, _as_of(kept, ARRIVED), LOOK_AGAIN)


def _as_of(kept: KeptItem, known: Text) -> Text:
    if kept.heard_at is None:
        return known
    time = Text(zh=moment(kept.heard_at, Locale.ZH), en=moment(kept.heard_at, Locale.EN))
    return AS_OF.format(known=known, time=time)


SENT_BY_ITSELF = Text(
    zh="材料在这台机器里，网络恢复后它会自动上传。",
    en="It is safe in this machine, which will send it by itself once the network is back.",
)
NOT_AGAIN = Text(zh="请不要再付一次。", en="Please do not pay again.")
WITH_STAFF = Text(zh="由工作人员处理", en="Being looked at by staff")
LOOKED_AT = Text(
    zh="这一件要工作人员看过才能接着办。", en="Staff have to look at this one before it can go on."
)
TO_THE_COUNTER = Text(
    zh="请带上回执到窗口，或者打 {phone} 问。", en="Please take the receipt to the counter, or call {phone}."
)
ARRIVED = Text(zh="材料已经到了中心。", en="It has reached the centre.")
LOOK_AGAIN = Text(
    zh="后来怎样，等网络恢复后再放一次身份证就能看到。",
    en="What has happened since is shown when you lay your card again once the network is back.",
)
