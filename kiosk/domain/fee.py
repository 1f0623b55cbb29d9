"""What a matter costs: declared once, worked out the same way at the terminal and at the centre."""

import datetime as dt
from collections.abc import Mapping
from typing import assert_never

import msgspec

from kiosk.domain.answers import Answers, answer_for
from kiosk.domain.declared import Declared
from kiosk.domain.record import Record, Records, Scalar
from kiosk.domain.text import Text
from kiosk.domain.worked_fee import Worked, WorkedFee, work_out


class FreeOfCharge(Declared, frozen=True, kw_only=True, tag="free", tag_field="kind"):
    """Costs nothing."""


class Reduction(Declared, frozen=True, kw_only=True):
    """Who pays less: a holder of an entry, where `key` is given with one of `values` in it."""

    record: str
    key: str | None = None
    values: tuple[Scalar, ...] = ()
    amount_fen: int
    """What is paid then; 0 is nothing."""
    name: Text


class FixedFee(Declared, frozen=True, kw_only=True, tag="fixed", tag_field="kind"):
    """Costs the same for everyone, or less for who has a reduction: the first that fits."""

    amount_fen: int
    basis: Text
    payee: Text | None = None
    reductions: tuple[Reduction, ...] = ()


class ChosenFee(Declared, frozen=True, kw_only=True, tag="chosen", tag_field="kind"):
    """Costs what belongs to the option chosen."""

    field: str
    amounts: dict[str, int]
    """Fen by the option's value."""
    basis: Text
    payee: Text | None = None


class PickedFee(Declared, frozen=True, kw_only=True, tag="picked", tag_field="kind"):
    """Costs what the picked row says."""

    field: str
    key: str
    payee: Text


class EnteredFee(Declared, frozen=True, kw_only=True, tag="entered", tag_field="kind"):
    """Costs what the resident wants to pay, typed in a money field."""

    field: str
    payee: Text


SingleFee = FreeOfCharge | FixedFee | ChosenFee | PickedFee | EnteredFee | WorkedFee


class FeeLine(Declared, frozen=True, kw_only=True):
    """What one part of a joined matter costs."""

    code: str
    name: Text
    fee: SingleFee


class JointFee(Declared, frozen=True, kw_only=True, tag="joint", tag_field="kind"):
    """Costs what the parts cost together: one order, a line a part."""

    lines: tuple[FeeLine, ...]


Fee = SingleFee | JointFee


class LineDue(msgspec.Struct, frozen=True):
    """What is due for one part."""

    code: str
    name: Text
    amount_fen: int


def due_fen(
    fee: Fee,
    answers: Answers,
    rows: Mapping[str, Record | None],
    records: Records,
    *,
    today: dt.date | None = None,
) -> int | None:
    """Return what is due in fen, or None while it can't be said: no row, no option, no amount.

    `rows` are the picked rows by field; `records` what data sharing gave, for reductions; `today` the day on
    which it is paid, without which nothing is added for being late.
    """
    match fee:
        case FreeOfCharge():
            return 0
        case FixedFee(amount_fen=amount, reductions=reductions):
            return next((less.amount_fen for less in reductions if _applies(less, records)), amount)
        case ChosenFee(field=field, amounts=amounts):
            answer = answer_for(answers, field)
            return None if answer is None else amounts.get(answer.value)
        case PickedFee(field=field, key=key):
            row = rows.get(field)
            value = None if row is None else row.values.get(key)
            return value if isinstance(value, int) else None
        case EnteredFee(field=field):
            answer = answer_for(answers, field)
            return int(answer.value) if answer is not None and answer.value.isdecimal() else None
        case WorkedFee():
            worked = worked_out(fee, rows, today=today)
            return None if worked is None else worked.total_fen
        case JointFee():
            lines = lines_due(fee, answers, rows, records, today=today)
            return None if lines is None else sum(line.amount_fen for line in lines)
    assert_never(fee)


def worked_out(fee: Fee, rows: Mapping[str, Record | None], *, today: dt.date | None = None) -> Worked | None:
    """Return how a fee that is worked out comes to its sum; None for others, and while there is no row."""
    row = rows.get(fee.field) if isinstance(fee, WorkedFee) else None
    return work_out(fee, row, today) if isinstance(fee, WorkedFee) and row is not None else None


def lines_due(
    fee: JointFee,
    answers: Answers,
    rows: Mapping[str, Record | None],
    records: Records,
    *,
    today: dt.date | None = None,
) -> tuple[LineDue, ...] | None:
    """Return what is due for each part that costs something, or None while one can't be said."""
    due = [(line, due_fen(line.fee, answers, rows, records, today=today)) for line in fee.lines]
    if any(amount is None for _, amount in due):
        return None
    return tuple(LineDue(line.code, line.name, amount) for line, amount in due if amount)


def reduction(fee: Fee, records: Records) -> Reduction | None:
    """Return the reduction that fits what data sharing gave, the first; None where none does."""
    reductions = fee.reductions if isinstance(fee, FixedFee) else ()
    return next((less for less in reductions if _applies(less, records)), None)


def _applies(less: Reduction, records: Records) -> bool:
    entries = records.of(less.record)
    return any(less.key is None or entry.values.get(less.key) in less.values for entry in entries)
