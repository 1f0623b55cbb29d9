"""Cases: what a submission becomes at the department, and what it changes in its records."""

import datetime as dt
import re

import msgspec
from sqlalchemy.orm import Session

from central import bookings
from central.additions import add_entries
from central.case_tables import CaseRow, OrderRow
from central.centre import Centre
from central.codes import was_right
from central.parts import AT_ONCE, Judged, file_parts, finish_part, handed_in, judge
from central.people import (
    answered,
    entry,
    find,
    forget_records,
    is_lost,
    person_of,
    records_of,
    relative_of,
)
from central.portraits import was_given
from central.progress import come_to
from central.relatives import meant, with_whom
from central.savings import note_saving
from central.supplements import hand_on, why_gone
from central.tables import RecordRow
from central.validation import PaidOrder, Reason, Seen, picked, reasons
from central.withdrawals import withdrawn_since
from kiosk.domain.addition import Given
from kiosk.domain.answers import Answers, answer_for
from kiosk.domain.case import CaseAccepted, CaseAtDesk, CaseFinished, CaseReceived
from kiosk.domain.fee import due_fen
from kiosk.domain.matter import Effect, Matter, MatterKind
from kiosk.domain.part import answers_of
from kiosk.domain.record import Record, Records, Scalar
from kiosk.domain.relative import told
from kiosk.domain.submission import SubmissionBody
from kiosk.domain.supplement import case_field
from kiosk.domain.zone import ZONE
from kiosk.wire.envelope import Header

IMMEDIATE = "immediate"
TODAY = re.compile(r"@today(?:([+-]\d{1,5}))?")


def standing_rows(
    session: Session, matter: Matter, answers: Answers, person: str | None
) -> dict[str, Record | None]:
    """Return each picked row as it stands now, None for one that its lookup no longer gives."""
    rows: dict[str, Record | None] = {}
    for field, row_id in picked(matter, answers):
        offered = find(session, matter.lookup(matter.field(field).lookup or ""), person, answers)
        rows[field] = next((row for row in offered if row.id == row_id), None)
    return rows


def open_case(
    session: Session, centre: Centre, header: Header, body: SubmissionBody, attached: tuple[bytes, ...] = ()
) -> tuple[CaseRow, tuple[Reason, ...]]:
    """Check a submission, let it take effect when nothing is wrong, and file it in either case.

    Of a withdrawn matter nothing takes effect by itself, whenever it was promised: a clerk settles it.
    """
    matter = handed_in(centre.catalogues.matter(body.catalogue, body.matter), body.parts)
    person = meant(session, matter, body.applicant, body.on_behalf_of, shown=False)
    today = body.confirmed_at.astimezone(ZONE).date()
    seen = msgspec.structs.replace(_seen(session, matter, body, person), attached=attached)
    note_saving(session, matter, header.id, body, seen)
    wrong = (*_withdrawn(session, matter.code), *reasons(matter, header.id, body, seen, today=today))
    if matter.parts:
        judged = _with_withdrawn(session, judge(matter, body, seen, wrong))
        return _open_joined(session, centre, header, body, matter, judged)
    case = _filed(session, header, body, wrong)
    come_to(session, centre, case, CaseAtDesk() if wrong else CaseReceived(), matter)
    if not wrong:
        take_effect(session, centre, matter, body, header, body.answers)
        hand_on(session, centre, matter, body, header)
        if matter.kind is MatterKind.APPOINTMENT:
            bookings.book(session, matter, body.answers, person, header.id)
        if matter.promised.unit == IMMEDIATE:
            if case_field(matter) is None:  # else it is that case that gets an acceptance number
                come_to(session, centre, case, CaseAccepted(), matter)
            done = CaseFinished(result=AT_ONCE, handover=told(matter.after, body.on_behalf_of))
            come_to(session, centre, case, done, matter)
    return case, wrong


def _open_joined(
    session: Session,
    centre: Centre,
    header: Header,
    body: SubmissionBody,
    matter: Matter,
    judged: tuple[Judged, ...],
) -> tuple[CaseRow, tuple[Reason, ...]]:
    """File a joined case; a part at the desk holds none of the others up, and only all of them the whole."""
    right = [one for one in judged if not one.wrong]
    wrong = tuple(reason for one in judged for reason in one.wrong)
    case = _filed(session, header, body, wrong)
    come_to(session, centre, case, CaseReceived() if right else CaseAtDesk(), matter)
    file_parts(session, centre, case, judged)
    person = person_of(session, body.applicant.number)
    for one in right:
        own = centre.catalogues.matter(body.catalogue, one.part.code)
        answers = answers_of(one.part, body.answers)
        take_effect(session, centre, own, body, header, answers)
        if own.kind is MatterKind.APPOINTMENT:
            bookings.book(session, own, answers, person, header.id)
        if own.promised.unit == IMMEDIATE:
            finish_part(session, centre, case, one.part.code, told(own.after, body.on_behalf_of))
    return case, () if right else wrong


def desk_case(
    session: Session, centre: Centre, header: Header, body: SubmissionBody, reason: Reason
) -> CaseRow:
    """File a submission that could not even be checked."""
    case = _filed(session, header, body, (reason,))
    come_to(session, centre, case, CaseAtDesk(), None)
    return case


