"""Residents who did not exist before get what their records say, whatever these are."""

from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from central.residents import identity_of
from kiosk.bootstrap import open_ports
from kiosk.domain.identity import Identity
from kiosk.domain.session import DocumentReady, Session
from kiosk.domain.submission import ItemState
from kiosk.domain.trouble import LOST_CARD, NO_PHONE
from kiosk.flow import StepName
from tests.e2e.people import days_ahead, settle
from tests.e2e.place import Place, open_place
from tests.e2e.visitor import Visitor

EXAMPLES = settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking would visit the centre for minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
FILING = {
    "why": "retired",
    "city": "样例市",
    "address": "样例区示范路15号101室",
    "since": "2024-05-01",
    "phone": "19000000015",
}
PERMIT = {"reason": "work", "address": "示范区样例路12号301室", "phone": "19000000012"}


class Life(msgspec.Struct, frozen=True, kw_only=True):
    """What the libraries know of somebody, in the words of a test."""

    age: int
    phone: bool
    in_population: bool
    balances: tuple[int, ...]
    fines: tuple[tuple[int, str], ...]
    """Amount and status of each."""
    enforced: bool
    convicted: bool
    insured: str | None
    """Status of the medical insurance."""
    filed: bool
    pension_months: int | None
    points: int | None
    senior: tuple[str, int] | None
    """Status, and in how many days the check is due."""
    permit_days: int | None
    """In how many days the residence permit ends."""


LIVES = st.builds(
    Life,
    age=st.integers(5, 90),
    phone=st.integers(0, 9).map(bool),
    in_population=st.integers(0, 4).map(bool),
    balances=st.lists(st.integers(0, 10**9), max_size=2).map(tuple),
    fines=st.lists(st.tuples(st.integers(1, 200_000), st.sampled_from(("unpaid", "paid"))), max_size=3).map(
        tuple
    ),
    enforced=st.integers(0, 4).map(lambda drawn: drawn == 4),
    convicted=st.booleans(),
    insured=st.sampled_from(("active", "paused", None)),
    filed=st.booleans(),
    pension_months=st.none() | st.integers(0, 500),
    points=st.none() | st.integers(0, 24),
    senior=st.none() | st.tuples(st.sampled_from(("valid", "stopped")), st.integers(-500, 120)),
    permit_days=st.none() | st.integers(-90, 90),
)


def entries(life: Life) -> Iterator[tuple[str, dict[str, object]]]:
    for place, balance in enumerate(life.balances):
        account = {"account": f"99000000{place:04d}", "employer": "样例公司", "status": "paying"}
        yield (
            "housing_fund.account",
            {**account, "balance_fen": balance, "monthly_fen": 1, "paid_until": days_ahead(-20)},
        )
    for place, (amount, status) in enumerate(life.fines):
        offence = {"decision": f"9999{place:012d}", "act": "不按规定停车", "at": "2026-01-23T19:05"}
        where = {"place": "示范路口", "plate": "浙A·000E1", "points": 0, "due": days_ahead(5)}
        yield "traffic.violation", {**offence, **where, "amount_fen": amount, "status": status}
    if life.enforced:
        yield "traffic.enforcement", {"decision": "9999", "since": days_ahead(-100)}
    if life.convicted:
        yield "criminal.conviction", {"decided": "2020-01-01"}
    if life.insured is not None:
        filing = "received" if life.filed else "none"
        base = {"scheme": "employee", "insured_at": "示范区"}
        yield "medical_insurance.enrolment", {**base, "status": life.insured, "remote_filing": filing}
    if life.pension_months is not None:
        job = {"insurance": "pension", "status": "active", "employer": "样例公司", "since": "2013-07-01"}
        yield "social_insurance.enrolment", {**job, "months": life.pension_months}
    if life.points is not None:
        licence = {"class": "C1", "status": "normal", "points_cleared": days_ahead(9)}
        dates = {"first_issued": "2012-08-15", "valid_to": days_ahead(1900)}
        yield "driving.licence", {**licence, **dates, "points": life.points}
    if life.senior is not None:
        status, due = life.senior
        yield (
            "senior_card.card",
            {"number": "310000000002", "status": status, "check_due": days_ahead(due)},
        )
    if life.permit_days is not None:
        permit = {"number": "9999", "address": "示范区样例路12号", "issued": "2024-01-01"}
        ends = days_ahead(life.permit_days)
        yield "residence_permit.permit", {**permit, "valid_to": ends, "endorsement": "none"}


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Place, Visitor]]:
    folder = tmp_path_factory.mktemp("e2e")
    with open_place(folder) as place:
        config = place.enrolled(folder / "terminal")
        place.sync(config)
        with open_ports(config) as ports:
            yield place, Visitor(ports, place.door)


Scene = tuple[Place, Visitor]


def come(scene: Scene, life: Life) -> Identity:
    place, _ = scene
    made = settle(
        place, tuple(entries(life)), age=life.age, phone=life.phone, in_population=life.in_population
    )
    return identity_of(made.card)


def found(session: Session) -> list[dict[str, object]]:
    assert session.result is not None, session.ended
    return [dict(row.values) for row in session.result.rows]


