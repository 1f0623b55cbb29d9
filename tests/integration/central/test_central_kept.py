"""Kept for another day over the wire: the same card finds it at any terminal, nobody else does."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import msgspec
import pytest

from central.residents import identity_of
from kiosk.domain.answers import Answer
from kiosk.domain.draft import Draft
from kiosk.domain.field import FieldKind
from kiosk.domain.identity import CardKind
from kiosk.domain.ids import CatalogueVersion, KeyId, MatterCode
from kiosk.domain.kept import LASTS, KeptDraft
from kiosk.domain.session import Consent
from kiosk.wire.kept import MAX_KEPT_BYTES, read_kept, seal_kept
from kiosk.wire.messages import (
    Heartbeat,
    HeartbeatAnswer,
    KeepAnswer,
    KeepRequest,
    KeptAnswer,
    KeptRequest,
    OneKeptRequest,
    OpenedAnswer,
)
from kiosk.wire.sealer import key_to_seal_to
from tests.integration.central.conftest import now
from tests.integration.central.test_central_items import HOTLINE
from tests.integration.cli_command import kiosk_here

if TYPE_CHECKING:
    from central.residents import Resident
    from kiosk.domain.identity import Identity
    from tests.integration.central.conftest import Platform, Terminal

SLUG = "hotline-12345"
PLACE = "鹿檀溪栖霞弄四十三号"
BEAT = Heartbeat(
    epoch=1,
    head_seq=0,
    head_hash=bytes(32),
    unsent=0,
    oldest_unsent_s=0,
    quarantined=0,
    key="",
    version="0",
)


@pytest.fixture
def newcomer(platform: Platform) -> Resident:
    """Somebody who never handed anything in."""
    return platform.add("wang-xiaoming", ())


def code(terminal: Terminal, slug: str = SLUG) -> MatterCode:
    return MatterCode(terminal.platform.matter(slug).code)


def keeping(terminal: Terminal, who: Resident, name: str = "k1", place: str = PLACE) -> KeepRequest:
    person, matter, version = identity_of(who.card), code(terminal), terminal.platform.catalogue.version
    to = key_to_seal_to(terminal.enrolment.keys, now())
    draft = Draft(
        catalogue=version,
        matter=matter,
        consent=Consent("1", now()),
        whom=None,
        warned=None,
        answers=(Answer("place", place),),
    )
    kept = KeptDraft(draft=draft, kinds={"place": FieldKind.TEXT})
    return KeepRequest(
        id=name,
        visit=terminal.visit,
        person=person,
        consent="1",
        matter=matter,
        catalogue=version,
        key=KeyId(to.id),
        sealed=seal_kept(kept, person, matter, to),
    )


def keep(terminal: Terminal, who: Resident, name: str = "k1", place: str = PLACE) -> KeepAnswer:
    return terminal.say("/v1/kept", keeping(terminal, who, name, place), KeepAnswer)


def told(terminal: Terminal, who: Resident) -> KeptAnswer:
    request = KeptRequest(visit=terminal.visit, person=identity_of(who.card), consent="1")
    return terminal.say("/v1/kept/list", request, KeptAnswer)


def one(terminal: Terminal, who: Resident) -> OneKeptRequest:
    person = identity_of(who.card)
    return OneKeptRequest(visit=terminal.visit, person=person, consent="1", matter=code(terminal))


def opened(terminal: Terminal, who: Resident) -> str:
    answer = terminal.say("/v1/kept/open", one(terminal, who), OpenedAnswer)
    return read_kept(answer.body).draft.answers[0].value


def refusal(terminal: Terminal, path: str, request: object) -> tuple[int, str]:
    reply = terminal.ask("POST", path, msgspec.json.encode(request))
    assert reply.signed
    return reply.status, reply.error().code


def test_the_same_card_finds_it_at_another_terminal(
    platform: Platform, terminal: Terminal, newcomer: Resident
) -> None:
    answer = keep(terminal, newcomer)
    assert LASTS == answer.until - answer.kept_at
    elsewhere = platform.enrol()
    elsewhere.come()
    (line,) = told(elsewhere, newcomer).kept
    assert (code(terminal), platform.matter(SLUG).name, answer.until) == (line.matter, line.name, line.until)
    assert PLACE == opened(elsewhere, newcomer)


def test_after_a_lost_answer_the_same_keeping_is_answered_alike(
    terminal: Terminal, newcomer: Resident
) -> None:
    assert keep(terminal, newcomer) == keep(terminal, newcomer)
    assert keep(terminal, newcomer, "k1", "别处") == keep(terminal, newcomer)
    assert PLACE == opened(terminal, newcomer)
    keep(terminal, newcomer, "k2", "别处")
    assert "别处" == opened(terminal, newcomer)
    assert 1 == len(told(terminal, newcomer).kept)


def test_another_card_sees_and_opens_and_deletes_nothing(
    platform: Platform, terminal: Terminal, newcomer: Resident
) -> None:
    keep(terminal, newcomer)
    other = platform.add("wang-xiaoming", ())
    assert () == told(terminal, other).kept
    assert (404, "kept_none") == refusal(terminal, "/v1/kept/open", one(terminal, other))
    assert () == terminal.say("/v1/kept/delete", one(terminal, other), KeptAnswer).kept
    assert PLACE == opened(terminal, newcomer)


def test_what_is_deleted_is_gone_and_may_be_deleted_again(terminal: Terminal, newcomer: Resident) -> None:
    keep(terminal, newcomer)
    for _ in range(2):
        assert () == terminal.say("/v1/kept/delete", one(terminal, newcomer), KeptAnswer).kept
    assert (404, "kept_none") == refusal(terminal, "/v1/kept/open", one(terminal, newcomer))


@pytest.mark.parametrize("path", ["/v1/kept", "/v1/kept/list", "/v1/kept/open", "/v1/kept/delete"])
@pytest.mark.parametrize(
    ("person", "consent", "said"),
    [({}, "", "consent"), ({"kind": CardKind.E_ID}, "1", "assurance")],
)
def test_without_consent_or_card_nothing_is_done(
    terminal: Terminal,
    newcomer: Resident,
    path: str,
    person: dict[str, object],
    consent: str,
    said: str,
) -> None:
    request = keeping(terminal, newcomer)
    who = msgspec.structs.replace(request.person, **person)
    wrong = msgspec.structs.replace(request, person=who, consent=consent)
    assert (422, said) == refusal(terminal, path, wrong)


def test_a_card_reported_lost_is_told_nothing(platform: Platform, terminal: Terminal) -> None:
    lost = platform.add("wang-xiaoming", ())
    keep(terminal, lost)
    assert "slug" in platform.bench("POST", "/residents", msgspec.structs.replace(lost, reported_lost=True))
    for path in ("/v1/kept", "/v1/kept/list", "/v1/kept/open", "/v1/kept/delete"):
        assert (422, "card_lost") == refusal(terminal, path, keeping(terminal, lost, "k2"))


def test_somebody_the_libraries_do_not_know_any_more_finds_nothing(
    platform: Platform, terminal: Terminal
) -> None:
    gone = platform.add("wang-xiaoming", ())
    keep(terminal, gone)
    moved = msgspec.structs.replace(
        gone, card=msgspec.structs.replace(gone.card, number="99990119580307999X")
    )
    assert "slug" in platform.bench("POST", "/residents", moved)
    assert () == told(terminal, gone).kept
    assert (422, "kept_nobody") == refusal(terminal, "/v1/kept/open", one(terminal, gone))
    assert (422, "kept_nobody") == refusal(terminal, "/v1/kept", keeping(terminal, gone, "k2"))


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"id": ""}, 422, "kept_name"),
        ({"id": "x" * 65}, 422, "kept_name"),
        ({"catalogue": CatalogueVersion("never")}, 422, "catalogue_unknown"),
        ({"matter": MatterCode("never")}, 422, "matter_unknown"),
        ({"key": KeyId("seal-none")}, 400, "kept_key"),
        ({"sealed": b"noise"}, 400, "kept_seal"),
        ({"sealed": bytes(MAX_KEPT_BYTES + 1)}, 413, "kept_too_large"),
    ],
)
def test_what_is_wrong_is_refused_and_not_kept(
    terminal: Terminal, newcomer: Resident, change: dict[str, object], status: int, said: str
) -> None:
    wrong = msgspec.structs.replace(keeping(terminal, newcomer), **change)
    assert (status, said) == refusal(terminal, "/v1/kept", wrong)
    assert () == told(terminal, newcomer).kept


def test_a_withdrawn_matter_is_not_kept_and_what_was_kept_of_it_may_be_deleted(
    platform: Platform, terminal: Terminal, newcomer: Resident
) -> None:
    keep(terminal, newcomer)
    reasons = ("--reason-zh", "系统升级", "--reason-en", "an upgrade")
    try:
        withdraw = kiosk_here(
            "central", "--data", platform.data, "--withdraw", code(terminal), *reasons, "--json"
        )
        assert 0 == withdraw.code, withdraw.err
        wrong = keeping(terminal, newcomer, "k2")
        assert (422, "matter_withdrawn") == refusal(terminal, "/v1/kept", wrong)
        assert 1 == len(told(terminal, newcomer).kept)
        assert () == terminal.say("/v1/kept/delete", one(terminal, newcomer), KeptAnswer).kept
    finally:
        kiosk_here("central", "--data", platform.data, "--restore", code(terminal), "--json")


def test_what_is_handed_in_is_kept_no_longer(terminal: Terminal, newcomer: Resident) -> None:
    keep(terminal, newcomer)
    item = terminal.submission(SLUG, newcomer, HOTLINE)
    assert 200 == terminal.hand_over(item).verdicts[0].status
    assert () == told(terminal, newcomer).kept
    assert 200 == terminal.hand_over(item).verdicts[0].status
    assert () == told(terminal, newcomer).kept


def test_what_is_past_its_time_is_told_to_nobody_and_goes_with_a_heartbeat(
    platform: Platform, terminal: Terminal, newcomer: Resident
) -> None:
    keep(terminal, newcomer)
    path = platform.data / "central.sqlite3"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE kept SET until = '2026-01-01 00:00:00.000000'")
    assert () == told(terminal, newcomer).kept
    assert (404, "kept_none") == refusal(terminal, "/v1/kept/open", one(terminal, newcomer))
    terminal.say("/v1/heartbeat", BEAT, HeartbeatAnswer)
    with closing(sqlite3.connect(path)) as database:
        assert [(0,)] == database.execute("SELECT count(*) FROM kept").fetchall()


def test_an_opening_is_told_to_the_holder_and_a_look_is_not(terminal: Terminal, newcomer: Resident) -> None:
    keep(terminal, newcomer)
    told(terminal, newcomer)
    assert () == accesses(terminal, identity_of(newcomer.card))
    opened(terminal, newcomer)
    ((asked, matter),) = accesses(terminal, identity_of(newcomer.card))
    assert ("您先存着的内容", terminal.platform.matter(SLUG).name.zh) == (asked, matter)


def accesses(terminal: Terminal, person: Identity) -> tuple[tuple[object, object], ...]:
    reference = terminal.assure(person)
    rows = terminal.rows("who-asked-about-me", "log", person, reference)
    return tuple(
        (row.values["asked"], row.values["matter"]) for row in rows if "存着" in str(row.values["asked"])
    )


def test_operators_see_how_much_is_kept_and_nothing_of_it(
    platform: Platform, terminal: Terminal, newcomer: Resident
) -> None:
    keep(terminal, newcomer)
    said = kiosk_here("central", "--data", platform.data, "--kept", "--json")
    assert 0 == said.code, said.err
    (row,) = [row for row in said.rows if row["matter"] == code(terminal)]
    assert {"matter", "name", "kept", "oldest_days", "newest_days"} == set(row)
    assert (1, 0) <= (row["kept"], row["oldest_days"])
    assert PLACE not in said.out


def test_the_centres_disk_shows_neither_what_is_kept_nor_for_whom(
    platform: Platform, terminal: Terminal, newcomer: Resident
) -> None:
    keep(terminal, newcomer)
    with closing(sqlite3.connect(platform.data / "central.sqlite3")) as database:
        rows = database.execute("SELECT * FROM kept").fetchall()
    assert rows
    written = b"".join(
        cell if isinstance(cell, bytes) else str(cell).encode() for row in rows for cell in row
    )
    assert code(terminal).encode() in written
    person = identity_of(newcomer.card)
    assert not [word for word in (PLACE, person.name, person.number) if word.encode() in written]


def test_the_bench_begins_with_nothing_kept(
    platform: Platform, terminal: Terminal, newcomer: Resident, people: dict[str, Resident]
) -> None:
    somebody = people["wang-xiaoming"]
    keep(terminal, newcomer)
    keep(terminal, somebody)
    assert platform.bench("POST", "/reset") == 204
    assert () == told(terminal, somebody).kept
