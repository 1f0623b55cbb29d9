"""A payer's code: noted before it leaves, charged once, asked about, taken back, and never written down."""

import threading

import msgspec
import pytest

from kiosk.domain.fact import OrderOpened, PaymentSeen
from kiosk.domain.payment import PaymentClosed, PaymentStatus, PaymentUnknown, PaymentWaiting
from kiosk.domain.reach import Refused
from kiosk.domain.scanned import EIdCode, PayerCode, Reason, ReceiptCode, UnknownCode, Wallet
from kiosk.domain.scanner import NoScanner, Scanned, ScanOutcome, ScanTimeout
from kiosk.domain.session import Session
from kiosk.domain.trouble import CHARGE_REFUSED, CODE_USED, NOT_NOTED, WRONG_KIND, Trouble
from kiosk.errors import KioskError
from kiosk.ports import ActKind
from kiosk.steps import charge as step
from kiosk.steps.charge import charge
from kiosk.steps.pay import open_order, order_number
from kiosk.steps.scan import payers, wait_for_code
from tests.unit.kiosk.steps.memory import BUSY, CUT, DISK, ITEM, Terminal, paying, settled

NUMBER = order_number(ITEM)
CODE = PayerCode(Wallet.WECHAT, "134567890123456789")
ASKED = "ask order"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step, "ASK_AGAIN_S", 0.0)


def opened(terminal: Terminal) -> Session:
    outcome = open_order(terminal.ports, paying(), ITEM)
    assert isinstance(outcome, OrderOpened)
    terminal.events.clear()
    return msgspec.structs.replace(paying(), order=outcome.order, submission=outcome.submission)


def charged(terminal: Terminal, cancel: threading.Event | None = None) -> PaymentStatus | Trouble:
    outcome = charge(terminal.ports, opened(terminal), CODE, cancel or threading.Event())
    return outcome.payment if isinstance(outcome, PaymentSeen) else outcome


def test_intent_is_on_disk_before_the_code_leaves(terminal: Terminal) -> None:
    assert settled(NUMBER) == charged(terminal)
    assert ["begin charge", "charge"] == terminal.events
    assert (ActKind.CHARGE, ITEM, NUMBER) in terminal.asked


def test_code_is_in_nothing_that_is_written_down(terminal: Terminal) -> None:
    terminal.says["charge"] = Refused("charge_refused", CODE.digits, 422)
    charged(terminal)
    notes = [asked for asked in terminal.asked if not isinstance(asked, PayerCode)]
    assert CODE.digits not in repr((notes, terminal.marks, terminal.answers, terminal.events))


def test_nothing_leaves_when_the_intent_can_not_be_kept(terminal: Terminal) -> None:
    terminal.says["begin charge"] = DISK
    assert NOT_NOTED == charged(terminal)
    assert [] == terminal.order_of("charge")


def test_password_is_waited_for(terminal: Terminal) -> None:
    terminal.says |= {"charge": PaymentWaiting(NUMBER), ASKED: [PaymentWaiting(NUMBER), settled(NUMBER)]}
    assert settled(NUMBER) == charged(terminal)
    assert [] == terminal.order_of("close order")


@pytest.mark.parametrize(
    "silence", [CUT, BUSY, Refused("answer_unreadable", "", 500), Refused("charge_open", "", 409)]
)
def test_what_nobody_knows_is_asked_by_the_same_code(terminal: Terminal, silence: object) -> None:
    terminal.says["charge"] = [silence, silence, settled(NUMBER)]
    assert settled(NUMBER) == charged(terminal)
    assert ["charge"] * 3 == terminal.order_of("charge")
    assert [CODE] * 3 == [asked for asked in terminal.asked if isinstance(asked, PayerCode)]


@pytest.mark.parametrize(
    ("code", "trouble"),
    [("charge_refused", CHARGE_REFUSED), ("code_used", CODE_USED), ("code_unknown", CHARGE_REFUSED)],
)
def test_code_that_took_nothing_leaves_the_order_open(
    terminal: Terminal, code: str, trouble: Trouble
) -> None:
    terminal.says["charge"] = Refused(code, "", 422)
    assert trouble == charged(terminal)
    assert ["begin charge", "charge", "end refused"] == terminal.events


