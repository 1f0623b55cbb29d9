import datetime as dt
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.ids import CatalogueVersion
from kiosk.domain.reach import Cause, Refused, Unreachable
from kiosk.errors import ConfigurationError
from kiosk.gateway.client import CentreClient
from kiosk.gateway.question import Question, checked_url
from kiosk.wire.messages import CatalogueAnswer, ErrorBody
from tests.unit.kiosk.gateway.conftest import Fault, SmallCentre

CATALOGUE = b'{"version":"2026-03","closed":{}}'
ASK = Question(path="/v1/catalogue", deadline_s=5)
QUICK = Question(path="/v1/catalogue", deadline_s=0.3)


@pytest.fixture
def answering(centre: SmallCentre) -> SmallCentre:
    centre.says = lambda _: (200, CATALOGUE, {})
    return centre


@pytest.mark.usefixtures("answering")
def test_signed_answer_is_believed(client: CentreClient) -> None:
    assert CatalogueAnswer(version=CatalogueVersion("2026-03")) == client.ask(ASK, CatalogueAnswer)


def test_each_request_has_a_nonce_of_its_own(answering: SmallCentre, client: CentreClient) -> None:
    client.ask(ASK, CatalogueAnswer)
    client.ask(ASK, CatalogueAnswer)
    first, second = (signed for _, signed in answering.seen)
    assert "T1" == first.key_id
    assert answering.clock.time == first.created
    assert first.nonce != second.nonce


@pytest.mark.parametrize("fault", ["unsigned", "wrong_key", "altered", "html", "redirect", "huge"])
def test_whatever_the_centre_did_not_sign_is_a_portal(
    answering: SmallCentre, client: CentreClient, faults: type[Fault], fault: str
) -> None:
    answering.fault = faults(fault)
    seen = client.ask(ASK, CatalogueAnswer)
    assert isinstance(seen, Unreachable)
    assert Cause.PORTAL is seen.cause
    assert 1 == len(answering.seen)


@pytest.mark.parametrize("status", [200, 401, 403, 404, 413, 503])
def test_unsigned_status_means_nothing(
    centre: SmallCentre, client: CentreClient, faults: type[Fault], status: int
) -> None:
    centre.refuse(status, "any")
    centre.fault = faults.UNSIGNED
    seen = client.ask(ASK, CatalogueAnswer)
    assert isinstance(seen, Unreachable)
    assert Cause.PORTAL is seen.cause


def test_answer_to_another_request_is_not_believed(
    answering: SmallCentre, client: CentreClient, faults: type[Fault]
) -> None:
    assert isinstance(client.ask(ASK, CatalogueAnswer), CatalogueAnswer)
    answering.fault = faults.REPLAYED
    seen = client.ask(ASK, CatalogueAnswer)
    assert isinstance(seen, Unreachable)
    assert Cause.PORTAL is seen.cause


@pytest.mark.parametrize("fault", ["half", "reset"])
def test_answer_cut_short_is_no_answer(
    answering: SmallCentre, client: CentreClient, faults: type[Fault], fault: str
) -> None:
    answering.fault = faults(fault)
    seen = client.ask(ASK, CatalogueAnswer)
    assert isinstance(seen, Unreachable)
    assert seen.cause in (Cause.NO_ROUTE, Cause.PORTAL)


@pytest.mark.parametrize("fault", ["drip_body", "drip_headers", "silent"])
def test_deadline_holds_for_the_whole_request(
    answering: SmallCentre, client: CentreClient, faults: type[Fault], fault: str
) -> None:
    answering.fault = faults(fault)
    seen = client.ask(QUICK, CatalogueAnswer)
    assert isinstance(seen, Unreachable)
    assert Cause.TIMEOUT is seen.cause
    answering.fault = faults.NONE
    assert isinstance(client.ask(ASK, CatalogueAnswer), CatalogueAnswer)


