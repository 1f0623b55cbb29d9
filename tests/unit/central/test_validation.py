"""What the centre finds in a submission, over records it knows itself."""

import datetime as dt

import msgspec
import pytest

from central.residents import identity_of, load_residents
from central.validation import PaidOrder, Seen, picked, reasons
from kiosk.catalogue.loader import load
from kiosk.domain.answers import Answer
from kiosk.domain.ids import MatterCode, VisitId
from kiosk.domain.matter import Assurance, Matter
from kiosk.domain.record import Record, Records
from kiosk.domain.submission import SubmissionBody

TODAY = dt.date(2026, 3, 2)
NOW = dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC)
PEOPLE = {resident.slug: resident for resident in load_residents(today=TODAY)}
CATALOGUE = load()
ROW = Record(
    type="traffic.violation", id="v", source="交管库", values={"amount_fen": 20000, "status": "unpaid"}
)
ORDER = PaidOrder(number="K1", item="item", amount_fen=20000, settled=True)


def body(matter: Matter, **changes: object) -> SubmissionBody:
    given = SubmissionBody(
        visit=VisitId("v"),
        matter=MatterCode(matter.code),
        matter_version=1,
        catalogue=CATALOGUE.version,
        applicant=identity_of(PEOPLE["wang-xiaoming"].card),
        assurance=matter.assurance,
        consent_version="1",
        consented_at=NOW,
        answers=(Answer("violation", "v"),),
        materials=(),
        amount_fen=20000,
        order="K1",
        records_reached=True,
        confirmed_at=NOW,
    )
    return msgspec.structs.replace(given, **changes)


def seen(**changes: object) -> Seen:
    known = Seen(records=Records(reached=True), standing={"violation": ROW}, order=ORDER)
    return msgspec.structs.replace(known, **changes)


def codes(given: SubmissionBody, known: Seen) -> list[str]:
    return [reason.code for reason in reasons(CATALOGUE.by_slug(FINE), "item", given, known, today=TODAY)]


FINE = "traffic-fine-payment"


def test_paid_fine_is_in_order() -> None:
    assert [] == codes(body(CATALOGUE.by_slug(FINE)), seen())


@pytest.mark.parametrize(
    ("changes", "known", "expected"),
    [
        ({"amount_fen": 1}, {}, ["amount", "amount"]),
        ({}, {"order": None}, ["order_unknown"]),
        ({}, {"order": msgspec.structs.replace(ORDER, item="another")}, ["order_unknown"]),
        ({}, {"order": msgspec.structs.replace(ORDER, settled=False)}, ["unpaid"]),
        ({}, {"standing": {"violation": None}}, ["row_gone"]),
        ({}, {"lost_card": True}, ["card_lost"]),
        ({"records_reached": False}, {}, ["offline"]),
        ({"answers": (Answer("violation", "v"), Answer("more", "x"))}, {}, ["form"]),
    ],
)
def test_each_thing_that_is_wrong_has_its_code(
    changes: dict[str, object], known: dict[str, object], expected: list[str]
) -> None:
    assert expected == codes(body(CATALOGUE.by_slug(FINE), **changes), seen(**known))


def test_impossible_number_is_found() -> None:
    matter = CATALOGUE.by_slug(FINE)
    holder = msgspec.structs.replace(body(matter).applicant, number="330109199001010018")
    assert ["number"] == codes(body(matter, applicant=holder), seen())


def test_reasons_hold_no_personal_data() -> None:
    matter = CATALOGUE.by_slug(FINE)
    given = body(matter, answers=(Answer("violation", "v"), Answer("more", "王小明")), amount_fen=1)
    texts = " ".join(reason.text for reason in reasons(matter, "item", given, seen(), today=TODAY))
    assert given.applicant.number not in texts
    assert given.applicant.name not in texts


def test_code_matter_wants_a_right_code() -> None:
    matter = CATALOGUE.by_slug("no-criminal-record")
    given = body(matter, answers=(Answer("purpose", "work"),), order=None, amount_fen=0)
    found = reasons(matter, "item", given, seen(standing={}), today=TODAY)
    assert ["assurance"] == [reason.code for reason in found]
    assert () == reasons(matter, "item", given, seen(standing={}, code_was_right=True), today=TODAY)
    card = msgspec.structs.replace(given, assurance=Assurance.CARD)
    found = reasons(matter, "item", card, seen(standing={}, code_was_right=True), today=TODAY)
    assert ["assurance"] == [reason.code for reason in found]


def test_certificate_of_nothing_goes_to_the_desk() -> None:
    matter = CATALOGUE.by_slug("no-criminal-record")
    given = body(matter, answers=(Answer("purpose", "work"),), order=None, amount_fen=0)
    known = seen(standing={}, code_was_right=True, nothing_found=True)
    assert ["nothing_found"] == [reason.code for reason in reasons(matter, "item", given, known, today=TODAY)]


def test_picks_are_the_rows_that_were_chosen() -> None:
    assert [("violation", "v")] == list(picked(CATALOGUE.by_slug(FINE), (Answer("violation", "v"),)))
    assert [] == list(picked(CATALOGUE.by_slug(FINE), (Answer("violation", " "),)))
