"""Orders: the amount by the centre's own books, one live order a bill, never paid twice."""

from __future__ import annotations

import secrets
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import msgspec
import pytest

from central.residents import identity_of
from kiosk.domain.ids import ItemId, MatterCode
from kiosk.domain.payment import PaymentClosed, PaymentSettled, PaymentStatus, PaymentWaiting
from kiosk.wire.envelope import Header, ItemKind, decode_item
from kiosk.wire.messages import ChargeRequest, OrderAnswer, OrderRequest, OrderState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from central.residents import Resident
    from tests.integration.central.conftest import Platform, Reply, Terminal

MATTER = "traffic-fine-payment"
FINE = {
    "decision": "D1",
    "act": "违法停车",
    "at": "2026-01-05",
    "place": "示范路",
    "plate": "浙A00001",
    "points": 0,
    "due": "2099-12-31",
    "amount_fen": 15000,
    "status": "unpaid",
}


@pytest.fixture
def driver(platform: Platform) -> Resident:
    return platform.add("wang-xiaoming", (("traffic.violation", FINE),))


def order(terminal: Terminal, driver: Resident, *, item: str = "item", amount: int = 15000) -> OrderRequest:
    return OrderRequest(
        number=f"K{secrets.token_hex(12).upper()}",
        item=ItemId(item),
        matter=MatterCode(terminal.platform.matter(MATTER).code),
        catalogue=terminal.platform.catalogue.version,
        person=identity_of(driver.card),
        answers=terminal.answers({"violation": driver.records[0].id}),
        amount_fen=amount,
    )


def opened(terminal: Terminal, request: OrderRequest) -> OrderAnswer:
    return terminal.say("/v1/orders", request, OrderAnswer)


def refused(terminal: Terminal, request: OrderRequest) -> tuple[int, str]:
    reply = terminal.ask("POST", "/v1/orders", msgspec.json.encode(request))
    return reply.status, reply.error().code


def test_order_opens_with_a_code_and_again_the_same(terminal: Terminal, driver: Resident) -> None:
    request = order(terminal, driver)
    first = opened(terminal, request)
    assert first == opened(terminal, request)
    assert (15000, "区财政局（非税收入）") == (first.amount_fen, first.payee)
    assert first.code.endswith(f"/pay/{request.number}")
    assert "¥ 150.00" in terminal.platform.send("GET", f"/pay/{request.number}").body.decode()


def test_amount_that_differs_is_refused(terminal: Terminal, driver: Resident) -> None:
    assert (422, "amount") == refused(terminal, order(terminal, driver, amount=100))


def test_a_fine_that_is_late_costs_what_the_centre_works_out(platform: Platform, terminal: Terminal) -> None:
    """Three of a hundred a day, at most as much again: by now the whole."""
    late = platform.add("wang-xiaoming", (("traffic.violation", {**FINE, "due": "2020-01-31"}),))
    assert (422, "amount") == refused(terminal, order(terminal, late, amount=15000))
    assert (422, "amount") == refused(terminal, order(terminal, late, amount=30001))
    assert 30000 == opened(terminal, order(terminal, late, amount=30000)).amount_fen


def test_second_order_for_the_same_bill_is_refused_while_the_first_lives(
    terminal: Terminal, driver: Resident
) -> None:
    first = order(terminal, driver)
    opened(terminal, first)
    assert (409, "order_live") == refused(terminal, order(terminal, driver))
    terminal.say(f"/v1/orders/{first.number}/close", None, OrderState)
    opened(terminal, order(terminal, driver))


def test_number_serves_one_order(terminal: Terminal, driver: Resident) -> None:
    request = order(terminal, driver)
    opened(terminal, request)
    assert (409, "order_number") == refused(terminal, msgspec.structs.replace(request, item=ItemId("other")))


def test_bill_of_somebody_else_is_refused(
    terminal: Terminal, driver: Resident, people: dict[str, Resident]
) -> None:
    stranger = identity_of(people["liu-fang"].card)
    request = msgspec.structs.replace(order(terminal, driver), person=stranger)
    assert (422, "bill_gone") == refused(terminal, request)


