"""Printing the slip inside a journalled act."""

from contextlib import suppress
from typing import assert_never

from kiosk.domain.fact import ReceiptGiven
from kiosk.domain.printing import PrintDone, PrintOutcome, PrintUnconfirmed, PrintVoid
from kiosk.domain.receipt import receipt
from kiosk.domain.session import ReceiptOutcome, Session, is_service
from kiosk.domain.submission import ItemState
from kiosk.domain.text import Locale
from kiosk.errors import KioskError
from kiosk.ports import (
    ActKind,
)
from kiosk.steps.ports import Ports


def give_receipt(ports: Ports, session: Session, locale: Locale, *, copy: int = 1) -> ReceiptGiven:
    """Print the slip inside a journalled act; without a printer, number and QR stay on the screen."""
    wanted = session.ended is not None or session.confirmed is None or session.confirmed.paper
    if not wanted or ports.printer is None:
        return ReceiptGiven(ReceiptOutcome(None, copy))
    number = number_of(session)
    layout = receipt(session, ports.site, locale, now=ports.clock.now(), number=number, copy=copy)
    try:
        act = ports.journal.begin(ActKind.PRINT, session.id, stub=number or "")
    except KioskError:
        # Nothing is printed that the journal does not know of; what was promised stays promised.
        return ReceiptGiven(ReceiptOutcome(None, copy))
    outcome = ports.printer.print(layout)
    with suppress(KioskError):  # the paper is out whether or not that could be noted
        ports.journal.end(act, _noted(outcome))
    return ReceiptGiven(ReceiptOutcome(outcome, copy))


def _noted(outcome: PrintOutcome) -> str:
    match outcome:
        case PrintDone():
            return "done"
        case PrintVoid(state=state):
            return f"void:{state}"
        case PrintUnconfirmed():
            return "unconfirmed"
    assert_never(outcome)


def number_of(session: Session) -> str | None:
    """Return the receipt number where the kind has one."""
    if session.submission is None or is_service(session):
        return None
    if session.submission.state is ItemState.CANCELLED:
        return None
    return session.submission.number
