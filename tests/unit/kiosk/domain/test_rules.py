import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.eligibility import (
    AgeAtLeast,
    CardKindIn,
    DueWithin,
    Eligibility,
    RecordAbsent,
    RecordExists,
    RecordValueIn,
)
from kiosk.domain.identity import CardKind
from kiosk.domain.rules import holds, refusals
from kiosk.domain.text import Told
from tests.unit.kiosk.domain.sample import CATALOGUE, PERSON, TODAY, UNREACHED, known, record

NO = Told(zh="不行", en="no")
PERMIT = CATALOGUE.by_slug("residence-permit-endorsement")
CERTIFICATE = CATALOGUE.by_slug("no-criminal-record")
PERMIT_TYPE = "residence_permit.permit"


def due(days: int) -> str:
    return (TODAY + dt.timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (AgeAtLeast(years=36, otherwise=NO), True),
        (AgeAtLeast(years=37, otherwise=NO), False),
        (CardKindIn(kinds=(CardKind.RESIDENT,), otherwise=NO), True),
        (CardKindIn(kinds=(CardKind.SOCIAL, CardKind.FOREIGN_2017), otherwise=NO), False),
        (CardKindIn(kinds=(CardKind.CITIZEN,), otherwise=NO), False),
        (RecordExists(record="a.b", otherwise=NO), True),
        (RecordExists(record="a.c", otherwise=NO), False),
        (RecordAbsent(record="a.b", otherwise=NO), False),
        (RecordAbsent(record="a.c", otherwise=NO), True),
        (RecordValueIn(record="a.b", key="status", values=("on", "off"), otherwise=NO), True),
        (RecordValueIn(record="a.b", key="status", values=("off",), otherwise=NO), False),
        (RecordValueIn(record="a.b", key="other", values=("on",), otherwise=NO), False),
        (RecordValueIn(record="a.c", key="status", values=("on",), otherwise=NO), False),
        (DueWithin(record="a.c", key="due", before=30, after=30, otherwise=NO), False),
    ],
)
def test_a_rule_is_decided(rule: Eligibility, *, expected: bool) -> None:
    assert expected == holds(rule, PERSON, known(record("a.b", status="on")), today=TODAY)


def test_who_may_with_a_social_security_card_may_with_a_citizen_card_too() -> None:
    citizen = msgspec.structs.replace(PERSON, kind=CardKind.CITIZEN)
    social = CardKindIn(kinds=(CardKind.SOCIAL,), otherwise=NO)
    resident = CardKindIn(kinds=(CardKind.RESIDENT,), otherwise=NO)
    assert holds(social, citizen, known(), today=TODAY)
    assert not holds(resident, citizen, known(), today=TODAY)


@given(st.integers(-100, 100), st.integers(0, 60), st.integers(0, 60))
def test_due_means_between_so_many_days_before_and_after(days: int, before: int, after: int) -> None:
    rule = DueWithin(record="a.b", key="due", before=before, after=after, otherwise=NO)
    records = known(record("a.b", due=due(days)))

    assert holds(rule, PERSON, records, today=TODAY) == (-after <= days <= before)


def test_who_meets_every_rule_may() -> None:
    records = known(record(PERMIT_TYPE, valid_to=due(12), endorsement="none"))

    assert () == refusals(PERMIT, PERSON, records, today=TODAY)


def test_each_rule_not_met_says_its_own_sentence() -> None:
    kind, exists, endorsed, near = PERMIT.eligibility
    early = known(record(PERMIT_TYPE, valid_to=due(200), endorsement="none"))
    again = known(record(PERMIT_TYPE, valid_to=due(12), endorsement="received"))
    visitor = msgspec.structs.replace(PERSON, kind=CardKind.PERMIT_HMT)

    assert (near.otherwise,) == refusals(PERMIT, PERSON, early, today=TODAY)
    assert (endorsed.otherwise,) == refusals(PERMIT, PERSON, again, today=TODAY)
    assert (exists.otherwise,) == refusals(PERMIT, PERSON, known(), today=TODAY)
    assert (kind.otherwise, near.otherwise) == refusals(PERMIT, visitor, early, today=TODAY)


def test_who_has_no_permit_need_not_read_that_it_is_not_due() -> None:
    assert 1 == len(refusals(PERMIT, PERSON, known(), today=TODAY))


def test_a_conviction_sends_to_the_counter() -> None:
    convicted = known(record("criminal.conviction", decided="2011-05-06"))

    assert () == refusals(CERTIFICATE, PERSON, known(), today=TODAY)
    assert (CERTIFICATE.eligibility[0].otherwise,) == refusals(CERTIFICATE, PERSON, convicted, today=TODAY)


def test_without_the_centre_only_the_card_decides() -> None:
    visitor = msgspec.structs.replace(PERSON, kind=CardKind.FOREIGN_2023)

    assert () == refusals(PERMIT, PERSON, UNREACHED, today=TODAY)
    assert (PERMIT.eligibility[0].otherwise,) == refusals(PERMIT, visitor, UNREACHED, today=TODAY)
