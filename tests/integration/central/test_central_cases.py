"""One's own cases over the wire: told to the card's holder on any terminal; the slip tells less."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from central.residents import identity_of
from kiosk.domain.case import CaseAccepted, CaseFinished, CaseReceived, CaseSupplement
from kiosk.domain.identity import CardKind
from kiosk.domain.standing import Mark
from kiosk.wire.messages import CasesAnswer, CasesRequest, ItemStatus, ReceiptAnswer, ReceiptRequest
from tests.integration.central.test_central_items import HOTLINE, id_of

if TYPE_CHECKING:
    from central.residents import Resident
    from kiosk.domain.identity import Identity
    from tests.integration.central.conftest import Platform, Terminal

LEASE = {
    "state": "supplement",
    "wanted": {"zh": "租房合同", "en": "The lease"},
    "until": "2099-12-05",
}


def request(terminal: Terminal, person: Identity, consent: str = "1") -> CasesRequest:
    return CasesRequest(visit=terminal.visit, person=person, consent=consent)


def told(terminal: Terminal, who: Resident) -> CasesAnswer:
    return terminal.say("/v1/cases", request(terminal, identity_of(who.card)), CasesAnswer)


@pytest.fixture
def newcomer(platform: Platform) -> Resident:
    """Somebody who never handed anything in."""
    return platform.add("wang-xiaoming", ())


@pytest.fixture
def handed_in(terminal: Terminal, newcomer: Resident) -> bytes:
    item = terminal.submission("hotline-12345", newcomer, HOTLINE)
    assert 200 == terminal.hand_over(item).verdicts[0].status
    return item


def decide(platform: Platform, item: bytes, state: object) -> int:
    return platform.send(
        "POST",
        f"/bench/cases/{id_of(item)}",
        msgspec.json.encode(state),
        {"content-type": "application/json"},
    ).status


def test_a_case_is_followed_from_handing_in_to_its_end_on_any_terminal(
    platform: Platform, terminal: Terminal, newcomer: Resident, handed_in: bytes
) -> None:
    assert terminal.id
    elsewhere = platform.enrol()
    elsewhere.come()
    (case,) = told(elsewhere, newcomer).cases
    matter = platform.matter("hotline-12345")
    assert (CaseReceived(), matter.name, matter.code, None) == (
        case.stands.state,
        case.name,
        case.matter,
        case.acceptance_number,
    )
    assert 204 == decide(platform, handed_in, LEASE)
    (case,) = told(elsewhere, newcomer).cases
    assert msgspec.convert(LEASE, CaseSupplement) == case.stands.state
    assert 204 == decide(platform, handed_in, CaseAccepted())
    assert 204 == decide(
        platform, handed_in, {"state": "finished", "result": LEASE["wanted"], "handover": LEASE["wanted"]}
    )
    (case,) = told(elsewhere, newcomer).cases
    assert isinstance(case.stands.state, CaseFinished)
    assert case.acceptance_number
    assert 409 == decide(platform, handed_in, CaseAccepted())
    assert (
        404
        == platform.send(
            "POST", "/bench/cases/none", b'{"state":"accepted"}', {"content-type": "application/json"}
        ).status
    )


def test_who_holds_the_slip_learns_the_state_and_not_what_is_wanted(
    platform: Platform, terminal: Terminal, handed_in: bytes
) -> None:
    decide(platform, handed_in, LEASE)
    token = terminal.token(handed_in)
    page = platform.send("GET", f"/r/{token}").body.decode()
    answer = terminal.say("/v1/receipts", ReceiptRequest(token=token), ReceiptAnswer)
    status = terminal.get(f"/v1/items/{id_of(handed_in)}", ItemStatus)
    assert (Mark.WAIT, "supplement") == (answer.mark, status.state)
    assert ("需要补材料" in page, "租房" in page + repr(answer) + repr(status)) == (True, False)


def test_nobody_is_told_of_anothers_cases(
    terminal: Terminal, people: dict[str, Resident], newcomer: Resident, handed_in: bytes
) -> None:
    assert handed_in
    mine = {case.number for case in told(terminal, newcomer).cases}
    assert 1 == len(mine)
    assert set() == mine & {case.number for case in told(terminal, people["li-xiulan"]).cases}


@pytest.mark.parametrize(
    ("change", "consent", "code"),
    [({}, "", "consent"), ({"kind": CardKind.E_ID}, "1", "assurance")],
)
def test_without_consent_or_card_nothing_is_told(
    terminal: Terminal, newcomer: Resident, change: dict[str, object], consent: str, code: str
) -> None:
    person = msgspec.structs.replace(identity_of(newcomer.card), **change)
    reply = terminal.ask("POST", "/v1/cases", msgspec.json.encode(request(terminal, person, consent)))
    assert (422, code, True) == (reply.status, reply.error().code, reply.signed)


def test_a_lost_card_is_told_nothing(terminal: Terminal, people: dict[str, Resident]) -> None:
    asked = request(terminal, identity_of(people["gao-yuan"].card))
    reply = terminal.ask("POST", "/v1/cases", msgspec.json.encode(asked))
    assert (422, "card_lost") == (reply.status, reply.error().code)


def test_unsigned_question_is_told_nothing(
    platform: Platform, terminal: Terminal, newcomer: Resident
) -> None:
    body = msgspec.json.encode(request(terminal, identity_of(newcomer.card)))
    reply = platform.send("POST", "/v1/cases", body, {"content-type": "application/json"})
    assert (401, "unsigned") == (reply.status, reply.error().code)
