"""Catalogues published at a centre that runs, and matters withdrawn from it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import msgspec
import pytest

from central.residents import identity_of
from kiosk.catalogue.folder import read_files
from kiosk.catalogue.loader import load
from kiosk.domain.ids import CatalogueVersion, ItemId, MatterCode
from kiosk.domain.text import Text
from kiosk.wire.edition import unpack, verify_edition
from kiosk.wire.messages import (
    CatalogueAnswer,
    EditionPart,
    Heartbeat,
    HeartbeatAnswer,
    OrderRequest,
    RecordsRequest,
)
from tests.catalogue_folder import BUS_CARD, change, copied, without
from tests.integration.central.test_central_items import HOTLINE
from tests.integration.central.test_central_money import FINE
from tests.integration.cli_command import Said, kiosk, kiosk_here

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from central.residents import Resident
    from tests.integration.central.conftest import Platform, Terminal

HOTLINE_FILE = "matters/service_centre/hotline-12345.toml"
PAYMENT, FILING = "traffic-fine-payment", "remote-residence-filing"
WHY = Text(zh="表格要改，先停几天。", en="Suspended for some days: its form is being changed.")
BEAT = Heartbeat(
    epoch=1,
    head_seq=0,
    head_hash=bytes(32),
    unsent=0,
    oldest_unsent_s=0,
    quarantined=0,
    key="",
    version="0.1.0",
)


@pytest.fixture
def own(start: Callable[..., Platform]) -> Platform:
    """A platform of the test's own: what it publishes and withdraws is nobody else's."""
    return start()


@pytest.fixture
def asking(own: Platform) -> Terminal:
    terminal = own.enrol()
    terminal.come()
    return terminal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return change(copied(tmp_path / "new"), "minutes =", "version = 2\nminutes =")


def central(platform: Platform, *words: object) -> Said:
    """Do what the command does beside the platform, in this process: the command itself is tried below."""
    return kiosk_here("central", "--data", platform.data, *words)


def beat(terminal: Terminal, said: Heartbeat = BEAT) -> HeartbeatAnswer:
    return terminal.say("/v1/heartbeat", said, HeartbeatAnswer)


def fetched(terminal: Terminal, version: str) -> tuple[bytes, EditionPart]:
    """Bring an edition, part by part."""
    here = b""
    while True:
        part = terminal.get(f"/v1/catalogues/{version}?offset={len(here)}", EditionPart)
        here += part.data
        if len(here) >= part.size:
            return here, part


def test_until_one_is_published_the_softwares_own_is_in_force(own: Platform, asking: Terminal) -> None:
    told = beat(asking).catalogue
    assert told is not None
    assert (own.catalogue.version, 0) == (told.version, told.sequence)
    reply = asking.ask("GET", f"/v1/catalogues/{told.version}")
    assert (404, "edition_unknown", True) == (reply.status, reply.error().code, reply.signed)


def test_a_published_catalogue_is_in_force_at_once_and_comes_whole(
    own: Platform, asking: Terminal, folder: Path
) -> None:
    said = central(own, "--publish", folder)
    assert 0 == said.code, said.err
    version, sequence = said.row["version"], said.row["sequence"]
    assert load(folder).version == version
    assert version == asking.get("/v1/catalogue", CatalogueAnswer).version
    told = beat(asking).catalogue
    assert told is not None
    assert (version, sequence) == (told.version, told.sequence)
    payload, part = fetched(asking, version)
    published = verify_edition(payload, part.signature, key=part.key, keys=asking.enrolment.keys)
    assert told == published.edition
    assert read_files(folder) == unpack(published.packed)


def test_each_publication_has_a_higher_sequence_also_of_what_was_there_before(
    own: Platform, asking: Terminal, folder: Path, tmp_path: Path
) -> None:
    first = central(own, "--publish", copied(tmp_path / "first")).row
    second = central(own, "--publish", folder).row
    again = central(own, "--publish", tmp_path / "first").row
    assert first["version"] == again["version"] != second["version"]
    assert first["sequence"] < second["sequence"] < again["sequence"]
    listed = central(own, "--list-catalogues").rows
    assert [first["sequence"], second["sequence"], again["sequence"]] == [row["sequence"] for row in listed]
    assert [False, False, True] == [row["in_force"] for row in listed]
    payload, part = fetched(asking, again["version"])
    newest = verify_edition(payload, part.signature, key=part.key, keys=asking.enrolment.keys)
    assert again["sequence"] == newest.edition.sequence


def test_what_is_in_force_already_is_not_published_again(own: Platform, folder: Path) -> None:
    central(own, "--publish", folder)
    said = central(own, "--publish", folder)
    assert 1 == said.code
    assert "this very catalogue is in force" in said.err


def test_a_broken_catalogue_is_refused_with_all_its_problems(
    own: Platform, asking: Terminal, folder: Path
) -> None:
    change(folder, "life_event =", "life_evnt =")
    change(folder, 'kind = "query"', 'kind = "enquiry"', "matters/housing_fund/housing-fund-balance.toml")
    said = central(own, "--publish", folder)
    assert 1 == said.code
    named = {(row["file"], row["message"].split("`")[1]) for row in said.rows if "`" in row["message"]}
    assert (BUS_CARD, "life_evnt") in named
    assert "matters/housing_fund/housing-fund-balance.toml" in {row["file"] for row in said.rows}
    assert all(row["line"] or "missing" in row["message"] for row in said.rows), said.rows
    told = beat(asking).catalogue
    assert told is not None
    assert 0 == told.sequence, "nothing was published"


@pytest.mark.parametrize("name", ["no such folder", "an empty one"])
def test_a_folder_that_holds_no_catalogue_says_so(own: Platform, tmp_path: Path, name: str) -> None:
    (tmp_path / "an empty one").mkdir()
    said = central(own, "--publish", tmp_path / name)
    assert 1 == said.code
    assert "the catalogue has no file" in said.err


def test_what_was_begun_under_an_older_version_is_judged_by_it(
    own: Platform, asking: Terminal, folder: Path, people: dict[str, Resident]
) -> None:
    without(folder, HOTLINE_FILE)
    version = CatalogueVersion(central(own, "--publish", folder).row["version"])
    person, code = people["wang-xiaoming"], MatterCode(own.matter("hotline-12345").code)
    older = asking.submission("hotline-12345", person, HOTLINE)
    body = asking.body("hotline-12345", person, HOTLINE, catalogue=version)
    newer = asking.seal(asking.header(matter=code, catalogue=version), body)
    verdicts = asking.hand_over(older, newer).verdicts
    assert [(200, ""), (422, "matter_unknown")] == [(one.status, one.code) for one in verdicts]
    old, new = (
        RecordsRequest(
            visit=asking.visit, matter=code, catalogue=one, person=identity_of(person.card), consent="1"
        )
        for one in (own.catalogue.version, version)
    )
    assert 200 == asking.ask("POST", "/v1/records", msgspec.json.encode(old)).status
    assert "matter_unknown" == asking.ask("POST", "/v1/records", msgspec.json.encode(new)).error().code
    receipt = own.send("GET", f"/r/{asking.token(older)}").body.decode()
    assert own.matter("hotline-12345").name.zh in receipt, "a matter that is gone still has its name"


def test_a_part_beyond_the_end_is_empty(own: Platform, asking: Terminal, folder: Path) -> None:
    version = central(own, "--publish", folder).row["version"]
    part = asking.get(f"/v1/catalogues/{version}?offset=99999999", EditionPart)
    assert b"" == part.data
    assert 0 < part.size


def withdraw(platform: Platform, slug: str) -> Said:
    return central(platform, "--withdraw", slug, "--reason-zh", WHY.zh, "--reason-en", WHY.en)


def test_a_withdrawn_matter_is_told_and_nothing_is_begun_of_it(own: Platform, asking: Terminal) -> None:
    driver = own.add("wang-xiaoming", (("traffic.violation", FINE),))
    person, code = identity_of(driver.card), MatterCode(own.matter(PAYMENT).code)
    said = withdraw(own, PAYMENT)
    assert (0, code) == (said.code, said.row["code"])
    assert {code: WHY} == asking.get("/v1/catalogue", CatalogueAnswer).closed == beat(asking).withdrawn
    order = OrderRequest(
        number=f"K{secrets.token_hex(12).upper()}",
        item=ItemId("item"),
        matter=code,
        catalogue=own.catalogue.version,
        person=person,
        answers=asking.answers({"violation": driver.records[0].id}),
        amount_fen=15_000,
    )
    records = RecordsRequest(
        visit=asking.visit, matter=code, catalogue=own.catalogue.version, person=person, consent="1"
    )
    lookup = asking.lookup_request(PAYMENT, "unpaid", person, None)
    asked = {"/v1/orders": order, "/v1/records": records, "/v1/lookups": lookup}
    for path, request in asked.items():
        reply = asking.ask("POST", path, msgspec.json.encode(request))
        assert (422, "matter_withdrawn", True) == (reply.status, reply.error().code, reply.signed), path
    assert 0 == central(own, "--restore", PAYMENT).code
    assert {} == beat(asking).withdrawn
    for path, request in asked.items():
        assert 200 == asking.ask("POST", path, msgspec.json.encode(request)).status, path


def test_what_was_promised_before_goes_to_a_clerk_and_takes_no_effect(
    own: Platform, asking: Terminal
) -> None:
    driver = own.add("wang-xiaoming", (("traffic.violation", FINE),))
    person = identity_of(driver.card)
    request = OrderRequest(
        number="K1",
        item=ItemId("item"),
        matter=MatterCode(own.matter(PAYMENT).code),
        catalogue=own.catalogue.version,
        person=person,
        answers=asking.answers({"violation": driver.records[0].id}),
        amount_fen=15_000,
    )
    assert 200 == asking.ask("POST", "/v1/orders", msgspec.json.encode(request)).status
    assert 0 == withdraw(own, PAYMENT).code
    again = asking.ask("POST", "/v1/orders", msgspec.json.encode(request))
    assert 200 == again.status, "an order that is open already is told as ever: it may have been paid"
    item = asking.submission(PAYMENT, driver, {"violation": driver.records[0].id})
    (verdict,) = asking.hand_over(item).verdicts
    assert (422, "matter_withdrawn", "desk") == (verdict.status, verdict.code, verdict.disposition)
    assert (verdict,) == asking.hand_over(item).verdicts
    assert 0 == central(own, "--restore", PAYMENT).code
    rows = asking.rows(PAYMENT, "unpaid", person)
    assert [driver.records[0].id] == [row.id for row in rows], "nothing was changed by what went to the desk"


def test_a_withdrawal_outlives_a_restart_and_an_edition(
    own: Platform, start: Callable[..., Platform], asking: Terminal, folder: Path
) -> None:
    withdraw(own, FILING)
    central(own, "--publish", folder)
    code = own.matter(FILING).code
    assert {code} == set(beat(asking).withdrawn)
    own.end()
    asking.platform = start()
    told = beat(asking)
    assert {code} == set(told.withdrawn)
    assert told.catalogue is not None
    assert load(folder).version == told.catalogue.version
    (row,) = central(own, "--list-withdrawn").rows
    assert (code, WHY.zh, WHY.en) == (row["code"], row["reason"], row["reason_en"])


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--withdraw", FILING), 2, "--withdraw needs --reason-zh and --reason-en"),
        (("--withdraw", "no-such", "--reason-zh", "停", "--reason-en", "x"), 1, "has no matter 'no-such'"),
        (
            ("--withdraw", FILING, "--reason-zh", "出现错误！", "--reason-en", "错"),
            1,
            "the zh text holds an exclamation mark; the zh text holds 错误; the en text holds Chinese",
        ),
        (("--withdraw", FILING, "--reason-zh", "停" * 41, "--reason-en", "x"), 1, "at most 40 fit"),
        (("--restore", FILING), 1, "is not withdrawn"),
    ],
)
def test_what_can_not_be_withdrawn_says_why(
    platform: Platform, words: tuple[str, ...], code: int, said: str
) -> None:
    done = central(platform, *words)
    assert code == done.code
    assert said in done.err


def test_the_command_hands_every_option_on(platform: Platform) -> None:
    data = ("central", "--data", platform.data)
    reason = ("--reason-zh", WHY.zh, "--reason-en", WHY.en)
    assert {"code": platform.matter(FILING).code, "withdrawn": True}.items() <= (
        kiosk(*data, "--withdraw", FILING, *reason).row.items()
    )
    assert 1 == len(kiosk(*data, "--list-withdrawn").rows)
    assert not kiosk(*data, "--restore", FILING).row["withdrawn"]
    assert [] == kiosk(*data, "--list-catalogues").rows
    assert "the catalogue has no file" in kiosk(*data, "--publish", platform.data).err
