"""Data sharing, lookups and codes: what is asked for, of whom, and nothing more."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from central.residents import identity_of
from kiosk.domain.matter import Beneficiary
from kiosk.domain.record import Records
from kiosk.domain.rules import refusals
from kiosk.wire.messages import CodeAnswer, CodeCheck, CodeRequest, CodeVerdict

if TYPE_CHECKING:
    from central.residents import Resident
    from tests.integration.central.conftest import Platform, Terminal

TODAY = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))).date()


def test_only_declared_records_are_given(terminal: Terminal, people: dict[str, Resident]) -> None:
    matters = terminal.platform.catalogue.matters.values()
    for matter in (one for one in matters if not one.proven_by or Beneficiary.SELF in one.for_whom):
        declared = set(matter.records) | {"population.person"}
        given = terminal.records(matter.slug, identity_of(people["wang-xiaoming"].card)).records
        assert {record.type for record in given} <= declared


def test_somebody_unknown_has_no_records(terminal: Terminal, people: dict[str, Resident]) -> None:
    person = msgspec.structs.replace(identity_of(people["wang-xiaoming"].card), number="999999199001010017")
    assert () == terminal.records("traffic-fine-payment", person).records


def test_lost_card_opens_nothing(terminal: Terminal, people: dict[str, Resident]) -> None:
    answer = terminal.records("residence-permit-endorsement", identity_of(people["gao-yuan"].card))
    assert (True, ()) == (answer.reported_lost, answer.records)


def test_lookup_asks_for_the_code_first(terminal: Terminal, people: dict[str, Resident]) -> None:
    person = identity_of(people["wang-xiaoming"].card)
    before = terminal.look_up("housing-fund-balance", "accounts", person)
    assert (422, "assurance") == (before.status, before.error().code)
    reference = terminal.assure(person)
    assert 1 == len(terminal.rows("housing-fund-balance", "accounts", person, reference))
    other = identity_of(people["zhao-jianguo"].card)
    assert 422 == terminal.look_up("housing-fund-balance", "accounts", other, reference).status


def test_lookup_of_an_unknown_matter_version_or_name_is_refused(
    terminal: Terminal, people: dict[str, Resident]
) -> None:
    request = terminal.lookup_request(
        "traffic-fine-payment", "unpaid", identity_of(people["liu-fang"].card), None
    )
    wrong = {
        "matter_unknown": msgspec.structs.replace(request, matter="0"),
        "catalogue_unknown": msgspec.structs.replace(request, catalogue="c0"),
        "lookup_unknown": msgspec.structs.replace(request, lookup="none"),
    }
    for code, asked in wrong.items():
        reply = terminal.ask("POST", "/v1/lookups", msgspec.json.encode(asked))
        assert (422, code) == (reply.status, reply.error().code)


def test_wrong_code_uses_tries_up(terminal: Terminal, people: dict[str, Resident]) -> None:
    person = identity_of(people["wang-xiaoming"].card)
    sent = terminal.say("/v1/codes", CodeRequest(visit=terminal.visit, person=person), CodeAnswer)
    assert "190****0001" == sent.phone_masked
    right = terminal.platform.bench("GET", "/codes")[0]["code"]
    wrong = "000000" if right != "000000" else "111111"
    check = CodeCheck(reference=sent.reference, code=wrong)
    left = [terminal.say("/v1/codes/check", check, CodeVerdict).attempts_left for _ in range(sent.attempts)]
    assert list(range(sent.attempts))[::-1] == left
    late = terminal.say("/v1/codes/check", CodeCheck(reference=sent.reference, code=right), CodeVerdict)
    assert (False, 0) == (late.right, late.attempts_left)


def test_only_so_many_codes_a_visit(terminal: Terminal, people: dict[str, Resident]) -> None:
    request = CodeRequest(visit=terminal.visit, person=identity_of(people["wang-xiaoming"].card))
    for _ in range(3):
        terminal.say("/v1/codes", request, CodeAnswer)
    reply = terminal.ask("POST", "/v1/codes", msgspec.json.encode(request))
    assert (422, "too_many_codes") == (reply.status, reply.error().code)


def test_nobody_known_gets_no_code(terminal: Terminal, people: dict[str, Resident]) -> None:
    person = msgspec.structs.replace(identity_of(people["wang-xiaoming"].card), number="999999199001010017")
    sent = terminal.say("/v1/codes", CodeRequest(visit=terminal.visit, person=person), CodeAnswer)
    assert (None, 0) == (sent.phone_masked, sent.attempts)


def senior(platform: Platform, due: dt.date) -> Resident:
    card = {"number": "31", "status": "valid", "check_due": due.isoformat()}
    return platform.add("li-xiulan", (("senior_card.card", card),))


def test_check_takes_effect_once_a_visit(platform: Platform, terminal: Terminal) -> None:
    person = identity_of(senior(platform, TODAY + dt.timedelta(days=3)).card)
    for _ in range(2):
        rows = terminal.rows("senior-bus-card-check", "card", person)
        assert [(TODAY + dt.timedelta(days=365)).isoformat()] == [row.values["check_due"] for row in rows]
    terminal.come()
    again = terminal.look_up("senior-bus-card-check", "card", person)
    assert (422, "not_eligible") == (again.status, again.error().code)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    accounts=st.lists(
        st.fixed_dictionaries(
            {
                "account": st.text("0123456789", min_size=12, max_size=12),
                "employer": st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20),
                "status": st.sampled_from(["paying", "sealed"]),
                "balance_fen": st.integers(0, 10**11),
                "monthly_fen": st.integers(0, 10**8),
                "paid_until": st.dates().map(dt.date.isoformat),
            }
        ),
        max_size=3,
    )
)
def test_result_follows_the_records(
    platform: Platform, terminal: Terminal, accounts: list[dict[str, str | int]]
) -> None:
    resident = platform.add("wang-xiaoming", tuple(("housing_fund.account", values) for values in accounts))
    person = identity_of(resident.card)
    terminal.come()
    rows = terminal.rows("housing-fund-balance", "accounts", person, terminal.assure(person))
    assert resident.records == rows


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.integers(-60, 60), endorsement=st.sampled_from(["none", "received"]), has_permit=st.booleans())
def test_eligibility_follows_the_records(
    platform: Platform,
    terminal: Terminal,
    days: int,
    endorsement: str,
    has_permit: bool,  # noqa: FBT001 drawn by hypothesis
) -> None:
    permit = {
        "number": "1",
        "address": "样例",
        "issued": "2020-01-01",
        "valid_to": (TODAY + dt.timedelta(days=days)).isoformat(),
        "endorsement": endorsement,
    }
    resident = platform.add("zheng-min", (("residence_permit.permit", permit),) if has_permit else ())
    person = identity_of(resident.card)
    matter = platform.matter("residence-permit-endorsement")
    shared = terminal.records(matter.slug, person).records
    why = refusals(matter, person, Records(True, shared), today=TODAY)  # noqa: FBT003 a record's field
    assert (has_permit and -30 <= days <= 30 and endorsement == "none") is (why == ())
    answers = {"reason": "work", "address": "样例街道示范路12号", "phone": "19000000012"}
    verdict = terminal.hand_over(terminal.submission(matter.slug, resident, answers)).verdicts[0]
    assert (200 if why == () else 422) == verdict.status
