"""Items: each on its own, each once, checked again by the same rules."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import msgspec
import pytest

from central.residents import identity_of
from kiosk.domain.commitment import Stroke
from kiosk.domain.payment import PaymentClosed
from kiosk.domain.signature import signature_svg
from kiosk.domain.standing import Mark
from kiosk.wire.envelope import ItemKind, SealedItem, chain_hash, decode_item, encode_item
from kiosk.wire.messages import (
    DigestAnswer,
    DigestItem,
    DigestRange,
    DigestRequest,
    DocumentAnswer,
    Heartbeat,
    HeartbeatAnswer,
    ItemStatus,
    NumberBlock,
    ReceiptAnswer,
    ReceiptRequest,
)
from kiosk.wire.watermark import verify_watermark

if TYPE_CHECKING:
    from pathlib import Path

    from central.residents import Resident
    from tests.integration.central.conftest import Platform, Terminal

HOTLINE = {
    "category": "roads",
    "place": "样例街道示范路口",
    "request": "路灯坏了三天，晚上看不见路，请尽快修好。",
    "phone": "19000000001",
}
OTHERS = (Stroke(((0, 0, 0), (500, 500, 90))),)
"""Somebody else's strokes."""
PERMIT = {"reason": "work", "address": "样例街道示范路12号2幢301室", "phone": "19000000012"}


@pytest.fixture
def hotline(terminal: Terminal, people: dict[str, Resident]) -> bytes:
    return terminal.submission("hotline-12345", people["wang-xiaoming"], HOTLINE)


def id_of(data: bytes) -> str:
    return str(msgspec.msgpack.decode(decode_item(data).header)[1])


def test_submission_is_received_and_waits_for_the_department(terminal: Terminal, hotline: bytes) -> None:
    answer = terminal.hand_over(hotline)
    assert [(200, "", None)] == [(v.status, v.code, v.acceptance_number) for v in answer.verdicts]
    status = terminal.get(f"/v1/items/{id_of(hotline)}", ItemStatus)
    assert ("received", None) == (status.state, status.acceptance_number)
    assert 0 == answer.settled_seq, "no backup covers it"


def test_rare_characters_come_to_the_centre_as_they_were_entered(
    terminal: Terminal, people: dict[str, Resident]
) -> None:
    rare = "赵喆𠮷䶮𬭚家门口的路灯坏了，请尽快修好。"
    item = terminal.submission("hotline-12345", people["wang-xiaoming"], HOTLINE | {"request": rare})
    assert [200] == [verdict.status for verdict in terminal.hand_over(item).verdicts]
    assert rare.encode() in case_body(terminal.platform, id_of(item))


def case_body(platform: Platform, item: str) -> bytes:
    """Return what the centre keeps of a case."""
    with closing(sqlite3.connect(platform.data / "central.sqlite3")) as database:
        ((body,),) = database.execute('select body from "case" where item = ?', (item,))
    return bytes(body)


def test_offering_again_is_the_same_item(terminal: Terminal, hotline: bytes) -> None:
    terminal.hand_over(hotline)
    again = terminal.hand_over(hotline).verdicts[0]
    assert (200, "item_same") == (again.status, again.code)
    assert 1 == sum(line["id"] == id_of(hotline) for line in terminal.platform.bench("GET", "/items"))


def test_poison_in_a_batch_hurts_nobody_else(terminal: Terminal, people: dict[str, Resident]) -> None:
    one = terminal.submission("hotline-12345", people["wang-xiaoming"], HOTLINE)
    sealed = decode_item(terminal.submission("hotline-12345", people["wang-xiaoming"], HOTLINE))
    poison = encode_item(msgspec.structs.replace(sealed, signature=bytes(64)))
    three = terminal.submission("hotline-12345", people["wang-xiaoming"], HOTLINE)
    answer = terminal.hand_over(one, poison, b"garbage", three)
    assert [200, 400, 400, 200] == [verdict.status for verdict in answer.verdicts]
    assert ["", "item_signature", "item", ""] == [verdict.code for verdict in answer.verdicts]
    assert [id_of(one), id_of(poison), "", id_of(three)] == [verdict.id for verdict in answer.verdicts]
    assert 0 == answer.settled_seq, "no backup covers it"


