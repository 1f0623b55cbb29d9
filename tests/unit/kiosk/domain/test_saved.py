"""What a visit saved: papers that a register answered for or a promise replaced, and trips."""

import datetime as dt

import msgspec
import pytest

from kiosk.catalogue.loader import load
from kiosk.domain.ids import ItemId, ReceiptNumber, VisitId
from kiosk.domain.materials import MaterialState, Provision, Provisions
from kiosk.domain.matter import Matter
from kiosk.domain.saved import Saved, saved, saved_words, trips_saved
from kiosk.domain.session import Ended, Session
from kiosk.domain.submission import ItemState, Submission
from kiosk.domain.text import Text

CATALOGUE = load()
LICENCE = CATALOGUE.by_slug("tractor-licence-renewal")
NOW = dt.datetime(2026, 11, 26, 8, tzinfo=dt.UTC)
KEPT = Submission(
    id=ItemId("i"),
    number=ReceiptNumber("n"),
    state=ItemState.PENDING,
    created_at=NOW,
    claim=b"",
    token="t",
)
PROVEN = Provision("licence", MaterialState.PROVIDED, "证照库")
OPEN = Provision("photo", MaterialState.PROVIDED)
PROMISED = Provision("medical", MaterialState.PROMISED)
LATER = Provision("paper", MaterialState.COUNTER)
SCANNED = Provision("other", MaterialState.SCANNED, photo_sha256="0" * 64)


def left_to_go(matter: Matter, trips: int) -> Matter:
    return msgspec.structs.replace(matter, guide=msgspec.structs.replace(matter.guide, trips=trips))


def told(matter: Matter, *given: Provision, submission: Submission | None = KEPT) -> Text | None:
    visit = Session(id=VisitId("v"), started_at=NOW, matter=matter, materials=given, submission=submission)
    return saved_words(visit)


@pytest.mark.parametrize(
    ("given", "won"),
    [
        ((), Saved(proven=0, promised=0, trips=1)),
        ((PROVEN, PROMISED), Saved(proven=1, promised=1, trips=1)),
        ((PROVEN, OPEN, SCANNED), Saved(proven=1, promised=0, trips=1)),
        ((SCANNED, LATER), Saved(proven=0, promised=0, trips=0)),
    ],
    ids=["no paper", "proven and promised", "a register that was not reached has not answered", "one to go"],
)
def test_a_paper_counts_where_a_register_answered_or_a_promise_stands_for_it(
    given: Provisions, won: Saved
) -> None:
    assert won == saved(LICENCE, given)


def test_a_trip_that_has_to_be_made_all_the_same_is_not_saved() -> None:
    assert [1, 0, 0] == [trips_saved(left_to_go(LICENCE, count)) for count in range(3)]


def test_a_joined_matter_saves_a_trip_to_each_department_whose_part_was_handed_in() -> None:
    joined = left_to_go(next(one for one in CATALOGUE.matters.values() if len(one.parts) > 2), 0)
    departments = {part.department for part in joined.parts}
    assert len(departments) == trips_saved(joined)
    assert 1 == trips_saved(msgspec.structs.replace(joined, parts=joined.parts[:1]))


def test_it_is_said_in_one_line() -> None:
    words = told(LICENCE, PROVEN, PROMISED)
    assert words is not None
    assert "替您省了：1 份材料由数据共享核对，不用交，1 份用承诺代替，少跑 1 趟。" == words.zh
    assert "Saved you: 1 paper, proven by data sharing, 1 paper, by your promise, 1 trip." == words.en


def test_nothing_is_said_where_nothing_was_saved_or_nothing_was_finished() -> None:
    assert told(left_to_go(LICENCE, 1)) is None
    assert told(LICENCE, PROVEN, submission=None) is None
    visit = Session(id=VisitId("v"), started_at=NOW, matter=LICENCE, submission=KEPT)
    ended = Ended(Text(zh="到窗口办。", en="At the counter."))
    assert saved_words(msgspec.structs.replace(visit, ended=ended)) is None
