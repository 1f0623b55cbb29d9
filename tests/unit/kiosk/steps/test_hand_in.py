"""Handing in: kept first, told afterwards; what is kept stays kept whatever comes next."""

import msgspec
import pytest

from kiosk.domain.answers import Answer
from kiosk.domain.fact import CannotFinish, DocumentSeen, Submitted
from kiosk.domain.ids import AcceptanceNumber
from kiosk.domain.session import Confirmation, DocumentFollows, DocumentReady, LookupResult, Session
from kiosk.domain.submission import ItemState, SubmissionBody
from kiosk.domain.trouble import CANNOT_KEEP
from kiosk.errors import KioskError
from kiosk.ports import ItemDraft
from kiosk.steps.hand_in import amount_fen, body, draft, issue, submit
from kiosk.wire.envelope import ItemKind
from tests.unit.kiosk.domain.sample import CATALOGUE, NOW, record
from tests.unit.kiosk.steps.memory import CUT, DISK, FINE, ITEM, NO, Terminal, paying, visit

FILING = visit("remote-residence-filing")
ROW = record("housing_fund.account", balance_fen=1)
QUERY = msgspec.structs.replace(visit("housing-fund-balance"), result=LookupResult((ROW,)))


def received(terminal: Terminal) -> object:
    row = terminal.rows[ITEM]
    return msgspec.structs.replace(
        row, state=ItemState.RECEIVED, acceptance_number=AcceptanceNumber("330109012611239000001")
    )


def handed_in(terminal: Terminal, session: Session) -> Session:
    outcome = submit(terminal.ports, session, ITEM)
    assert isinstance(outcome, Submitted)
    return msgspec.structs.replace(session, submission=outcome.submission)


def test_row_is_put_before_the_sync_process_is_woken(terminal: Terminal) -> None:
    submit(terminal.ports, FILING, ITEM)
    assert ["put pending", "ring"] == terminal.events[:2]


def test_same_item_twice_is_one_row(terminal: Terminal) -> None:
    submit(terminal.ports, FILING, ITEM)
    submit(terminal.ports, FILING, ITEM)
    assert [ITEM] == list(terminal.rows)


def test_centres_word_is_on_the_slip_when_it_comes_in_time(terminal: Terminal) -> None:
    terminal.ports.outbox.put(draft(FILING, ITEM))
    terminal.says["look"] = received(terminal)
    submission = handed_in(terminal, FILING).submission
    assert submission is not None
    assert ItemState.RECEIVED is submission.state


def test_centre_that_says_nothing_leaves_it_pending(terminal: Terminal) -> None:
    submission = handed_in(terminal, FILING).submission
    assert submission is not None
    assert ItemState.PENDING is submission.state


def test_wait_is_short_when_the_centre_was_just_away(terminal: Terminal) -> None:
    terminal.clock.each_look_s = 0.2
    handed_in(terminal, visit("remote-residence-filing", reached=False))
    assert 3 >= len(terminal.order_of("look"))


def test_wait_ends_when_sending_was_tried_in_vain(terminal: Terminal) -> None:
    terminal.clock.each_look_s = 0.01
    terminal.ports.outbox.put(draft(FILING, ITEM))
    terminal.says["look"] = msgspec.structs.replace(terminal.rows[ITEM], tried=True)
    handed_in(terminal, FILING)
    assert ["look"] == terminal.order_of("look")


def test_full_disk_is_said_and_nothing_is_promised(terminal: Terminal) -> None:
    terminal.says["put pending"] = DISK
    outcome = submit(terminal.ports, FILING, ITEM)
    assert isinstance(outcome, CannotFinish)
    assert CANNOT_KEEP.text == outcome.ended.reason
    assert {} == terminal.rows


def test_disk_that_fails_after_the_promise_takes_nothing_back(terminal: Terminal) -> None:
    terminal.says["look"] = DISK
    submission = handed_in(terminal, FILING).submission
    assert submission == terminal.rows[ITEM]


def test_query_leaves_a_record_without_the_person_and_does_not_wait(terminal: Terminal) -> None:
    submit(terminal.ports, QUERY, ITEM)
    assert ["put pending", "ring"] == terminal.events
    (kept,) = terminal.asked
    assert isinstance(kept, ItemDraft)
    assert (ItemKind.SERVICE, {"found": True}) == (kept.kind, msgspec.msgpack.decode(kept.body))


def test_certificate_for_whom_nothing_was_found_leaves_only_that() -> None:
    nothing = msgspec.structs.replace(visit("social-insurance-proof"), result=LookupResult(()))
    kept = draft(nothing, ITEM)
    assert (ItemKind.SERVICE, {"found": False}) == (kept.kind, msgspec.msgpack.decode(kept.body))


def test_submission_says_what_was_confirmed() -> None:
    session = msgspec.structs.replace(FILING, answers=(Answer("city", "样例市"),))
    kept = msgspec.msgpack.decode(draft(session, ITEM).body, type=SubmissionBody)
    assert session.identity == kept.applicant
    assert session.answers == kept.answers
    assert session.commitment == kept.commitment
    assert session.matter is not None
    assert CATALOGUE.version == session.matter.catalogue == kept.catalogue


@pytest.mark.parametrize("missing", ["consent", "records", "assured", "confirmed", "matter", "identity"])
def test_visit_that_is_not_complete_makes_no_submission(missing: str) -> None:
    with pytest.raises(KioskError) as raised:
        body(msgspec.structs.replace(FILING, **{missing: None}), order=None)
    assert "visit_incomplete" == raised.value.code


def test_amount_is_the_picked_bills() -> None:
    assert FINE.values["amount_fen"] == amount_fen(paying())
    assert 0 == amount_fen(FILING)
    assert 0 == amount_fen(visit("traffic-fine-payment"))


def test_certificate_is_fetched_once_the_centre_has_the_item(terminal: Terminal) -> None:
    session = visit("social-insurance-proof")
    terminal.ports.outbox.put(draft(session, ITEM))
    terminal.says["look"] = received(terminal)
    outcome = issue(terminal.ports, handed_in(terminal, session))
    assert DocumentSeen(DocumentReady("https://c.example/d/x", b"png", 2)) == outcome


@pytest.mark.parametrize("paper", [True, False])
def test_what_a_printer_prints_is_fetched_only_for_paper(terminal: Terminal, *, paper: bool) -> None:
    terminal.with_document_printer()
    session = visit("social-insurance-proof")
    terminal.ports.outbox.put(draft(session, ITEM))
    terminal.says["look"] = received(terminal)
    wanted = msgspec.structs.replace(session, confirmed=Confirmation(NOW, paper))
    outcome = issue(terminal.ports, handed_in(terminal, wanted)).document
    assert isinstance(outcome, DocumentReady)
    assert (b"%PDF" if paper else None) == outcome.pdf


def test_certificate_follows_when_the_item_has_not_come(terminal: Terminal) -> None:
    outcome = issue(terminal.ports, handed_in(terminal, visit("social-insurance-proof")))
    assert isinstance(outcome.document, DocumentFollows)
    assert [] == terminal.order_of("document")


@pytest.mark.parametrize("answer", [CUT, NO])
def test_certificate_follows_when_it_can_not_be_had_now(terminal: Terminal, answer: object) -> None:
    session = visit("social-insurance-proof")
    terminal.ports.outbox.put(draft(session, ITEM))
    terminal.says |= {"look": received(terminal), "document": answer}
    assert isinstance(issue(terminal.ports, handed_in(terminal, session)).document, DocumentFollows)
