import datetime as dt

import msgspec

from kiosk.clock import CentreClock
from kiosk.domain.case import CaseChange, CaseSupplement, OwnCase
from kiosk.domain.ids import CatalogueVersion, ItemId, MatterCode, ReceiptNumber, VisitId
from kiosk.domain.payment import PaymentWaiting
from kiosk.domain.reach import Unreachable
from kiosk.domain.scanned import PayerCode, Wallet
from kiosk.domain.text import Text
from kiosk.gateway.client import CentreClient
from kiosk.gateway.gateway import Gateway
from kiosk.wire.envelope import decode_batch
from kiosk.wire.messages import (
    CasesAnswer,
    CasesRequest,
    Heartbeat,
    HeartbeatAnswer,
    ItemsAnswer,
    ItemVerdict,
    NumberBlock,
    OrderState,
    PlatformKey,
    PortraitAnswer,
    PortraitRequest,
)
from kiosk.wire.own_key import OwnKey
from tests.unit.kiosk.domain.sample import PERSON
from tests.unit.kiosk.gateway.conftest import SmallCentre

BEAT = Heartbeat(
    epoch=1,
    head_seq=0,
    head_hash=bytes(32),
    unsent=0,
    oldest_unsent_s=0,
    quarantined=0,
    key="seal-1",
    version="0",
)
NAME = Text(zh="居住证签注", en="Residence permit")


def say(centre: SmallCentre, body: object) -> None:
    centre.says = lambda _: (200, msgspec.json.encode(body), {})


def test_items_travel_as_they_lie_on_the_disk(centre: SmallCentre, client: CentreClient) -> None:
    answer = ItemsAnswer(
        verdicts=(ItemVerdict(id=ItemId("a"), status=200),), settled_seq=1, time=centre.clock.time
    )
    say(centre, answer)
    assert answer == Gateway(client).items((b"one", b"two"))
    request, _ = centre.seen[0]
    assert "application/msgpack" == request.headers["content-type"]
    assert (b"one", b"two") == decode_batch(request.body)


def test_order_is_asked_about_with_the_time_the_centre_may_wait(
    centre: SmallCentre, client: CentreClient
) -> None:
    say(centre, OrderState(status=PaymentWaiting("K/1")))
    assert PaymentWaiting("K/1") == Gateway(client).status("K/1", wait_s=2.0)
    request, _ = centre.seen[0]
    assert "GET http://centre/v1/orders/K%2F1?wait=2" == f"{request.method} {request.url}"


def test_payers_code_travels_in_the_body_alone(centre: SmallCentre, client: CentreClient) -> None:
    say(centre, OrderState(status=PaymentWaiting("K1")))
    code = PayerCode(Wallet.WECHAT, "134567890123456789")
    assert PaymentWaiting("K1") == Gateway(client).charge("K1", code)
    request, _ = centre.seen[0]
    assert "POST http://centre/v1/orders/K1/charge" == f"{request.method} {request.url}"
    assert {"code": code.digits} == msgspec.json.decode(request.body)


def test_block_of_numbers_is_leased(centre: SmallCentre, client: CentreClient) -> None:
    say(centre, NumberBlock(prefix="S26", first=1, last=200))
    assert NumberBlock(prefix="S26", first=1, last=200) == Gateway(client).lease_numbers()


def test_key_of_the_centre_that_is_known_by_now_is_believed_at_the_next_question(
    centre: SmallCentre,
) -> None:
    known = list[tuple[PlatformKey, ...]]([()])
    client = CentreClient(
        centre.url, "T1", lambda: OwnKey(centre.terminal_key), lambda: known[-1], CentreClock(centre.clock)
    )
    say(centre, HeartbeatAnswer(time=centre.clock.time, keys=centre.keys))
    assert isinstance(Gateway(client).heartbeat(BEAT), Unreachable)
    known.append(centre.keys)
    assert isinstance(Gateway(client).heartbeat(BEAT), HeartbeatAnswer)
    client.close()


def test_reference_photo_is_asked_for_with_the_consent(centre: SmallCentre, client: CentreClient) -> None:
    given = PortraitAnswer(reference="p1", jpeg=b"\xff\xd8\xff")
    say(centre, given)
    asked = PortraitRequest(
        visit=VisitId("v"),
        matter=MatterCode("m"),
        catalogue=CatalogueVersion("c"),
        person=PERSON,
        consent="1",
    )
    assert given == Gateway(client).portrait(asked)
    request, _ = centre.seen[0]
    assert "POST http://centre/v1/portraits" == f"{request.method} {request.url}"
    assert asked == msgspec.json.decode(request.body, type=PortraitRequest)


def test_own_cases_are_asked_for_with_the_card_and_the_consent(
    centre: SmallCentre, client: CentreClient
) -> None:
    change = CaseChange(at=centre.clock.time, state=CaseSupplement(NAME, dt.date(2026, 12, 5)))
    case = OwnCase(
        number=ReceiptNumber("N1"),
        matter=MatterCode("m"),
        name=NAME,
        handed_in_at=centre.clock.time,
        stands=change,
    )
    say(centre, CasesAnswer(cases=(case,)))
    asked = CasesRequest(visit=VisitId("v"), person=PERSON, consent="1")
    assert CasesAnswer(cases=(case,)) == Gateway(client).cases(asked)
    request, _ = centre.seen[0]
    assert "POST http://centre/v1/cases" == f"{request.method} {request.url}"
    assert asked == msgspec.json.decode(request.body, type=CasesRequest)
