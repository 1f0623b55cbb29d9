"""What is asked of the centre before anything is promised, and what each kind of answer leads to."""

import datetime as dt

import msgspec
import pytest

from kiosk.domain.answers import Answer
from kiosk.domain.card import (
    CardBadNumber,
    CardCancelled,
    CardDeviceFault,
    CardExpired,
    CardMoved,
    CardNotGenuine,
    CardOutcome,
    CardRead,
    CardTimeout,
    CardUnsupported,
    NoCard,
    NoReader,
)
from kiosk.domain.fact import AssuranceReached, CannotFinish, CardAccepted, RecordsShared, ResultFound
from kiosk.domain.matter import Assurance
from kiosk.domain.reach import Refused
from kiosk.domain.record import Records
from kiosk.domain.session import Assured, LookupResult
from kiosk.domain.text import Text
from kiosk.domain.trouble import CODE_USED_UP, LOST_CARD, NETWORK, NO_PHONE, WITHDRAWN, Trouble
from kiosk.steps.ask import assure, card_fact, check_code, find_result, know, rows
from kiosk.steps.ports import today
from kiosk.wire.messages import CodeVerdict, LookupAnswer, LookupRequest, RecordsAnswer, RecordsRequest
from tests.unit.kiosk.domain.sample import PERSON, record
from tests.unit.kiosk.steps.memory import CUT, FINE, NO, Terminal, matter_code, sent, visit

BALANCE = record("housing_fund.account", balance_fen=1)
INSURED = record("medical_insurance.enrolment", status="active", remote_filing="none")


def why(fact: object) -> Text:
    assert isinstance(fact, CannotFinish)
    assert fact.ended.slip
    return fact.ended.reason


@pytest.mark.parametrize("outcome", [NoCard(), CardTimeout(), CardCancelled()])
def test_no_card_yet_keeps_the_screen_waiting(outcome: CardOutcome) -> None:
    assert card_fact(outcome) is None


def test_read_card_is_a_fact() -> None:
    assert CardAccepted(PERSON) == card_fact(CardRead(PERSON))


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (NoReader("gone"), "no_reader"),
        (CardMoved(""), "moved"),
        (CardNotGenuine(""), "not_genuine"),
        (CardExpired(PERSON), "expired"),
        (CardBadNumber(""), "bad_number"),
        (CardUnsupported(""), "unsupported"),
        (CardDeviceFault("60", ""), "device_fault"),
    ],
)
def test_every_other_reading_has_a_sentence_of_its_own(outcome: CardOutcome, code: str) -> None:
    trouble = card_fact(outcome)
    assert isinstance(trouble, Trouble)
    assert code == trouble.code


def test_card_alone_is_enough_where_the_matter_says_so(terminal: Terminal) -> None:
    assert AssuranceReached(Assured(Assurance.CARD)) == assure(
        terminal.ports, visit("remote-residence-filing")
    )
    assert [] == terminal.events


def test_code_is_sent_where_the_matter_asks_for_one(terminal: Terminal) -> None:
    assert sent() == assure(terminal.ports, visit("housing-fund-balance"))


@pytest.mark.parametrize(("answer", "said"), [(CUT, NETWORK.text), (sent(None), NO_PHONE.text)])
def test_code_that_can_not_be_sent_ends_at_the_counter(
    terminal: Terminal, answer: object, said: Text
) -> None:
    terminal.says["send code"] = answer
    assert said == why(assure(terminal.ports, visit("housing-fund-balance")))


def test_signed_refusal_is_told_with_its_code(terminal: Terminal) -> None:
    terminal.says["send code"] = NO
    assert "not_eligible" in why(assure(terminal.ports, visit("housing-fund-balance"))).en


def test_right_code_assures_with_the_centres_reference(terminal: Terminal) -> None:
    assert AssuranceReached(Assured(Assurance.CARD_CODE, "c1")) == check_code(
        terminal.ports, sent(), "123456"
    )


def test_wrong_code_says_how_many_tries_are_left(terminal: Terminal) -> None:
    terminal.says["check code"] = CodeVerdict(right=False, attempts_left=3)
    trouble = check_code(terminal.ports, sent(), "000000")
    assert isinstance(trouble, Trouble)
    assert "3" in trouble.text.zh


