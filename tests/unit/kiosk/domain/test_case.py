"""How a case may be moved, and in which order its applicant reads several."""

import datetime as dt

import msgspec
import pytest

from kiosk.domain.case import (
    CaseAccepted,
    CaseAtDesk,
    CaseChange,
    CaseFinished,
    CaseReceived,
    CaseRefused,
    CaseState,
    CaseSupplement,
    OwnCase,
    is_open,
    may_become,
    most_urgent_first,
    name_of,
)
from kiosk.domain.ids import MatterCode, ReceiptNumber
from kiosk.domain.text import Text

WORDS = Text(zh="租房合同", en="The lease")
NOW = dt.datetime(2026, 11, 26, 2, tzinfo=dt.UTC)
ALL: dict[str, CaseState] = {
    name_of(state): state
    for state in (
        CaseReceived(),
        CaseAtDesk(),
        CaseSupplement(WORDS, dt.date(2026, 12, 5)),
        CaseAccepted(),
        CaseFinished(WORDS, WORDS),
        CaseRefused(WORDS),
    )
}
MOVES = {
    "received": {"desk", "supplement", "accepted", "refused"},
    "desk": {"received", "supplement", "accepted", "refused"},
    "supplement": {"received", "desk", "supplement", "accepted", "refused"},
    "accepted": {"supplement", "finished", "refused"},
    "finished": set(),
    "refused": set(),
}


@pytest.mark.parametrize("before", ALL)
def test_department_moves_a_case_as_the_law_lets_it(before: str) -> None:
    assert MOVES[before] == {after for after, state in ALL.items() if may_become(ALL[before], state)}


def test_a_case_is_over_once_nothing_more_comes_of_it() -> None:
    assert {"finished", "refused"} == {name for name, state in ALL.items() if not is_open(state)}


def case(number: str, state: CaseState, *, days_ago: int = 0) -> OwnCase:
    change = CaseChange(at=NOW - dt.timedelta(days=days_ago), state=state)
    return OwnCase(
        number=ReceiptNumber(number), matter=MatterCode("m"), name=WORDS, handed_in_at=NOW, stands=change
    )


def test_what_is_wanted_soonest_is_read_first_and_what_is_over_last() -> None:
    cases = (
        case("over", ALL["finished"]),
        case("old", ALL["accepted"], days_ago=9),
        case("later", CaseSupplement(WORDS, dt.date(2026, 12, 5))),
        case("new", ALL["received"]),
        case("desk", ALL["desk"], days_ago=30),
        case("sooner", CaseSupplement(WORDS, dt.date(2026, 12, 1)), days_ago=3),
    )
    read = [told.number for told in most_urgent_first(cases)]
    assert ["sooner", "later", "desk", "new", "old", "over"] == read


def test_what_is_wanted_stands_for_itself_where_no_paper_was_named() -> None:
    wanted, paper = Text(zh="合同", en="lease"), Text(zh="照片", en="photograph")
    assert (wanted,) == CaseSupplement(wanted, dt.date(2026, 1, 1)).named
    assert (paper,) == CaseSupplement(wanted, dt.date(2026, 1, 1), (paper,)).named


def test_a_desk_of_before_supplements_reads_as_it_did() -> None:
    assert b'{"state":"desk"}' == msgspec.json.encode(CaseAtDesk())
    assert CaseAtDesk() == msgspec.convert({"state": "desk"}, CaseState)


def test_a_case_shows_nothing_of_itself_in_a_log() -> None:
    assert "租房" not in repr(case("N1", ALL["supplement"]))
