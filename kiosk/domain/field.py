"""What a form asks: one question a page, of one of a few kinds, at times only after a certain answer."""

from enum import StrEnum

import msgspec

from kiosk.domain.declared import Declared
from kiosk.domain.text import Text


class FieldKind(StrEnum):
    """What is typed or touched to answer; `values.py` says how an answer is written down."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    """A whole number, `least` to `most`."""
    MONEY = "money"
    """Yuan on the screen, integer fen in the answer, `least` to `most` in fen."""
    DATE = "date"
    PHONE = "phone"
    CHOICE = "choice"
    MANY = "many"
    """Several of the options."""
    PICK = "pick"
    """One of the rows that a lookup gives."""
    ADDRESS = "address"
    """A place down to the door: divisions by their tree, the rest typed."""
    PERSON = "person"
    """Name and identity number of somebody else."""
    ACCOUNT = "account"
    """A bank account by its card's number (ISO/IEC 7812-1 check digit)."""
    PLATE = "plate"
    """A vehicle's number plate (GA 36)."""
    TABLE = "table"
    """Several rows of the same `columns`."""
    CONSENT = "consent"
    """A sentence to be agreed to; there is no other answer."""


class Option(Declared, frozen=True, kw_only=True):
    """One answer of a choice."""

    value: str
    label: Text


class ColumnKind(StrEnum):
    """What stands in one column of a table."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    CHOICE = "choice"


class Column(Declared, frozen=True, kw_only=True):
    """One column of a table's rows."""

    id: str
    label: Text
    kind: ColumnKind = ColumnKind.TEXT
    options: tuple[Option, ...] = ()


class ValueForm(StrEnum):
    """How a scalar is written for a reader."""

    TEXT = "text"
    MONEY = "money"
    """Integer fen, shown in yuan."""
    DATE = "date"
    """ISO 8601 day, or day and minute."""
    COUNT = "count"
    WORD = "word"
    """A code, looked up in `words`."""
    NUMBER_MASKED = "masked"


class Shown(Declared, frozen=True, kw_only=True):
    """How one value of a record is shown: its label, its key, and the way to write it."""

    label: Text
    value: str
    form: ValueForm = msgspec.field(name="as", default=ValueForm.TEXT)
    words: dict[str, Text] = msgspec.field(default_factory=dict)
    """For coded values: what each code is called."""


class Condition(Declared, frozen=True, kw_only=True):
    """Asked only where an earlier choice was (or was not) one of some answers."""

    field: str
    among: tuple[str, ...] = msgspec.field(name="is", default=())
    not_among: tuple[str, ...] = msgspec.field(name="is_not", default=())


class Until(Declared, frozen=True, kw_only=True):
    """Up to which day a row may be picked."""

    key: str
    """The row's key that says the day; a row without one has no end."""
    over: Text
    """What is said after it."""


class Field(Declared, frozen=True, kw_only=True):
    """One question, one page."""

    id: str
    label: Text
    question: Text
    help: Text | None = None
    kind: FieldKind
    required: bool = True
    when: Condition | None = None
    max_length: int = 60
    min_length: int = 1
    least: int | None = None
    """For a number and money (fen): the smallest that will do; for many and a table: the fewest."""
    most: int | None = None
    earliest: str | None = None
    """For a date: an ISO day or `@today-30`."""
    latest: str | None = None
    options: tuple[Option, ...] = ()
    columns: tuple[Column, ...] = ()
    lookup: str | None = None
    """For a pick: the lookup whose rows are offered."""
    shown: tuple[Shown, ...] = ()
    """For a pick: what of each row is shown; the first is its headline."""
    nothing: Text | None = None
    """For a pick: what is said when the lookup gives no row."""
    until: Until | None = None
    """For a pick: when it is too late for a row."""
    whom: bool = False
    """A person: asked only within a joined form; by itself the matter knows for whom it is (`proven_by`)."""
    prefill: str | None = None
    """`identity.address` or `record_type.key`: shown with its source, to be changed where wrong.

    `holder.` before a record type: of who laid the card, whomever it is for.
    """
