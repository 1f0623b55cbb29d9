"""One's own cases, asked for once a visit beside everything else, and the note of what they want."""

from contextlib import suppress
from typing import assert_never

from kiosk.domain.case import Cases, CasesHere, CasesNotTold, CasesTold
from kiosk.domain.case_note import case_note
from kiosk.domain.case_words import Told
from kiosk.domain.identity import CardKind
from kiosk.domain.printing import PrintOutcome
from kiosk.domain.reach import Refused, Unreachable
from kiosk.domain.session import Session
from kiosk.domain.text import Locale, Text
from kiosk.domain.trouble import LOST_CARD
from kiosk.errors import KioskError
from kiosk.steps.ask import refused
from kiosk.steps.ports import Ports, holder
from kiosk.steps.slip import print_in_act
from kiosk.wire.messages import CasesAnswer, CasesRequest


def own_cases(ports: Ports, session: Session) -> Cases:
    """Return the holder's cases, or why they can't be told; no card was seen of who showed an e-ID."""
    identity = holder(session)
    if identity.kind is CardKind.E_ID:
        return CasesNotTold(CARD_WANTED)
    consent = session.consent.version if session.consent is not None else ""
    answer = ports.cases.cases(CasesRequest(visit=session.id, person=identity, consent=consent))
    match answer:
        case CasesAnswer(cases=cases):
            return CasesTold(cases)
        case Refused(code="card_lost"):
            return CasesNotTold(LOST_CARD.text)
        case Refused():
            return CasesNotTold(refused(answer).text)
        case Unreachable():
            return _here(ports, identity.number)
    assert_never(answer)


def _here(ports: Ports, number: str) -> Cases:
    """Return what this terminal knows by itself of a person's items; most machines can't look for them."""
    with suppress(KioskError):
        items = ports.outbox.items_of(number)
        if items:
            return CasesHere(items)
    return CasesNotTold(NO_ANSWER)


def give_note(ports: Ports, session: Session, told: Told, locale: Locale) -> PrintOutcome | None:
    """Print what is wanted of the holder, inside a journalled act; None without printer or act."""
    if ports.printer is None:
        return None
    layout = case_note(told, ports.site, locale, ports.clock.now())
    return print_in_act(ports, ports.printer, layout, subject=session.id, stub="")


CARD_WANTED = Text(
    zh="自己的办件要放上身份证才能看。", en="Your own cases are shown when your identity card is laid."
)
NO_ANSWER = Text(
    zh="现在连不上中心，查不到您的办件。别的事照常办。",
    en="The centre can't be reached now, so your cases can't be looked up. All else goes on as usual.",
)
