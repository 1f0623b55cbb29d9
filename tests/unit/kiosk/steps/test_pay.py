"""Money: nothing is asked for before the row is safe, nobody pays twice, and the unknown is called so."""

import datetime as dt
import threading

import msgspec
import pytest

from kiosk.domain.fact import CannotFinish, OrderOpened, PaymentSeen, Submitted
from kiosk.domain.payment import (
    Order,
    PaymentClosed,
    PaymentSettled,
    PaymentStatus,
    PaymentUnknown,
    PaymentWaiting,
)
from kiosk.domain.reach import Refused
from kiosk.domain.session import Session
from kiosk.domain.submission import ItemState
from kiosk.domain.text import Text
from kiosk.domain.trouble import CANNOT_KEEP, NETWORK, NOT_PAID, PAYMENT_UNKNOWN
from kiosk.errors import KioskError
from kiosk.flow import StepName, current
from kiosk.ports import ActKind
from kiosk.steps.pay import after_payment, open_order, order_number, watch_payment
from kiosk.wire.messages import OrderRequest
from tests.unit.kiosk.steps.memory import BUSY, CUT, DISK, ITEM, NO, Terminal, paying, settled

NUMBER = order_number(ITEM)
PATIENCE_S = 40.0


def opened(terminal: Terminal) -> Session:
    outcome = open_order(terminal.ports, paying(), ITEM)
    assert isinstance(outcome, OrderOpened)
    return msgspec.structs.replace(paying(), order=outcome.order, submission=outcome.submission)


def watched(terminal: Terminal, *, given_up: bool = False) -> PaymentStatus:
    session, cancel = opened(terminal), threading.Event()
    if given_up:
        cancel.set()
    return watch_payment(terminal.ports, session, cancel, threading.Event()).payment


def paid(terminal: Terminal, payment: PaymentStatus) -> Submitted | CannotFinish:
    session = msgspec.structs.replace(opened(terminal), payment=payment)
    return after_payment(terminal.ports, session)


def why(fact: object) -> Text:
    assert isinstance(fact, CannotFinish)
    assert fact.ended.slip
    return fact.ended.reason


def test_row_and_intent_are_on_disk_before_the_cashier_is_asked(terminal: Terminal) -> None:
    opened(terminal)
    assert ["put awaiting_payment", "begin pay", "open order"] == terminal.events


def test_intent_names_the_order_and_no_person(terminal: Terminal) -> None:
    opened(terminal)
    assert (ActKind.PAY, ITEM, NUMBER) in terminal.asked


def test_order_number_is_the_items_own_so_that_asking_again_opens_no_second(terminal: Terminal) -> None:
    opened(terminal)
    opened(terminal)
    requests = [asked for asked in terminal.asked if isinstance(asked, OrderRequest)]
    assert [NUMBER, NUMBER] == [request.number for request in requests]
    assert 32 >= len(NUMBER)
    assert NUMBER.isalnum()


@pytest.mark.parametrize("event", ["put awaiting_payment", "begin pay"])
def test_nothing_is_asked_for_when_row_or_intent_can_not_be_kept(terminal: Terminal, event: str) -> None:
    terminal.says[event] = DISK
    assert CANNOT_KEEP.text == why(open_order(terminal.ports, paying(), ITEM))
    assert [] == terminal.order_of("open order")


@pytest.mark.parametrize(("answer", "said"), [(CUT, NETWORK.text.zh), (NO, "not_eligible")])
def test_order_that_is_not_opened_buries_the_row(terminal: Terminal, answer: object, said: str) -> None:
    terminal.says["open order"] = answer
    assert said in why(open_order(terminal.ports, paying(), ITEM)).zh
    assert ItemState.CANCELLED is terminal.rows[ITEM].state
    assert ["end no_code", "pay closed"] == terminal.events[-2:]


def test_disk_that_fails_after_a_refusal_still_ends_with_a_sentence(terminal: Terminal) -> None:
    terminal.says |= {"open order": CUT, "pay closed": DISK}
    assert NETWORK.text == why(open_order(terminal.ports, paying(), ITEM))


def test_act_stays_open_while_a_code_can_be_paid(terminal: Terminal) -> None:
    opened(terminal)
    assert [] == terminal.answers


def test_payment_is_waited_for_until_it_is_settled(terminal: Terminal) -> None:
    terminal.says["ask order"] = [PaymentWaiting(NUMBER), PaymentUnknown(NUMBER), settled(NUMBER)]
    assert settled(NUMBER) == watched(terminal)
    assert [] == terminal.order_of("close order")


def test_order_closed_elsewhere_is_believed(terminal: Terminal) -> None:
    terminal.says["ask order"] = PaymentClosed(NUMBER)
    assert PaymentClosed(NUMBER) == watched(terminal)


def test_order_is_closed_when_it_expires(terminal: Terminal) -> None:
    terminal.clock.each_look_s = 30
    assert PaymentClosed(NUMBER) == watched(terminal)
    assert "close order" == terminal.events[-1]


