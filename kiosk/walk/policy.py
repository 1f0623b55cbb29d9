"""What must come of a visit under a fault: a table kind x step, kept as data beside this file."""

import tomllib
from enum import StrEnum
from pathlib import Path

import msgspec

from kiosk.domain.matter import Matter, MatterKind
from kiosk.errors import ConfigurationError
from kiosk.flow import StepName

TABLE = Path(__file__).with_name("policy.toml")
NO_FAULT = "none"


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


FAULTS = ("network",)


def table() -> dict[MatterKind, dict[str, Outcome]]:
    """Return the whole table."""
    data = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return msgspec.convert(data, dict[MatterKind, dict[str, Outcome]])


def prescribed(matter: Matter, fault: Fault | None) -> Outcome | None:
    """Return the outcome that the policy asks for; None when the kind has no such step."""
    return table()[matter.kind].get(fault.step if fault else NO_FAULT)


def _has_step(matter: Matter, step: StepName) -> bool:
    """Return whether a visit for this matter comes by that step."""
    parts = {
        StepName.FILL: matter.fields,
        StepName.MATERIALS: matter.materials,
        StepName.PROMISE: matter.promise,
        StepName.LOOKUP: matter.result,
        StepName.ISSUE: matter.document,
    }
    return bool(parts.get(step, True))


def faults_of(named: str | None, matter: Matter) -> tuple[Fault | None, ...]:
    """Return the faults that `--fault` means for a matter: one, or with `*` every step of its kind."""
    if named is None:
        return (None,)
    name, _, step = named.partition("@")
    if name not in FAULTS:
        raise ConfigurationError("unknown_fault", f"no fault '{name}'; there is: {', '.join(FAULTS)}")
    steps = [row for row in table()[matter.kind] if row != NO_FAULT and _has_step(matter, StepName(row))]
    if step == "*":
        return tuple(Fault(name, StepName(row)) for row in steps)
    if step not in set(StepName):
        raise ConfigurationError("unknown_step", f"no step '{step}'; there are: {', '.join(StepName)}")
    return (Fault(name, StepName(step)),) if step in steps else ()
