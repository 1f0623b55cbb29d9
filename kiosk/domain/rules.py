"""Who may: each eligibility rule of a declaration, decided over identity and shared records.

The terminal and the centre run these same functions.
"""

import datetime as dt
from typing import assert_never

from kiosk.domain.eligibility import (
    AgeAtLeast,
    CardKindIn,
    DueWithin,
    Eligibility,
    RecordAbsent,
    RecordExists,
    RecordValueIn,
)
from kiosk.domain.identity import CardKind, Identity, age_on
from kiosk.domain.matter import Matter
from kiosk.domain.record import Record, Records
from kiosk.domain.text import Text

ALSO = {CardKind.CITIZEN: CardKind.SOCIAL, CardKind.E_ID: CardKind.RESIDENT}
"""What a card is besides: a citizen card has only a purse more; an e-ID stands for its resident's card."""


def holds(rule: Eligibility, identity: Identity, records: Records, *, today: dt.date) -> bool:
    """Return whether one rule is met."""
    match rule:
        case AgeAtLeast(years=years):
            return age_on(identity.birth, today) >= years
        case CardKindIn(kinds=kinds):
            return bool({identity.kind, ALSO.get(identity.kind)} & set(kinds))
        case RecordExists(record=type_):
            return bool(records.of(type_))
        case RecordAbsent(record=type_):
            return not records.of(type_)
        case RecordValueIn(record=type_, key=key, values=values):
            return any(record.values.get(key) in values for record in records.of(type_))
        case DueWithin(record=type_):
            return any(_due(rule, record, today) for record in records.of(type_))
    assert_never(rule)


def _due(rule: DueWithin, record: Record, today: dt.date) -> bool:
    due = dt.date.fromisoformat(str(record.values[rule.key]))
    return due - dt.timedelta(days=rule.before) <= today <= due + dt.timedelta(days=rule.after)


def needs_records(rule: Eligibility) -> bool:
    """Return whether the rule can only be decided with shared records."""
    return not isinstance(rule, AgeAtLeast | CardKindIn)


def refusals(matter: Matter, identity: Identity, records: Records, *, today: dt.date) -> tuple[Text, ...]:
    """Return why the holder may not; empty when every rule is met.

    One sentence a record type: who has no permit need not read that it isn't due either. While the centre
    is not reached, rules over records are left to the centre's own check.
    """
    why: dict[object, Text] = {}
    for rule in matter.eligibility:
        decidable = records.reached or not needs_records(rule)
        if decidable and not holds(rule, identity, records, today=today):
            why.setdefault(getattr(rule, "record", rule), rule.otherwise)
    return tuple(why.values())
