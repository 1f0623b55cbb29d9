"""What the current step needs done off the GUI thread, worked out from the session alone."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from kiosk.domain.fact import Fact
from kiosk.domain.field import FieldKind
from kiosk.domain.form import next_field
from kiosk.domain.ids import ItemId
from kiosk.domain.record import Record
from kiosk.domain.session import Session
from kiosk.domain.text import Locale, Text
from kiosk.domain.trouble import Trouble
from kiosk.flow import StepName, current
from kiosk.steps.ask import assure, find_result, know, rows
from kiosk.steps.face import FaceTried
from kiosk.steps.hand_in import issue, submit
from kiosk.steps.pay import after_payment, open_order, watch_payment
from kiosk.steps.photo import PhotoTaken
from kiosk.steps.ports import Ports
from kiosk.steps.sheets import print_sheets
from kiosk.steps.slip import give_receipt
from kiosk.steps.whom import family
from kiosk.wire.messages import CodeAnswer
from ui.paying import Till
from ui.sheet import made_small

if TYPE_CHECKING:
    from kiosk.domain.scanned import PayerCode

Outcome = Fact | CodeAnswer | Trouble | FaceTried | PhotoTaken | tuple[Record, ...]
Work = Callable[[], Outcome]


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of work: `key` names it so that it is started once and a late outcome is recognised."""

    key: tuple[object, ...]
    words: Text | None
    """What the screen says is being done; None when the page itself shows it."""
    work: Work


def next_task(
    ports: Ports, session: Session, locale: Locale, item: ItemId | None, till: Till, left: threading.Event
) -> Task | None:
    """Return the work of the current step, or None when it is the resident's turn; `left`: it is over."""
    step = current(session)
    code = session.matter.code if session.matter else ""
    key = (session.id, step, code)
    match step:
        case StepName.ASSURE:
            return Task(key=key, words=ASSURING, work=lambda: assure(ports, session))
        case StepName.WHOM:
            return Task(key=key, words=ASKING, work=lambda: family(ports, session))
        case StepName.KNOW:
            return Task(key=key, words=ASKING, work=lambda: know(ports, session))
        case StepName.FILL:
            return _offer(ports, session, key)
        case StepName.LOOKUP:
            return Task(key=(*key, session.answers), words=ASKING, work=lambda: find_result(ports, session))
        case StepName.PAY | StepName.SUBMIT if item is not None:
            return _hand_in(ports, session, item, till, key)
        case StepName.ISSUE:
            return Task(key=key, words=MAKING, work=lambda: made_small(issue(ports, session)))
        case StepName.SHEETS:
            return Task(key=key, words=PRINTING_SHEETS, work=lambda: print_sheets(ports, session, left))
        case StepName.RECEIPT:
            return Task(key=key, words=PRINTING, work=lambda: give_receipt(ports, session, locale))
        case _:
            return None


def _offer(ports: Ports, session: Session, key: tuple[object, ...]) -> Task | None:
    field = next_field(session.matter, session.answers) if session.matter else None
    if field is None or field.kind is not FieldKind.PICK or field.lookup is None:
        return None
    lookup = field.lookup
    return Task(
        key=(*key, field.id, session.answers), words=ASKING, work=lambda: rows(ports, session, lookup)
    )


def _hand_in(ports: Ports, session: Session, item: ItemId, till: Till, key: tuple[object, ...]) -> Task:
    if current(session) is StepName.SUBMIT:
        work: Work = (
            (lambda: submit(ports, session, item))
            if session.order is None
            else (lambda: after_payment(ports, session))
        )
        return Task(key=key, words=HANDING_IN, work=work)
    if session.order is None:
        return Task(key=(*key, "open"), words=OPENING, work=lambda: open_order(ports, session, item))
    turn = (*key, "turn", till.turn)
    if till.code is not None:
        return Task(key=turn, words=None, work=_charging(ports, session, till.code, till.stop))
    return Task(key=turn, words=None, work=lambda: watch_payment(ports, session, till.stop, till.left))


def _charging(ports: Ports, session: Session, code: "PayerCode", stop: threading.Event) -> Work:
    from kiosk.steps.charge import charge  # noqa: PLC0415 loaded with the first code

    return lambda: charge(ports, session, code, stop)


ASSURING = Text(zh="正在核对身份", en="Checking who you are")
CHECKING_CODE = Text(zh="正在核对验证码", en="Checking the code")
ASKING = Text(zh="正在向主管部门查询", en="Asking the department")
OPENING = Text(zh="正在生成付款码", en="Preparing the payment code")
HANDING_IN = Text(zh="正在送达中心", en="Handing it in")
MAKING = Text(zh="正在制作证明", en="Making the certificate")
PRINTING_SHEETS = Text(zh="正在打印证明", en="Printing the certificate")
PRINTING = Text(zh="正在打印回执", en="Printing the slip")
