"""A receipt's code at the centre: each way in which it may stand, for a clerk, a phone and a terminal."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from central.__main__ import main
from central.centre import Centre, open_centre
from central.findings import OUT_OF_USE, PROMISED, Finding, find_out
from central.intake import take_in
from central.progress import RECEIVED
from central.settings import Settings
from central.tables import TerminalRow
from kiosk.domain.ids import ItemId, MatterCode, ReceiptNumber, TerminalId
from kiosk.domain.standing import CANCELLED_HERE, NOT_GENUINE, PAYMENT_CHECKED, Standing
from kiosk.domain.submission import ItemState
from kiosk.wire.envelope import ItemKind, SealedItem, decode_item, encode_item, seal_hash
from kiosk.wire.own_key import OwnKey
from kiosk.wire.sealer import Sealer
from kiosk.wire.token import ReceiptClaim, encode_claim, sign_claim
from tests.unit.central.test_intake import KEY, NOW, sealed

AT = NOW - dt.timedelta(hours=2)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    opened = open_centre(Settings(data=tmp_path), clock=lambda: NOW)
    public = KEY.public_key().public_bytes_raw()
    row = TerminalRow(id="T0001", public=public, site="社区站", epoch=1, enrolled_at=NOW, revoked_at=None)
    with opened.store.writing() as session:
        session.add(row)
    yield opened
    opened.store.close()


def promised(item: bytes) -> ReceiptClaim:
    return ReceiptClaim(
        terminal=TerminalId("T0001"),
        epoch=1,
        seq=1,
        item=ItemId("item-1"),
        number=ReceiptNumber("SJ26000001-ABCD"),
        matter=MatterCode("m"),
        at=AT,
        state=ItemState.PENDING,
        seal_sha256=seal_hash(decode_item(item)),
    )


def signed(claim: ReceiptClaim) -> str:
    return sign_claim(encode_claim(claim), KEY)


@pytest.fixture
def item(centre: Centre) -> bytes:
    return sealed(centre, 1, b"\x80", ItemKind.SERVICE)


def bad(code: str) -> Finding:
    return Finding(standing=NOT_GENUINE, code=code)


def test_what_has_not_come_is_promised_by_this_terminal_at_this_time(centre: Centre, item: bytes) -> None:
    found = find_out(centre, signed(promised(item)))
    assert found.promise is not None
    assert (PROMISED, "T0001", "社区站", "SJ26000001-ABCD", AT, None) == (
        found.standing,
        found.promise.terminal,
        found.promise.site,
        found.promise.number,
        found.promise.at,
        found.promise.received_at,
    )


def test_what_came_is_received_and_since_when(centre: Centre, item: bytes) -> None:
    take_in(centre, "T0001", item)
    found = find_out(centre, signed(promised(item)))
    assert found.promise is not None
    assert (RECEIVED, NOW) == (found.standing, found.promise.received_at)


def test_what_was_cancelled_is_told_so(centre: Centre, item: bytes) -> None:
    read = decode_item(item)
    assert isinstance(read, SealedItem)
    take_in(centre, "T0001", encode_item(Sealer(lambda: OwnKey(KEY)).entomb(read)))
    assert CANCELLED_HERE == find_out(centre, signed(promised(item))).standing


def test_claim_slip_that_has_not_come_says_that_the_payment_is_checked(centre: Centre, item: bytes) -> None:
    unpaid = msgspec.structs.replace(promised(item), state=ItemState.AWAITING_PAYMENT)
    assert PAYMENT_CHECKED == find_out(centre, signed(unpaid)).standing


@pytest.mark.parametrize(("arrived", "said"), [(False, OUT_OF_USE), (True, RECEIVED)])
def test_terminal_that_is_out_of_use_sends_nothing_by_itself_any_more(
    centre: Centre, item: bytes, *, arrived: bool, said: Standing
) -> None:
    if arrived:
        take_in(centre, "T0001", item)
    with centre.store.writing() as session:
        session.get_one(TerminalRow, "T0001").revoked_at = NOW
    assert said == find_out(centre, signed(promised(item))).standing


def test_what_is_not_genuine_names_nothing_and_tells_a_clerk_why(centre: Centre, item: bytes) -> None:
    claim = promised(item)
    token = signed(claim)
    other = msgspec.structs.replace(claim, terminal=TerminalId("T9999"))
    forged = sign_claim(encode_claim(claim), Ed25519PrivateKey.generate())
    assert bad("receipt_signature") == find_out(centre, forged)
    assert bad("receipt_signature") == find_out(centre, token[:-4] + "AAAA")
    assert bad("receipt_terminal") == find_out(centre, signed(other))
    for rubbish in ("", "T1", "%", token[:60]):
        assert bad("receipt_token") == find_out(centre, rubbish)


@pytest.mark.parametrize("change", [{"seal_sha256": bytes(32)}, {"number": ReceiptNumber("SJ26000002-ABCD")}])
def test_claim_of_another_item_than_came_is_not_genuine(
    centre: Centre, item: bytes, change: dict[str, object]
) -> None:
    take_in(centre, "T0001", item)
    assert bad("receipt_item") == find_out(centre, signed(msgspec.structs.replace(promised(item), **change)))


def test_clerk_reads_it_from_the_command(
    centre: Centre, item: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    token = signed(promised(item))
    data = ["--data", str(tmp_path), "--check"]
    assert 0 == main([*data, f"https://c.example/r/{token}\n"])
    said = json.loads(capsys.readouterr().out)
    assert {"mark": "wait", "title": PROMISED.title.zh, "text": PROMISED.text.zh, "code": ""} | {
        "number": "SJ26000001-ABCD",
        "matter": "m",
        "terminal": "T0001",
        "site": "社区站",
        "promised_at": "2026-03-01T23:00:00Z",
        "received_at": None,
        "parts": [],
    } == said
    take_in(centre, "T0001", item)
    assert 0 == main([*data, token])
    assert "2026-03-02T01:00:00Z" == json.loads(capsys.readouterr().out)["received_at"]
    assert 1 == main([*data, token[:-4] + "AAAA"])
    forged = json.loads(capsys.readouterr().out)
    assert ("bad", "receipt_signature", None) == (forged["mark"], forged["code"], forged["terminal"])
