"""A visit without a screen: the terminal's own flow and steps, and a resident who answers, signs and pays."""

import threading
from typing import assert_never

from kiosk.catalogue.loader import load
from kiosk.domain.commitment import Stroke
from kiosk.domain.fact import (
    AssuranceReached,
    CannotFinish,
    CardAccepted,
    Confirmed,
    Fact,
    GuideRead,
    MatterChosen,
    ReceiptTaken,
    apply,
)
from kiosk.domain.field import FieldKind
from kiosk.domain.form import next_field
from kiosk.domain.identity import Identity
from kiosk.domain.ids import ItemId
from kiosk.domain.record import Record
from kiosk.domain.session import Confirmation, Ended, Session
from kiosk.domain.text import Locale
from kiosk.domain.trouble import Trouble
from kiosk.flow import StepName, current
from kiosk.steps import resident
from kiosk.steps.ask import assure, check_code, ended, find_result, know, rows
from kiosk.steps.hand_in import issue, submit
from kiosk.steps.pay import after_payment, open_order, watch_payment
from kiosk.steps.ports import Ports, new_item_id, new_visit
from kiosk.steps.slip import give_receipt
from kiosk.steps.whom import choose, family
from kiosk.wire.messages import CodeAnswer
from sim.centre_door import CentreDoor

CATALOGUE = load()
OVER = frozenset({StepName.ELIGIBLE, StepName.RATE, StepName.DONE})
STROKES = (Stroke(((10, 10, 0), (400, 200, 120))),)
Answers = dict[str, str]


class Visitor:
    """One resident at one terminal; a pick takes the first row offered."""

    def __init__(self, ports: Ports, door: CentreDoor) -> None:
        self.ports = ports
        self.door = door
        self.offered: tuple[Record, ...] | None = None
        self.paid: list[str] = []
        self.member = 0
        """Which member of the family it is done for, where that is asked."""

    def visit(
        self, identity: Identity, slug: str, answers: Answers, until: StepName | None = None
    ) -> Session:
        """Go through a matter to its end, to 'not eligible', or up to a step."""
        self.offered = None
        session = new_visit(self.ports.clock)
        item = new_item_id(self.ports.clock)
        facts: tuple[Fact, ...] = (
            CardAccepted(identity),
            resident.agree(self.ports.clock.now()),
            MatterChosen(CATALOGUE.by_slug(slug)),
        )
        for fact in facts:
            session = apply(session, fact)
        while (step := current(session)) not in OVER and step is not until:
            outcome = self._fact(session, step, item, answers)
            assert not isinstance(outcome, Trouble), outcome
            session = apply(session, outcome)
        return session

    def _fact(self, session: Session, step: StepName, item: ItemId, answers: Answers) -> Fact | Trouble:
        ports = self.ports
        match step:
            case StepName.ASSURE:
                return self._assured(session)
            case StepName.WHOM:
                return self._whom(session)
            case StepName.KNOW:
                return know(ports, session)
            case StepName.GUIDE:
                return GuideRead()
            case StepName.FILL:
                return self._answered(session, answers)
            case StepName.MATERIALS:
                return resident.accept_materials(session)
            case StepName.PROMISE:
                return resident.sign(session, STROKES, Locale.ZH, ports.clock.now())
            case StepName.LOOKUP:
                return find_result(ports, session)
            case StepName.REVIEW:
                return Confirmed(Confirmation(ports.clock.now()))
            case StepName.PAY if session.order is None:
                return open_order(ports, session, item)
            case StepName.PAY:
                return self._pays(session)
            case StepName.SUBMIT if session.order is None:
                return submit(ports, session, item)
            case StepName.SUBMIT:
                return after_payment(ports, session)
            case StepName.ISSUE:
                return issue(ports, session)
            case StepName.RECEIPT:
                return give_receipt(ports, session, Locale.ZH)
            case StepName.TAKE:
                return ReceiptTaken()
            case _:
                raise AssertionError(step)

    def _whom(self, session: Session) -> Fact | Trouble:
        offered = family(self.ports, session)
        if not isinstance(offered, tuple):
            return offered
        return choose(offered[self.member])

    def _assured(self, session: Session) -> Fact | Trouble:
        outcome = assure(self.ports, session)
        match outcome:
            case AssuranceReached() | CannotFinish():
                return outcome
            case CodeAnswer():
                return check_code(self.ports, outcome, self.door.get("/codes")[0]["code"])
        assert_never(outcome)

    def _answered(self, session: Session, answers: Answers) -> Fact | Trouble:
        assert session.matter is not None
        field = next_field(session.matter, session.answers)
        assert field is not None
        if field.kind is not FieldKind.PICK or field.lookup is None:
            return resident.answer(session, field.id, answers[field.id], None)
        offered = rows(self.ports, session, field.lookup)
        if isinstance(offered, Trouble):
            return ended(offered)
        self.offered = offered
        if not offered and field.nothing is not None:
            return CannotFinish(Ended(field.nothing, slip=False))
        return resident.answer(session, field.id, offered[0].id, offered[0])

    def _pays(self, session: Session) -> Fact:
        assert session.order is not None
        self.door.post("/pay", {"code": session.order.code})
        self.paid.append(session.order.number)
        self.has_paid(session)
        return watch_payment(self.ports, session, threading.Event(), threading.Event())

    def has_paid(self, session: Session) -> None:
        """Do nothing more; a test may want to hear of it at once."""
