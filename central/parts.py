"""The parts of a joined case 一件事: each judged, taking effect and going on by itself, numbered apart."""

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from central.case_tables import CasePartRow, CaseRow
from central.centre import Centre
from central.progress import acceptance_number, come_to, stands, words_for
from central.refusal import Refusal
from central.validation import Reason, Seen
from kiosk.domain.case import (
    CaseAccepted,
    CaseAtDesk,
    CaseChange,
    CaseFinished,
    CaseReceived,
    CaseRefused,
    CaseState,
    CaseSupplement,
    is_open,
    may_become,
    name_of,
)
from kiosk.domain.ids import MatterCode
from kiosk.domain.joined import narrowed
from kiosk.domain.matter import Matter
from kiosk.domain.part import Part, part_number
from kiosk.domain.rules import refused_by
from kiosk.domain.submission import SubmissionBody
from kiosk.domain.text import Text
from kiosk.domain.zone import ZONE

BY_URGENCY = (CaseSupplement, CaseAtDesk, CaseReceived, CaseAccepted)
"""Where the whole stands: as the most urgent of its parts that are still open."""


class Judged(msgspec.Struct, frozen=True):
    """One part and why a clerk has to look at it; no reason is none."""

    part: Part
    wrong: tuple[Reason, ...]


def handed_in(matter: Matter, parts: tuple[MatterCode, ...]) -> Matter:
    """Return the matter with the parts that were handed in; Refusal when it has no such part."""
    codes = frozenset(str(code) for code in parts)
    known = frozenset(part.code for part in matter.parts)
    if not codes <= known or bool(codes) != bool(known):
        raise Refusal(422, "parts", f"{matter.slug} has no such parts: {', '.join(sorted(codes)) or 'none'}")
    return narrowed(matter, codes) if known else matter


def judge(matter: Matter, body: SubmissionBody, seen: Seen, wrong: tuple[Reason, ...]) -> tuple[Judged, ...]:
    """Return each part with what is wrong: with the whole, its own fields and papers, its rules."""
    today = body.confirmed_at.astimezone(ZONE).date()
    return tuple(
        Judged(
            part,
            (
                *(reason for reason in wrong if not reason.about or reason.about in _names(part)),
                *(
                    Reason("not_eligible", text.zh)
                    for text in refused_by(part.eligibility, body.applicant, seen.records, today=today)
                ),
            ),
        )
        for part in matter.parts
    )


def file_parts(session: Session, centre: Centre, case: CaseRow, judged: tuple[Judged, ...]) -> None:
    """File each part: received, or at a clerk's desk."""
    for place, one in enumerate(judged):
        row = CasePartRow(
            item=case.item,
            case=case,
            place=place,
            number=part_number(case.number, place),
            matter=one.part.code,
            catalogue=case.catalogue,
            reasons=[msgspec.to_builtins(reason) for reason in one.wrong],
            history=[],
        )
        session.add(row)
        _come_to(session, centre, row, CaseAtDesk() if one.wrong else CaseReceived())


def finish_part(session: Session, centre: Centre, case: CaseRow, code: str, handover: Text) -> None:
    """Let a part that is promised at once be done, as a matter of its own would be; the whole follows."""
    session.flush()
    row = next(row for row in parts_of(session, case) if row.matter == code)
    move_part(session, centre, row, CaseAccepted())
    move_part(session, centre, row, CaseFinished(result=AT_ONCE, handover=handover))


def parts_of(session: Session, case: CaseRow) -> tuple[CasePartRow, ...]:
    """Return the parts of a case in their order; none of one that is not joined."""
    rows = select(CasePartRow).where(CasePartRow.item == case.item).order_by(CasePartRow.place)
    return tuple(session.scalars(rows))


def part_of(session: Session, number: str) -> CasePartRow | None:
    """Return the part with that sub-number, or None; Refusal when a doubled number has two."""
    rows = session.scalars(select(CasePartRow).where(CasePartRow.number == number)).all()
    if len(rows) > 1:
        raise Refusal(
            409, "case_double", f"{number}: given twice, of the items {', '.join(r.item for r in rows)}"
        )
    return rows[0] if rows else None


def part_history(row: CasePartRow) -> tuple[CaseChange, ...]:
    """Return each state a part came to, in order."""
    return msgspec.convert(row.history, tuple[CaseChange, ...])


def move_part(session: Session, centre: Centre, row: CasePartRow, state: CaseState) -> None:
    """Let a clerk decide on a part; the whole follows. Refusal 409 `case_move` as for a case."""
    before = part_history(row)[-1].state
    if not may_become(before, state):
        message = f"part {row.number}: {name_of(before)} does not become {name_of(state)}"
        raise Refusal(409, "case_move", message)
    _come_to(session, centre, row, state)
    case = session.get_one(CaseRow, row.item)
    whole = whole_state(tuple(part_history(part)[-1].state for part in parts_of(session, case)))
    if name_of(whole) != stands(session, case):
        come_to(session, centre, case, whole, None)


def whole_state(states: tuple[CaseState, ...]) -> CaseState:
    """Return where the whole stands: at its most urgent open part; over when all are."""
    for kind in BY_URGENCY:
        for state in states:
            if isinstance(state, kind):
                return state
    if all(isinstance(state, CaseRefused) for state in states):
        return states[0]
    return CaseFinished(result=ALL_DONE, handover=EACH_BY_ITSELF)


def _come_to(session: Session, centre: Centre, row: CasePartRow, state: CaseState) -> None:
    now = centre.clock()
    if isinstance(state, CaseAccepted) and row.acceptance_number is None:
        row.acceptance_number = acceptance_number(session, centre)
    if not is_open(state):
        row.finished_at = now
    matter = centre.catalogues.matter(row.catalogue, MatterCode(row.matter))
    words = words_for(state, matter)
    row.state, row.message_zh, row.message_en = name_of(state), words.zh, words.en
    row.history = [*row.history, msgspec.to_builtins(CaseChange(at=now, state=state))]


def _names(part: Part) -> frozenset[str]:
    return frozenset(part.fields.values()) | frozenset(part.materials.values())


AT_ONCE = Text(zh="已办结。", en="Done.")
ALL_DONE = Text(zh="各件都办完了。", en="Every part is done.")
EACH_BY_ITSELF = Text(zh="每件怎么取，看各件的说明。", en="How each is handed over is said with the part.")
