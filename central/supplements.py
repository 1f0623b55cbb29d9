"""Supplements: what is handed in for an earlier case goes to that case, and the case to a clerk again."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.case_tables import CasePartRow, CaseRow
from central.centre import Centre
from central.parts import move_part, part_history
from central.people import numbers_of, person_of
from central.progress import history, move
from central.tables import RecordRow
from central.validation import Reason
from kiosk.domain.answers import answer_for
from kiosk.domain.case import CaseAtDesk, CaseState, CaseSupplement, Supplied
from kiosk.domain.ids import ItemId, ReceiptNumber
from kiosk.domain.lookup import CASES
from kiosk.domain.materials import asked_materials, at_counter
from kiosk.domain.matter import Matter
from kiosk.domain.submission import SubmissionBody
from kiosk.domain.supplement import case_field
from kiosk.wire.envelope import Header

Row = CaseRow | CasePartRow


def why_gone(session: Session, matter: Matter, body: SubmissionBody) -> Mapping[str, Reason]:
    """Return, by the field that picks it, why the case that a supplement names waits for nothing."""
    field, number = _named(matter, body)
    if field is None or number is None:
        return {}
    session.flush()  # an earlier item of the batch may have moved it
    rows = tuple(_of_number(session, number))
    own = [row for row in rows if _is_own(session, row, body)]
    if any(isinstance(_stands(session, row), CaseSupplement) for row in own):
        return {}
    entry = session.get(RecordRow, (CASES, number))
    is_own_entry = entry is not None and entry.resident == person_of(session, body.applicant.number)
    if own or is_own_entry:
        return {field: Reason("case_settled", f"{number}: nothing is wanted for this case any more", field)}
    if rows or entry is not None:
        return {field: Reason("case_other", f"{number}: this case is another person's", field)}
    return {field: Reason("case_unknown", f"{number}: there is no such case", field)}


def hand_on(session: Session, centre: Centre, matter: Matter, body: SubmissionBody, header: Header) -> None:
    """Move the case that a supplement is about to a clerk's desk, with what came and what is still to come.

    A case that waits for nothing is left as it is: what a department holds of counters has no row here.
    """
    _, number = _named(matter, body)
    if number is None:
        return
    session.flush()
    for row in _of_number(session, number):
        state = _stands(session, row)
        if isinstance(state, CaseSupplement) and _is_own(session, row, body):
            names = {paper.id: paper.name for paper in asked_materials(matter, body.answers)}
            brought = tuple(names[paper] for paper in at_counter(body.materials) if paper in names)
            supplied = Supplied(
                item=ItemId(header.id),
                number=ReceiptNumber(header.number),
                at_counter=brought,
                until=state.until,
            )
            _move(session, centre, row, CaseAtDesk(supplied=supplied))
            return


def _named(matter: Matter, body: SubmissionBody) -> tuple[str | None, str | None]:
    """Return the field that picks a case, and the case's number as it was picked."""
    field = case_field(matter)
    answer = answer_for(body.answers, field) if field is not None else None
    return field, None if answer is None else answer.value


def _of_number(session: Session, number: str) -> Iterator[Row]:
    yield from session.scalars(select(CasePartRow).where(CasePartRow.number == number))
    yield from session.scalars(select(CaseRow).where(CaseRow.number == number))


def _is_own(session: Session, row: Row, body: SubmissionBody) -> bool:
    case = row.case if isinstance(row, CasePartRow) else row
    return case.applicant in numbers_of(session, body.applicant.number)


def _stands(session: Session, row: Row) -> CaseState:
    lines = part_history(row) if isinstance(row, CasePartRow) else history(session, row)
    return lines[-1].state


def _move(session: Session, centre: Centre, row: Row, state: CaseState) -> None:
    if isinstance(row, CasePartRow):
        move_part(session, centre, row, state)
    else:
        move(session, centre, row, state)