def test_item_that_the_centre_fails_over_hurts_nobody_else(platform: Platform, terminal: Terminal) -> None:
    nonsense = platform.add("zheng-min", (("residence_permit.permit", {"endorsement": "none"}),))
    broken = terminal.submission("residence-permit-endorsement", nonsense, PERMIT)
    after = terminal.seal(terminal.header(kind=ItemKind.SERVICE), {})
    answer = terminal.hand_over(broken, after)
    assert [(500, "internal"), (200, "")] == [(verdict.status, verdict.code) for verdict in answer.verdicts]


def test_other_bytes_under_the_same_id_are_an_alarm(terminal: Terminal, people: dict[str, Resident]) -> None:
    header = terminal.header(matter=terminal.platform.matter("hotline-12345").code)
    body = terminal.body("hotline-12345", people["wang-xiaoming"], HOTLINE)
    terminal.hand_over(terminal.seal(header, body))
    verdict = terminal.hand_over(terminal.seal(header, body)).verdicts[0]
    assert (409, "item_other") == (verdict.status, verdict.code)
    assert (terminal.id, "item_other") in alarms(terminal.platform)


def test_fork_of_the_sequence_is_an_alarm(terminal: Terminal, hotline: bytes) -> None:
    terminal.hand_over(hotline)
    terminal.seq = 0
    fork = terminal.seal(terminal.header(kind=ItemKind.SERVICE), {})
    verdict = terminal.hand_over(fork).verdicts[0]
    assert (409, "sequence_fork") == (verdict.status, verdict.code)
    assert (terminal.id, "sequence_fork") in alarms(terminal.platform)


def test_broken_chain_is_kept_and_an_alarm(terminal: Terminal, hotline: bytes) -> None:
    loose = terminal.seal(terminal.header(kind=ItemKind.SERVICE, previous=bytes([1] * 32)), {})
    assert [200, 200] == [verdict.status for verdict in terminal.hand_over(hotline, loose).verdicts]
    assert (terminal.id, "chain_broken") in alarms(terminal.platform)


def test_item_of_another_terminal_is_refused(platform: Platform, terminal: Terminal, hotline: bytes) -> None:
    verdict = platform.enrol().hand_over(hotline).verdicts[0]
    assert (400, "item_terminal") == (verdict.status, verdict.code)
    assert 200 == terminal.hand_over(hotline).verdicts[0].status


def test_seal_under_an_unknown_key_is_refused(terminal: Terminal) -> None:
    verdict = terminal.hand_over(terminal.seal(terminal.header(key="seal-00000000"), {})).verdicts[0]
    assert (400, "item_key") == (verdict.status, verdict.code)


def test_body_that_says_nothing_is_refused(terminal: Terminal) -> None:
    verdict = terminal.hand_over(terminal.seal(terminal.header(), {"a": 1})).verdicts[0]
    assert (400, "item_body") == (verdict.status, verdict.code)


def test_tombstone_keeps_the_sequence_whole(terminal: Terminal, people: dict[str, Resident]) -> None:
    cancelled = decode_item(terminal.submission("hotline-12345", people["wang-xiaoming"], HOTLINE))
    assert isinstance(cancelled, SealedItem)
    grave = encode_item(terminal.sealer.entomb(cancelled))
    after = terminal.seal(terminal.header(kind=ItemKind.SERVICE), {})
    answer = terminal.hand_over(grave, after)
    assert [200, 200] == [verdict.status for verdict in answer.verdicts]
    line = next(line for line in terminal.platform.bench("GET", "/items") if line["id"] == id_of(grave))
    assert line["tombstone"]


@pytest.mark.parametrize(
    ("who", "answers", "changes", "code"),
    [
        ("qian-bo", PERMIT, {}, "not_eligible"),
        ("zheng-min", PERMIT | {"reason": "nonsense"}, {}, "form"),
        ("zheng-min", {"reason": "work"}, {}, "form"),
        ("zheng-min", PERMIT, {"amount_fen": 100}, "amount"),
        ("gao-yuan", PERMIT, {}, "card_lost"),
        ("zheng-min", PERMIT, {"catalogue": "c0"}, "catalogue_unknown"),
    ],
)
def test_wrong_content_goes_to_the_desk(
    terminal: Terminal,
    people: dict[str, Resident],
    who: str,
    answers: dict[str, str],
    changes: dict[str, object],
    code: str,
) -> None:
    body = terminal.body("residence-permit-endorsement", people[who], answers, **changes)
    data = terminal.seal(terminal.header(matter=body.matter, catalogue=body.catalogue), body)
    verdict = terminal.hand_over(data).verdicts[0]
    assert (422, code, "desk") == (verdict.status, verdict.code, verdict.disposition)
    assert "desk" == terminal.get(f"/v1/items/{id_of(data)}", ItemStatus).state


