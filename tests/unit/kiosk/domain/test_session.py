import msgspec
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import fact as f
from kiosk.domain import session as s
from kiosk.domain.answers import Answer, answer_for
from kiosk.domain.fact import apply
from kiosk.domain.ids import ItemId, ReceiptNumber, VisitId
from kiosk.domain.matter import Assurance
from kiosk.domain.session import Session
from kiosk.domain.submission import ItemState, Submission
from tests.unit.kiosk.domain.sample import CATALOGUE, NOW, PERSON, SESSION, known

REPORT = CATALOGUE.by_slug("hotline-12345")
CONSENT = s.Consent("1", NOW)
RESULT = s.LookupResult(())
CONFIRMED = s.Confirmation(NOW)


def submission(state: ItemState) -> Submission:
    return Submission(
        id=ItemId("i"), number=ReceiptNumber("n"), state=state, created_at=NOW, claim=b"c", token="t"
    )


def visit(*facts: f.Fact) -> Session:
    session = SESSION
    for fact in facts:
        session = apply(session, fact)
    return session


BEGUN = (f.CardAccepted(PERSON), f.ConsentGiven(CONSENT), f.MatterChosen(REPORT), f.GuideRead())
FACTS = st.sampled_from(
    (
        *BEGUN,
        f.AssuranceReached(s.Assured(Assurance.CARD)),
        f.RecordsShared(known(), ()),
        f.FieldAnswered(Answer("place", "一")),
        f.FieldAnswered(Answer("place", "二")),
        f.FieldReopened("place"),
        f.MaterialsProvided(()),
        f.ResultFound(RESULT),
        f.Confirmed(CONFIRMED),
        f.Submitted(submission(ItemState.PENDING)),
        f.ReceiptGiven(s.ReceiptOutcome(None)),
        f.Rated(5),
        f.AnotherMatter(VisitId("v2"), NOW),
    )
)


def test_each_fact_gives_what_it_says() -> None:
    session = visit(*BEGUN, f.RecordsShared(known(), ()), f.ResultFound(RESULT), f.Rated(4))

    assert (PERSON, CONSENT, REPORT) == (session.identity, session.consent, session.matter)
    assert (True, known(), (), RESULT, 4) == (
        session.begun,
        session.records,
        session.refusals,
        session.result,
        session.rating,
    )


def test_another_card_begins_anew() -> None:
    session = apply(visit(*BEGUN, f.FieldAnswered(Answer("place", "一"))), f.CardAccepted(PERSON))

    assert session == Session(id=SESSION.id, started_at=SESSION.started_at, identity=PERSON)


def test_another_matter_keeps_the_holder_and_the_consent_alone() -> None:
    session = apply(visit(*BEGUN, f.Rated(5)), f.AnotherMatter(VisitId("v2"), NOW))

    assert session == Session(id=VisitId("v2"), started_at=NOW, identity=PERSON, consent=CONSENT)


def test_a_reopened_answer_is_asked_again_and_shown() -> None:
    session = visit(*BEGUN, f.FieldAnswered(Answer("place", "一")), f.FieldReopened("place"))

    assert answer_for(session.answers, "place") is None
    assert session.reopened == Answer("place", "一")


def test_an_unchanged_answer_keeps_what_was_found_with_it() -> None:
    before = visit(*BEGUN, f.FieldAnswered(Answer("place", "一")), f.ResultFound(RESULT))
    same = apply(apply(before, f.FieldReopened("place")), f.FieldAnswered(Answer("place", "一")))

    assert same == before


def test_a_changed_answer_makes_what_was_found_with_it_void() -> None:
    before = visit(
        *BEGUN, f.FieldAnswered(Answer("place", "一")), f.ResultFound(RESULT), f.Confirmed(CONFIRMED)
    )
    changed = apply(apply(before, f.FieldReopened("place")), f.FieldAnswered(Answer("place", "二")))

    assert (None, None, None) == (changed.result, changed.confirmed, changed.reopened)


def test_what_was_confirmed_is_asked_again_after_any_change() -> None:
    confirmed = visit(*BEGUN, f.FieldAnswered(Answer("place", "一")), f.Confirmed(CONFIRMED))

    assert apply(confirmed, f.FieldReopened("place")).confirmed is None


@given(st.lists(FACTS, max_size=12))
def test_no_order_of_facts_leaves_two_answers_to_a_field_or_a_name_in_the_log(facts: list[f.Fact]) -> None:
    session = visit(*facts)
    fields = [answer.field for answer in session.answers]

    assert len(fields) == len(set(fields))
    assert PERSON.name not in repr(session)


@given(st.lists(FACTS, max_size=12), FACTS)
def test_a_fact_changes_nothing_in_the_session_it_came_to(facts: list[f.Fact], fact: f.Fact) -> None:
    session = visit(*facts)
    before = msgspec.structs.replace(session)

    apply(session, fact)

    assert session == before
