"""What came of a walk, against what had to come of it; pure."""

from collections.abc import Iterator

import msgspec

from kiosk.domain.payment import PaymentSettled
from kiosk.domain.session import Session
from kiosk.flow import StepName
from kiosk.walk.faults import Strikes
from kiosk.walk.plan import Course, Walk
from kiosk.walk.policy import Outcome, papers_wanted, prescribed, says

SPARED = frozenset({StepName.FILL, StepName.PROMISE})
"""Steps that a visit may do without, when all they would ask for is known already."""
WANTED = {Course.NOTHING: Outcome.COMPLETED, Course.NOT_ELIGIBLE: Outcome.REFUSED_BEFORE_START}


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What `kiosk walk --json` prints of a walk."""

    walk: str
    """Its name: matter, path, language and fault, the same in every run."""
    catalogue: str
    matter: str
    name: str
    kind: str
    path: str
    locale: str
    fault: str | None
    ok: bool
    outcome: str | None
    prescribed: str | None
    taps: int
    machine_ms: int
    number: str | None
    state_at_centre: str | None
    said: str | None
    """What the screen said of the fault: the code of a trouble, or the state of the printer."""
    papers: int
    """Whole slips that came out, until the printer was well again and the next resident could come."""
    charged: int
    """Orders of this visit that were paid."""
    struck: bool | None
    """Whether the visit came by the fault's step at all; None without a fault."""
    photographed: int
    """Papers that had to be brought and photographed; beside them nothing but the card is ever shown."""
    receipt: str | None
    screens: tuple[str, ...] | None
    reason: str | None


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What was seen of a walk outside the visit: at the centre, on paper, on the screen."""

    number: str | None
    state_at_centre: str | None
    papers: int
    charged: int
    struck: bool
    taps: int
    machine_ms: int
    photographed: int
    receipt: str | None
    screens: tuple[str, ...] | None


class Count(msgspec.Struct, frozen=True):
    """How many papers and payments there were before a walk."""

    papers: int
    payments: int


class End(msgspec.Struct, frozen=True, kw_only=True):
    """How a visit ended, what the screen had said on the way, and the visit itself."""

    outcome: Outcome
    said: str | None
    session: Session | None = None


def row(walk: Walk, end: End | None, seen: Evidence, reason: str | None, *, catalogue: str) -> Row:
    """Return the row of a walk; `reason` is what broke it off, None when it came to a last page."""
    judged = walk if seen.struck else msgspec.structs.replace(walk, fault=None)
    wanted = wanted_of(judged)
    if reason is None and end is not None:
        reason = next(_findings(judged, end, seen, wanted), None) or _never_came_by(walk, seen)
    return Row(
        walk=walk.name,
        catalogue=catalogue,
        matter=walk.matter.code,
        name=walk.matter.name.zh,
        kind=walk.matter.kind,
        path=walk.path,
        locale=walk.locale,
        fault=str(walk.fault) if walk.fault else None,
        ok=reason is None and end is not None,
        outcome=end.outcome if end is not None else None,
        prescribed=wanted,
        said=end.said if end is not None else None,
        reason=reason,
        **{**msgspec.structs.asdict(seen), "struck": seen.struck if walk.fault else None},
    )


def wanted_of(walk: Walk) -> Outcome | None:
    """Return the outcome that a walk must come to."""
    if walk.path is Course.OFFLINE:
        return Outcome.QUEUED if walk.matter.offline.accepted else Outcome.REFUSED_BEFORE_START
    if walk.meets_second_card and walk.fault is not None and walk.fault.row.on is Strikes.READER:
        return Outcome.ENDED_WITH_SLIP
    return WANTED.get(walk.path) or prescribed(walk.matter, walk.fault)


def _findings(walk: Walk, end: End, seen: Evidence, wanted: Outcome | None) -> Iterator[str]:
    """Yield a sentence for each thing that is not as it has to be."""
    session = end.session
    if end.outcome is not wanted:
        yield f"the policy asks for {wanted}"
    if seen.number is not None and seen.state_at_centre is None:
        yield f"{seen.number} did not reach the centre"
    said = walk.fault.row.says if walk.fault and walk.meets_second_card else says(walk.fault, session)
    if end.said != said:
        yield f"the screen said {end.said}, not {said}"
    paid = int(session is not None and isinstance(session.payment, PaymentSettled))
    if seen.charged != paid:
        yield f"{seen.charged} orders were paid, the visit knows of {paid}"
    if (
        walk.fault is not None
        and walk.fault.row.on is Strikes.CAMERA
        and walk.fault.felt
        and seen.photographed
    ):
        yield "a paper was photographed by a camera that could not see it"
    no_slip = session is not None and session.ended is not None and not session.ended.slip
    if seen.papers != (0 if no_slip else papers_wanted(walk.fault, end.outcome)):
        yield f"{seen.papers} whole slips came out"


def _never_came_by(walk: Walk, seen: Evidence) -> str | None:
    """Return what is wrong when a fault never struck; what the registers know spares some a step."""
    if walk.fault is None or seen.struck or walk.fault.step in SPARED:
        return None
    return f"the visit never came to {walk.fault.step}"
