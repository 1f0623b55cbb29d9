"""A supplement 补正 as a matter: what is wanted for an earlier case, which a field of it picks."""

from kiosk.domain.lookup import CASES
from kiosk.domain.matter import Matter


def case_field(matter: Matter) -> str | None:
    """Return the field in which the case that goes on with it is picked; None where it is about none."""
    return next((effect.pick for effect in matter.effects if effect.record == CASES), None)
