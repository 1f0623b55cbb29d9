"""Printing the certificate on A4 sheets inside a journalled act."""

from typing import assert_never

from kiosk.domain.sheets import SheetsDone, SheetsOutcome, SheetsUnconfirmed, SheetsVoid
from kiosk.ports import Resolver


def note_sheets(outcome: SheetsOutcome) -> tuple[str, Resolver, str]:
    """Return what the journal says of a print: the outcome, who says so, and how that is known."""
    match outcome:
        case SheetsDone(pages=pages):
            return "done", Resolver.PRINTER, f"the printer counted {pages} pages out"
        case SheetsVoid(state=state, message=message):
            return f"void:{state}", Resolver.PRINTER, message
        case SheetsUnconfirmed(message=message):
            return "unconfirmed", Resolver.SCREEN, message
    assert_never(outcome)
