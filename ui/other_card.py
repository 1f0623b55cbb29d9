"""Another card laid while a visit runs: whoever stands here is asked, and nobody takes over by that alone."""

from PySide6.QtCore import QObject, Signal

from kiosk.domain.card import CardOutcome
from kiosk.domain.fact import CardAccepted
from kiosk.domain.relative import Relative
from kiosk.domain.session import Session
from kiosk.steps.ask import card_fact


class OtherCard(QObject):
    """Holds the card of somebody else until it is said whether the visit goes on."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.laid: CardAccepted | None = None
        self.follows: CardAccepted | None = None
        """Who begins as soon as a visit may begin."""

    def look(self, session: Session, outcome: CardOutcome) -> None:
        """Take note of a card that is neither the holder's nor the relative's for whom it is."""
        fact = card_fact(outcome)
        if isinstance(fact, CardAccepted) and fact.identity.number not in _known(session):
            self.laid = fact
            self.changed.emit()

    def forget(self) -> None:
        """Hold it no more."""
        if self.laid is not None:
            self.laid = None
            self.changed.emit()


def _known(session: Session) -> set[str]:
    relative = session.whom.person if isinstance(session.whom, Relative) else None
    return {person.number for person in (session.identity, relative) if person is not None}
