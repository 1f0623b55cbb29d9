"""What became of a slip, for the pages: a word to go by, and a sentence."""

from kiosk.domain.printing import PrintOutcome
from kiosk.domain.slip_words import paper_words
from kiosk.domain.text import Locale, Text


def paper(outcome: PrintOutcome | None) -> str:
    """Name what became of it: done, unconfirmed or void; none where there is none."""
    return str(outcome.__struct_config__.tag) if outcome is not None else "none"


def paper_said(outcome: PrintOutcome | None, instead: Text, locale: Locale) -> str:
    """Say what became of it, and what to do where it did not come out; empty where there is none."""
    return paper_words(outcome, instead).at(locale) if outcome is not None else ""
