"""A wallet's code from the scanner's wire, through driver, steps and the signed wire, to the centre."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from central.residents import identity_of
from devices.config import DevicesConfig, ScannerSerial
from kiosk.bootstrap import open_ports, open_queue
from kiosk.clock import SystemClock
from kiosk.config import Config
from kiosk.domain.fact import OrderOpened, PaymentSeen, Submitted
from kiosk.domain.payment import PaymentSettled, PaymentUnknown
from kiosk.domain.scanned import Code, PayerCode
from kiosk.domain.session import Session
from kiosk.domain.submission import ItemState
from kiosk.domain.trouble import CHARGE_REFUSED, CODE_USED, Trouble
from kiosk.flow import StepName
from kiosk.steps import charge as step
from kiosk.steps import pay
from kiosk.steps.charge import charge
from kiosk.steps.ports import Ports, new_item_id
from kiosk.steps.scan import wait_for_code
from offline_queue.journal import Act, SqliteJournal
from sim.code_scanner import SimulatedSerialScanner
from tests.e2e.people import settle
from tests.e2e.place import Place, open_place
from tests.e2e.test_pull_the_plug import FINE
from tests.e2e.visitor import Visitor

LONG_S = 30.0


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with open_place(tmp_path_factory.mktemp("place")) as place:
        yield place


class Till:
    """One terminal with a scanner, and a resident who owes a fine."""

    def __init__(self, place: Place, folder: Path, config: Config, ports: Ports) -> None:
        self.place = place
        self.config = config
        self.ports = ports
        self.scanner = SimulatedSerialScanner(folder / "scanner", 115_200)
        self.cancel = threading.Event()

    def at_payment(self) -> Session:
        """Return a visit whose order is open."""
        person = identity_of(settle(self.place, (("traffic.violation", FINE),)).card)
        visitor = Visitor(self.ports, self.place.door)
        session = visitor.visit(person, "traffic-fine-payment", {}, until=StepName.PAY)
        outcome = pay.open_order(self.ports, session, new_item_id(self.ports.clock))
        assert isinstance(outcome, OrderOpened)
        return msgspec.structs.replace(session, order=outcome.order, submission=outcome.submission)

    def scanned(self, payload: bytes) -> PayerCode:
        """Return what is read while a code is laid before the scanner, again and again."""
        scanner = self.ports.code_scanner
        assert scanner is not None
        with ThreadPoolExecutor(1) as thread:
            reading = thread.submit(lambda: wait_for_code(self.ports, scanner, threading.Event()))
            while not reading.done():
                self.scanner.scan(payload)
                time.sleep(0.3)
            code: Code | object = reading.result()
        assert isinstance(code, PayerCode)
        return code

    def mood(self, mood: str) -> None:
        self.place.door.post("/wallet", {"mood": mood})

    def charge(self, session: Session, payload: bytes) -> PaymentSeen | Trouble:
        return charge(self.ports, session, self.scanned(payload), self.cancel)

    def acts(self) -> list[Act]:
        with open_queue(self.config) as database:
            return list(SqliteJournal(database, SystemClock()).acts())


@pytest.fixture
def till(place: Place, tmp_path: Path) -> Iterator[Till]:
    devices = DevicesConfig(code_scanner=ScannerSerial(port=str(tmp_path / "scanner"), baud=115_200))
    config = place.enrolled(tmp_path, devices)
    # Receipt numbers are leased by sync; a slip number will do here.
    with open_ports(config) as ports:
        till = Till(place, tmp_path, config, ports)
        yield till
        till.mood("pays")
        till.scanner.close()


def fresh(serial: int) -> bytes:
    return f"13{serial:016d}".encode()


def test_scanned_code_pays_and_lets_the_row_go(till: Till) -> None:
    session = till.at_payment()
    seen = till.charge(session, fresh(1))
    assert isinstance(seen, PaymentSeen)
    assert isinstance(seen.payment, PaymentSettled)
    assert "微信支付" == seen.payment.wallet
    paid = pay.after_payment(till.ports, msgspec.structs.replace(session, payment=seen.payment))
    assert isinstance(paid, Submitted)
    assert paid.submission.state is not ItemState.AWAITING_PAYMENT
    acts = till.acts()
    assert [("pay", "settled"), ("charge", "settled")] == [(act.kind, act.outcome) for act in acts]
    assert fresh(1).decode() not in repr([msgspec.to_builtins(act) for act in acts])


def test_refused_and_used_codes_take_nothing_and_a_fresh_one_pays(till: Till) -> None:
    session = till.at_payment()
    till.mood("refuses")
    assert CHARGE_REFUSED == till.charge(session, fresh(2))
    till.mood("pays")
    assert isinstance(till.charge(session, fresh(3)), PaymentSeen)
    assert CODE_USED == till.charge(till.at_payment(), fresh(3))


def test_password_that_is_typed_in_time_pays(till: Till) -> None:
    session = till.at_payment()
    assert session.order is not None
    till.mood("asks")
    code = till.scanned(fresh(4))
    with ThreadPoolExecutor(1) as thread:
        charging = thread.submit(lambda: charge(till.ports, session, code, till.cancel))
        while not any(line["charging"] for line in till.place.door.get("/orders")):
            time.sleep(0.05)
        till.place.door.post("/pay", {"code": session.order.code})
        seen = charging.result(LONG_S)
    assert isinstance(seen, PaymentSeen)
    assert isinstance(seen.payment, PaymentSettled)


def test_wallet_that_stays_silent_is_unknown_and_its_money_found_later(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step, "UNDECIDED_S", 0.2)
    monkeypatch.setattr(step, "ASK_AGAIN_S", 0.05)
    monkeypatch.setattr(pay, "ORDER_PATIENCE_S", 0.2)
    monkeypatch.setattr(step, "STATUS_WAIT_S", 0.1)
    session = till.at_payment()
    assert session.order is not None
    till.mood("hangs")
    seen = till.charge(session, fresh(5))
    assert PaymentSeen(PaymentUnknown(session.order.number)) == seen
    till.place.door.post("/pay", {"code": session.order.code})
    assert isinstance(pay.close_order(till.ports, session.order.number), PaymentSettled)