def test_promise_is_checked_to_the_letter(
    platform: Platform, terminal: Terminal, people: dict[str, Resident]
) -> None:
    answers = {
        "why": "retired",
        "city": "上海市",
        "address": "样例区示范路15号101室",
        "since": "2024-05-01",
        "phone": "19000000015",
    }
    body = terminal.body("remote-residence-filing", people["ma-hong"], answers)
    assert body.commitment is not None
    changed = msgspec.structs.replace(body.commitment, text_sha256="0" * 64)
    wrong = [
        msgspec.structs.replace(body, commitment=None),
        msgspec.structs.replace(body, commitment=changed),
        msgspec.structs.replace(body, commitment=msgspec.structs.replace(body.commitment, strokes=())),
        msgspec.structs.replace(body, commitment=msgspec.structs.replace(body.commitment, strokes=OTHERS)),
    ]
    items = [terminal.seal(terminal.header(matter=body.matter), one) for one in [*wrong, body]]
    verdicts = terminal.hand_over(*items).verdicts
    codes = ["promise_missing", "promise_text", "promise_unsigned", "promise_unbound", ""]
    assert codes == [verdict.code for verdict in verdicts]
    drawn = platform.send("GET", f"/bench/signatures/{id_of(items[-1])}")
    assert signature_svg(body.commitment.strokes) == drawn.body.decode()
    assert 404 == platform.send("GET", f"/bench/signatures/{id_of(items[0])}").status


def test_accepted_endorsement_changes_the_record(platform: Platform, terminal: Terminal) -> None:
    ends = (dt.datetime.now(dt.UTC).date() + dt.timedelta(days=5)).isoformat()
    permit = {
        "number": "1",
        "address": "样例",
        "issued": "2020-01-01",
        "valid_to": ends,
        "endorsement": "none",
    }
    resident = platform.add("zheng-min", (("residence_permit.permit", permit),))
    first = terminal.submission("residence-permit-endorsement", resident, PERMIT)
    second = terminal.submission("residence-permit-endorsement", resident, PERMIT)
    assert [200, 422] == [verdict.status for verdict in terminal.hand_over(first, second).verdicts]
    shared = terminal.records("residence-permit-endorsement", identity_of(resident.card))
    assert "received" == shared.records[0].values["endorsement"]


def test_appointment_is_accepted_at_once_and_the_slot_is_gone(
    terminal: Terminal, people: dict[str, Resident]
) -> None:
    person = people["wang-xiaoming"]
    slot = terminal.rows("exit-entry-appointment", "free", identity_of(person.card))[0]
    answers = {"business": "passport", "slot": slot.id, "phone": "19000000001"}
    first = terminal.submission("exit-entry-appointment", person, answers)
    second = terminal.submission("exit-entry-appointment", person, answers)
    verdicts = terminal.hand_over(first, second).verdicts
    assert [(200, ""), (422, "row_gone")] == [(verdict.status, verdict.code) for verdict in verdicts]
    assert verdicts[0].acceptance_number is not None
    assert slot not in terminal.rows("exit-entry-appointment", "free", identity_of(person.card))


def test_certificate_is_made_for_the_holder(terminal: Terminal, people: dict[str, Resident]) -> None:
    person = people["wang-xiaoming"]
    reference = terminal.assure(identity_of(person.card))
    data = terminal.submission("social-insurance-proof", person, {}, assurance_reference=reference)
    pending = terminal.ask("GET", f"/v1/documents/{id_of(data)}")
    assert 404 == pending.status
    verdict = terminal.hand_over(data).verdicts[0]
    assert (200, True) == (verdict.status, verdict.document)
    document = terminal.get(f"/v1/documents/{id_of(data)}", DocumentAnswer)
    assert (b"\x89PNG", None, 1) == (document.page_png[:4], document.pdf, document.pages)
    printable = terminal.get(f"/v1/documents/{id_of(data)}?pdf=1", DocumentAnswer)
    assert printable.pdf is not None
    assert (b"%PDF", document.url) == (printable.pdf[:4], printable.url)
    public = terminal.platform.send("GET", document.url[document.url.index("/d/") :])
    assert (200, b"%PDF") == (public.status, public.body[:4])


