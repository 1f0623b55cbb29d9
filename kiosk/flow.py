"""A visit as a table: the current step is the first row that applies and has not given.

No step is ever stored, so step and data cannot disagree.
"""

from collections.abc import Callable
from enum import StrEnum

import msgspec

from kiosk.domain.answers import without_answer
from kiosk.domain.fee import FreeOfCharge, due_fen
from kiosk.domain.form import next_field
from kiosk.domain.materials import missing, promised, provide_all
from kiosk.domain.matter import Proof
from kiosk.domain.record import Records
from kiosk.domain.relative import Oneself
from kiosk.domain.session import DocumentReady, Session, found_nothing, picked_rows, relative_in
from kiosk.domain.submission import ItemState


class StepName(StrEnum):
    """The steps of a visit, in order."""

    IDENTIFY = "identify"
    CONSENT = "consent"
    CHOOSE = "choose"
    GUIDE = "guide"
    ASSURE = "assure"
    WHOM = "whom"
    KNOW = "know"
    ELIGIBLE = "eligible"
    BRING = "bring"
    FILL = "fill"
    MATERIALS = "materials"
    PROMISE = "promise"
    LOOKUP = "lookup"
    REVIEW = "review"
    PAY = "pay"
    SUBMIT = "submit"
    ISSUE = "issue"
    SHEETS = "sheets"
    RECEIPT = "receipt"
    TAKE = "take"
    RATE = "rate"
    DONE = "done"


def all_given(step: "Step", session: Session) -> bool:
    """Return whether every field that the step gives is there."""
    return all(getattr(session, field) is not None for field in step.gives)


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One row: what the step gives, what that was worked out from, when it applies."""

    name: StepName
    gives: tuple[str, ...]
    rests_on: tuple[str, ...] = ()
    applies: Callable[[Session], bool] = lambda _: True
    given: Callable[["Step", Session], bool] = all_given
    undoable: bool = False
    """The resident did it, and may take it back."""
    after_end: bool = False
    """Still done when the matter can't be finished here."""


def _has(part: str) -> Callable[[Session], bool]:
    return lambda session: bool(getattr(session.matter, part, None))


def _costs(session: Session) -> bool:
    if session.matter is None or isinstance(session.matter.fee, FreeOfCharge):
        return False
    records = session.records or Records(reached=False)
    return due_fen(session.matter.fee, session.answers, picked_rows(session), records) != 0


def _for_another(session: Session) -> bool:
    asks = session.matter is not None and bool(session.matter.proven_by)
    return asks and not isinstance(session.whom, Oneself)


def _relation_promised(session: Session) -> bool:
    relative = relative_in(session)
    return relative is not None and relative.proof is Proof.PROMISE


def _not_proven(session: Session) -> bool:
    """Return whether a paper that a library was to prove has to be brought: said before any effort."""
    matter, records = session.matter, session.records
    return matter is not None and records is not None and bool(missing(provide_all(matter, records)))


def _asked(_: Step, session: Session) -> bool:
    return session.matter is not None and next_field(session.matter, session.answers) is None


def _slip_wanted(session: Session) -> bool:
    return session.ended is None or session.ended.slip


def _on_its_way(_: Step, session: Session) -> bool:
    return session.submission is not None and session.submission.state is not ItemState.AWAITING_PAYMENT


def _to_be_printed(session: Session) -> bool:
    return isinstance(session.document, DocumentReady) and session.document.pdf is not None


