import datetime as dt
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.errors import WireError
from kiosk.wire.http import Answer, Request, sign_answer, sign_request, verify_answer, verify_request

TERMINAL, CENTRE = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
TERMINALS, CENTRES = {"T1": TERMINAL.public_key()}, {"sign-1": CENTRE.public_key()}
NOW = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)


def request(nonce: str = "n1") -> Request:
    made = Request("POST", "http://centre/v1/items?a=b", {}, b"body")
    sign_request(made, key=TERMINAL, key_id="T1", nonce=nonce, created=NOW)
    return made


def answer(to: Request) -> Answer:
    made = Answer(200, {}, b"{}", to)
    sign_answer(made, key=CENTRE, key_id="sign-1", created=NOW)
    return made


def test_request_tells_who_signed_when_and_with_which_nonce() -> None:
    signed = verify_request(request(), TERMINALS)
    assert ("T1", NOW, "n1") == (signed.key_id, signed.created, signed.nonce)


def test_request_of_years_ago_still_says_who_sent_it() -> None:
    made = Request("GET", "http://centre/v1/catalogue", {}, b"")
    old = NOW - dt.timedelta(days=4_000)
    sign_request(made, key=TERMINAL, key_id="T1", nonce="n", created=old)
    assert old == verify_request(made, TERMINALS).created


def method(made: Request) -> None:
    made.method = "PUT"


def path(made: Request) -> None:
    made.url = "http://centre/v1/orders?a=b"


def query(made: Request) -> None:
    made.url = "http://centre/v1/items?a=c"


def body(made: Request) -> None:
    made.body = b"other"


def no_signature(made: Request) -> None:
    del made.headers["Signature"]


def no_digest(made: Request) -> None:
    del made.headers["Content-Digest"]


@pytest.mark.parametrize("change", [method, path, query, body, no_signature, no_digest])
def test_changed_request_is_refused(change: Callable[[Request], None]) -> None:
    made = request()
    change(made)
    with pytest.raises(WireError):
        verify_request(made, TERMINALS)


def test_stranger_is_refused() -> None:
    with pytest.raises(WireError):
        verify_request(request(), {})
    with pytest.raises(WireError):
        verify_request(request(), {"T1": CENTRE.public_key()})


def test_answer_belongs_to_its_request_alone() -> None:
    first, second = request("n1"), request("n2")
    made = answer(first)
    assert "sign-1" == verify_answer(made, CENTRES).key_id
    with pytest.raises(WireError):
        verify_answer(Answer(200, made.headers, made.body, second), CENTRES)


def test_answer_with_another_status_or_body_is_refused() -> None:
    first = request()
    made = answer(first)
    for status, content in ((403, b"{}"), (200, b"[]")):
        with pytest.raises(WireError):
            verify_answer(Answer(status, made.headers, content, first), CENTRES)


def test_signature_of_a_request_is_no_signature_of_an_answer() -> None:
    first = request()
    with pytest.raises(WireError):
        verify_answer(Answer(200, dict(first.headers), b"body", first), TERMINALS)
