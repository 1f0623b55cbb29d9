"""What must come of a visit under a fault: policy.toml (kind x step) and faults.toml, beside this file."""

import tomllib
from enum import StrEnum
from pathlib import Path

import msgspec

from kiosk.domain.face import LEAST_AGE
from kiosk.domain.fee import FreeOfCharge
from kiosk.domain.identity import age_on
from kiosk.domain.materials import MaterialState
from kiosk.domain.matter import Assurance, MaterialWay, Matter, MatterKind
from kiosk.domain.session import Session
from kiosk.errors import ConfigurationError
from kiosk.flow import FLOW, StepName
from kiosk.walk.faults import FaultRow, Strikes, faults

TABLE = Path(__file__).with_name("policy.toml")
NO_FAULT = "none"
TAKEN_OFFLINE = (MatterKind.APPLICATION, MatterKind.REPORT)
"""Kinds whose row in the table is that of a matter that is taken while the centre can't be reached."""


class Outcome(StrEnum):
    """How a visit can end."""

    COMPLETED = "completed"
    """Done, and the centre has what it must have."""
    QUEUED = "queued"
    """Promised on paper; the rest follows by itself."""
    REFUSED_BEFORE_START = "refused_before_start"
    """Said before any effort, with the reason."""
    ENDED_WITH_SLIP = "ended_with_slip"
    """Could not go on; a slip for the counter says why. Nothing was charged."""


class Fault(msgspec.Struct, frozen=True):
    """A fault and the step at whose beginning it strikes."""

    name: str
    step: StepName

    def __str__(self) -> str:
        return f"{self.name}@{self.step}"

    @property
    def row(self) -> FaultRow:
        """What the bench is told, and what follows."""
        return faults()[self.name]

    @property
    def felt(self) -> bool:
        """Whether the visit still comes by what it strikes; a mended fault is felt until then."""
        match self.row.on:
            case Strikes.CENTRE:
                return True
            case Strikes.READER | Strikes.CARD | Strikes.SLOT | Strikes.MAINS | Strikes.PAYER:
                return self.step is StepName.IDENTIFY
            case Strikes.CODE:
                return self.step in ASKED
            case Strikes.CAMERA:
                return ORDER.index(self.step) <= ORDER.index(StepName.MATERIALS)
            case Strikes.FACE:
                return ORDER.index(self.step) <= ORDER.index(StepName.ASSURE)
            case Strikes.SHEETS:
                return ORDER.index(self.step) <= ORDER.index(StepName.SHEETS)
            case Strikes.PRINTER | Strikes.NOTHING:
                return ORDER.index(self.step) <= ORDER.index(StepName.RECEIPT)

    @property
    def by_hand(self) -> bool:
        """Whether it strikes when the page asks for what it spoils: a card, a code, a paper."""
        match self.row.on:
            case Strikes.CODE | Strikes.PAYER:
                return self.step in ASKED
            case Strikes.SLOT:
                return self.step is StepName.IDENTIFY
            case Strikes.CAMERA:
                return self.step is StepName.MATERIALS
            case Strikes.FACE:
                return self.step is StepName.ASSURE
            case _:
                return False


ORDER = tuple(step.name for step in FLOW)
UNSAID = "identity.address"
"""What a form may ask a card for and a social-security card does not say."""
ASKED = (StepName.IDENTIFY, StepName.PAY)
"""Where the scanner is listened to."""


def table() -> dict[MatterKind, dict[str, Outcome]]:
    """Return the whole table."""
    data = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return msgspec.convert(data, dict[MatterKind, dict[str, Outcome]])


def takes_social_card(matter: Matter) -> bool:
    """Return whether a social-security card says all that the matter asks a card for."""
    return all(field.prefill != UNSAID for field in matter.fields)


def only_photographed(matter: Matter) -> bool:
    """Return whether nothing but a photograph hands a paper of the matter in here."""
    return any(MaterialWay.COUNTER in material.ways for material in matter.materials)


def cut_before_whom(fault: Fault | None) -> bool:
    """Return whether the centre is cut off before it can tell the family, and something else has to."""
    if fault is None or fault.row.on is not Strikes.CENTRE:
        return False
    return ORDER.index(fault.step) <= ORDER.index(StepName.WHOM)


def outcomes(matter: Matter) -> dict[str, Outcome]:
    """Return what must come of a visit for this matter when the centre is cut off, step by step.

    The table says it by kind; what costs money ends as a payment does, and what can't be taken without the
    centre is refused before the start as an appointment is.
    """
    rows = dict(table()[matter.kind])
    later = Outcome.QUEUED
    if not isinstance(matter.fee, FreeOfCharge):
        rows, later = dict(table()[MatterKind.PAYMENT]), Outcome.ENDED_WITH_SLIP
    elif matter.kind in TAKEN_OFFLINE and not matter.offline.accepted:
        rows = dict(table()[MatterKind.APPOINTMENT])
        if not matter.lookups:
            rows |= {StepName.FILL: later}
    elif matter.result is not None:
        later = Outcome.ENDED_WITH_SLIP
    if matter.proven_by:
        rows[StepName.WHOM] = rows[StepName.KNOW]
    return {
        StepName.BRING: later,
        StepName.FILL: later,
        StepName.MATERIALS: later,
        StepName.PROMISE: later,
        **rows,
    }


