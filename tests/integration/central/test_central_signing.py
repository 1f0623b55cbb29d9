"""Who is let in, and what every answer carries."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.clock import SystemClock
from kiosk.gateway.enrolment import Invitation, enrol
from kiosk.wire.envelope import MAX_BATCH_BYTES
from kiosk.wire.messages import CatalogueAnswer, EnrolmentAnswer, EnrolmentRequest, KeyRequest
from kiosk.wire.own_key import prove

if TYPE_CHECKING:
    from tests.integration.central.conftest import Platform, Terminal


def test_enrolled_terminal_gets_a_signed_answer(terminal: Terminal) -> None:
    reply = terminal.ask("GET", "/v1/catalogue")
    assert (200, True) == (reply.status, reply.signed)
    assert (
        terminal.platform.catalogue.version == msgspec.json.decode(reply.body, type=CatalogueAnswer).version
    )


def test_request_without_a_signature_is_refused(platform: Platform) -> None:
    reply = platform.send("GET", "/v1/catalogue")
    assert (401, "unsigned") == (reply.status, reply.error().code)


def test_request_under_another_key_is_refused_and_signed(terminal: Terminal) -> None:
    reply = terminal.ask("GET", "/v1/catalogue", key=Ed25519PrivateKey.generate())
    assert (401, "unsigned", True) == (reply.status, reply.error().code, reply.signed)


def test_same_request_twice_is_refused(terminal: Terminal) -> None:
    moment = dt.datetime.now(dt.UTC)
    assert 200 == terminal.ask("GET", "/v1/catalogue", nonce="once", created=moment).status
    again = terminal.ask("GET", "/v1/catalogue", nonce="once", created=moment)
    assert (400, "replayed", True) == (again.status, again.error().code, again.signed)


@pytest.mark.parametrize("minutes", [-6, 6])
def test_skewed_clock_is_told_the_time(terminal: Terminal, minutes: int) -> None:
    created = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=minutes)
    reply = terminal.ask("GET", "/v1/catalogue", created=created)
    error = reply.error()
    assert (400, "skew", True) == (reply.status, error.code, reply.signed)
    assert abs(error.time - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


def test_four_minutes_off_is_no_skew(terminal: Terminal) -> None:
    created = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=4)
    assert 200 == terminal.ask("GET", "/v1/catalogue", created=created).status


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/v1/nothing", b"", 404, "not_found"),
        ("GET", "/v1/records", b"", 405, "method"),
        ("POST", "/v1/records", b"{}", 400, "body"),
        ("POST", "/v1/records", b"\xff", 400, "body"),
        ("POST", "/v1/records", b'{"visit": "\xff"}', 400, "body"),
        ("POST", "/v1/items", b"\xc1", 400, "batch"),
        ("POST", "/v1/items", b"\xdc\x00\x33" + b"\xc4\x00" * 51, 413, "batch_too_large"),
        ("POST", "/v1/items", bytes(MAX_BATCH_BYTES + 1), 413, "too_large"),
        ("GET", "/v1/orders/none?wait=21", b"", 400, "body"),
        ("GET", "/v1/orders/none", b"", 404, "order_unknown"),
        ("GET", "/v1/items/none", b"", 404, "item_unknown"),
        ("GET", "/v1/documents/none", b"", 404, "item_unknown"),
    ],
)
def test_every_refusal_is_signed_and_has_a_code(
    terminal: Terminal, method: str, path: str, body: bytes, status: int, code: str
) -> None:
    reply = terminal.ask(method, path, body)
    assert (status, code, True) == (reply.status, reply.error().code, reply.signed)


def test_query_is_part_of_what_is_signed(terminal: Terminal) -> None:
    reply = terminal.ask("GET", "/v1/orders/none?wait=0.01")
    assert (404, True) == (reply.status, reply.signed)


def test_enrolment_code_serves_one_key(platform: Platform) -> None:
    code = platform.bench("POST", "/enrolment-code")["code"]
    first = platform.enrol()
    other = platform.enrol()
    request = EnrolmentRequest(code=code, public=first.key.public_key().public_bytes_raw(), site="")
    assert first.id == first.say("/v1/enrolment", request, EnrolmentAnswer).terminal
    stolen = msgspec.structs.replace(request, public=other.key.public_key().public_bytes_raw())
    reply = other.ask("POST", "/v1/enrolment", msgspec.json.encode(stolen))
    assert (422, "enrolment_code") == (reply.status, reply.error().code)


def test_enrolling_again_opens_a_new_epoch_but_a_repeat_does_not(platform: Platform) -> None:
    terminal = platform.enrol()
    code = platform.bench("POST", "/enrolment-code")["code"]
    request = EnrolmentRequest(code=code, public=terminal.key.public_key().public_bytes_raw(), site="")
    epochs = [terminal.say("/v1/enrolment", request, EnrolmentAnswer).epoch for _ in range(2)]
    assert [2, 2] == epochs


def test_enrolment_needs_the_private_key(platform: Platform) -> None:
    terminal = platform.enrol()
    request = EnrolmentRequest(
        code="ANY", public=Ed25519PrivateKey.generate().public_key().public_bytes_raw(), site=""
    )
    reply = terminal.ask("POST", "/v1/enrolment", msgspec.json.encode(request))
    assert (401, True) == (reply.status, reply.signed)


def test_revoked_terminal_is_told_so(platform: Platform, terminal: Terminal) -> None:
    platform.bench("POST", f"/revoked/{terminal.id}")
    reply = terminal.ask("GET", "/v1/catalogue")
    assert (403, "revoked", True) == (reply.status, reply.error().code, reply.signed)


def test_terminals_own_client_enrols_by_the_fingerprint(platform: Platform) -> None:
    given = platform.bench("POST", "/enrolment-code")
    invitation = Invitation(
        base_url=f"http://127.0.0.1:{platform.port}",
        code=given["code"],
        fingerprint=given["fingerprint"],
        site="社区服务站",
    )
    answer = enrol(invitation, Ed25519PrivateKey.generate(), SystemClock())
    assert (1, invitation.base_url) == (answer.epoch, answer.base_url)


def test_behaviours_are_what_they_say(platform: Platform, terminal: Terminal) -> None:
    platform.bench("POST", "/behaviour", {"mode": "failing"})
    failing = terminal.ask("GET", "/v1/catalogue")
    platform.bench("POST", "/behaviour", {"mode": "html"})
    portal = terminal.ask("GET", "/v1/catalogue")
    platform.bench("POST", "/behaviour", {"mode": "ok"})
    assert (503, True, "2") == (failing.status, failing.signed, failing.headers["retry-after"])
    assert (200, False, b"<!doc") == (portal.status, portal.signed, portal.body[:5])
    assert 200 == terminal.ask("GET", "/v1/catalogue").status


def test_api_is_published(platform: Platform) -> None:
    schema = msgspec.json.decode(platform.send("GET", "/schema/openapi.json").body)
    assert {"/v1/items", "/v1/orders/{number}", "/v1/heartbeat"} <= set(schema["paths"])


def key_request(terminal: Terminal, key: Ed25519PrivateKey, *, name: str | None = None) -> bytes:
    public = key.public_key().public_bytes_raw()
    return msgspec.json.encode(KeyRequest(public=public, proof=prove(name or terminal.id, key)))


def test_terminal_signs_with_its_next_key_and_what_it_signed_before_is_taken(platform: Platform) -> None:
    terminal, key = platform.enrol(), Ed25519PrivateKey.generate()
    body, before = key_request(terminal, key), terminal.key
    answers = [terminal.ask("POST", "/v1/keys", body) for _ in range(2)]
    assert [200, 200] == [answer.status for answer in answers]
    assert 200 == terminal.ask("GET", "/v1/catalogue").status, "until the next is used the present one stays"
    assert 200 == terminal.ask("GET", "/v1/catalogue", key=key).status
    assert 200 == terminal.ask("GET", "/v1/catalogue", key=before).status
    reply = terminal.ask("POST", "/v1/keys", key_request(terminal, Ed25519PrivateKey.generate()))
    assert (403, "key_ended", True) == (reply.status, reply.error().code, reply.signed)


def test_next_key_needs_a_proof_and_is_nobody_elses(platform: Platform) -> None:
    terminal, other = platform.enrol(), platform.enrol()
    for body in (
        key_request(terminal, Ed25519PrivateKey.generate(), name="T9999"),
        msgspec.json.encode(KeyRequest(public=b"short", proof=bytes(64))),
    ):
        reply = terminal.ask("POST", "/v1/keys", body)
        assert (422, "key_proof", True) == (reply.status, reply.error().code, reply.signed)
    reply = terminal.ask("POST", "/v1/keys", key_request(terminal, other.key))
    assert (409, "key_taken", True) == (reply.status, reply.error().code, reply.signed)
