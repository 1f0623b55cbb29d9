"""A terminal that is made to be killed between 'code shown', 'paid', 'settled' and 'submitted'."""

import threading
from collections.abc import Sequence
from pathlib import Path

import msgspec

from kiosk.bootstrap import open_ports
from kiosk.config import load
from kiosk.domain.fact import OrderOpened, PaymentSeen, apply
from kiosk.domain.identity import Identity
from kiosk.domain.scanned import PayerCode, Wallet
from kiosk.flow import StepName
from kiosk.steps.charge import charge
from kiosk.steps.pay import after_payment, open_order, watch_payment
from kiosk.steps.ports import Ports, new_item_id
from kiosk.sync_process import open_sync
from sim.centre_door import CentreDoor
from tests.e2e.visitor import Visitor
from tests.e2e.visits import RungSync, say

BEGINS = "begins"
MATTER = "traffic-fine-payment"


def pay(ports: Ports, door: CentreDoor, person: Identity, payer_code: str) -> None:
    """Go to the payment, say so, and pay: by the code shown, or by a payer's code when there is one."""
    session = Visitor(ports, door).visit(person, MATTER, {}, until=StepName.PAY)
    say(BEGINS, None)
    opened = open_order(ports, session, new_item_id(ports.clock))
    assert isinstance(opened, OrderOpened), opened
    say("shown", opened.order.code)
    session = apply(session, opened)
    if payer_code:
        seen = charge(ports, session, PayerCode(Wallet.WECHAT, payer_code), threading.Event())
    else:
        door.post("/pay", {"code": opened.order.code})
        say("paid", opened.order.number)
        seen = watch_payment(ports, session, threading.Event(), threading.Event())
    assert isinstance(seen, PaymentSeen), seen
    say("settled", opened.order.number)
    after_payment(ports, apply(session, seen))
    say("submitted", opened.order.number)


def main(arguments: Sequence[str]) -> None:
    """Make the visit."""
    config_file, address, people, payer_code = arguments
    config = load(Path(config_file))
    (person,) = msgspec.json.decode(Path(people).read_bytes(), type=tuple[Identity, ...])
    with open_sync(config) as sync, open_ports(config) as ports:
        sync.run_once()
        door = CentreDoor(address)
        pay(msgspec.structs.replace(ports, doorbell=RungSync(sync)), door, person, payer_code)
