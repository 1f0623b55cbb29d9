"""For whom a matter is done: the family as its library has it, a second card, or a name and a promise."""

from kiosk.domain.card import CardOutcome, CardRead
from kiosk.domain.fact import CannotFinish, WhomChosen
from kiosk.domain.form import BAD_PERSON
from kiosk.domain.matter import Proof
from kiosk.domain.record import Record
from kiosk.domain.relative import FAMILY_LOOKUP, by_card, by_promise, by_record
from kiosk.domain.session import Ended, Session
from kiosk.domain.text import Text
from kiosk.domain.trouble import NETWORK, Trouble
from kiosk.domain.values import person_problem
from kiosk.steps.ask import card_fact, ended, rows
from kiosk.steps.ports import Ports, chosen, holder


def family(ports: Ports, session: Session) -> tuple[Record, ...] | Trouble | CannotFinish:
    """Return whom the library of families names; none where something else has to prove the relation."""
    ways = chosen(session).proven_by
    if Proof.RECORD not in ways:
        return ()
    found = rows(ports, session, FAMILY_LOOKUP)
    others = ways != (Proof.RECORD,)
    if isinstance(found, Trouble):
        return () if found == NETWORK and others else ended(found)
    return found if found or others else CannotFinish(Ended(NO_FAMILY, slip=False))


def choose(entry: Record) -> WhomChosen:
    """Choose a family member as the library has them."""
    return WhomChosen(by_record(entry))


def laid(session: Session, outcome: CardOutcome) -> WhomChosen | Trouble | None:
    """Take the second card; None while only the first one lies there."""
    if isinstance(outcome, CardRead):
        first = outcome.identity.number == holder(session).number
        return None if first else WhomChosen(by_card(outcome.identity))
    told = card_fact(outcome)
    return told if isinstance(told, Trouble) else None


def name(session: Session, written: str) -> WhomChosen | Trouble:
    """Name somebody by hand: a promise proves the relation."""
    if person_problem(written):
        return Trouble("answer", BAD_PERSON)
    whom = by_promise(written)
    return Trouble("answer", ONESELF) if whom.person.number == holder(session).number else WhomChosen(whom)


def to_counter() -> CannotFinish:
    """Have it done at the counter: a slip says where, and what proves for whom it is."""
    return CannotFinish(Ended(BOTH_ALONG))


BOTH_ALONG = Text(
    zh="窗口可以替家人办。请带上您的身份证，和家人的身份证或户口簿。",
    en="The counter does it for your relative. Please bring your card, and theirs or the household booklet.",
)
NO_FAMILY = Text(
    zh="人口库里没有查到您的这位家人。请带户口簿到窗口办理。",
    en="No such relative of yours is in the register. Please bring the household booklet to the counter.",
)
ONESELF = Text(
    zh="这是您自己的号码，请填家人的。", en="That is your own number. Please give your relative's."
)
