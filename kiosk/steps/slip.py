"""Printing the slip inside a journalled act."""

from contextlib import suppress
from typing import assert_never

from kiosk.domain.device import Role
from kiosk.domain.fact import ReceiptGiven
from kiosk.domain.printing import (
    PrintDone,
    PrintOutcome,
    PrintUnconfirmed,
    PrintVoid,
    ReceiptLayout,
    cut_mark,
)
from kiosk.domain.receipt import carrying, receipt, stub_receipt
from kiosk.domain.session import ReceiptOutcome, Session, is_service
from kiosk.domain.submission import InterruptedSlip, ItemState
from kiosk.domain.text import Locale, Text
from kiosk.errors import KioskError
from kiosk.ports import ActKind, ReceiptPrinter, Resolver
from kiosk.steps.ports import Ports


def give_receipt(ports: Ports, session: Session, locale: Locale, *, copy: int = 1) -> ReceiptGiven:
    """Print the slip inside a journalled act; without a printer, number and QR stay on the screen."""
    wanted = session.ended is not None or session.confirmed is None or session.confirmed.paper
    if not wanted or ports.printer is None:
        return ReceiptGiven(ReceiptOutcome(None, copy))
    number = number_of(session)
    layout = receipt(session, ports.site, locale, now=ports.clock.now(), number=number, copy=copy)
    code = carried(ports, session)
    layout = carrying(layout, code, locale) if code is not None else layout
    subject = session.submission.id if session.submission is not None and number else session.id
    outcome = print_in_act(ports, ports.printer, layout, subject=subject, stub=number or "")
    return ReceiptGiven(ReceiptOutcome(outcome, copy))


def carried(ports: Ports, session: Session) -> str | None:
    """Return the code with which the slip carries a submission that only this terminal has; None else."""
    submission = session.submission
    if submission is None or number_of(session) is None or submission.state is not ItemState.PENDING:
        return None
    try:
        return ports.outbox.item_code(submission.id)
    except KioskError:
        return None  # the row is safe all the same


def give_stub(ports: Ports, slip: InterruptedSlip, matter: Text, locale: Locale) -> PrintOutcome | None:
    """Print once more what is kept in clear of a slip that a stop of the terminal cut short, as copy 2."""
    if ports.printer is None:
        return None
    kept = slip.submission
    layout = stub_receipt(kept, matter, ports.site, locale, copy=2)
    return print_in_act(ports, ports.printer, layout, subject=kept.id, stub=kept.number)


def print_in_act(
    ports: Ports, printer: ReceiptPrinter, layout: ReceiptLayout, *, subject: str, stub: str
) -> PrintOutcome | None:
    """Print inside a journalled act; None when the intent can't be kept, and then nothing is printed."""
    try:
        act = ports.journal.begin(
            ActKind.PRINT, subject, stub=stub, mark=cut_mark(printer.cuts_before_slip())
        )
    except KioskError:
        return None  # what was promised stays promised
    outcome = printer.print(layout)
    with suppress(KioskError):  # the paper is out whether or not that could be noted
        noted, by, sentence = note(outcome)
        ports.journal.end(act, noted, by=by, sentence=sentence)
    return outcome


def sever_leftover(ports: Ports) -> None:
    """Cut off, inside a journalled act, what a slip that did not come out whole left hanging."""
    if ports.printer is None:
        return
    try:
        act = ports.journal.begin(ActKind.CUT, Role.RECEIPT_PRINTER, stub="")
    except KioskError:
        return  # the next print frees the paper first
    noted, by, sentence = note(ports.printer.sever())
    with suppress(KioskError):
        ports.journal.end(act, noted, by=by, sentence=sentence)


def note(outcome: PrintOutcome) -> tuple[str, Resolver, str]:
    """Return what the journal says of a print: the outcome, who says so, and how that is known."""
    match outcome:
        case PrintDone():
            return "done", Resolver.PRINTER, "the printer confirmed it after the cut"
        case PrintVoid(state=state, message=message):
            return f"void:{state}", Resolver.PRINTER, message
        case PrintUnconfirmed(message=message):
            return "unconfirmed", Resolver.SCREEN, message
    assert_never(outcome)


def number_of(session: Session) -> str | None:
    """Return the receipt number where the kind has one."""
    if session.submission is None or is_service(session):
        return None
    if session.submission.state is ItemState.CANCELLED:
        return None
    return session.submission.number
