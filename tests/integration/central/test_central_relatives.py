"""What is done for a relative: whose records are meant, what proves it, and to whom it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from central.residents import identity_of
from kiosk.domain.ids import MatterCode
from kiosk.domain.matter import Proof
from kiosk.domain.relative import RELATION, Relative, by_card, by_promise, by_record
from kiosk.wire.messages import LookupAnswer, RecordsAnswer, RecordsRequest

if TYPE_CHECKING:
    from central.residents import Resident
    from kiosk.domain.record import Record
    from tests.integration.central.conftest import Reply, Terminal

ENROLMENT, DOSES, SUBSIDY, PAYOUTS = (
    "newborn-medical-enrolment",
    "vaccination-record",
    "elderly-care-subsidy",
    "pension-payouts",
)
NEWBORN = "孙小宝 330109202609200577"
ANSWERS = {
    "born": "2026-09-20",
    "paper": "X990000028",
    "guardian": "father",
    "first_year": "both",
    "phone": "19000000025",
}


@pytest.fixture(autouse=True)
def visit(terminal: Terminal) -> None:
    terminal.come()


def asked(terminal: Terminal, slug: str, holder: Resident, whom: Relative | None) -> Reply:
    """Ask for the records that a matter declares."""
    request = RecordsRequest(
        visit=terminal.visit,
        matter=MatterCode(terminal.platform.matter(slug).code),
        catalogue=terminal.platform.catalogue.version,
        person=identity_of(holder.card),
        on_behalf_of=whom,
        consent="1",
    )
    return terminal.ask("POST", "/v1/records", msgspec.json.encode(request))


def looked_up(
    terminal: Terminal, slug: str, lookup: str, holder: Resident, whom: Relative | None = None
) -> Reply:
    person = identity_of(holder.card)
    request = terminal.lookup_request(slug, lookup, person, terminal.assure(person))
    data = msgspec.json.encode(msgspec.structs.replace(request, on_behalf_of=whom))
    return terminal.ask("POST", "/v1/lookups", data)


def family(terminal: Terminal, slug: str, holder: Resident) -> tuple[Record, ...]:
    reply = looked_up(terminal, slug, "whom", holder)
    assert 200 == reply.status, reply.body
    return msgspec.json.decode(reply.body, type=LookupAnswer).rows


def told(terminal: Terminal, person: Resident) -> list[str]:
    """What the log tells a person, the newest first."""
    rows = terminal.rows(
        "who-asked-about-me", "log", identity_of(person.card), terminal.assure(identity_of(person.card))
    )
    return [str(row.values["matter"]) for row in rows]


def test_only_whom_a_matter_may_be_done_for_is_offered(
    terminal: Terminal, people: dict[str, Resident]
) -> None:
    rows = family(terminal, DOSES, people["sun-wei"])
    assert ["孙小雨", "孙小宝"] == [row.values["name"] for row in rows]


def test_a_childs_records_are_given_and_the_parents_phone(
    terminal: Terminal, people: dict[str, Resident]
) -> None:
    child = by_record(family(terminal, DOSES, people["sun-wei"])[1])
    reply = asked(terminal, ENROLMENT, people["sun-wei"], child)
    assert 200 == reply.status, reply.body
    answer = msgspec.json.decode(reply.body, type=RecordsAnswer)
    assert ["孙伟", "潘丽"] == [record.values["name"] for record in answer.records]
    assert [people["sun-wei"].phone] == [record.values["phone"] for record in answer.holder]


@pytest.mark.parametrize("change", ["entry", "number", "name", "relation", "proof", "self", "promise"])
def test_a_relation_that_is_not_proven_opens_nothing(
    terminal: Terminal, people: dict[str, Resident], change: str
) -> None:
    child = by_record(family(terminal, DOSES, people["sun-wei"])[0])
    other = people["xu-duoduo"].card
    wrong = {
        "entry": msgspec.structs.replace(child, entry="fm-7"),
        "number": msgspec.structs.replace(
            child, person=msgspec.structs.replace(child.person, number=other.number)
        ),
        "name": msgspec.structs.replace(child, person=msgspec.structs.replace(child.person, name=other.name)),
        "relation": msgspec.structs.replace(child, relation="parent"),
        "proof": msgspec.structs.replace(child, proof=Proof.PROMISE),
        "self": by_card(identity_of(people["sun-wei"].card)),
        "promise": by_promise(NEWBORN),
    }[change]
    reply = asked(terminal, DOSES, people["sun-wei"], wrong)
    assert (422, "relation") == (reply.status, reply.error().code)


def test_on_a_promise_nothing_of_another_is_shown(terminal: Terminal, people: dict[str, Resident]) -> None:
    reply = asked(terminal, ENROLMENT, people["sun-wei"], by_promise(NEWBORN))
    assert (422, "relation") == (reply.status, reply.error().code)


def test_who_is_for_another_alone_needs_one(terminal: Terminal, people: dict[str, Resident]) -> None:
    reply = asked(terminal, ENROLMENT, people["sun-wei"], None)
    assert (422, "relation") == (reply.status, reply.error().code)


def test_the_rules_are_over_the_relatives_records(terminal: Terminal, people: dict[str, Resident]) -> None:
    drawn, own = by_card(identity_of(people["shao-hua"].card)), people["wang-xiaoming"]
    assert 200 == looked_up(terminal, PAYOUTS, "payouts", own, drawn).status
    refused = looked_up(terminal, PAYOUTS, "payouts", own)
    assert (422, "not_eligible") == (refused.status, refused.error().code)


def test_the_access_is_told_to_both_and_to_the_relative_as_somebody_elses(
    terminal: Terminal, people: dict[str, Resident]
) -> None:
    mother = by_card(identity_of(people["li-xiulan"].card))
    assert 200 == asked(terminal, "senior-bus-card-check", people["zhao-jianguo"], mother).status
    name = terminal.platform.matter("senior-bus-card-check").name.zh
    assert f"{name}（家人代办）" in told(terminal, people["li-xiulan"])
    assert name in told(terminal, people["zhao-jianguo"])


def test_a_submission_for_a_child_takes_its_records_and_names_both(
    terminal: Terminal, people: dict[str, Resident]
) -> None:
    child = by_record(family(terminal, DOSES, people["sun-wei"])[1])
    item = terminal.submission(ENROLMENT, people["sun-wei"], ANSWERS, on_behalf_of=child, materials=())
    (verdict,) = terminal.hand_over(item).verdicts
    assert 200 == verdict.status, verdict.message


@pytest.mark.parametrize(
    ("whom", "code"), [("孙小雨 330109202005100540", "not_eligible"), (NEWBORN, "promise_missing")]
)
def test_a_promised_relation_needs_its_promise_and_the_rules_still_hold(
    terminal: Terminal, people: dict[str, Resident], whom: str, code: str
) -> None:
    bare = terminal.submission(
        ENROLMENT,
        people["sun-wei"],
        ANSWERS,
        on_behalf_of=by_promise(whom),
        materials=(),
        records_reached=False,
        commitment=None,
    )
    (verdict,) = terminal.hand_over(bare).verdicts
    assert (422, code) == (verdict.status, verdict.code)


def test_a_signed_promise_is_enough_for_what_shows_nothing(
    terminal: Terminal, people: dict[str, Resident]
) -> None:
    matter = terminal.platform.matter(ENROLMENT)
    item = terminal.submission(
        ENROLMENT,
        people["sun-wei"],
        ANSWERS,
        on_behalf_of=by_promise(NEWBORN),
        materials=(),
        records_reached=False,
        commitment=terminal.sign(matter, (RELATION,)),
    )
    (verdict,) = terminal.hand_over(item).verdicts
    assert 200 == verdict.status, verdict.message


def test_a_false_relative_goes_to_a_clerk(terminal: Terminal, people: dict[str, Resident]) -> None:
    child = by_record(family(terminal, DOSES, people["peng-yong"])[0])
    item = terminal.submission(ENROLMENT, people["sun-wei"], ANSWERS, on_behalf_of=child, materials=())
    (verdict,) = terminal.hand_over(item).verdicts
    assert (422, "relation") == (verdict.status, verdict.code)