def test_certificate_is_pending_for_a_case_without_one(terminal: Terminal, hotline: bytes) -> None:
    terminal.hand_over(hotline)
    reply = terminal.ask("GET", f"/v1/documents/{id_of(hotline)}")
    assert (409, "document_pending", True) == (reply.status, reply.error().code, reply.signed)


def test_code_of_another_visit_proves_nothing(terminal: Terminal, people: dict[str, Resident]) -> None:
    person = people["wang-xiaoming"]
    reference = terminal.assure(identity_of(person.card))
    terminal.come()
    data = terminal.submission("social-insurance-proof", person, {}, assurance_reference=reference)
    assert "assurance" == terminal.hand_over(data).verdicts[0].code


def test_payment_without_an_order_goes_to_the_desk(terminal: Terminal) -> None:
    item = terminal.seal(terminal.header(kind=ItemKind.PAYMENT), PaymentClosed("NONE"))
    verdict = terminal.hand_over(item).verdicts[0]
    assert (422, "order_unknown") == (verdict.status, verdict.code)


def test_heartbeat_names_what_is_missing(terminal: Terminal, people: dict[str, Resident]) -> None:
    items = [terminal.submission("hotline-12345", people["wang-xiaoming"], HOTLINE) for _ in range(3)]
    terminal.hand_over(items[2])
    pulse = Heartbeat(
        epoch=1,
        head_seq=3,
        head_hash=terminal.previous,
        unsent=2,
        oldest_unsent_s=9,
        quarantined=0,
        key="",
        version="0",
    )
    assert (1, 2) == terminal.say("/v1/heartbeat", pulse, HeartbeatAnswer).missing
    terminal.hand_over(items[0], items[1])
    later = msgspec.structs.replace(pulse, epoch=2, head_seq=0, earlier={1: 5, 3: 0})
    assert {1: (4, 5)} == terminal.say("/v1/heartbeat", later, HeartbeatAnswer).missing_earlier
    strange = msgspec.structs.replace(pulse, head_hash=bytes(32))
    assert () == terminal.say("/v1/heartbeat", strange, HeartbeatAnswer).missing
    assert (terminal.id, "head_differs") in alarms(terminal.platform)


def test_number_drawn_twice_is_an_alarm_whatever_chance_put_behind_it(
    terminal: Terminal, people: dict[str, Resident]
) -> None:
    body = terminal.body("hotline-12345", people["wang-xiaoming"], HOTLINE)
    for number in ("SJ77000001-ABCD", "SJ77000010-ABCD", "S-T0001-1-ABCD", "S-T0001-1-EFGH"):
        terminal.hand_over(terminal.seal(terminal.header(matter=body.matter, number=number), body))
    assert (terminal.id, "number_double") not in alarms(terminal.platform)
    header = terminal.header(matter=body.matter, number="SJ77000001-EFGH")
    assert 200 == terminal.hand_over(terminal.seal(header, body)).verdicts[0].status
    assert (terminal.id, "number_double") in alarms(terminal.platform)


def test_tombstone_gives_way_to_what_another_copy_of_the_disk_let_live(
    terminal: Terminal, people: dict[str, Resident]
) -> None:
    alive = terminal.submission("hotline-12345", people["wang-xiaoming"], HOTLINE)
    sealed = decode_item(alive)
    assert isinstance(sealed, SealedItem)
    buried = encode_item(terminal.sealer.entomb(sealed))
    for item in (buried, alive, buried):
        assert 200 == terminal.hand_over(item).verdicts[0].status
    (line,) = [line for line in terminal.platform.bench("GET", "/items") if line["id"] == id_of(alive)]
    assert (False, "received") == (line["tombstone"], line["state"])


def test_blocks_of_numbers_never_overlap(terminal: Terminal) -> None:
    blocks = [terminal.say("/v1/numbers", None, NumberBlock) for _ in range(3)]
    ranges = [set(range(block.first, block.last + 1)) for block in blocks]
    assert len(set.union(*ranges)) == sum(len(one) for one in ranges)


def test_receipt_is_checked_before_and_after_it_arrives(
    terminal: Terminal, people: dict[str, Resident], hotline: bytes
) -> None:
    token = terminal.token(hotline)
    page = f"/r/{token}"
    before = terminal.platform.send("GET", page)
    terminal.hand_over(hotline)
    after = terminal.platform.send("GET", page)
    forged = terminal.platform.send("GET", f"/r/{token[:-4]}AAAA")
    assert ["待上传" in before.body.decode(), "待上传" in after.body.decode()] == [True, False]
    assert "中心已收件" in after.body.decode()
    assert (404, True) == (forged.status, "不是真的回执" in forged.body.decode())
    assert people["wang-xiaoming"].card.name not in after.body.decode()


