"""Who may: the closed set of rules that a declaration can name; rules.py decides them."""

from enum import StrEnum

from kiosk.domain.declared import Declared
from kiosk.domain.identity import CardKind, Sex
from kiosk.domain.record import Scalar
from kiosk.domain.text import Told


class Of(StrEnum):
    """Whom a rule over the card is about."""

    BENEFICIARY = "beneficiary"
    """For whom it is done; who laid the card, where that is the same."""
    HOLDER = "holder"
    """Who laid the card."""


class CardRule(Declared, frozen=True, kw_only=True):
    """What the rules over the card have in common."""

    of: Of = Of.BENEFICIARY


class AgeAtLeast(CardRule, frozen=True, kw_only=True, tag="age_at_least", tag_field="rule"):
    """The holder has lived `years` full years."""

    years: int
    otherwise: Told


class AgeBelow(CardRule, frozen=True, kw_only=True, tag="age_below", tag_field="rule"):
    """The holder has not yet lived `years` full years."""

    years: int
    otherwise: Told


class AgeBySex(CardRule, frozen=True, kw_only=True, tag="age_by_sex", tag_field="rule"):
    """The holder has lived as many full years as are asked of men or of women; the card's sex decides."""

    male: int
    female: int
    otherwise: Told


class SexIs(CardRule, frozen=True, kw_only=True, tag="sex_is", tag_field="rule"):
    """The card says this sex."""

    sex: Sex
    otherwise: Told


class LivesIn(CardRule, frozen=True, kw_only=True, tag="lives_in", tag_field="rule"):
    """The card's address begins with one of `places`; a card without an address meets it."""

    places: tuple[str, ...]
    otherwise: Told


class CardKindIn(CardRule, frozen=True, kw_only=True, tag="card_kind_in", tag_field="rule"):
    """The card is of one of `kinds`."""

    kinds: tuple[CardKind, ...]
    otherwise: Told


class RecordExists(Declared, frozen=True, kw_only=True, tag="record_exists", tag_field="rule"):
    """The library knows the person."""

    record: str
    otherwise: Told


class RecordAbsent(Declared, frozen=True, kw_only=True, tag="record_absent", tag_field="rule"):
    """The library knows nothing of the person."""

    record: str
    otherwise: Told


class RecordValueIn(Declared, frozen=True, kw_only=True, tag="record_value_in", tag_field="rule"):
    """Some entry of the type has `key` among `values`."""

    record: str
    key: str
    values: tuple[Scalar, ...]
    otherwise: Told


class RecordValueNotIn(Declared, frozen=True, kw_only=True, tag="record_value_not_in", tag_field="rule"):
    """No entry of the type has `key` among `values`."""

    record: str
    key: str
    values: tuple[Scalar, ...]
    otherwise: Told


class ValueAtLeast(Declared, frozen=True, kw_only=True, tag="value_at_least", tag_field="rule"):
    """Some entry of the type has `least` or more in `key`, a count or money in fen."""

    record: str
    key: str
    least: int
    otherwise: Told


class ValueAtMost(Declared, frozen=True, kw_only=True, tag="value_at_most", tag_field="rule"):
    """Some entry of the type has `most` or less in `key`, a count or money in fen."""

    record: str
    key: str
    most: int
    otherwise: Told


class DueWithin(Declared, frozen=True, kw_only=True, tag="due_within", tag_field="rule"):
    """Today lies between `before` days ahead of the date in `key` and `after` days behind it."""

    record: str
    key: str
    before: int
    after: int
    otherwise: Told


OverCard = AgeAtLeast | AgeBelow | AgeBySex | SexIs | LivesIn | CardKindIn
"""Rules that the card alone decides."""
OverRecords = (
    RecordExists | RecordAbsent | RecordValueIn | RecordValueNotIn | ValueAtLeast | ValueAtMost | DueWithin
)
Eligibility = OverCard | OverRecords
