"""What the centre is asked before anything is promised: assurance, shared records, rows, results."""

import datetime as dt
from typing import assert_never

import msgspec

from kiosk.domain.card import (
    CardCancelled,
    CardOutcome,
    CardRead,
    CardTimeout,
    NoCard,
)
from kiosk.domain.fact import AssuranceReached, CannotFinish, CardAccepted, RecordsShared, ResultFound
from kiosk.domain.identity import CardKind
from kiosk.domain.ids import MatterCode
from kiosk.domain.joined import LeftOut, left_out, narrowed
from kiosk.domain.matter import Assurance, Proof
from kiosk.domain.reach import Refused, Unreachable
from kiosk.domain.record import Record, Records
from kiosk.domain.relative import FAMILY_LOOKUP, judged_as
from kiosk.domain.rules import refusals
from kiosk.domain.session import Assured, Ended, LookupResult, Session, relative_in
from kiosk.domain.trouble import (
    CARD_TROUBLE,
    CODE_USED_UP,
    LOST_CARD,
    NETWORK,
    NO_PHONE,
    REFUSED,
    WITHDRAWN,
    WRONG_CODE,
    Trouble,
)
from kiosk.steps.ports import Ports, chosen, holder, today
from kiosk.wire.messages import (
    CodeAnswer,
    CodeCheck,
    CodeRequest,
    LookupRequest,
    RecordsRequest,
)

MATTER_WITHDRAWN = "matter_withdrawn"


def card_fact(outcome: CardOutcome) -> CardAccepted | Trouble | None:
    """Turn a reading into what the screen needs; None means: keep waiting."""
    match outcome:
        case CardRead(identity=identity):
            return CardAccepted(identity)
        case NoCard() | CardTimeout() | CardCancelled():
            return None
        case _:
            return CARD_TROUBLE[str(outcome.__struct_config__.tag)]


def refused(answer: Refused) -> Trouble:
    """Return the sentence for a signed no."""
    if answer.code == MATTER_WITHDRAWN:
        return WITHDRAWN
    return msgspec.structs.replace(REFUSED, text=REFUSED.text.format(code=answer.code))


def ended(trouble: Trouble) -> CannotFinish:
    """Return the fact that ends the matter with a slip for the counter."""
    return CannotFinish(Ended(trouble.text))


def no_answer(answer: Refused | Unreachable) -> Trouble:
    """Return the sentence for a question that got no useful answer."""
    return NETWORK if isinstance(answer, Unreachable) else refused(answer)


def assure(ports: Ports, session: Session) -> AssuranceReached | CodeAnswer | CannotFinish:
    """Reach the matter's assurance: at once by the card, or by sending a code that is typed next.

    An e-ID can be photographed over a shoulder: it always asks for the code too.
    """
    matter, identity = chosen(session), holder(session)
    match Assurance.CARD_CODE if identity.kind is CardKind.E_ID else matter.assurance:
        case Assurance.CARD:
            return AssuranceReached(Assured(Assurance.CARD))
        case Assurance.CARD_CODE | Assurance.CARD_FACE:
            answer = ports.codes.send(CodeRequest(visit=session.id, person=identity))
            if not isinstance(answer, CodeAnswer):
                return ended(no_answer(answer))
            return answer if answer.phone_masked is not None else ended(NO_PHONE)
    assert_never(matter.assurance)


def check_code(ports: Ports, sent: CodeAnswer, typed: str) -> AssuranceReached | Trouble | CannotFinish:
    """Have the typed digits checked."""
    verdict = ports.codes.check(CodeCheck(reference=sent.reference, code=typed))
    if isinstance(verdict, Refused | Unreachable):
        return ended(no_answer(verdict))
    if verdict.right:
        return AssuranceReached(Assured(Assurance.CARD_CODE, sent.reference))
    if verdict.attempts_left == 0:
        return ended(CODE_USED_UP)
    return msgspec.structs.replace(WRONG_CODE, text=WRONG_CODE.text.format(left=verdict.attempts_left))


def know(ports: Ports, session: Session) -> RecordsShared | CannotFinish:
    """Ask for the shared records and run the rules over them; offline only where the matter allows it."""
    matter, identity, relative = chosen(session), holder(session), relative_in(session)
    if relative is not None and relative.proof is Proof.PROMISE:  # nothing of another is shown on a promise
        return _judged(session, Records(reached=False), today(ports))
    answer = ports.sharing.records(
        RecordsRequest(
            visit=session.id,
            matter=MatterCode(matter.code),
            catalogue=matter.catalogue,
            person=identity,
            on_behalf_of=relative,
            consent=session.consent.version if session.consent else "",
        )
    )
    match answer:
        case Refused():
            return ended(refused(answer))
        case Unreachable() if not matter.offline.accepted:
            return ended(NETWORK)
        case Unreachable():
            records = Records(reached=False)
        case _ if answer.reported_lost:
            return ended(LOST_CARD)
        case _:
            records = Records(reached=True, entries=answer.records, holder=answer.holder)
    return _judged(session, records, today(ports))


def _judged(session: Session, records: Records, day: dt.date) -> RecordsShared:
    """Hold the matter to its rules; a joined one goes on without the parts that the resident may not have."""
    matter, identity, relative = chosen(session), holder(session), relative_in(session)
    whom = judged_as(relative.person, records) if relative is not None else identity
    why = refusals(matter, whom, records, today=day, holder=identity, relative=relative)
    out = left_out(matter, identity, records, today=day)
    if not out or why:
        return RecordsShared(records, why)
    codes = {part.code for part in matter.parts} - {part.code for part, _ in out}
    if not codes:
        return RecordsShared(records, tuple(reason for _, reason in out))
    told = tuple(LeftOut(part.name, reason) for part, reason in out)
    return RecordsShared(records, (), narrowed(matter, frozenset(codes)), told)


def rows(ports: Ports, session: Session, lookup: str) -> tuple[Record, ...] | Trouble:
    """Ask for a lookup's rows: what a pick offers, or what a query shows."""
    matter = chosen(session)
    answer = ports.sharing.lookup(
        LookupRequest(
            visit=session.id,
            matter=MatterCode(matter.code),
            catalogue=matter.catalogue,
            lookup=lookup,
            person=holder(session),
            on_behalf_of=None if lookup == FAMILY_LOOKUP else relative_in(session),
            answers=session.answers,
            assurance_reference=session.assured.reference if session.assured else None,
        )
    )
    return no_answer(answer) if isinstance(answer, Refused | Unreachable) else answer.rows


def find_result(ports: Ports, session: Session) -> ResultFound | CannotFinish:
    """Ask for what a query shows or a certificate will say."""
    matter = chosen(session)
    if matter.result is None:
        return ResultFound(LookupResult(()))
    found = rows(ports, session, matter.result.lookup)
    return ended(found) if isinstance(found, Trouble) else ResultFound(LookupResult(found))
