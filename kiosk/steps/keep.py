"""Keeping what was filled in for another day, and what becomes of it then: at the centre, for one card."""

import datetime as dt

from kiosk.domain.identity import CardKind
from kiosk.domain.ids import MatterCode
from kiosk.domain.kept import KeptDraft, KeptLine
from kiosk.domain.reach import Refused, Unreachable
from kiosk.domain.session import Session
from kiosk.domain.text import Text
from kiosk.domain.trouble import LOST_CARD, Trouble
from kiosk.errors import KioskError, WireError
from kiosk.steps.ports import Ports, holder
from kiosk.wire.messages import KeepAnswer, KeptAnswer, KeptRequest, OneKeptRequest


def keep(ports: Ports, session: Session, kept: KeptDraft, name: str) -> dt.datetime | Trouble:
    """Have it kept and return until when; `name` is the same for whoever asks again after no answer."""
    try:
        answer = ports.kept.keep(_about(session), kept, name)
    except KioskError as error:
        return TOO_LARGE if error.code == "kept_too_large" else NOT_KEPT
    return answer.until if isinstance(answer, KeepAnswer) else _why(answer, NOT_CONFIRMED)


def look(ports: Ports, session: Session) -> tuple[KeptLine, ...]:
    """Return what is kept for who laid the card; nothing where nobody can say, or no card was seen."""
    if holder(session).kind is CardKind.E_ID:
        return ()
    answer = ports.kept.look(_about(session))
    return answer.kept if isinstance(answer, KeptAnswer) else ()


def take_out(ports: Ports, session: Session, matter: MatterCode) -> KeptDraft | Trouble:
    """Return what is kept of a matter."""
    try:
        answer = ports.kept.open(_one(session, matter))
    except WireError:
        return UNREADABLE
    return answer if isinstance(answer, KeptDraft) else _why(answer, STILL_KEPT)


def delete(ports: Ports, session: Session, matter: MatterCode) -> tuple[KeptLine, ...] | Trouble:
    """Have what is kept of a matter deleted, and return what is left."""
    answer = ports.kept.delete(_one(session, matter))
    return answer.kept if isinstance(answer, KeptAnswer) else _why(answer, STILL_KEPT)


def _about(session: Session) -> KeptRequest:
    return KeptRequest(visit=session.id, person=holder(session), consent=_consent(session))


def _one(session: Session, matter: MatterCode) -> OneKeptRequest:
    return OneKeptRequest(visit=session.id, person=holder(session), consent=_consent(session), matter=matter)


def _consent(session: Session) -> str:
    return session.consent.version if session.consent is not None else ""


def _why(answer: Refused | Unreachable, silence: Trouble) -> Trouble:
    if isinstance(answer, Unreachable):
        return silence
    return {
        "card_lost": LOST_CARD,
        "kept_many": MANY,
        "kept_none": GONE,
        "kept_too_large": TOO_LARGE,
    }.get(answer.code, NOT_KEPT)


NOT_CONFIRMED = Trouble(
    "kept_no_answer",
    Text(
        zh="中心没有答复，不能算存好了。填的都还在这里，可以再试一次，也可以接着办。",
        en="The centre did not answer, so nothing counts as saved. All is still here: try again or go on.",
    ),
)
STILL_KEPT = Trouble(
    "kept_no_answer",
    Text(
        zh="中心没有答复。存着的还在，请再试一次，或先办别的事。",
        en="The centre did not answer. It is still saved: try again, or do something else first.",
    ),
)
NOT_KEPT = Trouble(
    "kept_refused",
    Text(
        zh="中心没有接受，没有存。填的都还在，可以接着办。",
        en="The centre did not take it; nothing was saved. All is still here, and you can continue.",
    ),
)
MANY = Trouble(
    "kept_many",
    Text(
        zh="已经存了很多件没办完的，放不下了。请先办完或删掉一件。",
        en="Too many unfinished matters are saved already. Please finish or delete one first.",
    ),
)
TOO_LARGE = Trouble(
    "kept_too_large",
    Text(
        zh="填的内容太多，存不下。请接着办，或到窗口办。",
        en="What you filled in is too much to be saved. Please continue, or go to the counter.",
    ),
)
GONE = Trouble(
    "kept_none",
    Text(
        zh="存的内容已经到期或删掉了，请从头办。",
        en="What was saved has expired or was deleted. Please start again.",
    ),
)
UNREADABLE = Trouble(
    "kept_unreadable",
    Text(
        zh="这台机器打不开存的内容。请换一台机器，或删掉从头办。",
        en="This machine can't read what was saved. Please use another one, or delete it and start again.",
    ),
)