def test_any_terminal_may_ask_how_a_receipt_stands_and_no_name_is_told(
    platform: Platform, terminal: Terminal, people: dict[str, Resident], hotline: bytes
) -> None:
    token, other = terminal.token(hotline), platform.enrol()

    def asked(said: str) -> ReceiptAnswer:
        return other.say("/v1/receipts", ReceiptRequest(token=said), ReceiptAnswer)

    before = asked(token)
    terminal.hand_over(hotline)
    after, forged = asked(token), asked(token[:-4] + "AAAA")
    assert [Mark.WAIT, Mark.GOOD, Mark.BAD] == [before.mark, after.mark, forged.mark]
    assert before.number == after.number
    assert after.number is not None
    assert (None, None) == (forged.number, forged.matter)
    assert people["wang-xiaoming"].card.name not in repr(after)
    for rubbish in ("", "x" * 5000, "🙂", "%2e%2e", token[:-1]):
        assert Mark.BAD is asked(rubbish).mark


def test_receipt_for_other_bytes_is_not_genuine(terminal: Terminal, hotline: bytes) -> None:
    terminal.hand_over(hotline)
    item = decode_item(hotline)
    swapped = terminal.token(encode_item(msgspec.structs.replace(item, seal=b"another")))
    assert "不是真的回执" in terminal.platform.send("GET", f"/r/{swapped}").body.decode()


def alarms(platform: Platform) -> set[tuple[str, str]]:
    return {(alarm["terminal"], alarm["kind"]) for alarm in platform.bench("GET", "/alarms")}


def test_what_a_backup_covers_is_signed_for_in_the_heartbeats_answer(
    platform: Platform, terminal: Terminal, hotline: bytes, tmp_path: Path
) -> None:
    terminal.hand_over(hotline)
    item = decode_item(hotline)
    pulse = Heartbeat(
        epoch=1,
        head_seq=1,
        head_hash=terminal.previous,
        unsent=0,
        oldest_unsent_s=0,
        quarantined=0,
        key="",
        version="0",
    )
    assert () == terminal.say("/v1/heartbeat", pulse, HeartbeatAnswer).watermarks
    command = [sys.executable, "-m", "central", "--data", str(platform.data), "--backup", str(tmp_path / "b")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert {"terminal": terminal.id, "epoch": 1, "settled_seq": 1, "gaps": []} in [
        json.loads(line) for line in done.stdout.splitlines()
    ]
    (signed,) = terminal.say("/v1/heartbeat", pulse, HeartbeatAnswer).watermarks
    mark = verify_watermark(signed, terminal.enrolment.keys)
    assert (terminal.id, 1, chain_hash(item)) == (mark.terminal, mark.seq, mark.chain_sha256)
    listed = DigestRange(
        first=1, last=2, sha256=bytes(32), items=(DigestItem(1, bytes(32)), DigestItem(2, bytes(32)))
    )
    answer = terminal.say("/v1/digests", DigestRequest(epoch=1, head_seq=2, ranges=(listed,)), DigestAnswer)
    assert ((2,), (1,), ()) == (answer.missing, answer.forked, answer.unknown)
    assert (terminal.id, "digest_forked") in alarms(terminal.platform)


def test_item_that_comes_twice_adds_one_entry(platform: Platform, terminal: Terminal) -> None:
    """In one batch, again, and by hand from another terminal."""
    person = platform.add("yu-xin", ())
    answers = {"why": "house", "home": "示范区样例路1号", "living": "示范区样例路1号"}
    more = {"phone": "19000000051", "mail": "", "disabled": "none"}
    item = terminal.submission("natural-person-report", person, answers | more)
    verdicts = terminal.hand_over(item, item).verdicts
    assert [200, 200] == [verdict.status for verdict in verdicts]
    terminal.hand_over(item)
    platform.enrol().hand_over(item)
    holder = identity_of(person.card)
    lookup = platform.matter("taxpayer-information").lookups[0].id
    (row,) = terminal.rows("taxpayer-information", lookup, holder, terminal.assure(holder))
    assert {"number": holder.number, "kind": "natural", "owed_fen": 0}.items() <= row.values.items()
    assert "税务库" == row.source
