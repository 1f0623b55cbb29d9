"""Fees that are worked out from a picked row: a rate of an amount, or so much each; relief, and being late.

Whole fen throughout. Rates are ten-thousandths; each product is rounded to the fen, half a fen up, and the
centre works the same out again from its own row.
"""

import datetime as dt
from collections.abc import Iterator
from typing import assert_never

import msgspec

from kiosk.domain.declared import Declared
from kiosk.domain.record import Record, Scalar
from kiosk.domain.text import Text

WHOLE = 10_000
"""Ten-thousandths in one."""
MOST_FEN = 10**11
"""A thousand million yuan: what comes to more is not collected at a terminal."""
DAY_LENGTH = len("2026-01-01")


class Share(Declared, frozen=True, kw_only=True, tag="share", tag_field="of"):
    """A rate of the money under a key."""

    base: str
    rate: int = WHOLE


class ShareByWord(Declared, frozen=True, kw_only=True, tag="share_by_word", tag_field="of"):
    """A rate of the money under a key, by the word under another."""

    base: str
    by: str
    rates: dict[str, int]


class Each(Declared, frozen=True, kw_only=True, tag="each", tag_field="of"):
    """A price under a key as often as a count says, less what is there already."""

    price: str
    count: str
    less: str | None = None


class EachByWord(Declared, frozen=True, kw_only=True, tag="each_by_word", tag_field="of"):
    """A price by the word under a key, as often as a count says."""

    by: str
    prices: dict[str, int]
    count: str


Sum = Share | ShareByWord | Each | EachByWord


class Relief(Declared, frozen=True, kw_only=True):
    """What the law takes off where the row says so: a share of the sum, at most so much."""

    key: str
    values: tuple[Scalar, ...]
    off: int
    most_fen: int
    name: Text


class Late(Declared, frozen=True, kw_only=True):
    """What is added for each day after the last one to pay on, at most so much of the sum."""

    due: str
    """The key of that day."""
    per_day: int
    most: int = WHOLE
    name: Text


class WorkedFee(Declared, frozen=True, kw_only=True, tag="worked", tag_field="kind"):
    """Costs what is worked out from the picked row."""

    field: str
    sum: Sum
    relief: Relief | None = None
    late: Late | None = None
    basis: Text
    payee: Text


class Worked(msgspec.Struct, frozen=True):
    """What a fee came to, and what of it is for being late."""

    total_fen: int
    relief_fen: int
    late_fen: int


def work_out(fee: WorkedFee, row: Record, today: dt.date | None) -> Worked | None:
    """Return what the row comes to, or None where it can't be said.

    That is for a figure that is missing, below 0, or beyond MOST_FEN. Without a day nothing is added for
    being late.
    """
    whole = _sum(fee.sum, row)
    if whole is None or not 0 <= whole <= MOST_FEN:
        return None
    off = 0
    if fee.relief is not None and row.values.get(fee.relief.key) in fee.relief.values:
        off = min(share(whole, fee.relief.off), fee.relief.most_fen)
    late = _late(fee.late, row, whole - off, today) if fee.late is not None and today is not None else 0
    if late is None:
        return None
    return Worked(whole - off + late, off, late)


def figure_flaws(fee: WorkedFee) -> Iterator[tuple[str, str]]:
    """Yield (part, what is wrong) for figures that no fee has."""
    match fee.sum:
        case Share(rate=rate):
            figures: tuple[int, ...] = (rate,)
        case ShareByWord(rates=rates):
            figures = tuple(rates.values())
        case EachByWord(prices=prices):
            figures = tuple(prices.values())
        case Each():
            figures = ()
        case _:
            assert_never(fee.sum)
    if any(figure <= 0 for figure in figures):
        yield "sum", "every rate and price is above 0"
    if isinstance(fee.sum, Share | ShareByWord) and any(figure > WHOLE for figure in figures):
        yield "sum", f"a rate is in ten-thousandths, {WHOLE} is the whole"
    if fee.relief is not None and not (0 < fee.relief.off <= WHOLE and fee.relief.most_fen > 0):
        yield "relief", f"`off` is 1 to {WHOLE} ten-thousandths, `most_fen` above 0"
    if fee.late is not None and not (0 < fee.late.per_day <= fee.late.most <= WHOLE):
        yield "late", f"`per_day` and `most` are 1 to {WHOLE} ten-thousandths: never more than the sum again"


def share(amount_fen: int, rate: int) -> int:
    """Return a rate of an amount, rounded to the fen, half a fen up."""
    return (2 * amount_fen * rate + WHOLE) // (2 * WHOLE)


def _sum(sum_: Sum, row: Record) -> int | None:
    match sum_:
        case Share(base=base, rate=rate):
            amount = _figure(row, base)
            return None if amount is None else share(amount, rate)
        case ShareByWord(base=base, by=by, rates=rates):
            amount, rate_by = _figure(row, base), rates.get(str(row.values.get(by)))
            return None if amount is None or rate_by is None else share(amount, rate_by)
        case Each(price=price, count=count, less=less):
            each, times, off = _figure(row, price), _figure(row, count), _figure(row, less) if less else 0
            return None if each is None or times is None or off is None else max(0, each * times - off)
        case EachByWord(by=by, prices=prices, count=count):
            each, times = prices.get(str(row.values.get(by))), _figure(row, count)
            return None if each is None or times is None else each * times
    assert_never(sum_)


def _figure(row: Record, key: str) -> int | None:
    value = row.values.get(key)
    return value if type(value) is int and value >= 0 else None


def _late(late: Late, row: Record, amount: int, today: dt.date) -> int | None:
    if row.values.get(late.due) is None:  # not served yet: no day has been set
        return 0
    try:
        due = dt.date.fromisoformat(str(row.values.get(late.due))[:DAY_LENGTH])
    except ValueError:
        return None
    days = max(0, (today - due).days)
    return min(share(amount, late.per_day * days), share(amount, late.most))
