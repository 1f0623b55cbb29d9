"""One's own cases: told to the person whose card was laid, on whichever terminal, and to nobody else."""

import msgspec
from litestar import post
from litestar.params import JSONBody
from sqlalchemy import select
from sqlalchemy.orm import Session

from central.accesses import note_access
from central.case_tables import CasePartRow, CaseRow
from central.centre import Centre, Service, Signer
from central.parts import part_history, parts_of
from central.people import is_lost, numbers_of
from central.progress import history
from central.refusal import Refusal
from kiosk.domain.case import TOLD_FOR, OwnCase, is_open, most_urgent_first
from kiosk.domain.identity import CardKind
from kiosk.domain.ids import AcceptanceNumber, MatterCode, ReceiptNumber
from kiosk.domain.submission import SubmissionBody
from kiosk.domain.text import Text
from kiosk.wire.messages import CasesAnswer, CasesRequest

MOST = 20
OWN_CASES = Text(zh="我的办件", en="My cases")


@post("/v1/cases", status_code=200, sync_to_thread=True, tags=["Items"], summary="A person's own cases")
def own_cases(data: JSONBody[CasesRequest], centre: Service, terminal: Signer) -> CasesAnswer:
    """Tell the cases that are open, or changed lately; log that it was asked, never what was said."""
    _judge(data)
    with centre.store.writing() as session:
        if is_lost(session, data.person.number):
            raise Refusal(422, "card_lost", "this card was reported lost")
        cases = cases_of(session, centre, data.person.number)
        note_access(
            session,
            centre,
            terminal=terminal,
            visit=data.visit,
            matter="",
            called=OWN_CASES,
            consent=data.consent,
            asked=("cases",),
            found=len(cases),
            person=None,  # asked by oneself, about oneself
        )
    return CasesAnswer(cases=cases)


def cases_of(session: Session, centre: Centre, number: str) -> tuple[OwnCase, ...]:
    """Return what the holder of a card, by whichever of their cards, is told: the most urgent first."""
    rows = select(CaseRow).where(CaseRow.applicant.in_(numbers_of(session, number)))
    told = (case for row in session.scalars(rows) for case in _all_of(session, centre, row))
    since = centre.clock() - TOLD_FOR
    fresh = tuple(case for case in told if is_open(case.stands.state) or case.stands.at >= since)
    return most_urgent_first(fresh)[:MOST]


def _judge(data: CasesRequest) -> None:
    if not data.consent:
        raise Refusal(422, "consent", "one's own cases are told after the notice was agreed to")
    if data.person.kind is CardKind.E_ID:
        raise Refusal(422, "assurance", "one's own cases are told to a card that was laid, not to an e-ID")


def _all_of(session: Session, centre: Centre, case: CaseRow) -> tuple[OwnCase, ...]:
    """Return a case, or each part of a joined one."""
    whole = _told(session, centre, case)
    return tuple(_part_told(centre, whole, part) for part in parts_of(session, case)) or (whole,)


def _part_told(centre: Centre, whole: OwnCase, part: CasePartRow) -> OwnCase:
    matter = centre.catalogues.known(part.matter, part.catalogue)
    return msgspec.structs.replace(
        whole,
        number=ReceiptNumber(part.number),
        matter=MatterCode(part.matter),
        name=matter.name if matter else Text(zh=part.matter, en=part.matter),
        acceptance_number=AcceptanceNumber(part.acceptance_number) if part.acceptance_number else None,
        stands=part_history(part)[-1],
    )


def _told(session: Session, centre: Centre, case: CaseRow) -> OwnCase:
    matter = centre.catalogues.known(case.matter, case.catalogue)
    body = msgspec.msgpack.decode(case.body, type=SubmissionBody)
    return OwnCase(
        number=ReceiptNumber(case.number),
        matter=MatterCode(case.matter),
        name=matter.name if matter else Text(zh=case.matter, en=case.matter),
        handed_in_at=body.confirmed_at,
        acceptance_number=AcceptanceNumber(case.acceptance_number) if case.acceptance_number else None,
        stands=history(session, case)[-1],
    )
