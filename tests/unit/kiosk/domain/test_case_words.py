"""What a case's applicant reads: which it is, what to do, by when and where."""

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
    Supplied,
)
from kiosk.domain.case_note import case_note
from kiosk.domain.case_words import CaseMark, CaseWords, tell, words_of
from kiosk.domain.ids import AcceptanceNumber, ItemId, MatterCode, ReceiptNumber
from kiosk.domain.receipt import Site
from kiosk.domain.text import Locale, Text
from tests.unit.kiosk.domain.sample import CATALOGUE, NOW

COUNTER = CATALOGUE.by_slug("residence-permit-endorsement").counter
LEASE = Text(zh="租房合同", en="the lease")
TODAY = dt.date(2026, 11, 26)
CASE = OwnCase(
    number=ReceiptNumber("N1"),
    matter=MatterCode("m"),
    name=LEASE,
    handed_in_at=NOW,
    acceptance_number=AcceptanceNumber("A-1"),
    stands=CaseChange(at=NOW, state=CaseReceived()),
)


def words(state: CaseState, *, counter: bool = True) -> CaseWords:
    case = msgspec.structs.replace(CASE, stands=CaseChange(at=NOW, state=state))
    return words_of(case, COUNTER if counter else None, "12345", TODAY)


@pytest.mark.parametrize("until", [TODAY, TODAY + dt.timedelta(days=9)])
def test_a_supplement_says_what_by_when_and_where(until: dt.date) -> None:
    told = words(CaseSupplement(LEASE, until))
    assert CaseMark.WANTED is told.mark
    assert "要补：租房合同" == told.says.zh
    day = f"{until.year}年{until.month}月{until.day}日"
    for part in (day, COUNTER.place.zh, COUNTER.hours.zh, COUNTER.phone):
        assert part in told.next.zh
    for part in (until.isoformat(), COUNTER.place.en, COUNTER.hours.en, COUNTER.phone):
        assert part in told.next.en


def supplied(*papers: Text) -> CaseAtDesk:
    number = ReceiptNumber("S26-9")
    return CaseAtDesk(Supplied(item=ItemId("i"), number=number, at_counter=papers, until=TODAY))


def test_what_was_supplied_is_said_to_be_in_and_no_call_is_promised() -> None:
    told = words(supplied())
    assert (CaseMark.UNDER_WAY, True) == (told.mark, "S26-9" in told.says.zh)
    assert "不用再来" in told.next.zh


def test_what_was_left_for_the_counter_is_still_wanted_by_its_last_day() -> None:
    told = words(supplied(LEASE, Text(zh="照片", en="a photograph")))
    assert (CaseMark.WANTED, True, True) == (
        told.mark,
        "租房合同、照片" in told.says.zh,
        "the lease, a photograph" in told.says.en,
    )
    assert COUNTER.place.zh in told.next.zh


def test_a_supplement_that_is_overdue_sends_nobody_on_a_vain_way() -> None:
    told = words(CaseSupplement(LEASE, TODAY - dt.timedelta(days=1)))
    assert ("已经过了" in told.next.zh, COUNTER.phone in told.next.zh) == (True, True)
    assert COUNTER.place.zh not in told.next.zh


def test_where_no_counter_is_known_the_terminals_own_contact_is_named() -> None:
    told = words(CaseSupplement(LEASE, TODAY), counter=False)
    assert "12345" in told.next.zh
    assert "12345" in words(CaseRefused(LEASE), counter=False).next.en


@pytest.mark.parametrize(
    ("state", "mark", "says"),
    [
        (CaseReceived(), CaseMark.UNDER_WAY, "还没有开始办"),
        (CaseAtDesk(), CaseMark.CALLED, "会打您留的电话"),
        (CaseAccepted(), CaseMark.UNDER_WAY, "A-1"),
        (CaseFinished(LEASE, LEASE), CaseMark.DONE, "租房合同"),
        (CaseRefused(LEASE), CaseMark.REFUSED, "租房合同"),
    ],
)
def test_every_other_state_says_what_it_means(state: CaseState, mark: CaseMark, says: str) -> None:
    told = words(state)
    assert (mark, True) == (told.mark, says in told.says.zh)
    assert told.next.zh


def test_the_note_says_what_is_wanted_alone_and_names_nobody() -> None:
    wanted = msgspec.structs.replace(
        CASE, stands=CaseChange(at=NOW, state=CaseSupplement(LEASE, TODAY)), number=ReceiptNumber("N2")
    )
    told = tell((CASE, wanted), {"m": CATALOGUE.by_slug("residence-permit-endorsement")}, "12345", TODAY)
    site = Site(name=Text(zh="某站", en="a site"), terminal="T1", base_url="https://c", contact="12345")
    for locale in Locale:
        words = [
            value
            for part in case_note(told, site, locale, NOW)
            for value in msgspec.to_builtins(part).values()
            if isinstance(value, str)
        ]
        assert {"N2", told[1][1].says.at(locale), told[1][1].next.at(locale)} <= set(words)
        assert "N1" not in words
