"""What a resident does becomes a fact, or the way to mend it."""

import msgspec

from kiosk.domain.answers import Answer
from kiosk.domain.commitment import Stroke, binding
from kiosk.domain.fact import CannotFinish, FieldAnswered, MaterialsProvided, PromiseSigned
from kiosk.domain.form import BAD_PHONE
from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.materials import MaterialState, Photo
from kiosk.domain.text import Locale, Text
from kiosk.domain.trouble import Trouble
from kiosk.steps import resident
from tests.unit.kiosk.domain.sample import NOW, record
from tests.unit.kiosk.steps.memory import visit

FILING = visit("remote-residence-filing")
STROKES = (Stroke(((1, 1, 0), (90, 90, 50))),)


def test_consent_names_the_notice_in_force() -> None:
    assert (resident.CONSENT_VERSION, NOW) == (
        resident.agree(NOW).consent.version,
        resident.agree(NOW).consent.at,
    )


def test_refused_consent_ends_with_a_slip() -> None:
    assert resident.refuse().ended.slip


def test_who_may_not_gets_the_rules_own_sentence() -> None:
    said = Text(zh="还没到时候。", en="Not yet.")
    refused = msgspec.structs.replace(FILING, refusals=(said,))
    assert said == resident.accept_refusal(refused).ended.reason
    assert resident.NOT_ELIGIBLE == resident.accept_refusal(FILING).ended.reason


def test_answer_is_taken_without_the_blanks_around_it() -> None:
    taken = resident.answer(FILING, "phone", " 19000000001 ", None)
    assert FieldAnswered(Answer("phone", "19000000001")) == taken


def test_wrong_answer_says_how_to_mend_it() -> None:
    assert Trouble("answer", BAD_PHONE) == resident.answer(FILING, "phone", "1234", None)


def test_promise_takes_the_place_of_a_paper_that_no_library_proves() -> None:
    decided = resident.accept_materials(FILING)
    assert isinstance(decided, MaterialsProvided)
    assert [MaterialState.PROMISED] == [given.state for given in decided.provisions]


SUPPLEMENT = msgspec.structs.replace(
    visit("supplement-papers"),
    answers=(Answer("case", "N1", record("service.case", papers="甲\n乙", papers_en="A\nB")),),
)


def test_a_paper_may_go_to_the_counter_but_not_all_of_them() -> None:
    photo = Photo(material="paper-1", jpeg=b"jpeg", width=1, height=1)
    some = resident.accept_materials(msgspec.structs.replace(SUPPLEMENT, photos=(photo,)))
    assert isinstance(some, MaterialsProvided)
    assert [MaterialState.SCANNED, MaterialState.COUNTER] == [given.state for given in some.provisions]
    none = resident.accept_materials(SUPPLEMENT)
    assert isinstance(none, CannotFinish)
    assert (resident.ALL_AT_COUNTER, ["身份证", "甲", "乙"]) == (
        none.ended.reason,
        [paper.zh for paper in none.ended.bring],
    )


def test_the_case_that_was_touched_is_picked_until_its_answer_is_changed() -> None:
    matter = SUPPLEMENT.matter
    assert matter is not None
    field, number = matter.field("case"), ReceiptNumber("N1")
    touched = msgspec.structs.replace(SUPPLEMENT, about=number)
    assert number == resident.touched(touched, field)
    assert None is resident.touched(SUPPLEMENT, field)
    assert None is resident.touched(msgspec.structs.replace(touched, reopened=touched.answers[0]), field)


def test_paper_that_nothing_replaces_ends_at_the_counter() -> None:
    assert isinstance(resident.accept_materials(visit("residence-permit-endorsement")), CannotFinish)
    permit = record("residence_permit.permit", valid_to="2026-12-01")
    assert isinstance(
        resident.accept_materials(visit("residence-permit-endorsement", permit)), MaterialsProvided
    )


def test_signature_is_bound_to_the_text_as_it_was_shown() -> None:
    zh, en = (resident.sign(FILING, STROKES, locale, NOW) for locale in (Locale.ZH, Locale.EN))
    assert isinstance(zh, PromiseSigned)
    assert isinstance(en, PromiseSigned)
    assert zh.commitment.text_sha256 != en.commitment.text_sha256
    assert ("residence",) == zh.commitment.materials
    assert (binding(zh.commitment), binding(en.commitment)) == (
        zh.commitment.bound_sha256,
        en.commitment.bound_sha256,
    )


def test_empty_box_is_no_signature() -> None:
    assert Trouble("signature", resident.SIGN_FIRST) == resident.sign(FILING, (), Locale.ZH, NOW)


def test_a_tap_is_no_signature() -> None:
    tap = (Stroke(((500, 200, 0), (501, 200, 20))),)
    assert Trouble("signature", resident.SIGN_LARGER) == resident.sign(FILING, tap, Locale.ZH, NOW)


def test_photograph_in_place_of_a_promise_needs_none() -> None:
    photo = Photo(material="residence", jpeg=b"\xff\xd8\xff", width=1, height=1)
    decided = resident.accept_materials(msgspec.structs.replace(FILING, photos=(photo,)))
    assert isinstance(decided, MaterialsProvided)
    assert [MaterialState.SCANNED] == [given.state for given in decided.provisions]