FLOW: tuple[Step, ...] = (
    Step(name=StepName.IDENTIFY, gives=("identity",)),
    Step(name=StepName.CONSENT, gives=("consent",), rests_on=("identity",)),
    Step(name=StepName.CHOOSE, gives=("matter",), rests_on=("identity",), undoable=True),
    Step(name=StepName.GUIDE, gives=("begun",), rests_on=("matter",), undoable=True),
    Step(name=StepName.ASSURE, gives=("assured",), rests_on=("matter",)),
    Step(name=StepName.WHOM, gives=("whom",), rests_on=("begun",), applies=_for_another, undoable=True),
    Step(name=StepName.KNOW, gives=("records", "refusals"), rests_on=("begun", "assured", "whom")),
    Step(
        name=StepName.ELIGIBLE,
        gives=("ended",),
        rests_on=("refusals",),
        applies=lambda session: bool(session.refusals),
    ),
    Step(name=StepName.BRING, gives=("warned",), rests_on=("records",), applies=_not_proven, undoable=True),
    Step(
        name=StepName.FILL,
        gives=("answers",),
        rests_on=("matter", "records"),
        applies=_has("fields"),
        given=_asked,
        undoable=True,
    ),
    Step(
        name=StepName.MATERIALS,
        gives=("materials", "photos"),
        rests_on=("records",),
        applies=_has("materials"),
        undoable=True,
    ),
    Step(
        name=StepName.PROMISE,
        gives=("commitment",),
        rests_on=("materials",),
        applies=lambda session: bool(promised(session.materials or ())) or _relation_promised(session),
        undoable=True,
    ),
    Step(name=StepName.LOOKUP, gives=("result",), rests_on=("records", "answers"), applies=_has("result")),
    Step(
        name=StepName.REVIEW,
        gives=("confirmed",),
        rests_on=("answers", "materials", "commitment", "result"),
        undoable=True,
    ),
    Step(
        name=StepName.PAY,
        gives=("payment",),
        rests_on=("confirmed",),
        applies=lambda session: _costs(session) and not found_nothing(session),
    ),
    Step(name=StepName.SUBMIT, gives=("submission",), rests_on=("confirmed",), given=_on_its_way),
    Step(
        name=StepName.ISSUE,
        gives=("document",),
        applies=lambda session: _has("document")(session) and not found_nothing(session),
    ),
    Step(name=StepName.SHEETS, gives=("sheets",), applies=_to_be_printed),
    Step(
        name=StepName.RECEIPT,
        gives=("receipt",),
        applies=_slip_wanted,
        after_end=True,
    ),
    Step(name=StepName.TAKE, gives=("taken",), rests_on=("receipt",), after_end=True),
    Step(name=StepName.RATE, gives=("rating",), after_end=True),
)


TUPLES = frozenset({"answers", "photos"})
"""Fields that are empty, not None, while nothing is known."""


def current(session: Session) -> StepName:
    """Return the step that the visit stands at; DONE after the last."""
    ended = session.ended is not None
    for step in FLOW:
        if ended and not step.after_end:
            continue
        if step.applies(session) and not step.given(step, session):
            return step.name
    return StepName.DONE


def back(session: Session) -> Session:
    """Return the visit with the last thing the resident did taken back; the same when nothing can be."""
    if session.submission is not None or session.ended is not None:
        return session
    if session.answers and current(session) in (StepName.FILL, StepName.MATERIALS):
        return _last_answer_back(session)
    for step in reversed(FLOW[: _position(current(session))]):
        if step.undoable and step.applies(session) and step.given(step, session):
            return _last_answer_back(session) if step.name is StepName.FILL else without(session, step.gives)
    return session


def can_go_back(session: Session) -> bool:
    """Return whether `back` would change anything."""
    return back(session) != session


def proofs_asked(session: Session | None) -> tuple[Proof, ...]:
    """Return what can prove now for whom it is; none while that is not asked."""
    if session is None or session.matter is None or current(session) is not StepName.WHOM:
        return ()
    return session.matter.proven_by


def without(session: Session, fields: tuple[str, ...]) -> Session:
    """Return the visit with these fields, and all that was worked out from them, unknown again."""
    gone = set(fields)
    for step in FLOW:
        if gone & set(step.rests_on):
            gone |= set(step.gives)
    empty = {field: () if field in TUPLES else None for field in gone}
    if "answers" in gone:
        empty["reopened"] = None
    return msgspec.structs.replace(session, **empty)


def _last_answer_back(session: Session) -> Session:
    last = session.answers[-1]
    kept = without_answer(session.answers, last.field)
    return msgspec.structs.replace(session, answers=kept, reopened=last, result=None, confirmed=None)


def _position(name: StepName) -> int:
    return next((place for place, step in enumerate(FLOW) if step.name is name), len(FLOW))