def test_waiting_ends_when_the_wallet_pays(terminal: Terminal, driver: Resident) -> None:
    request = order(terminal, driver)
    code = opened(terminal, request).code
    assert PaymentWaiting(request.number) == terminal.get(f"/v1/orders/{request.number}", OrderState).status
    asked = threading.Event()

    def pay() -> None:
        asked.wait()
        time.sleep(0.2)
        terminal.platform.bench("POST", "/pay", {"code": code})

    with ThreadPoolExecutor(1) as wallet:
        paid = wallet.submit(pay)
        asked.set()
        status = terminal.get(f"/v1/orders/{request.number}?wait=15", OrderState).status
        paid.result()
    assert isinstance(status, PaymentSettled)
    assert (15000, request.number) == (status.amount_fen, status.order)
    assert status == terminal.say(f"/v1/orders/{request.number}/close", None, OrderState).status
    assert "order_decided" == terminal.platform.bench("POST", "/pay", {"code": code})["code"]
    assert (409, "bill_paid") == refused(terminal, order(terminal, driver))


def test_closed_order_takes_no_money(terminal: Terminal, driver: Resident) -> None:
    request = order(terminal, driver)
    code = opened(terminal, request).code
    closed = terminal.say(f"/v1/orders/{request.number}/close", None, OrderState).status
    assert PaymentClosed(request.number) == closed
    assert "order_decided" == terminal.platform.bench("POST", "/pay", {"code": code})["code"]


def test_many_wallets_pay_once(terminal: Terminal, driver: Resident) -> None:
    code = opened(terminal, order(terminal, driver)).code
    with ThreadPoolExecutor(6) as wallets:
        answers = list(
            wallets.map(lambda _: terminal.platform.bench("POST", "/pay", {"code": code}), range(6))
        )
    assert 1 == sum("status" in answer for answer in answers)
    assert 5 == sum(answer.get("code") == "order_decided" for answer in answers)


@pytest.fixture(autouse=True)
def willing(platform: Platform) -> Iterator[None]:
    yield
    platform.bench("POST", "/wallet", {"mood": "pays"})


def payer() -> str:
    return f"13{secrets.randbelow(10**16):016d}"


def charge(terminal: Terminal, number: str, code: str) -> Reply:
    return terminal.ask("POST", f"/v1/orders/{number}/charge", msgspec.json.encode(ChargeRequest(code=code)))


def state(reply: Reply) -> PaymentStatus:
    assert 200 == reply.status, reply.body
    return msgspec.json.decode(reply.body, type=OrderState).status


def error(reply: Reply) -> tuple[int, str]:
    assert reply.signed
    return reply.status, reply.error().code


def close(terminal: Terminal, number: str) -> Reply:
    return terminal.ask("POST", f"/v1/orders/{number}/close", b"{}")


def open_one(terminal: Terminal, driver: Resident) -> str:
    return opened(terminal, order(terminal, driver)).number


def test_payers_code_is_charged_once_however_often_it_is_sent(terminal: Terminal, driver: Resident) -> None:
    number, code = open_one(terminal, driver), payer()
    paid = state(charge(terminal, number, code))
    assert isinstance(paid, PaymentSettled)
    assert (15000, "微信支付") == (paid.amount_fen, paid.wallet)
    assert paid == state(charge(terminal, number, code))
    assert paid == state(charge(terminal, number, payer()))


def test_used_code_pays_no_other_order(platform: Platform, terminal: Terminal, driver: Resident) -> None:
    number, code = open_one(terminal, driver), payer()
    charge(terminal, number, code)
    other = platform.add("zhao-jianguo", (("traffic.violation", FINE | {"decision": "D2"}),))
    second = open_one(terminal, other)
    assert (422, "code_used") == error(charge(terminal, second, code))
    assert PaymentWaiting(second) == terminal.get(f"/v1/orders/{second}", OrderState).status


@pytest.mark.parametrize("code", ["", "16" + "1" * 16, "https://evil.example/", "x" * 5000])
def test_what_is_no_payers_code_is_refused(terminal: Terminal, driver: Resident, code: str) -> None:
    assert (422, "code_unknown") == error(charge(terminal, open_one(terminal, driver), code))


def test_password_is_waited_for_and_no_other_code_taken_meanwhile(
    terminal: Terminal, driver: Resident
) -> None:
    terminal.platform.bench("POST", "/wallet", {"mood": "asks"})
    opened_order = opened(terminal, order(terminal, driver))
    number, code = opened_order.number, payer()
    assert PaymentWaiting(number) == state(charge(terminal, number, code))
    assert PaymentWaiting(number) == state(charge(terminal, number, code))
    assert (409, "charge_open") == error(charge(terminal, number, payer()))
    terminal.platform.bench("POST", "/pay", {"code": opened_order.code})
    assert isinstance(state(charge(terminal, number, code)), PaymentSettled)