def test_disk_that_fails_behind_a_refusal_hides_it_not(terminal: Terminal) -> None:
    terminal.says |= {"charge": Refused("charge_refused", "", 422), "end refused": DISK}
    assert CHARGE_REFUSED == charged(terminal)


@pytest.mark.parametrize("undecided", [PaymentWaiting(NUMBER), CUT, BUSY])
@pytest.mark.parametrize("last", [PaymentClosed(NUMBER), settled(NUMBER)])
def test_what_stays_undecided_is_taken_back_and_the_answer_believed(
    terminal: Terminal, undecided: object, last: PaymentStatus
) -> None:
    terminal.says |= {"charge": undecided, "close order": last}
    terminal.clock.each_look_s = 10
    assert last == charged(terminal)
    assert 3 <= len(terminal.order_of("charge")) <= 5


def test_what_can_not_even_be_taken_back_is_unknown_never_guessed(terminal: Terminal) -> None:
    terminal.says |= {"charge": CUT, "close order": CUT}
    terminal.clock.each_look_s = 20
    assert PaymentUnknown(NUMBER) == charged(terminal)


def test_wallet_that_is_too_young_to_be_taken_back_is_asked_again(terminal: Terminal) -> None:
    terminal.says |= {"charge": PaymentWaiting(NUMBER), "close order": [BUSY, BUSY, PaymentClosed(NUMBER)]}
    terminal.clock.each_look_s = 10
    assert PaymentClosed(NUMBER) == charged(terminal)
    assert ["close order"] * 3 == terminal.order_of("close order")


def test_who_gives_up_has_the_charge_taken_back(terminal: Terminal) -> None:
    terminal.says["charge"] = PaymentWaiting(NUMBER)
    given_up = threading.Event()
    given_up.set()
    assert PaymentClosed(NUMBER) == charged(terminal, given_up)
    assert ["charge", ASKED, "close order"] == terminal.order_of("charge", ASKED, "close order")


def test_nothing_is_charged_without_an_order(terminal: Terminal) -> None:
    with pytest.raises(KioskError, match="no order is open"):
        charge(terminal.ports, paying(), CODE, threading.Event())


class Scanner:
    """A scanner that says one thing."""

    def __init__(self, says: ScanOutcome) -> None:
        self._says = says

    def wait(self, cancel: threading.Event, *, timeout_s: float) -> ScanOutcome:
        assert not cancel.is_set()
        assert timeout_s > 0
        return self._says


@pytest.mark.parametrize(
    ("says", "meant"),
    [
        (Scanned(b"134567890123456789"), CODE),
        (Scanned(b"https://c.example/r/" + b"T" * 100), ReceiptCode("T" * 100)),
        (Scanned(b"https://d.example/r/" + b"T" * 100), UnknownCode(Reason.LINK)),
        (NoScanner("gone"), NoScanner("gone")),
        (ScanTimeout(), ScanTimeout()),
    ],
)
def test_code_is_understood_where_it_was_read(terminal: Terminal, says: ScanOutcome, meant: object) -> None:
    assert meant == wait_for_code(terminal.ports, Scanner(says), threading.Event())


def test_only_a_payers_code_pays() -> None:
    assert CODE == payers(CODE)
    assert WRONG_KIND == payers(ReceiptCode("t"))
    assert WRONG_KIND == payers(EIdCode("e"))
    shop = payers(UnknownCode(Reason.SHOP))
    assert isinstance(shop, Trouble)
    assert "code_shop" == shop.code


def test_an_address_pays_nothing_and_the_way_to_pay_is_named() -> None:
    told = payers(UnknownCode(Reason.LINK))
    assert isinstance(told, Trouble)
    assert "code_link" == told.code
    assert "付款码" in told.text.zh
