"""What has been filled in so far of a visit that is not over: enough to go on after a crash of the screen."""

import datetime as dt

import msgspec

from kiosk.domain.answers import Answers
from kiosk.domain.ids import CatalogueVersion, MatterCode
from kiosk.domain.matter import Matter
from kiosk.domain.relative import ForWhom
from kiosk.domain.session import Consent, Session

LASTS = dt.timedelta(minutes=10)
"""Then it is gone, whoever comes."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """The resident's own part of a visit: what is read from card and libraries is read again."""

    catalogue: CatalogueVersion
    matter: MatterCode
    consent: Consent
    whom: ForWhom | None
    warned: bool | None
    answers: Answers
    begun: bool = True
    """Whether its guide still holds; of another edition's matter it is read first."""

    def __repr__(self) -> str:
        return f"Draft(matter={self.matter!r}, …)"


def draft_of(session: Session, catalogue: CatalogueVersion) -> Draft | None:
    """Return what there is to go on with; None before 'begin' was touched, and once all was agreed to.

    From then on queue and journal know more than any draft: going on with one could hand it in twice.
    """
    if session.matter is None or session.consent is None or not session.begun:
        return None
    if (session.confirmed, session.order, session.submission, session.ended) != (None, None, None, None):
        return None
    return Draft(
        catalogue=catalogue,
        matter=MatterCode(session.matter.code),
        consent=session.consent,
        whom=session.whom,
        warned=session.warned,
        answers=session.answers,
    )


def resumed(session: Session, draft: Draft, matter: Matter) -> Session:
    """Return the visit of who laid the card, with the draft taken up: all but photographs and signature."""
    return msgspec.structs.replace(
        session,
        consent=draft.consent,
        matter=matter,
        begun=draft.begun or None,
        whom=draft.whom,
        warned=draft.warned,
        answers=draft.answers,
    )
