"""A case in plain words for its applicant: where it stands, what that means, and what to do next."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import assert_never

import msgspec

from kiosk.domain.case import (
    CaseAccepted,
    CaseAtDesk,
    CaseFinished,
    CaseReceived,
    CaseRefused,
    CaseSupplement,
    OwnCase,
    Supplied,
)
from kiosk.domain.matter import Counter, Matter
from kiosk.domain.shown import day
from kiosk.domain.text import Locale, Text


class CaseMark(StrEnum):
    """How a case is to be felt at a glance."""

    WANTED = "wanted"
    """Something is wanted of the applicant."""
    CALLED = "called"
    """A clerk calls the applicant."""
    UNDER_WAY = "under_way"
    DONE = "done"
    REFUSED = "refused"


class CaseWords(msgspec.Struct, frozen=True):
    """What a card of the list says of one case."""

    mark: CaseMark
    state: Text
    says: Text
    next: Text
    """What to do now, or that nothing is to be done."""


Told = tuple[tuple[OwnCase, CaseWords], ...]
"""Cases with what is said of each."""


def tell(cases: tuple[OwnCase, ...], matters: Mapping[str, Matter], contact: str, today: dt.date) -> Told:
    """Return each case with what its applicant is told, by the counters that the catalogue knows."""
    return tuple((case, words_of(case, _counter(case, matters), contact, today)) for case in cases)


def words_of(case: OwnCase, counter: Counter | None, contact: str, today: dt.date) -> CaseWords:
    """Return what a case's applicant is told; without a counter that is known, to call `contact`."""
    state = case.stands.state
    phone = counter.phone if counter is not None else contact
    match state:
        case CaseSupplement(wanted=wanted, until=until):
            return CaseWords(
                CaseMark.WANTED, WANTED, MISSING.format(wanted=wanted), _bring(until, counter, phone, today)
            )
        case CaseAtDesk(supplied=Supplied(at_counter=papers, until=until)) if papers:
            names = Text(zh="、".join(one.zh for one in papers), en=", ".join(one.en for one in papers))
            return CaseWords(
                CaseMark.WANTED, PARTLY, STILL.format(papers=names), _bring(until, counter, phone, today)
            )
        case CaseAtDesk(supplied=Supplied(number=number)):
            return CaseWords(CaseMark.UNDER_WAY, SUPPLIED, LOOKED_AT.format(number=number), NOTHING_TO_DO)
        case CaseAtDesk():
            return CaseWords(CaseMark.CALLED, AT_DESK, WILL_CALL, CALL.format(phone=phone))
        case CaseReceived():
            return CaseWords(CaseMark.UNDER_WAY, RECEIVED, NOT_BEGUN, NOTHING_TO_DO)
        case CaseAccepted():
            working = WORKING.format(number=case.acceptance_number or "—")
            return CaseWords(CaseMark.UNDER_WAY, ACCEPTED, working, NOTHING_TO_DO)
        case CaseFinished(result=result, handover=handover):
            return CaseWords(CaseMark.DONE, FINISHED, result, handover)
        case CaseRefused(reason=reason):
            return CaseWords(CaseMark.REFUSED, REFUSED, reason, ASK.format(phone=phone))
    assert_never(state)


def _counter(case: OwnCase, matters: Mapping[str, Matter]) -> Counter | None:
    matter = matters.get(case.matter)
    return matter.counter if matter is not None else None


def _bring(until: dt.date, counter: Counter | None, phone: str, today: dt.date) -> Text:
    last = Text(zh=day(until.isoformat(), Locale.ZH), en=day(until.isoformat(), Locale.EN))
    if until < today:
        return TOO_LATE.format(day=last, phone=phone)
    if counter is None:
        return BY_PHONE.format(day=last, phone=phone)
    return BRING.format(day=last, place=counter.place, hours=counter.hours, phone=phone)


WANTED = Text(zh="要补材料", en="Something is missing")
MISSING = Text(zh="要补：{wanted}", en="Please bring: {wanted}")
AT_DESK = Text(zh="等您核对", en="Something to settle with you")
PARTLY = Text(zh="还有材料要送到窗口", en="A paper is still to be handed in")
STILL = Text(zh="照片已收到。到窗口交的：{papers}", en="The photographs are in. For the counter: {papers}")
SUPPLIED = Text(zh="补的材料收到了", en="What was missing is in")
LOOKED_AT = Text(
    zh="工作人员正在看您补的材料（收件编号 {number}）。",
    en="A clerk is looking at what you added (receipt number {number}).",
)
RECEIVED = Text(zh="中心已收到", en="Received")
ACCEPTED = Text(zh="正在办理", en="Being worked on")
FINISHED = Text(zh="办好了", en="Done")
REFUSED = Text(zh="没有办成", en="Not approved")
WILL_CALL = Text(
    zh="有内容要和您核对，工作人员会打您留的电话。", en="A clerk will call the phone you gave to settle it."
)
CALL = Text(zh="请留意电话，也可以自己打 {phone} 问。", en="Please expect a call, or call {phone} yourself.")
NOT_BEGUN = Text(
    zh="材料已经到了，部门还没有开始办。", en="It has arrived; the department has not begun yet."
)
WORKING = Text(zh="部门已受理，受理号 {number}。", en="Accepted by the department, number {number}.")
NOTHING_TO_DO = Text(zh="您不用再来，等着就行。", en="You need do nothing, and need not come again.")
ASK = Text(zh="有疑问请打 {phone}。", en="Questions: please call {phone}.")
BRING = Text(
    zh="{day}以前送到{place}（{hours}），电话 {phone}。",
    en="By {day}: {place} ({hours}), phone {phone}.",
)
BY_PHONE = Text(
    zh="{day}以前补上，送到哪里请打 {phone} 问。", en="Bring it by {day}; call {phone} to hear where."
)
TOO_LATE = Text(
    zh="期限是{day}，已经过了。请打 {phone} 问还能不能补。",
    en="It was due by {day}. Please call {phone} and ask whether it can still be brought.",
)
