"""What is kept for another day is what was filled in by hand; what it becomes under another catalogue."""

import datetime as dt

import msgspec

from kiosk.domain.answers import Answer
from kiosk.domain.field import Condition, FieldKind
from kiosk.domain.identity import CardKind
from kiosk.domain.ids import CatalogueVersion
from kiosk.domain.kept import KeptDraft, kept_of, taken_up
from kiosk.domain.matter import Beneficiary, Matter, Proof
from kiosk.domain.relative import Oneself, Relative
from kiosk.domain.session import Confirmation, Consent, Session
from tests.unit.kiosk.domain.sample import CATALOGUE, NOW, PERSON, TODAY, known, record
from tests.unit.kiosk.steps.memory import visit

HOTLINE = CATALOGUE.by_slug("hotline-12345")
LATER = Consent("2027-01", NOW + dt.timedelta(days=6))
GIVEN = (Answer("category", "noise"), Answer("place", "未来路 8 号"))


def half(slug: str = "hotline-12345", *answers: Answer, **changes: object) -> Session:
    given = {"confirmed": None, "answers": answers or GIVEN, **changes}
    return msgspec.structs.replace(visit(slug), **given)


def kept(session: Session | None = None) -> KeptDraft:
    made = kept_of(session or half(), CATALOGUE.version)
    assert made is not None
    return made


def changed(matter: Matter, name: str, **how: object) -> Matter:
    fields = tuple(
        msgspec.structs.replace(field, **how) if field.id == name else field for field in matter.fields
    )
    return msgspec.structs.replace(matter, fields=fields)


def fields_of(draft_or_kept: KeptDraft, matter: Matter) -> list[str]:
    return [answer.field for answer in taken_up(draft_or_kept, matter, LATER, today=TODAY).answers]


def test_what_was_filled_in_is_kept_with_the_kind_of_each_question() -> None:
    made = kept()
    assert GIVEN == made.draft.answers
    assert {"category": FieldKind.CHOICE, "place": HOTLINE.field("place").kind} == made.kinds
    assert "未来路" not in repr(made)


def test_nothing_is_kept_where_nothing_was_filled_in_or_all_was_agreed_to() -> None:
    assert kept_of(half(answers=()), CATALOGUE.version) is None
    assert kept_of(half(confirmed=Confirmation(NOW)), CATALOGUE.version) is None
    assert kept_of(half(begun=None), CATALOGUE.version) is None


def test_nothing_is_kept_for_a_card_that_nobody_saw() -> None:
    e_id = msgspec.structs.replace(PERSON, kind=CardKind.E_ID)
    assert kept_of(half(identity=e_id), CATALOGUE.version) is None


def test_a_query_is_never_kept() -> None:
    query = half("travel-document-progress", Answer("kind", "passport"))
    assert kept_of(query, CATALOGUE.version) is None


def test_what_a_register_gave_is_asked_again_and_what_was_changed_by_hand_is_not() -> None:
    entry = record("population.person", phone="19000000001", address="样例路 1 号")
    matter = changed(HOTLINE, "place", prefill="population.person.address")
    taken_over = (GIVEN[0], Answer("place", "样例路 1 号"))
    session = half("hotline-12345", *taken_over, matter=matter, records=known(entry))
    assert (GIVEN[0],) == kept(session).draft.answers
    by_hand = msgspec.structs.replace(session, answers=GIVEN)
    assert GIVEN == kept(by_hand).draft.answers
    picked = Answer("place", entry.id, entry)
    assert (GIVEN[0],) == kept(half("hotline-12345", GIVEN[0], picked)).draft.answers


def test_no_relative_is_kept() -> None:
    relative = Relative(person=PERSON, proof=Proof.RECORD, relation=Beneficiary.CHILD, entry="e1")
    assert kept(half(whom=relative)).draft.whom is None
    assert Oneself() == kept(half(whom=Oneself())).draft.whom


def test_the_same_edition_goes_on_and_another_one_shows_its_guide_first() -> None:
    same = taken_up(kept(), HOTLINE, LATER, today=TODAY)
    assert (GIVEN, LATER, True) == (same.answers, same.consent, same.begun)
    newer = msgspec.structs.replace(HOTLINE, catalogue=CatalogueVersion("newer"))
    other = taken_up(kept(), newer, LATER, today=TODAY)
    assert (GIVEN, False, "newer") == (other.answers, other.begun, other.catalogue)


def test_a_field_that_is_gone_or_of_another_kind_is_asked_again() -> None:
    without = msgspec.structs.replace(
        HOTLINE, fields=tuple(field for field in HOTLINE.fields if field.id != "place")
    )
    assert ["category"] == fields_of(kept(), without)
    assert ["category"] == fields_of(kept(), changed(HOTLINE, "place", kind=FieldKind.PHONE))


def test_an_answer_that_will_do_no_more_is_asked_again() -> None:
    fewer = tuple(option for option in HOTLINE.field("category").options if option.value != "noise")
    assert ["place"] == fields_of(kept(), changed(HOTLINE, "category", options=fewer))


def test_an_answer_that_is_not_asked_for_any_more_is_left_out() -> None:
    when = Condition(field="category", among=("roads",))
    assert ["category"] == fields_of(kept(), changed(HOTLINE, "place", when=when))


def test_an_answer_stays_while_the_question_it_hangs_on_is_to_be_asked_again() -> None:
    when = Condition(field="category", among=("noise",))
    fewer = tuple(option for option in HOTLINE.field("category").options if option.value != "noise")
    matter = changed(changed(HOTLINE, "category", options=fewer), "place", when=when)
    assert ["place"] == fields_of(kept(), matter)
