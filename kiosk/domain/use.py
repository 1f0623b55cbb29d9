"""How often matters are begun and done 使用次数: counted by day, told in lots that nobody stands out of.

Pure. A day is told once it is over, so that no count says when somebody stood there; a figure below FEW waits
for the days after it.
"""

import datetime as dt
from collections import Counter

import msgspec

FEW = 5
"""Less than so many of one matter are not told."""
KEPT_DAYS = 30
"""Lots that are kept: a centre that was away for longer has the older ones not at all."""
Figures = dict[str, int]
"""By the matter's code."""
NO_USE: Figures = {}
"""While nobody has counted."""


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of starts and of completions."""

    begun: Figures = {}
    done: Figures = {}


class DayUse(msgspec.Struct, frozen=True, kw_only=True):
    """A lot, as it is told: at the end of a day, each figure FEW or more."""

    day: dt.date
    begun: Figures = {}
    done: Figures = {}


class UseBook(msgspec.Struct, frozen=True, kw_only=True):
    """What a terminal counts: the day at hand, what was too little to tell, and the lots."""

    day: dt.date | None = None
    counting: Tally = Tally()
    waiting: Tally = Tally()
    lots: tuple[DayUse, ...] = ()


def with_begun(book: UseBook, today: dt.date, code: str) -> UseBook:
    """Return the book with one more start of a matter."""
    return _counted(book, today, Tally(begun={code: 1}))


def with_done(book: UseBook, today: dt.date, code: str) -> UseBook:
    """Return the book with one more completion of a matter."""
    return _counted(book, today, Tally(done={code: 1}))


def closed(book: UseBook, today: dt.date) -> UseBook:
    """Return the book with the day at hand made a lot, where it is over; a clock that went back ends none."""
    if book.day is None or today <= book.day:
        return book
    whole = _together(book.waiting, book.counting)
    begun, few_begun = _parted(whole.begun)
    done, few_done = _parted(whole.done)
    lot = (DayUse(day=book.day, begun=begun, done=done),) if begun or done else ()
    return UseBook(waiting=Tally(begun=few_begun, done=few_done), lots=(*book.lots, *lot)[-KEPT_DAYS:])


def _counted(book: UseBook, today: dt.date, one: Tally) -> UseBook:
    open_ = closed(book, today)
    counting = _together(open_.counting, one)
    return msgspec.structs.replace(open_, day=open_.day or today, counting=counting)


def _together(one: Tally, other: Tally) -> Tally:
    return Tally(
        begun=dict(Counter(one.begun) + Counter(other.begun)),
        done=dict(Counter(one.done) + Counter(other.done)),
    )


def _parted(figures: Figures) -> tuple[Figures, Figures]:
    """Return what is told, and what is too little for that."""
    told = {code: count for code, count in figures.items() if count >= FEW}
    return told, {code: count for code, count in figures.items() if count < FEW}
