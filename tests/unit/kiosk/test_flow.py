"""The flow: the current step follows from the session, and back takes back what the resident did."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.loader import load
from kiosk.domain.answers import Answer
from kiosk.domain.card import CardRead
from kiosk.domain.fact import (
    AnotherMatter,
    AssuranceReached,
    CannotFinish,
    CardAccepted,
    Confirmed,
    ConsentGiven,
    Fact,
    FieldAnswered,
    FieldReopened,
    GuideRead,
    MaterialsProvided,
    MatterChosen,
    PapersWanted,
    Rated,
    ReceiptGiven,
    ReceiptTaken,
    RecordsShared,
    ResultFound,
    Submitted,
    WhomChosen,
    apply,
)
from kiosk.domain.identity import CardKind, Identity
from kiosk.domain.ids import ItemId, ReceiptNumber, VisitId
from kiosk.domain.materials import MaterialState, Provision
from kiosk.domain.matter import Assurance, Beneficiary, Matter, Proof
from kiosk.domain.record import Record, Records
from kiosk.domain.relative import Oneself, by_card, by_promise
from kiosk.domain.session import (
    Assured,
    Confirmation,
    Consent,
    Ended,
    LookupResult,
    ReceiptOutcome,
    Session,
    is_service,
)
from kiosk.domain.submission import ItemState, Submission
from kiosk.domain.text import Text
from kiosk.flow import FLOW, StepName, back, can_go_back, current
from kiosk.steps.ask import card_fact
from kiosk.steps.resident import refuse_sharing

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
PERSON = Identity(
    kind=CardKind.RESIDENT, name="测试人", number="330109199001010017", birth=dt.date(1990, 1, 1)
)
CATALOGUE = load()
CHILD = by_promise("测试宝 330109202601010015")
SUBSIDY = CATALOGUE.by_slug("elderly-care-subsidy")
"""For oneself, a parent or a spouse."""
ENDORSEMENT = CATALOGUE.by_slug("residence-permit-endorsement")
BALANCE = next(matter for matter in CATALOGUE.matters.values() if matter.name.zh == "住房公积金账户余额查询")
ROW = Record(type="housing_fund.account", id="1", source="公积金库", values={})
SUBMISSION = Submission(
    id=ItemId("0193-x"),
    number=ReceiptNumber("26-1"),
    state=ItemState.PENDING,
    created_at=NOW,
    claim=b"c",
    token="t",
)


def visit(*facts: Fact) -> Session:
    session = Session(id=VisitId("v"), started_at=NOW)
    for fact in facts:
        session = apply(session, fact)
    return session


def is_for_another(matter: Matter) -> bool:
    return bool(matter.proven_by) and Beneficiary.SELF not in matter.for_whom


def known(matter: Matter) -> Records:
    """Return an entry for each record that a paper of the matter is proven by."""
    types = (material.record for material in matter.materials)
    entries = tuple(Record(type=one, id="1", source="库", values={}) for one in types if one)
    return Records(reached=True, entries=entries)


def opening(matter: Matter) -> tuple[Fact, ...]:
    return (
        CardAccepted(PERSON),
        ConsentGiven(Consent("1", NOW)),
        MatterChosen(matter),
        GuideRead(),
        AssuranceReached(Assured(matter.assurance)),
        *((WhomChosen(CHILD),) if is_for_another(matter) else ()),
        RecordsShared(known(matter), ()),
    )


def answers(matter: Matter) -> tuple[Fact, ...]:
    return tuple(FieldAnswered(Answer(field.id, "x")) for field in matter.fields)


def test_a_visit_begins_with_the_card() -> None:
    assert current(visit()) is StepName.IDENTIFY


def test_each_fact_of_an_application_leads_to_the_next_step() -> None:
    session = visit(*opening(ENDORSEMENT))
    assert current(session) is (StepName.FILL if ENDORSEMENT.fields else StepName.MATERIALS)
    session = visit(*opening(ENDORSEMENT), *answers(ENDORSEMENT))
    provided = tuple(Provision(material.id, MaterialState.PROVIDED) for material in ENDORSEMENT.materials)
    session = apply(session, MaterialsProvided(provided))
    assert current(session) is StepName.REVIEW
    session = apply(session, Confirmed(Confirmation(NOW)))
    assert current(session) is StepName.SUBMIT
    session = apply(session, Submitted(SUBMISSION))
    assert current(session) is StepName.RECEIPT
    session = apply(session, ReceiptGiven(ReceiptOutcome(None)))
    assert current(session) is StepName.TAKE
    session = apply(session, ReceiptTaken())
    assert current(session) is StepName.RATE
    assert current(apply(session, Rated(0))) is StepName.DONE


def test_what_is_looked_up_is_agreed_to_before_any_library_is_asked() -> None:
    session = visit(*opening(ENDORSEMENT)[:3])
    assert current(session) is StepName.GUIDE
    assert {StepName.ASSURE} == {
        current(visit(*opening(matter)[:4])) for matter in CATALOGUE.matters.values()
    }
    over = apply(session, refuse_sharing(session))
    assert current(over) is StepName.RECEIPT
    assert over.ended is not None
    papers = [material.name.zh for material in ENDORSEMENT.materials]
    assert ["身份证", *papers] == [name.zh for name in over.ended.bring]


def test_one_begins_for_oneself_without_being_asked_and_for_a_relative_says_for_whom() -> None:
    begun = visit(*opening(SUBSIDY)[:3], AssuranceReached(Assured(SUBSIDY.assurance)))
    assert Oneself() == apply(begun, GuideRead()).whom
    assert current(apply(begun, GuideRead())) is StepName.KNOW
    for_another = apply(begun, GuideRead(for_another=True))
    assert current(for_another) is StepName.WHOM
    assert current(apply(for_another, WhomChosen(by_card(PERSON)))) is StepName.KNOW


def test_who_goes_back_to_the_guide_takes_back_for_whom_it_was_and_what_was_found() -> None:
    session = visit(*opening(CATALOGUE.by_slug("newborn-medical-enrolment")))
    assert current(back(session)) is StepName.WHOM
    assert current(back(back(session))) is StepName.GUIDE
    assert (None, None) == (back(session).records, back(session).whom)


def test_a_relation_that_is_promised_is_signed_for_though_no_paper_is() -> None:
    matter = CATALOGUE.by_slug("newborn-medical-enrolment")
    session = visit(*opening(matter), *answers(matter))
    provided = tuple(Provision(material.id, MaterialState.PROVIDED) for material in matter.materials)
    session = apply(session, MaterialsProvided(provided))
    assert CHILD.proof is Proof.PROMISE
    assert current(session) is StepName.PROMISE


def test_a_paper_that_no_library_proves_is_said_before_the_form() -> None:
    unknown = apply(visit(*opening(ENDORSEMENT)), RecordsShared(Records(reached=True), ()))
    assert current(unknown) is StepName.BRING
    assert current(apply(unknown, PapersWanted())) is StepName.FILL
    assert current(back(apply(unknown, PapersWanted()))) is StepName.BRING


def test_a_query_leaves_a_service_record_and_no_submission() -> None:
    session = visit(*opening(BALANCE), ResultFound(LookupResult((ROW,))))
    assert is_service(session)
    assert current(session) is StepName.REVIEW


def test_nothing_found_leaves_no_submission_whatever_the_kind() -> None:
    certificate = next(matter for matter in CATALOGUE.matters.values() if matter.document is not None)
    session = visit(*opening(certificate), ResultFound(LookupResult(())))
    assert is_service(session)


def test_one_who_may_not_sees_so_before_any_effort() -> None:
    reason = Text(zh="未满", en="too young")
    session = visit(*opening(BALANCE)[:5], RecordsShared(Records(reached=True), (reason,)))
    assert current(session) is StepName.ELIGIBLE


def test_a_matter_that_ends_here_gives_a_slip_and_then_a_farewell() -> None:
    session = visit(*opening(BALANCE), CannotFinish(Ended(Text(zh="断网", en="no network"))))
    assert current(session) is StepName.RECEIPT
    without_slip = visit(*opening(BALANCE), CannotFinish(Ended(Text(zh="断网", en="no network"), slip=False)))
    assert current(without_slip) is StepName.TAKE


def test_change_returns_straight_to_the_check_page() -> None:
    matter = next(
        matter
        for matter in CATALOGUE.matters.values()
        if matter.fields and not matter.materials and not matter.result
    )
    session = visit(*opening(matter), *answers(matter))
    assert current(session) is StepName.REVIEW
    first = matter.fields[0].id
    reopened = apply(session, FieldReopened(first))
    assert current(reopened) is StepName.FILL
    assert reopened.reopened == Answer(first, "x")
    assert current(apply(reopened, FieldAnswered(Answer(first, "y")))) is StepName.REVIEW


def test_another_matter_keeps_who_stands_here_and_nothing_else() -> None:
    session = visit(*opening(BALANCE), ResultFound(LookupResult((ROW,))), AnotherMatter(VisitId("w"), NOW))
    assert session == Session(id=VisitId("w"), started_at=NOW, identity=PERSON, consent=Consent("1", NOW))


def test_another_card_forgets_all_that_was_known() -> None:
    other = card_fact(CardRead(PERSON))
    assert isinstance(other, CardAccepted)
    assert apply(visit(*opening(BALANCE)), other).matter is None


def test_what_is_on_disk_can_not_be_taken_back() -> None:
    session = visit(*opening(BALANCE), ResultFound(LookupResult((ROW,))), Submitted(SUBMISSION))
    assert not can_go_back(session)


@pytest.mark.parametrize("matter", CATALOGUE.matters.values(), ids=lambda matter: matter.slug)
def test_back_leads_step_by_step_to_the_choice(matter: Matter) -> None:
    session = visit(*opening(matter), *answers(matter))
    seen = []
    while can_go_back(session):
        session = back(session)
        seen.append(current(session))
    assert session.matter is None
    assert current(session) is StepName.CHOOSE
    assert len(seen) <= len(FLOW) + len(matter.fields)


@given(st.lists(st.sampled_from(["answer", "reopen", "back"]), max_size=12))
def test_no_order_of_answers_changes_and_backs_leaves_a_stale_confirmation(moves: list[str]) -> None:
    matter = next(matter for matter in CATALOGUE.matters.values() if len(matter.fields) > 1)
    session = visit(*opening(matter), *answers(matter))
    session = apply(session, Confirmed(Confirmation(NOW)))
    for move in moves:
        if move == "answer":
            session = apply(session, FieldAnswered(Answer(matter.fields[0].id, "z")))
        elif move == "reopen":
            session = apply(session, FieldReopened(matter.fields[1].id))
        else:
            session = back(session)
        assert session.confirmed is None or session.reopened is None
    assert moves == [] or session.confirmed is None


def test_the_repr_of_a_session_shows_nothing_of_the_person() -> None:
    shown = repr(visit(*opening(BALANCE)))
    assert PERSON.name not in shown
    assert PERSON.number not in shown
    assert Assurance.CARD not in shown
