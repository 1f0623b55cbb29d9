"""How a case goes on: each state it came to is kept with its time, and with what that brings about."""

import datetime as dt

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from central.case_tables import CaseChangeRow, CaseRow
from central.centre import Centre
from central.people import find, person_of
from central.refusal import Refusal
from central.store import counted, put_later, put_now
from central.tables import ItemRow
from kiosk.domain.case import (
    CaseAccepted,
    CaseAtDesk,
    CaseChange,
    CaseFinished,
    CaseReceived,
    CaseState,
    may_become,
    name_of,
)
from kiosk.domain.ids import AcceptanceNumber
from kiosk.domain.matter import Matter
from kiosk.domain.standing import Mark, Standing
from kiosk.domain.submission import SubmissionBody
from kiosk.domain.text import Text

ONLINE_WINDOW = "019"
"""Department's system 01 and the source digit 9, online 一窗受理, of a 21-character project number."""


def come_to(session: Session, centre: Centre, case: CaseRow, state: CaseState, matter: Matter | None) -> None:
    """Let a case come to a state, with what that brings, and keep it as a line of its history."""
    now = centre.clock()
    if isinstance(state, CaseAccepted) and case.acceptance_number is None:
        case.acceptance_number = acceptance_number(session, centre)
    if isinstance(state, CaseFinished):
        case.finished_at, case.result = now, _result(session, matter, case)
    words = words_for(state, matter)
    case.state, case.message_zh, case.message_en = name_of(state), words.zh, words.en
    _keep(session, case, CaseChange(at=now, state=state))


def words_for(state: CaseState, matter: Matter | None) -> Text:
    """Return what anybody may read of a case that came to a state."""
    if matter is not None and isinstance(state, CaseReceived):
        return matter.after
    if isinstance(state, CaseAtDesk) and state.supplied is not None:
        return SUPPLIED
    return PUBLIC[name_of(state)].text


def stands(session: Session, case: CaseRow) -> str:
    """Return the name of the state that a case is in."""
    return name_of(history(session, case)[-1].state)


def move(session: Session, centre: Centre, case: CaseRow, state: CaseState) -> None:
    """Let a clerk decide on a case; Refusal 409 `case_move` when it can't come to that from here."""
    before = history(session, case)[-1]
    if not may_become(before.state, state):
        message = f"case {case.number}: {name_of(before.state)} does not become {name_of(state)}"
        raise Refusal(409, "case_move", message)
    if not _kept(session, case):
        _keep(session, case, before)
    come_to(session, centre, case, state, matter_of(centre, case))


def history(session: Session, case: CaseRow) -> tuple[CaseChange, ...]:
    """Return each state a case came to, in order; of one of before 2026-11-26 only how it stands."""
    return _kept(session, case) or (_unkept(session, case),)


def matter_of(centre: Centre, case: CaseRow) -> Matter | None:
    """Return the matter as the submission's own catalogue declared it; None when nobody knows that one."""
    try:
        return centre.catalogues.matter(case.catalogue, case.matter)
    except Refusal:
        return None


def acceptance_number(session: Session, centre: Centre) -> AcceptanceNumber:
    """Return the next 受理号: area 6, department 2, day 6, source 1, sequence 6."""
    day = f"{centre.today():%y%m%d}"
    sequence = counted(session, f"acceptance-{day}")
    return AcceptanceNumber(f"{centre.settings.area}{ONLINE_WINDOW[:2]}{day}{ONLINE_WINDOW[2]}{sequence:06d}")


def _keep(session: Session, case: CaseRow, change: CaseChange) -> None:
    put_later(session, CaseChangeRow, item=case.item, at=change.at, state=msgspec.to_builtins(change.state))


def _kept(session: Session, case: CaseRow) -> tuple[CaseChange, ...]:
    put_now(session)
    lines = select(CaseChangeRow).where(CaseChangeRow.item == case.item).order_by(CaseChangeRow.id)
    return tuple(
        CaseChange(at=row.at, state=msgspec.convert(row.state, CaseState)) for row in session.scalars(lines)
    )


def _result(session: Session, matter: Matter | None, case: CaseRow) -> list[object]:
    if matter is None or matter.result is None:
        return []
    body = msgspec.msgpack.decode(case.body, type=SubmissionBody)
    whom = body.on_behalf_of.person if body.on_behalf_of is not None else body.applicant
    person = person_of(session, whom.number)
    rows = find(session, matter.lookup(matter.result.lookup), person, body.answers)
    return [msgspec.to_builtins(row) for row in rows]


def _unkept(session: Session, case: CaseRow) -> CaseChange:
    """Return the one line of a case that was filed before histories were kept."""
    at: dt.datetime = case.finished_at or session.get_one(ItemRow, case.item).received_at
    if case.finished_at is not None:
        handover = Text(zh=case.message_zh, en=case.message_en)
        return CaseChange(at=at, state=CaseFinished(result=FINISHED.text, handover=handover))
    return CaseChange(at=at, state=CaseAtDesk() if case.state == name_of(CaseAtDesk()) else CaseReceived())


RECEIVED = Standing(
    mark=Mark.GOOD,
    title=Text(zh="中心已收件", en="The centre has received it"),
    text=Text(
        zh="这张回执是真的，材料已到政务服务中心。",
        en="This receipt is genuine and what was handed in is here.",
    ),
)
AT_DESK = Standing(
    mark=Mark.WAIT,
    title=Text(zh="中心已收件，有内容要核对", en="Received, something has to be checked"),
    text=Text(
        zh="中心已收件，有内容需要工作人员与您核对，会用您留的电话联系您。",
        en="The centre has it. A clerk has to settle something with you and will call the phone you gave.",
    ),
)
SUPPLEMENT = Standing(
    mark=Mark.WAIT,
    title=Text(zh="需要补材料", en="Something more is wanted"),
    text=Text(
        zh="要补什么、什么时候以前补，只给本人看：请把身份证放到任何一台自助终端上。",
        en="What is wanted by when is for the applicant alone: lay the identity card on any terminal.",
    ),
)
SUPPLIED = Text(zh="补的材料收到了，工作人员正在看。", en="What was missing is in; a clerk is looking at it.")
ACCEPTED = Standing(
    mark=Mark.GOOD,
    title=Text(zh="部门已受理", en="Accepted by the department"),
    text=Text(zh="部门正在办理。", en="The department is working on it."),
)
FINISHED = Standing(mark=Mark.GOOD, title=Text(zh="已办结", en="Done"), text=Text(zh="已办结。", en="Done."))
DECIDED = Standing(
    mark=Mark.WAIT,
    title=Text(zh="已有结果", en="Decided"),
    text=Text(
        zh="结果只给本人看：请把身份证放到任何一台自助终端上。",
        en="The result is for the applicant alone: lay the identity card on any terminal.",
    ),
)
PUBLIC = {
    "received": RECEIVED,
    "desk": AT_DESK,
    "supplement": SUPPLEMENT,
    "accepted": ACCEPTED,
    "finished": FINISHED,
    "refused": DECIDED,
}
"""A state by its name as anybody may read it who holds the slip: what is wanted is for the card alone."""
