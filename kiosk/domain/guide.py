"""What a guide says beside the matter's own working: times, trips, result, questions, law (GB/T 39554.2)."""

from enum import StrEnum

from kiosk.domain.declared import Declared
from kiosk.domain.text import Text


class Promised(Declared, frozen=True, kw_only=True):
    """How long something takes."""

    count: int
    unit: str
    """immediate, working_day, month, year or day."""


class Handed(StrEnum):
    """How the result comes to the resident."""

    SCREEN = "screen"
    PAPER = "paper"
    """Printed here."""
    PHONE = "phone"
    """By the slip's code, as a file."""
    POST = "post"
    COUNTER = "counter"
    ACCOUNT = "account"
    """Money, to an account."""
    RECORD = "record"
    """Changed in the library; nothing is handed over."""


class Outcome(Declared, frozen=True, kw_only=True):
    """What one has in the end."""

    name: Text
    handed: Handed
    sample: Text | None = None
    """What it looks like; needed for everything that can be held."""


class Question(Declared, frozen=True, kw_only=True):
    """One question that residents ask, and its answer."""

    asked: Text
    answer: Text


class Legal(Declared, frozen=True, kw_only=True):
    """A law or rule that the matter rests on; `clause` only where it is known."""

    name: Text
    clause: Text | None = None


class Guide(Declared, frozen=True, kw_only=True):
    """The guide of one matter."""

    outcome: Outcome
    trips: int = 0
    """How often one has to go to a hall besides this terminal."""
    trips_reason: Text | None = None
    depth: int = 4
    """Online depth: 1 information, 2 download, 3 pre-check, 4 wholly online."""
    statutory: Promised | None = None
    """The time that the law allows; None where no source was found."""
    steps: tuple[Text, ...] = ()
    faq: tuple[Question, ...] = ()
    legal: tuple[Legal, ...] = ()
