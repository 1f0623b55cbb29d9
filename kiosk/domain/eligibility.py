"""Who may: the closed set of rules that a declaration can name; rules.py decides them."""

from kiosk.domain.declared import Declared
from kiosk.domain.identity import CardKind
from kiosk.domain.record import Scalar
from kiosk.domain.text import Text


class AgeAtLeast(Declared, frozen=True, kw_only=True, tag="age_at_least", tag_field="rule"):
    """The holder has lived `years` full years."""

    years: int
    otherwise: Text


class CardKindIn(Declared, frozen=True, kw_only=True, tag="card_kind_in", tag_field="rule"):
    """The card is of one of `kinds`."""

    kinds: tuple[CardKind, ...]
    otherwise: Text


class RecordExists(Declared, frozen=True, kw_only=True, tag="record_exists", tag_field="rule"):
    """The library knows the person."""

    record: str
    otherwise: Text


class RecordAbsent(Declared, frozen=True, kw_only=True, tag="record_absent", tag_field="rule"):
    """The library knows nothing of the person."""

    record: str
    otherwise: Text


class RecordValueIn(Declared, frozen=True, kw_only=True, tag="record_value_in", tag_field="rule"):
    """Some entry of the type has `key` among `values`."""

    record: str
    key: str
    values: tuple[Scalar, ...]
    otherwise: Text


class DueWithin(Declared, frozen=True, kw_only=True, tag="due_within", tag_field="rule"):
    """Today lies between `before` days ahead of the date in `key` and `after` days behind it."""

    record: str
    key: str
    before: int
    after: int
    otherwise: Text


Eligibility = AgeAtLeast | CardKindIn | RecordExists | RecordAbsent | RecordValueIn | DueWithin