def test_deadline_holds_on_a_connection_that_was_used_before(
    answering: SmallCentre, client: CentreClient, faults: type[Fault]
) -> None:
    client.ask(ASK, CatalogueAnswer)
    answering.fault = faults.DRIP_HEADERS
    seen = client.ask(QUICK, CatalogueAnswer)
    assert isinstance(seen, Unreachable)
    assert Cause.TIMEOUT is seen.cause


def test_nobody_there_is_no_route(answering: SmallCentre, client: CentreClient) -> None:
    answering.server.shutdown()
    answering.server.server_close()
    seen = client.ask(ASK, CatalogueAnswer)
    assert isinstance(seen, Unreachable)
    assert Cause.NO_ROUTE is seen.cause


@pytest.mark.parametrize("status", [401, 403])
def test_signed_401_and_403_say_not_enrolled(centre: SmallCentre, client: CentreClient, status: int) -> None:
    centre.refuse(status, "revoked")
    assert Unreachable(Cause.NOT_ENROLLED, "revoked: no") == client.ask(ASK, CatalogueAnswer)


@pytest.mark.parametrize("status", [408, 429, 500, 503])
def test_signed_busy_honours_retry_after(centre: SmallCentre, client: CentreClient, status: int) -> None:
    centre.refuse(status, "busy", retry_after="7")
    assert Unreachable(Cause.BUSY, f"status {status}, busy: no", 7.0) == client.ask(ASK, CatalogueAnswer)


def test_retry_after_as_a_date_is_left_alone(centre: SmallCentre, client: CentreClient) -> None:
    centre.refuse(503, "busy", retry_after="Mon, 02 Mar 2026 01:00:00 GMT")
    seen = client.ask(ASK, CatalogueAnswer)
    assert isinstance(seen, Unreachable)
    assert seen.retry_after_s is None


def test_signed_refusal_keeps_its_code(centre: SmallCentre, client: CentreClient) -> None:
    centre.refuse(404, "order_unknown")
    assert Refused("order_unknown", "no", 404) == client.ask(ASK, CatalogueAnswer)


def test_signed_answer_of_another_shape_is_a_refusal_not_a_crash(
    centre: SmallCentre, client: CentreClient
) -> None:
    centre.says = lambda _: (200, b'{"version":5}', {})
    seen = client.ask(ASK, CatalogueAnswer)
    assert isinstance(seen, Refused)
    assert "answer_unreadable" == seen.code


def test_offset_is_learned_from_signed_skew_and_tried_once(centre: SmallCentre, client: CentreClient) -> None:
    ahead = centre.clock.time + dt.timedelta(hours=3)
    skew = msgspec.json.encode(ErrorBody(code="skew", message="off", time=ahead))
    centre.says = lambda _: (200, CATALOGUE, {}) if centre.seen[-1][1].created == ahead else (400, skew, {})
    assert isinstance(client.ask(ASK, CatalogueAnswer), CatalogueAnswer)
    assert 2 == len(centre.seen)
    centre.clock.time -= dt.timedelta(days=3_000)
    assert isinstance(client.ask(ASK, CatalogueAnswer), CatalogueAnswer)
    assert 3 == len(centre.seen)


def test_skew_that_stays_is_refused_not_asked_forever(centre: SmallCentre, client: CentreClient) -> None:
    centre.refuse(400, "skew")
    assert Refused("skew", "no", 400) == client.ask(ASK, CatalogueAnswer)
    assert 2 == len(centre.seen)


@pytest.mark.usefixtures("answering")
def test_proxies_of_the_environment_are_ignored(
    client: CentreClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "")
    assert isinstance(client.ask(ASK, CatalogueAnswer), CatalogueAnswer)


@pytest.mark.parametrize(
    "url",
    [
        "http://centre.example",
        "http://10.0.0.1:8600",
        "https://centre.example",
        "ftp://localhost",
        "http://",
        "http://me@localhost",
    ],
)
def test_address_that_proves_nothing_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError):
        checked_url(url, None)


def test_https_needs_the_ca_file(tmp_path: Path) -> None:
    ca = tmp_path / "ca.pem"
    ca.write_text("")
    assert "https://centre.example" == checked_url("https://centre.example/", ca)