def is_refused(session: Session) -> bool:
    return bool(session.refusals)


@EXAMPLES
@given(life=LIVES)
def test_queries_show_what_is_there_and_say_when_nothing_is(visitor: Scene, life: Life) -> None:
    person, hand = come(visitor, life), visitor[1]
    shown = hand.visit(person, "housing-fund-balance", {})
    licence = hand.visit(person, "driving-licence-points", {})
    for session in (shown, licence):
        if not life.phone:
            assert session.ended is not None
            assert NO_PHONE.text == session.ended.reason
    if not life.phone:
        return
    assert (life.age < 16) is is_refused(shown)
    if life.age >= 16:
        assert list(life.balances) == [row["balance_fen"] for row in found(shown)]
    assert (life.age < 18) is is_refused(licence)
    if life.age >= 18:
        assert [life.points] * (life.points is not None) == [row["points"] for row in found(licence)]


@EXAMPLES
@given(life=LIVES)
def test_certificates_are_made_for_whom_there_is_something_to_certify(visitor: Scene, life: Life) -> None:
    if not life.phone:
        return
    person, hand = come(visitor, life), visitor[1]
    proof = hand.visit(person, "social-insurance-proof", {})
    clean = hand.visit(person, "no-criminal-record", {"purpose": "work"})
    assert (life.age < 16) is is_refused(proof)
    if life.age >= 16:
        assert (life.pension_months is not None) is isinstance(proof.document, DocumentReady)
        assert [life.pension_months] * (life.pension_months is not None) == [
            row["months"] for row in found(proof)
        ]
    assert life.convicted is is_refused(clean)
    if not life.convicted:
        assert life.in_population is isinstance(clean.document, DocumentReady)
        assert life.in_population is bool(found(clean))


@EXAMPLES
@given(life=LIVES)
def test_bills_offered_are_those_unpaid_and_one_that_was_paid_is_gone(visitor: Scene, life: Life) -> None:
    person, hand = come(visitor, life), visitor[1]
    session = hand.visit(person, "traffic-fine-payment", {})
    assert life.enforced is is_refused(session)
    if life.enforced:
        return
    unpaid = [amount for amount, status in life.fines if status == "unpaid"]
    assert unpaid == [row.values["amount_fen"] for row in hand.offered or ()]
    if not unpaid:
        assert session.ended is not None
        assert not session.ended.slip
        return
    assert session.order is not None
    assert session.submission is not None
    assert unpaid[0] == session.order.amount_fen
    assert session.submission.state in (ItemState.RECEIVED, ItemState.SETTLED)
    hand.visit(person, "traffic-fine-payment", {}, until=StepName.REVIEW)
    assert unpaid[1:] == [row.values["amount_fen"] for row in hand.offered or ()]


@EXAMPLES
@given(life=LIVES)
def test_who_may_apply_follows_the_records_and_does_so_once(visitor: Scene, life: Life) -> None:
    person, hand = come(visitor, life), visitor[1]
    session = hand.visit(person, "remote-residence-filing", FILING)
    may = life.insured == "active" and not life.filed
    assert may is not is_refused(session)
    if may:
        assert session.submission is not None
        assert session.submission.disposition is None
        assert is_refused(hand.visit(person, "remote-residence-filing", FILING))
    permit = hand.visit(person, "residence-permit-endorsement", PERMIT)
    due = life.permit_days is not None and -30 <= life.permit_days <= 30
    assert due is not is_refused(permit)
    assert due is (permit.submission is not None)


@EXAMPLES
@given(life=LIVES)
def test_check_is_noted_for_whom_it_is_due(visitor: Scene, life: Life) -> None:
    person, hand = come(visitor, life), visitor[1]
    session = hand.visit(person, "senior-bus-card-check", {})
    status, due = life.senior or ("", 0)
    may = life.age >= 60 and status == "valid" and -365 <= due <= 30
    assert may is not is_refused(session)
    if may:
        assert [days_ahead(365)] == [row["check_due"] for row in found(session)]
        assert is_refused(hand.visit(person, "senior-bus-card-check", {}))


def test_lost_card_gets_nothing_whatever_is_recorded(visitor: Scene) -> None:
    place, hand = visitor
    records = (("housing_fund.account", {"balance_fen": 1}), ("traffic.violation", {"status": "unpaid"}))
    person = identity_of(settle(place, records, lost=True).card)
    for slug in ("traffic-fine-payment", "exit-entry-appointment", "remote-residence-filing"):
        session = hand.visit(person, slug, {})
        assert session.ended is not None
        assert LOST_CARD.text == session.ended.reason
    balance = hand.visit(person, "housing-fund-balance", {})
    assert balance.ended is not None
    assert balance.result is None


def test_slot_that_was_taken_is_offered_to_nobody_else(visitor: Scene) -> None:
    place, hand = visitor
    answers = {"business": "passport", "phone": "19000000001"}
    taken = []
    for _ in range(2):
        person = identity_of(settle(place, ()).card)
        session = hand.visit(person, "exit-entry-appointment", answers)
        assert session.submission is not None
        taken.append(session.answers[1].value)
    assert taken[0] != taken[1]
    assert taken[0] not in [row.id for row in hand.offered or ()]