@pytest.mark.parametrize("ahead", [dt.timedelta(days=365), dt.timedelta(days=-365)])
def test_a_wrong_clock_neither_ends_an_order_at_once_nor_keeps_it_for_ever(
    terminal: Terminal, ahead: dt.timedelta
) -> None:
    terminal.says["ask order"] = [PaymentWaiting(NUMBER)] * 10 + [settled(NUMBER)]
    session = opened(terminal)
    assert session.order is not None
    order = msgspec.structs.replace(session.order, expires_at=session.order.expires_at - ahead)
    session = msgspec.structs.replace(session, order=order)
    assert (
        settled(NUMBER)
        == watch_payment(terminal.ports, session, threading.Event(), threading.Event()).payment
    )
    terminal.says["ask order"] = PaymentWaiting(NUMBER)
    assert (
        PaymentClosed(NUMBER)
        == watch_payment(terminal.ports, session, threading.Event(), threading.Event()).payment
    )


def test_order_is_closed_when_the_resident_gives_up(terminal: Terminal) -> None:
    assert PaymentClosed(NUMBER) == watched(terminal, given_up=True)
    assert [] == terminal.order_of("ask order")


def test_payment_that_came_as_the_resident_gave_up_counts(terminal: Terminal) -> None:
    terminal.says["close order"] = settled(NUMBER)
    assert settled(NUMBER) == watched(terminal, given_up=True)


@pytest.mark.parametrize("silence", [CUT, BUSY, NO])
def test_silence_while_waiting_is_asked_through(terminal: Terminal, silence: object) -> None:
    terminal.says["ask order"] = [silence, settled(NUMBER)]
    assert settled(NUMBER) == watched(terminal)


@pytest.mark.parametrize("answer", [CUT, NO, Refused("order_unknown", "", 404)])
def test_order_that_nobody_can_be_asked_about_is_unknown_never_guessed(
    terminal: Terminal, answer: object
) -> None:
    terminal.says["close order"] = answer
    assert PaymentUnknown(NUMBER) == watched(terminal, given_up=True)
    assert ["close order"] == terminal.order_of("close order")


def test_busy_centre_is_asked_again_but_not_for_ever(terminal: Terminal) -> None:
    terminal.clock.each_look_s = PATIENCE_S / 3
    terminal.says["close order"] = BUSY
    assert PaymentUnknown(NUMBER) == watched(terminal, given_up=True)
    assert 2 <= len(terminal.order_of("close order")) <= 4


def test_payment_that_came_lets_the_row_go(terminal: Terminal) -> None:
    outcome = paid(terminal, settled(NUMBER))
    assert isinstance(outcome, Submitted)
    assert ItemState.PENDING is outcome.submission.state
    assert ["pay settled", "ring"] == terminal.order_of("pay settled", "ring")


def test_order_closed_unpaid_buries_the_row_and_says_nothing_was_charged(terminal: Terminal) -> None:
    assert NOT_PAID.text == why(paid(terminal, PaymentClosed(NUMBER)))
    assert ItemState.CANCELLED is terminal.rows[ITEM].state


def test_unknown_payment_keeps_the_row_for_the_sync_process_to_find_out(terminal: Terminal) -> None:
    assert PAYMENT_UNKNOWN.text == why(paid(terminal, PaymentUnknown(NUMBER)))
    assert ItemState.AWAITING_PAYMENT is terminal.rows[ITEM].state
    assert 1 == len(terminal.order_of("open order"))


def test_disk_that_fails_after_the_money_came_charges_nobody_for_nothing(terminal: Terminal) -> None:
    terminal.says["pay settled"] = DISK
    outcome = paid(terminal, settled(NUMBER))
    assert isinstance(outcome, Submitted)
    session = msgspec.structs.replace(paying(), payment=settled(NUMBER), submission=outcome.submission)
    assert StepName.RECEIPT is current(session)
    assert ItemState.AWAITING_PAYMENT is terminal.rows[ITEM].state


@pytest.mark.parametrize(
    ("payment", "said"), [(PaymentClosed(NUMBER), NOT_PAID), (PaymentUnknown(NUMBER), PAYMENT_UNKNOWN)]
)
def test_disk_that_fails_without_money_still_ends_with_a_sentence(
    terminal: Terminal, payment: PaymentStatus, said: object
) -> None:
    terminal.says |= {"pay closed": DISK, "pay unknown": DISK}
    assert getattr(said, "text", None) == why(paid(terminal, payment))


def test_nothing_is_watched_or_settled_without_an_order(terminal: Terminal) -> None:
    with pytest.raises(KioskError, match="no order is open"):
        watch_payment(terminal.ports, paying(), threading.Event(), threading.Event())
    with pytest.raises(KioskError, match="no payment was seen"):
        after_payment(terminal.ports, paying())


def test_what_is_shown_is_what_the_centre_said(terminal: Terminal) -> None:
    order = opened(terminal).order
    assert isinstance(order, Order)
    assert (20000, f"https://c.example/pay/{NUMBER}") == (order.amount_fen, order.code)
    assert isinstance(settled(order.number), PaymentSettled)
    assert PaymentSeen(settled(NUMBER)).payment == settled(NUMBER)
