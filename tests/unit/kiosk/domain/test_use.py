"""The count of use: told when a day is over, and nothing small of it."""

import datetime as dt
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.use import FEW, KEPT_DAYS, NO_USE, DayUse, UseBook, closed, with_begun, with_done

DAY = dt.date(2026, 11, 26)
CODES = ("a", "b", "c")


def day(number: int) -> dt.date:
    return DAY + dt.timedelta(days=number)


def begun(book: UseBook, code: str, times: int, on: dt.date = DAY) -> UseBook:
    for _ in range(times):
        book = with_begun(book, on, code)
    return book


def test_a_day_is_told_once_it_is_over_and_only_then() -> None:
    book = with_done(begun(UseBook(), "a", FEW), DAY, "a")
    assert () == closed(book, DAY).lots
    assert (DayUse(day=DAY, begun={"a": FEW}, done=NO_USE),) == closed(book, day(1)).lots


def test_what_is_too_little_waits_for_the_days_after_it() -> None:
    book = begun(begun(UseBook(), "a", FEW - 1), "b", 1)
    assert () == closed(book, day(1)).lots
    book = begun(book, "a", 1, day(1))
    assert (DayUse(day=day(1), begun={"a": FEW}),) == closed(book, day(2)).lots


def test_a_clock_that_went_back_ends_no_day() -> None:
    book = begun(UseBook(), "a", FEW, day(3))
    assert closed(book, day(1)) == book
    assert (DayUse(day=day(3), begun={"a": FEW + 1}),) == closed(begun(book, "a", 1, day(1)), day(4)).lots


def test_the_oldest_lots_go() -> None:
    book = UseBook()
    for number in range(KEPT_DAYS + 2):
        book = begun(book, "a", FEW, day(number))
    assert [day(number) for number in range(2, KEPT_DAYS + 2)] == [
        lot.day for lot in closed(book, day(KEPT_DAYS + 2)).lots
    ]


@given(st.lists(st.tuples(st.integers(0, 20), st.sampled_from(CODES), st.booleans()), max_size=120))
def test_no_figure_is_small_and_none_is_told_twice_or_lost(uses: list[tuple[int, str, bool]]) -> None:
    book = UseBook()
    for number, code, is_done in sorted(uses):
        book = (with_done if is_done else with_begun)(book, day(number), code)
    book = closed(book, day(30))
    assert len({lot.day for lot in book.lots}) == len(book.lots)
    told = Counter[tuple[str, bool]]()
    for lot in book.lots:
        for is_done, figures in ((False, lot.begun), (True, lot.done)):
            assert all(count >= FEW for count in figures.values())
            told.update({(code, is_done): count for code, count in figures.items()})
    for code in CODES:
        for is_done, waiting in ((False, book.waiting.begun), (True, book.waiting.done)):
            here = told[code, is_done] + waiting.get(code, 0)
            assert here == sum((c, d) == (code, is_done) for _, c, d in uses)