def take_effect(
    session: Session, centre: Centre, matter: Matter, body: SubmissionBody, header: Header, answers: Answers
) -> None:
    """Change and add what a submission, or a part of one, changes and adds in the records."""
    other, today = body.on_behalf_of, centre.today()
    holder = person_of(session, body.applicant.number)
    person = holder if other is None else person_of(session, other.person.number)
    if matter.additions:
        answers = with_whom(matter, answers, other)
        rows = standing_rows(session, matter, answers, person)
        known = Records(reached=True, entries=records_of(session, person))
        given = Given(
            fields=matter.fields,
            answers=answers,
            rows=rows,
            applicant=body.applicant,
            number=header.number,
            paid_fen=due_fen(matter.fee, answers, rows, known, today=today) or 0,
            at=centre.clock(),
        )
        add_entries(session, matter, header.id, given, holder)
    apply_effects(session, matter, answers, person, today=today)


def apply_effects(
    session: Session, matter: Matter, answers: Answers, person: str | None, *, today: dt.date
) -> None:
    """Let a matter change the records it names; the same change twice changes nothing more."""
    rows = [(effect, _affected(session, matter, effect, answers, person)) for effect in matter.effects]
    for effect, row in rows:
        if effect.record == bookings.LIBRARY:
            _change_booking(session, effect, answers, person)
        if row is None:  # gone, or kept in a table of its own
            continue
        given = {key: value_on(answered(value, answers), today) for key, value in effect.set.items()}
        row.values = {**row.values, **given}
    if rows:
        forget_records(session)


def _change_booking(session: Session, effect: Effect, answers: Answers, person: str | None) -> None:
    picked = answer_for(answers, effect.pick or "")
    if picked is not None:
        values = {key: answered(value, answers) for key, value in effect.set.items()}
        bookings.change(session, picked.value, person, values)


def value_on(value: Scalar, today: dt.date) -> Scalar:
    """Return a value to set, `@today+365` as that day."""
    found = TODAY.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return value
    return (today + dt.timedelta(days=int(found[1] or 0))).isoformat()


def has_document(centre: Centre, case: CaseRow) -> bool:
    """Return whether a certificate can be fetched for the case."""
    if case.finished_at is None:
        return False
    return centre.catalogues.matter(case.catalogue, case.matter).document is not None


def _with_withdrawn(session: Session, judged: tuple[Judged, ...]) -> tuple[Judged, ...]:
    """Return each part with whether it is withdrawn itself: the others go on."""
    return tuple(Judged(one.part, (*_withdrawn(session, one.part.code), *one.wrong)) for one in judged)


def _withdrawn(session: Session, code: str) -> tuple[Reason, ...]:
    since = withdrawn_since(session, code)
    if since is None:
        return ()
    return (Reason("matter_withdrawn", f"{code} is withdrawn since {since:%F %T}Z"),)


def _filed(session: Session, header: Header, body: SubmissionBody, wrong: tuple[Reason, ...]) -> CaseRow:
    case = CaseRow(
        item=header.id,
        number=header.number,
        matter=body.matter,
        catalogue=body.catalogue,
        applicant=body.applicant.number,
        body=msgspec.msgpack.encode(body),
        reasons=[msgspec.to_builtins(reason) for reason in wrong],
        result=[],
    )
    session.add(case)
    return case


def _affected(
    session: Session, matter: Matter, effect: Effect, answers: Answers, person: str | None
) -> RecordRow | None:
    if effect.pick is None:
        whose = relative_of(session, person, answers, effect.relative) if effect.relative else person
        return entry(session, effect.record, resident=whose) if whose else None
    answer = answer_for(answers, effect.pick)
    lookup = matter.lookup(matter.field(effect.pick).lookup or "")
    offered = find(session, lookup, person, answers)
    if answer is None or answer.value not in {row.id for row in offered}:
        return None
    return session.get(RecordRow, (effect.record, answer.value))


def _seen(session: Session, matter: Matter, body: SubmissionBody, person: str | None) -> Seen:
    return Seen(
        records=Records(reached=True, entries=records_of(session, person)),
        standing=standing_rows(session, matter, body.answers, person),
        gone=why_gone(session, matter, body),
        order=_order(session, body.order),
        code_was_right=was_right(session, body.assurance_reference, body.applicant.number, visit=body.visit),
        portrait_was_given=was_given(
            session, body.assurance_reference, body.applicant.number, visit=body.visit
        ),
        nothing_found=_finds_nothing(session, matter, person, body.answers),
        lost_card=is_lost(session, body.applicant.number),
    )


def _finds_nothing(session: Session, matter: Matter, person: str | None, answers: Answers) -> bool:
    result = matter.result
    return result is not None and not find(session, matter.lookup(result.lookup), person, answers)


def _order(session: Session, number: str | None) -> PaidOrder | None:
    row = None if number is None else session.get(OrderRow, number)
    if row is None:
        return None
    return PaidOrder(
        number=row.number, item=row.item, amount_fen=row.amount_fen, settled=row.state == "settled"
    )
