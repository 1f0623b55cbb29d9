"""Joined matters over the wire: one item, one number, a verdict a part; a wrong one holds up no other."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import msgspec
import pytest

from central.residents import BUNDLED, identity_of, load_residents
from kiosk.domain.answers import Answer
from kiosk.domain.case import CaseAtDesk, CaseFinished, CaseReceived, CaseSupplement
from kiosk.domain.ids import MatterCode
from kiosk.domain.part import part_number
from kiosk.domain.zone import ZONE
from kiosk.walk.plan import cast
from kiosk.wire.messages import CasesAnswer, CasesRequest, LookupAnswer, RecordsRequest

if TYPE_CHECKING:
    from central.residents import Resident
    from kiosk.domain.case import OwnCase
    from kiosk.domain.matter import Matter
    from tests.integration.central.conftest import Platform, Terminal

SLUG = "insured-and-card-in-one"
TODAY = dt.date(2026, 11, 23)
WALK = cast(BUNDLED.with_name("walks"), TODAY)[SLUG]
ANSWERS = {field: str(value) for field, value in WALK.answers.items()}

OTHER = next(one for one in load_residents(today=TODAY) if one.slug == "wang-xiaoming")


@pytest.fixture(autouse=True)
def everybody_as_they_were(platform: Platform) -> None:
    """Nobody has applied yet: who has may not do so again."""
    platform.bench("POST", "/reset", {})


@pytest.fixture
def matter(platform: Platform) -> Matter:
    return platform.matter(SLUG)


@pytest.fixture
def resident() -> Resident:
    return next(one for one in load_residents(today=TODAY) if one.slug == "zou-ping")


def answers(matter: Matter, resident: Resident) -> dict[str, str]:
    known = {"identity.address": resident.card.address, "population.person.phone": resident.phone}
    prefilled = {field.id: str(known[field.prefill]) for field in matter.fields if field.prefill in known}
    return {**prefilled, **ANSWERS}


def codes(matter: Matter) -> tuple[MatterCode, ...]:
    return tuple(MatterCode(part.code) for part in matter.parts)


def told(terminal: Terminal, who: Resident, number: str) -> list[OwnCase]:
    request = CasesRequest(visit=terminal.visit, person=identity_of(who.card), consent="1")
    cases = terminal.say("/v1/cases", request, CasesAnswer).cases
    return sorted((case for case in cases if case.number.startswith(number)), key=lambda case: case.number)


def test_every_part_is_received_under_a_number_of_its_own(
    terminal: Terminal, matter: Matter, resident: Resident
) -> None:
    given = answers(matter, resident)
    header = terminal.header(matter=matter.code)
    body = terminal.body(SLUG, resident, given, parts=codes(matter))
    (verdict,) = terminal.hand_over(terminal.seal(header, body)).verdicts
    assert (200, None) == (verdict.status, verdict.disposition), verdict.message
    cases = told(terminal, resident, header.number)
    assert [part_number(header.number, place) for place in range(3)] == [case.number for case in cases]
    assert [part.name for part in matter.parts] == [case.name for case in cases]
    assert {CaseReceived()} == {case.stands.state for case in cases}


def test_a_part_that_is_withdrawn_goes_to_the_desk_and_nothing_is_begun_of_the_whole(
    terminal: Terminal, matter: Matter, resident: Resident
) -> None:
    withdrawn = {"matter": matter.parts[1].code, "reason": {"zh": "表格要改。", "en": "Its form is changed."}}
    terminal.platform.bench("POST", "/withdrawn", withdrawn)
    request = RecordsRequest(
        visit=terminal.visit,
        matter=MatterCode(matter.code),
        catalogue=terminal.platform.catalogue.version,
        person=identity_of(resident.card),
        consent="1",
    )
    refused = terminal.ask("POST", "/v1/records", msgspec.json.encode(request))
    header = terminal.header(matter=matter.code)
    body = terminal.body(SLUG, resident, answers(matter, resident), parts=codes(matter))
    (verdict,) = terminal.hand_over(terminal.seal(header, body)).verdicts
    terminal.platform.bench("POST", "/withdrawn", {"matter": withdrawn["matter"]})
    assert "matter_withdrawn" == refused.error().code
    assert 200 == verdict.status
    states = [case.stands.state for case in told(terminal, resident, header.number)]
    assert [CaseReceived(), CaseAtDesk(), CaseReceived()] == states


def test_what_is_wrong_with_one_part_holds_up_no_other(
    terminal: Terminal, matter: Matter, resident: Resident
) -> None:
    own = next(iter(set(matter.parts[1].fields.values()) & set(ANSWERS)))
    given = {**answers(matter, resident), own: "never offered"}
    header = terminal.header(matter=matter.code)
    body = terminal.body(SLUG, resident, given, parts=codes(matter))
    (verdict,) = terminal.hand_over(terminal.seal(header, body)).verdicts
    assert 200 == verdict.status
    states = [case.stands.state for case in told(terminal, resident, header.number)]
    assert [CaseReceived(), CaseAtDesk(), CaseReceived()] == states


def test_who_has_applied_may_not_again_and_the_other_parts_go_on(
    terminal: Terminal, matter: Matter, resident: Resident
) -> None:
    for expected in ([CaseReceived()] * 3, [CaseReceived(), CaseAtDesk(), CaseAtDesk()]):
        header = terminal.header(matter=matter.code)
        body = terminal.body(SLUG, resident, answers(matter, resident), parts=codes(matter))
        terminal.hand_over(terminal.seal(header, body))
        assert expected == [case.stands.state for case in told(terminal, resident, header.number)]


def test_a_part_that_was_left_out_is_not_there(
    terminal: Terminal, matter: Matter, resident: Resident
) -> None:
    two = codes(matter)[:2]
    asked = {joint for part in matter.parts[:2] for joint in part.fields.values()}
    given = {field: value for field, value in answers(matter, resident).items() if field in asked}
    header = terminal.header(matter=matter.code)
    body = terminal.body(SLUG, resident, given, parts=two)
    (verdict,) = terminal.hand_over(terminal.seal(header, body)).verdicts
    assert 200 == verdict.status, verdict.message
    assert 2 == len(told(terminal, resident, header.number))


@pytest.mark.parametrize("parts", [(), (MatterCode("nobody"),)])
def test_parts_that_it_does_not_have_go_to_a_clerk(
    terminal: Terminal, matter: Matter, resident: Resident, parts: tuple[MatterCode, ...]
) -> None:
    body = terminal.body(SLUG, resident, answers(matter, resident), parts=parts)
    (verdict,) = terminal.hand_over(terminal.seal(terminal.header(matter=matter.code), body)).verdicts
    assert (422, "parts", "desk") == (verdict.status, verdict.code, verdict.disposition)


def test_ones_cases_are_entries_of_the_library_of_cases(
    terminal: Terminal, matter: Matter, resident: Resident
) -> None:
    header = terminal.header(matter=matter.code)
    body = terminal.body(SLUG, resident, answers(matter, resident), parts=codes(matter))
    assert 200 == terminal.hand_over(terminal.seal(header, body)).verdicts[0].status
    person = identity_of(resident.card)
    request = terminal.lookup_request("case-progress", "cases", person, terminal.assure(person))
    given = (Answer("state", "doing"),)
    found = terminal.say("/v1/lookups", msgspec.structs.replace(request, answers=given), LookupAnswer).rows
    mine = [row for row in found if str(row.values["number"]).startswith(header.number)]
    assert sorted(part.name.zh for part in matter.parts) == sorted(str(row.values["name"]) for row in mine)
    assert {"中心已收件"} == {row.values["stage"] for row in mine}
    other = identity_of(OTHER.card)
    others = terminal.lookup_request("case-progress", "cases", other, terminal.assure(other))
    theirs = terminal.say("/v1/lookups", msgspec.structs.replace(others, answers=given), LookupAnswer).rows
    assert not [row for row in theirs if str(row.values["number"]).startswith(header.number)]


def test_a_part_that_is_promised_at_once_is_done_at_once(terminal: Terminal, platform: Platform) -> None:
    marriage = platform.matter("marriage-in-one")
    assert "immediate" in {platform.matter(part.slug).promised.unit for part in marriage.parts}
    walk = cast(BUNDLED.with_name("walks"), dt.datetime.now(ZONE).date())["marriage-in-one"]
    who = next(one for one in load_residents(today=TODAY) if one.slug == walk.success)
    person = identity_of(who.card)
    given = {field: str(value) for field, value in walk.answers.items()}
    for field in marriage.fields:
        if field.prefill == "population.person.phone":
            given[field.id] = str(who.phone)
        elif field.lookup is not None:
            lookup = terminal.lookup_request("marriage-in-one", field.lookup, person, None)
            given[field.id] = terminal.say("/v1/lookups", lookup, LookupAnswer).rows[0].id
    header = terminal.header(matter=marriage.code)
    body = terminal.body("marriage-in-one", who, given, parts=codes(marriage))
    (verdict,) = terminal.hand_over(terminal.seal(header, body)).verdicts
    assert 200 == verdict.status, verdict.message
    states = {case.matter: case.stands.state for case in told(terminal, who, header.number)}
    for part in marriage.parts:
        at_once = platform.matter(part.slug).promised.unit == "immediate"
        assert at_once is isinstance(states[MatterCode(part.code)], CaseFinished), part.slug


def test_the_same_item_twice_is_one(terminal: Terminal, matter: Matter, resident: Resident) -> None:
    header = terminal.header(matter=matter.code)
    item = terminal.seal(
        header, terminal.body(SLUG, resident, answers(matter, resident), parts=codes(matter))
    )
    assert 200 == terminal.hand_over(item).verdicts[0].status
    assert "same" in terminal.hand_over(item).verdicts[0].code
    assert 3 == len(told(terminal, resident, header.number))


def test_a_clerk_decides_on_a_part_and_the_whole_follows(
    platform: Platform, terminal: Terminal, matter: Matter, resident: Resident
) -> None:
    header = terminal.header(matter=matter.code)
    body = terminal.body(SLUG, resident, answers(matter, resident), parts=codes(matter))
    assert 200 == terminal.hand_over(terminal.seal(header, body)).verdicts[0].status

    def decide(name: str, state: str) -> int:
        data = msgspec.json.encode({"state": state})
        return platform.send(
            "POST", f"/bench/cases/{name}", data, {"content-type": "application/json"}
        ).status

    assert 409 == decide(header.number, "accepted"), "a joined case goes on by its parts"
    assert 204 == decide(f"{header.number}-2", "accepted")
    assert 409 == decide(f"{header.number}-2", "received"), "what was accepted is not received again"
    second = told(terminal, resident, header.number)[1]
    assert second.acceptance_number is not None
    assert "accepted" == second.stands.state.__struct_config__.tag


def test_what_is_wanted_for_one_part_is_told_with_it_and_the_slip_says_how_each_stands(
    platform: Platform, terminal: Terminal, matter: Matter, resident: Resident
) -> None:
    header = terminal.header(matter=matter.code)
    body = terminal.body(SLUG, resident, answers(matter, resident), parts=codes(matter))
    item = terminal.seal(header, body)
    terminal.hand_over(item)
    wanted = {"zh": "再拍一张照片", "en": "Another photograph"}
    decided = {"state": "supplement", "wanted": wanted, "until": "2099-12-05"}
    third = part_number(header.number, 2)
    platform.bench("POST", f"/cases/{third}", decided)
    command = [sys.executable, "-m", "central", "--data", str(platform.data), "--case"]
    rows = [
        json.loads(subprocess.run([*command, name], capture_output=True, check=True).stdout)
        for name in (header.number, third)
    ]
    assert ["received", "received", "supplement"] == [part["state"] for part in rows[0]["parts"]]
    assert (third, "supplement", []) == (rows[1]["number"], rows[1]["state"], rows[1]["parts"])
    cases = told(terminal, resident, header.number)
    assert [False, False, True] == [isinstance(case.stands.state, CaseSupplement) for case in cases]
    page = platform.send("GET", f"/r/{terminal.token(item)}").body.decode()
    assert wanted["zh"] not in page, "what is wanted is for the card alone"
    for case, said in zip(cases, ("中心已收件", "中心已收件", "需要补材料"), strict=True):
        assert f"{said} · " in page.split(case.name.zh, 1)[1].split("</dd>", 1)[0]
        assert case.number in page
