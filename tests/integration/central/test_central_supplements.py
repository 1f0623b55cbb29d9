"""A supplement over the wire: its photographs lie with the case it is about, which moves once at most."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from PIL import Image

from central.residents import BUNDLED, identity_of, load_residents
from kiosk.domain.answers import Answer
from kiosk.domain.case import CaseAtDesk, CaseFinished, CaseSupplement, Supplied
from kiosk.domain.ids import MatterCode
from kiosk.domain.materials import MaterialState, Photo, Provision
from kiosk.domain.part import part_number
from kiosk.domain.record import Record, Scalar
from kiosk.domain.zone import ZONE
from kiosk.walk.plan import cast
from kiosk.wire.attachment import CHUNK_TYPE, name_of
from kiosk.wire.envelope import Header, decode_header, decode_item
from kiosk.wire.messages import CasesAnswer, CasesRequest, ItemVerdict, ReceiptAnswer, ReceiptRequest
from kiosk.wire.sealer import key_to_seal_to
from sim.desk import jpeg_of
from tests.integration.central.conftest import now
from tests.integration.central.test_central_items import HOTLINE
from tests.integration.cli_command import kiosk

if TYPE_CHECKING:
    from pathlib import Path

    from central.residents import Resident
    from kiosk.domain.case import OwnCase
    from tests.integration.central.conftest import Platform, Terminal

SLUG = "supplement-papers"
SIZE = (300, 200)
LAST_DAY = dt.date(2099, 12, 5)
WANTED: dict[str, Any] = {
    "state": "supplement",
    "wanted": {"zh": "租房合同和收入证明", "en": "The lease and a proof of income"},
    "until": LAST_DAY.isoformat(),
    "papers": [{"zh": "租房合同", "en": "The lease"}, {"zh": "收入证明", "en": "Proof of income"}],
}
JOINED = "insured-and-card-in-one"


def photo(paper: str) -> Photo:
    noise = random.Random(paper).randbytes(SIZE[0] * SIZE[1] * 3)
    jpeg = jpeg_of(Image.frombytes("RGB", SIZE, noise), quality=60)
    return Photo(material=paper, jpeg=jpeg, width=SIZE[0], height=SIZE[1])


def row_of(number: str) -> Record:
    """The case as the pick showed it."""
    values: dict[str, Scalar] = {
        "number": number,
        "papers": "租房合同\n收入证明",
        "papers_en": "The lease\nProof of income",
    }
    return Record(type="service.case", id=number, source="办件库", values=values)


class Supplement:
    """What a resident hands in for a case: the first paper photographed, the second for the counter."""

    def __init__(
        self,
        terminal: Terminal,
        resident: Resident,
        number: str,
        *,
        photographed: tuple[str, ...] = ("paper-1",),
        **changes: object,
    ) -> None:
        self.terminal, self.photos = terminal, tuple(map(photo, photographed))
        scanned = (
            Provision(one.material, MaterialState.SCANNED, photo_sha256=one.name.sha256)
            for one in self.photos
        )
        left = (
            Provision(paper, MaterialState.COUNTER)
            for paper in ("paper-1", "paper-2")
            if paper not in photographed
        )
        body = terminal.body(SLUG, resident, {})
        body = msgspec.structs.replace(
            body,
            answers=(Answer("case", number, row_of(number)),),
            materials=(*scanned, *left),
            attached=tuple(one.name for one in self.photos),
            **changes,
        )
        header = terminal.header(matter=body.matter)
        key = key_to_seal_to(terminal.enrolment.keys, now())
        self.sealed = tuple(
            terminal.sealer.attach(header.id, place, one.jpeg, key) for place, one in enumerate(self.photos)
        )
        self.header: Header = msgspec.structs.replace(header, attachments=tuple(map(name_of, self.sealed)))
        self.data = terminal.seal(self.header, body)

    def bring(self) -> None:
        for place, sealed in enumerate(self.sealed):
            name = name_of(sealed)
            query = f"sha256={name.sha256.hex()}&size={name.size}&offset=0"
            path = f"/v1/items/{self.header.id}/attachments/{place}?{query}"
            assert 200 == self.terminal.ask("PUT", path, sealed, media=CHUNK_TYPE).status

    def hand_in(self) -> ItemVerdict:
        self.bring()
        return self.terminal.hand_over(self.data).verdicts[0]


@pytest.fixture
def resident(platform: Platform) -> Resident:
    return platform.add("wang-xiaoming", ())


@pytest.fixture
def number(platform: Platform, terminal: Terminal, resident: Resident) -> str:
    """A case that two papers are wanted for."""
    item = terminal.submission("hotline-12345", resident, HOTLINE)
    assert 200 == terminal.hand_over(item).verdicts[0].status
    name = str(decode_header(decode_item(item).header).number)
    decide(platform, name, WANTED)
    return name


def decide(platform: Platform, name: str, state: object) -> None:
    data = msgspec.json.encode(state)
    reply = platform.send("POST", f"/bench/cases/{name}", data, {"content-type": "application/json"})
    assert 204 == reply.status, reply.body


def told(terminal: Terminal, who: Resident) -> dict[str, OwnCase]:
    request = CasesRequest(visit=terminal.visit, person=identity_of(who.card), consent="1")
    return {str(case.number): case for case in terminal.say("/v1/cases", request, CasesAnswer).cases}


def case(platform: Platform, name: str, *options: object) -> dict[str, Any]:
    said = kiosk("central", "--data", platform.data, "--case", name, *options)
    assert 0 == said.code, said.err
    return said.row


def states(platform: Platform, name: str) -> list[str]:
    return [line["state"] for line in case(platform, name)["history"]]


def test_a_case_that_waits_is_offered_with_its_papers_and_no_other_is(
    terminal: Terminal, resident: Resident, number: str
) -> None:
    terminal.hand_over(terminal.submission("hotline-12345", resident, HOTLINE))
    (row,) = terminal.rows(SLUG, "waiting", identity_of(resident.card))
    wanted = (row.id, row.values["papers"], row.values["papers_en"], row.values["until"])
    assert (number, "租房合同\n收入证明", "The lease\nProof of income", LAST_DAY.isoformat()) == wanted


def test_what_is_wanted_without_papers_named_is_one_paper(
    platform: Platform, terminal: Terminal, resident: Resident, number: str
) -> None:
    decide(platform, number, {key: value for key, value in WANTED.items() if key != "papers"})
    (row,) = terminal.rows(SLUG, "waiting", identity_of(resident.card))
    assert ("租房合同和收入证明", "The lease and a proof of income") == (
        row.values["papers"],
        row.values["papers_en"],
    )


def test_the_photograph_lies_with_the_case_and_the_case_at_the_desk(
    platform: Platform, terminal: Terminal, resident: Resident, number: str, tmp_path: Path
) -> None:
    supplement = Supplement(terminal, resident, number)
    verdict = supplement.hand_in()
    assert (200, "", None) == (verdict.status, verdict.code, verdict.disposition)
    own = told(terminal, resident)
    state = own[number].stands.state
    papers = msgspec.convert(WANTED, CaseSupplement).papers
    assert (
        CaseAtDesk(
            Supplied(
                item=supplement.header.id,
                number=supplement.header.number,
                at_counter=papers[1:],
                until=LAST_DAY,
            )
        )
        == state
    )
    assert isinstance(own[str(supplement.header.number)].stands.state, CaseFinished)

    row = case(platform, number, "--photographs", tmp_path / "desk")
    (shown,) = row["photographs"]
    assert (supplement.header.id, 0, "租房合同") == (shown["item"], shown["place"], shown["paper"])
    (file,) = (tmp_path / "desk").iterdir()
    assert (f"{supplement.header.id}-0.jpg", supplement.photos[0].jpeg) == (file.name, file.read_bytes())
    assert ["received", "supplement", "desk"] == [line["state"] for line in row["history"]]
    decide(platform, number, {"state": "accepted"})
    assert ["accepted"] == states(platform, number)[3:]


def test_who_holds_the_slip_reads_that_it_came_and_not_what(
    platform: Platform, terminal: Terminal, resident: Resident
) -> None:
    item = terminal.submission("hotline-12345", resident, HOTLINE)
    terminal.hand_over(item)
    name = str(decode_header(decode_item(item).header).number)
    decide(platform, name, WANTED)
    Supplement(terminal, resident, name).hand_in()
    answer = terminal.say("/v1/receipts", ReceiptRequest(token=terminal.token(item)), ReceiptAnswer)
    assert ("补的材料收到了" in answer.text.zh, "租房" in repr(answer)) == (True, False)


def test_a_supplement_sent_twice_moves_the_case_once(
    platform: Platform, terminal: Terminal, resident: Resident, number: str
) -> None:
    supplement = Supplement(terminal, resident, number)
    supplement.hand_in()
    decide(platform, number, WANTED)
    again = terminal.hand_over(supplement.data).verdicts[0]
    assert (200, "item_same") == (again.status, again.code)
    assert ["received", "supplement", "desk", "supplement"] == states(platform, number)


def test_of_two_supplements_in_one_batch_the_first_moves_it(
    platform: Platform, terminal: Terminal, resident: Resident, number: str
) -> None:
    pair = [Supplement(terminal, resident, number) for _ in range(2)]
    for one in pair:
        one.bring()
    verdicts = terminal.hand_over(*(one.data for one in pair)).verdicts
    assert [(200, ""), (422, "case_settled")] == [(one.status, one.code) for one in verdicts]
    assert ["received", "supplement", "desk"] == states(platform, number)
    assert 1 == len(case(platform, number)["photographs"])


def refused(platform: Platform, number: str, supplement: Supplement, code: str) -> None:
    """The item says why, its own case is at a desk with its photograph, and the other one is as it was."""
    before = states(platform, number)
    verdict = supplement.hand_in()
    assert (422, code, "desk") == (verdict.status, verdict.code, verdict.disposition)
    own = case(platform, supplement.header.number)
    assert (code, "desk", 1) == (own["reasons"][0]["code"], own["state"], len(own["photographs"]))
    assert before == states(platform, number)
    assert verdict == msgspec.structs.replace(supplement.hand_in(), acceptance_number=None)


@pytest.mark.parametrize("decided", ["accepted", "refused", "received"])
def test_after_a_clerk_decided_nothing_is_moved(
    platform: Platform, terminal: Terminal, resident: Resident, number: str, decided: str
) -> None:
    decide(platform, number, {"state": decided, "reason": WANTED["wanted"]})
    refused(platform, number, Supplement(terminal, resident, number), "case_settled")


def test_another_persons_case_is_not_touched(platform: Platform, terminal: Terminal, number: str) -> None:
    other = platform.add("li-xiulan", ())
    refused(platform, number, Supplement(terminal, other, number), "case_other")
    assert number not in told(terminal, other)


def test_a_case_that_nobody_knows_is_said_to_be_unknown(
    platform: Platform, terminal: Terminal, resident: Resident, number: str
) -> None:
    refused(platform, number, Supplement(terminal, resident, "S26NOBODYS"), "case_unknown")


def test_after_its_last_day_a_case_waits_no_more(
    platform: Platform, terminal: Terminal, resident: Resident, number: str
) -> None:
    yesterday = now().astimezone(ZONE).date() - dt.timedelta(days=1)
    decide(platform, number, WANTED | {"until": yesterday.isoformat()})
    refused(platform, number, Supplement(terminal, resident, number), "row_late")


def test_what_was_handed_in_on_its_last_day_and_comes_later_is_in_time(
    platform: Platform, terminal: Terminal, resident: Resident, number: str
) -> None:
    confirmed = now() - dt.timedelta(days=3)
    decide(platform, number, WANTED | {"until": confirmed.astimezone(ZONE).date().isoformat()})
    assert 200 == Supplement(terminal, resident, number, confirmed_at=confirmed).hand_in().status
    assert "desk" == states(platform, number)[-1]


def test_all_of_it_at_the_counter_moves_nothing(
    platform: Platform, terminal: Terminal, resident: Resident, number: str
) -> None:
    verdict = Supplement(terminal, resident, number, photographed=()).hand_in()
    assert (422, "material_missing") == (verdict.status, verdict.code)
    assert "supplement" == states(platform, number)[-1]


def test_a_photograph_of_what_is_not_wanted_goes_to_a_clerk(
    platform: Platform, terminal: Terminal, resident: Resident, number: str
) -> None:
    verdict = Supplement(terminal, resident, number, photographed=("paper-1", "paper-9")).hand_in()
    assert "photo_unasked" in {reason["code"] for reason in case(platform, str(verdict.id))["reasons"]}
    assert "supplement" == states(platform, number)[-1]


def test_a_part_of_a_joined_case_is_supplied_by_its_own_number(
    platform: Platform, terminal: Terminal
) -> None:
    platform.bench("POST", "/reset", {})
    resident = next(one for one in load_residents(today=now().date()) if one.slug == "zou-ping")
    matter = platform.matter(JOINED)
    walk = cast(BUNDLED.with_name("walks"), now().date())[JOINED]
    known = {"identity.address": resident.card.address, "population.person.phone": resident.phone}
    filled = {one.id: str(known[one.prefill]) for one in matter.fields if one.prefill in known}
    given = filled | {field: str(value) for field, value in walk.answers.items()}
    header = terminal.header(matter=matter.code)
    body = terminal.body(JOINED, resident, given, parts=tuple(MatterCode(part.code) for part in matter.parts))
    assert 200 == terminal.hand_over(terminal.seal(header, body)).verdicts[0].status
    third = part_number(header.number, 2)
    decide(platform, third, WANTED)
    assert [third] == [row.id for row in terminal.rows(SLUG, "waiting", identity_of(resident.card))]
    supplement = Supplement(terminal, resident, third)
    assert 200 == supplement.hand_in().status
    row = case(platform, third)
    assert ("desk", [supplement.header.id]) == (row["state"], [one["item"] for one in row["photographs"]])
    assert "desk" == case(platform, header.number)["state"]


def test_what_a_department_holds_of_its_counter_is_supplied_in_its_library(
    platform: Platform, terminal: Terminal
) -> None:
    values = row_of("330109992611150401").values | {
        "state": "supplement",
        "name": "提取",
        "department": "公积金",
        "stage": "",
        "received": "2026-11-20",
        "due": "",
        "wanted": "租房合同",
        "until": LAST_DAY.isoformat(),
        "counter": "",
    }
    resident = platform.add("wang-xiaoming", (("service.case", values),))
    (row,) = terminal.rows(SLUG, "waiting", identity_of(resident.card))
    assert 200 == Supplement(terminal, resident, row.id).hand_in().status
    assert () == terminal.rows(SLUG, "waiting", identity_of(resident.card))
    second = Supplement(terminal, resident, row.id).hand_in()
    assert (422, "case_settled") == (second.status, second.code)
    other = Supplement(terminal, platform.add("li-xiulan", ()), row.id).hand_in()
    assert (422, "case_other") == (other.status, other.code)