@pytest.mark.parametrize(
    ("answer", "said"), [(CodeVerdict(right=False, attempts_left=0), CODE_USED_UP.text), (CUT, NETWORK.text)]
)
def test_code_that_can_not_be_tried_again_ends_at_the_counter(
    terminal: Terminal, answer: object, said: Text
) -> None:
    terminal.says["check code"] = answer
    assert said == why(check_code(terminal.ports, sent(), "000000"))


def test_records_come_with_what_the_rules_make_of_them(terminal: Terminal) -> None:
    terminal.says["records"] = RecordsAnswer(records=(INSURED,))
    known = know(terminal.ports, visit("remote-residence-filing"))
    assert RecordsShared(Records(reached=True, entries=(INSURED,)), ()) == known


def test_who_may_not_hears_it_before_the_form(terminal: Terminal) -> None:
    known = know(terminal.ports, visit("remote-residence-filing"))
    assert isinstance(known, RecordsShared)
    assert 1 == len(known.refusals)


def test_matter_withdrawn_in_the_middle_of_a_visit_says_so(terminal: Terminal) -> None:
    terminal.says["records"] = Refused("matter_withdrawn", "hotline-12345 is withdrawn", 422)
    assert WITHDRAWN.text == why(know(terminal.ports, visit("remote-residence-filing")))


def test_lost_card_ends_at_the_counter(terminal: Terminal) -> None:
    terminal.says["records"] = RecordsAnswer(records=(), reported_lost=True)
    assert LOST_CARD.text == why(know(terminal.ports, visit("remote-residence-filing")))


def test_without_the_network_goes_on_only_what_may(terminal: Terminal) -> None:
    terminal.says["records"] = CUT
    assert RecordsShared(Records(reached=False), ()) == know(terminal.ports, visit("remote-residence-filing"))
    assert NETWORK.text == why(know(terminal.ports, visit("traffic-fine-payment")))


def test_refusal_to_share_ends_even_what_may_go_on_offline(terminal: Terminal) -> None:
    terminal.says["records"] = NO
    assert "not_eligible" in why(know(terminal.ports, visit("remote-residence-filing"))).zh


def test_sharing_is_asked_with_the_consent_that_was_given(terminal: Terminal) -> None:
    know(terminal.ports, visit("remote-residence-filing"))
    request = terminal.asked[0]
    assert isinstance(request, RecordsRequest)
    assert ("2026-11", matter_code("remote-residence-filing")) == (request.consent, request.matter)


def test_rows_are_asked_with_what_was_answered_so_far(terminal: Terminal) -> None:
    terminal.says["lookup"] = LookupAnswer(rows=(FINE,))
    session = msgspec.structs.replace(visit("traffic-fine-payment"), answers=(Answer("x", "y"),))
    assert (FINE,) == rows(terminal.ports, session, "unpaid")
    request = terminal.asked[0]
    assert isinstance(request, LookupRequest)
    assert session.answers == request.answers


@pytest.mark.parametrize("answer", [CUT, NO])
def test_rows_that_can_not_be_had_are_trouble(terminal: Terminal, answer: object) -> None:
    terminal.says["lookup"] = answer
    assert isinstance(rows(terminal.ports, visit("traffic-fine-payment"), "unpaid"), Trouble)


def test_result_is_what_the_lookup_gave(terminal: Terminal) -> None:
    terminal.says["lookup"] = LookupAnswer(rows=(BALANCE,))
    assert ResultFound(LookupResult((BALANCE,))) == find_result(terminal.ports, visit("housing-fund-balance"))


def test_nothing_found_is_a_result_too(terminal: Terminal) -> None:
    assert ResultFound(LookupResult(())) == find_result(terminal.ports, visit("housing-fund-balance"))


def test_result_that_can_not_be_asked_for_ends_at_the_counter(terminal: Terminal) -> None:
    terminal.says["lookup"] = CUT
    assert NETWORK.text == why(find_result(terminal.ports, visit("housing-fund-balance")))


def test_matter_without_a_result_asks_nothing(terminal: Terminal) -> None:
    assert ResultFound(LookupResult(())) == find_result(terminal.ports, visit("hotline-12345"))
    assert [] == terminal.events


def test_day_of_the_rules_is_the_local_one(terminal: Terminal) -> None:
    terminal.clock.seconds = 15 * 3600  # 17:00 UTC: tomorrow here
    assert dt.date(2026, 11, 24) == today(terminal.ports)
