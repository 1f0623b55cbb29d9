"""Who may: each eligibility rule of a declaration, decided over identity and shared records.

The terminal and the centre run these same functions.
"""

import datetime as dt
from typing import assert_never

from kiosk.domain.eligibility import (
    AgeAtLeast,
    AgeBelow,
    AgeBySex,
    CardKindIn,
    DueWithin,
    Eligibility,
    LivesIn,
    Of,
    OverRecords,
    RecordAbsent,
    RecordExists,
    RecordValueIn,
    RecordValueNotIn,
    SexIs,
    ValueAtLeast,
    ValueAtMost,
)
from kiosk.domain.identity import CardKind, Identity, Sex, age_on
from kiosk.domain.matter import Matter
from kiosk.domain.record import Record, Records
from kiosk.domain.relative import Relative, told
from kiosk.domain.text import Text

DAY_LENGTH = len("2026-01-01")
ALSO = {CardKind.CITIZEN: CardKind.SOCIAL, CardKind.E_ID: CardKind.RESIDENT}
"""What a card is besides: a citizen card has only a purse more; an e-ID stands for its resident's card."""


def holds(rule: Eligibility, identity: Identity, records: Records, *, today: dt.date) -> bool:
    """Return whether one rule is met."""
    if isinstance(rule, OverRecords):
        return _holds_over(rule, records.of(rule.record), today)
    age = age_on(identity.birth, today)
    match rule:
        case AgeAtLeast(years=years):
            return age >= years
        case AgeBelow(years=years):
            return age < years
        case AgeBySex(male=male, female=female):
            return age >= (female if identity.sex is Sex.FEMALE else male)
        case SexIs(sex=sex):
            return identity.sex is sex
        case LivesIn(places=places):
            return identity.address is None or identity.address.startswith(places)
        case CardKindIn(kinds=kinds):
            return bool({identity.kind, ALSO.get(identity.kind)} & set(kinds))
    assert_never(rule)


def _holds_over(rule: OverRecords, entries: tuple[Record, ...], today: dt.date) -> bool:
    match rule:
        case RecordExists():
            return bool(entries)
        case RecordAbsent():
            return not entries
        case RecordValueIn(key=key, values=values):
            return any(entry.values.get(key) in values for entry in entries)
        case RecordValueNotIn(key=key, values=values):
            return all(entry.values.get(key) not in values for entry in entries)
        case ValueAtLeast(key=key, least=least):
            return any(_number(entry, key) >= least for entry in entries)
        case ValueAtMost(key=key, most=most):
            return any(_number(entry, key) <= most for entry in entries)
        case DueWithin():
            return any(_due(rule, entry, today) for entry in entries)
    assert_never(rule)


def _of_holder(rule: Eligibility) -> bool:
    return not isinstance(rule, OverRecords) and rule.of is Of.HOLDER


def _number(entry: Record, key: str) -> int:
    return int(entry.values[key] or 0)


def _due(rule: DueWithin, record: Record, today: dt.date) -> bool:
    due = dt.date.fromisoformat(str(record.values[rule.key])[:DAY_LENGTH])
    return due - dt.timedelta(days=rule.before) <= today <= due + dt.timedelta(days=rule.after)


def refusals(
    matter: Matter,
    identity: Identity,
    records: Records,
    *,
    today: dt.date,
    holder: Identity | None = None,
    relative: Relative | None = None,
) -> tuple[Text, ...]:
    """Return why the one it is for (`identity`, of whom `records` are) may not; empty when every rule is met.

    `holder` laid the card: None where that is the same. Some rules over the card are about the holder.
    `relative` is whom the sentences name, where it is not for the holder.

    One sentence a record type: who has no permit need not read that it isn't due either. While the centre
    is not reached, rules over records are left to the centre's own check. Of a joined matter these are the
    rules of the whole; `joined.left_out` has those of its parts.
    """
    return refused_by(matter.eligibility, identity, records, today=today, holder=holder, relative=relative)


def refused_by(
    rules: tuple[Eligibility, ...],
    identity: Identity,
    records: Records,
    *,
    today: dt.date,
    holder: Identity | None = None,
    relative: Relative | None = None,
) -> tuple[Text, ...]:
    """Return why these rules are not met."""
    why: dict[object, Text] = {}
    for rule in rules:
        decidable = records.reached or not isinstance(rule, OverRecords)
        whom = holder if holder is not None and _of_holder(rule) else identity
        if decidable and not holds(rule, whom, records, today=today):
            why.setdefault(getattr(rule, "record", rule), told(rule.otherwise, relative))
    return tuple(why.values())
