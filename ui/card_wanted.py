"""Which card is waited for at a step: the one that begins, a relative's, or somebody else's."""

from enum import Enum, auto

from kiosk.domain.matter import Proof
from kiosk.domain.session import Session
from kiosk.flow import StepName, current, proofs_asked

BUSY_STEPS = frozenset({StepName.PAY, StepName.SUBMIT, StepName.ISSUE, StepName.SHEETS, StepName.RECEIPT})
"""Steps that have to come to their end, each within a limit of its own."""


class Wanted(Enum):
    """What a card that is laid now is for."""

    FIRST = auto()
    """It begins a visit, or says whose it is."""
    SECOND = auto()
    """It proves for whom the matter is done."""
    OTHER = auto()
    """Nothing: whoever laid it on the reader is asked."""
    NONE = auto()


def card_wanted(session: Session | None) -> Wanted:
    """Return what a card would be for."""
    step = current(session) if session is not None else None
    if session is None or step is StepName.IDENTIFY:
        return Wanted.FIRST
    if Proof.CARD in proofs_asked(session):
        return Wanted.SECOND
    return Wanted.OTHER if session.identity is not None and step not in BUSY_STEPS else Wanted.NONE


def leads_on_alone(session: Session | None) -> bool:
    """Return whether nothing but a card leads on."""
    return card_wanted(session) is Wanted.FIRST or proofs_asked(session) == (Proof.CARD,)