def prescribed(matter: Matter, fault: Fault | None) -> Outcome | None:
    """Return the outcome that the policy asks for; None when the matter has no such step."""
    rows = outcomes(matter)
    if fault is not None and not _has_step(matter, fault.step):
        return None
    if fault is not None and (fault.step not in rows or fault.row.on is Strikes.CENTRE):
        return rows.get(fault.step)
    if fault is not None and fault.row.on in (Strikes.READER, Strikes.MAINS) and fault.felt:
        return Outcome.REFUSED_BEFORE_START
    if fault is not None and fault.row.on is Strikes.CAMERA and fault.felt and only_photographed(matter):
        before = fault.row.away is not None and ORDER.index(fault.step) <= ORDER.index(StepName.CHOOSE)
        return Outcome.REFUSED_BEFORE_START if before else Outcome.ENDED_WITH_SLIP
    return rows[NO_FAULT]


def papers_wanted(fault: Fault | None, outcome: Outcome) -> int:
    """Return how many whole slips must have come out: one, none, and never two."""
    if outcome is Outcome.REFUSED_BEFORE_START:
        return 0
    lost = fault is not None and fault.row.on is Strikes.PRINTER and fault.felt and not fault.row.mended
    return 0 if lost else 1


def says(fault: Fault | None, session: Session | None) -> str | None:
    """Return what the screen must have said of a fault: nothing of one that struck too late to be felt."""
    if fault is None:
        return None
    if fault.row.away is not None:
        return fault.row.says
    if not fault.felt:
        return None
    match fault.row.on:
        case Strikes.SHEETS:
            return fault.row.says if session is not None and session.sheets is not None else None
        case Strikes.PRINTER | Strikes.NOTHING:
            return None if session is None else fault.row.says
        case Strikes.CAMERA:
            return fault.row.says if session is not None and _photographable(session) else None
        case Strikes.FACE:
            return fault.row.says if session is not None and _face_offered(session) else None
        case _:
            return fault.row.says


def _face_offered(session: Session) -> bool:
    """Return whether a face could have stood in place of the code: nobody under 14 is asked for it."""
    identity, day = session.identity, session.started_at.date()
    return identity is not None and age_on(identity.birth, day) >= LEAST_AGE


def _photographable(session: Session) -> bool:
    """Return whether a paper could have been photographed: no library proves it."""
    if session.matter is None:
        return False
    if only_photographed(session.matter):  # without one the visit ended before its papers were accepted
        return bool(session.answers)
    scans = {material.id for material in session.matter.materials if material.scan}
    return any(
        given.material in scans and given.state is not MaterialState.PROVIDED
        for given in session.materials or ()
    )


def _has_step(matter: Matter, step: StepName) -> bool:
    """Return whether a visit for this matter comes by that step."""
    parts = {
        StepName.BRING: False,  # who walks to success has every paper in a library
        StepName.WHOM: matter.proven_by,
        StepName.FILL: matter.fields,
        StepName.MATERIALS: matter.materials,
        StepName.PROMISE: matter.promise,
        StepName.LOOKUP: matter.result,
        StepName.ISSUE: matter.document,
        StepName.SHEETS: matter.document,
        StepName.PAY: not isinstance(matter.fee, FreeOfCharge),
    }
    return bool(parts.get(step, True))


def faults_of(named: str | None, matter: Matter) -> tuple[Fault | None, ...]:
    """Return the faults that `--fault` means for a matter; `*` is every fault, or every step of its kind."""
    if named is None:
        return (None,)
    name, _, step = named.partition("@")
    if name != EVERY and name not in faults():
        raise ConfigurationError(
            "unknown_fault", f"no fault '{name}'; there is: {', '.join(faults())}, or * for all"
        )
    if step != EVERY and step not in set(StepName):
        raise ConfigurationError(
            "unknown_step", f"no step '{step}'; there are: {', '.join(StepName)}, or * for all"
        )
    known = outcomes(matter)
    rows = [step for step in ORDER if step in known and _has_step(matter, step)]
    asks_code = matter.assurance is Assurance.CARD_CODE
    return tuple(
        Fault(one, row)
        for one in (faults() if name == EVERY else (name,))
        for row in rows
        if step in (EVERY, row) and (asks_code or faults()[one].on is not Strikes.FACE)
    )


EVERY = "*"