def test_refused_charge_leaves_the_order_open_for_another_code(terminal: Terminal, driver: Resident) -> None:
    terminal.platform.bench("POST", "/wallet", {"mood": "refuses"})
    number, code = open_one(terminal, driver), payer()
    assert (422, "charge_refused") == error(charge(terminal, number, code))
    terminal.platform.bench("POST", "/wallet", {"mood": "pays"})
    assert (422, "charge_refused") == error(charge(terminal, number, code))
    assert isinstance(state(charge(terminal, number, payer())), PaymentSettled)


def test_silent_wallet_is_unknown_until_it_speaks_and_young_charges_are_not_taken_back(
    terminal: Terminal, driver: Resident
) -> None:
    terminal.platform.bench("POST", "/wallet", {"mood": "hangs"})
    number, code = open_one(terminal, driver), payer()
    silent = charge(terminal, number, code)
    assert (503, "wallet_silent") == error(silent)
    assert "5" == {name.lower(): value for name, value in silent.headers.items()}["retry-after"]
    assert PaymentWaiting(number) == state(charge(terminal, number, code))
    assert (503, "wallet_silent") == error(close(terminal, number))
    assert PaymentWaiting(number) == terminal.get(f"/v1/orders/{number}", OrderState).status


def test_code_for_an_order_that_is_closed_takes_nothing(terminal: Terminal, driver: Resident) -> None:
    number = open_one(terminal, driver)
    close(terminal, number)
    assert PaymentClosed(number) == state(charge(terminal, number, payer()))


def test_many_codes_at_once_pay_once(terminal: Terminal, driver: Resident) -> None:
    number = open_one(terminal, driver)
    with ThreadPoolExecutor(6) as hands:
        paid = {state(reply) for reply in hands.map(lambda _: charge(terminal, number, payer()), range(6))}
    assert 1 == len(paid)


def test_order_of_another_terminal_is_not_charged(
    platform: Platform, terminal: Terminal, driver: Resident
) -> None:
    number = open_one(terminal, driver)
    assert (404, "order_unknown") == error(charge(platform.enrol(), number, payer()))


def test_order_of_another_terminal_stays_hidden(
    platform: Platform, terminal: Terminal, driver: Resident
) -> None:
    request = order(terminal, driver)
    opened(terminal, request)
    assert 404 == platform.enrol().ask("GET", f"/v1/orders/{request.number}").status


def test_paid_submission_is_accepted_and_the_fine_is_paid(terminal: Terminal, driver: Resident) -> None:
    header = terminal.header(matter=terminal.platform.matter(MATTER).code)
    request = order(terminal, driver, item=header.id)
    code = opened(terminal, request).code
    body = terminal.body(
        MATTER, driver, {"violation": driver.records[0].id}, order=request.number, amount_fen=15000
    )
    item = terminal.seal(header, body)
    terminal.platform.bench("POST", "/pay", {"code": code})
    status = terminal.get(f"/v1/orders/{request.number}", OrderState).status
    told = terminal.seal(terminal.header(kind=ItemKind.PAYMENT, about=header.id), status)
    verdicts = terminal.hand_over(item, told).verdicts
    assert [200, 200] == [verdict.status for verdict in verdicts]
    assert verdicts[0].acceptance_number is not None
    assert () == terminal.rows(MATTER, "unpaid", identity_of(driver.card))


def test_unpaid_submission_goes_to_the_desk(terminal: Terminal, driver: Resident) -> None:
    header = terminal.header(matter=terminal.platform.matter(MATTER).code)
    request = order(terminal, driver, item=header.id)
    opened(terminal, request)
    body = terminal.body(
        MATTER, driver, {"violation": driver.records[0].id}, order=request.number, amount_fen=15000
    )
    verdict = terminal.hand_over(terminal.seal(header, body)).verdicts[0]
    assert (422, "unpaid") == (verdict.status, verdict.code)


def test_payment_that_the_centre_knows_otherwise_goes_to_the_desk(
    terminal: Terminal, driver: Resident
) -> None:
    header = terminal.header(matter=terminal.platform.matter(MATTER).code)
    request = order(terminal, driver, item=header.id)
    code = opened(terminal, request).code
    terminal.platform.bench("POST", "/pay", {"code": code})
    about = header.id
    terminal.seq -= 1
    told = terminal.seal(terminal.header(kind=ItemKind.PAYMENT, about=about), PaymentClosed(request.number))
    assert about == msgspec.msgpack.decode(decode_item(told).header, type=Header).about
    assert "payment_differs" == terminal.hand_over(told).verdicts[0].code


@pytest.mark.parametrize("code", ["https://example.invalid/other", "nonsense", "/pay/NOSUCHORDER"])
def test_wallet_that_scans_something_else_is_told(platform: Platform, code: str) -> None:
    assert platform.bench("POST", "/pay", {"code": code})["code"] in {"code", "order_unknown"}
