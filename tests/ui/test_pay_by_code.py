"""Paying by the code of one's own wallet: what is scanned pays, is refused or is told for what it is."""

import ast
from pathlib import Path

import pytest
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from kiosk.domain.device import Absent, Role
from kiosk.domain.payment import PaymentClosed, PaymentSettled, PaymentWaiting
from kiosk.domain.reach import Refused
from kiosk.domain.session import Confirmation
from kiosk.flow import StepName
from tests.ui.memory import MORNING, Terminal
from tests.ui.stages import FINE, PICKED, Stage
from ui.conductor import Conductor
from ui.models.pay import PayModel
from ui.models.screens import Screens
from ui.pointer import Pointer

PAYER = b"134567890123456789"
SHOP = b"wxp://f2f0A1b2C3"
LONG_MS = 10_000
UI = Path(__file__).parents[2] / "ui"
SCREENS = tuple(path for path in UI.rglob("*.py") if "bench" not in path.parts)


@pytest.fixture(autouse=True)
def short_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    for step in ("pay", "charge"):
        monkeypatch.setattr(f"kiosk.steps.{step}.STATUS_WAIT_S", 0.1)


@pytest.fixture
def order(stage: Stage, conductor: Conductor, terminal: Terminal, qtbot: QtBot) -> str:
    """Stand at the payment page with an order that the centre knows, and the scanner waiting."""
    stage.at(FINE, answers=PICKED, confirmed=Confirmation(MORNING))
    conductor.advance()
    qtbot.waitUntil(lambda: terminal.scanner.waits > 0, timeout=LONG_MS)
    assert conductor.session is not None
    assert conductor.session.order is not None
    return conductor.session.order.number


def told(conductor: Conductor) -> str | None:
    return conductor.trouble.code if conductor.trouble is not None else None


@pytest.mark.usefixtures("order")
def test_a_payers_code_pays_and_the_visit_goes_on(
    conductor: Conductor, terminal: Terminal, hand: Pointer, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: hand.shows("payByCode"), timeout=LONG_MS)
    terminal.scanner.lay(PAYER)
    qtbot.waitUntil(lambda: conductor.step is StepName.TAKE, timeout=LONG_MS)
    assert [PAYER.decode()] == [code.digits for code in terminal.centre.charged]
    assert conductor.session is not None
    assert isinstance(conductor.session.payment, PaymentSettled)
    assert ("charge", "") in terminal.journal.acts


@pytest.mark.usefixtures("order")
@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (SHOP, "code_shop"),
        (b"https://evil.example/", "code_link"),
        (b"\x1b[2J", "code_control"),
        (b"7" * 10_000, "code_too_long"),
        (b"kiosk-eid:1:Ab_-567890123456789012", "wrong_kind"),
    ],
)
def test_what_is_no_payers_code_is_told_and_the_order_stays_open(
    conductor: Conductor, terminal: Terminal, qtbot: QtBot, payload: bytes, code: str
) -> None:
    waits = terminal.scanner.waits
    terminal.scanner.lay(payload)
    qtbot.waitUntil(lambda: told(conductor) == code, timeout=LONG_MS)
    qtbot.waitUntil(lambda: terminal.scanner.waits > waits, timeout=LONG_MS)
    assert conductor.step is StepName.PAY
    assert [] == terminal.centre.charged


def test_refused_code_leaves_both_ways_open(
    conductor: Conductor, terminal: Terminal, hand: Pointer, qtbot: QtBot, order: str
) -> None:
    terminal.centre.wallet_says = Refused("charge_refused", "", 422)
    terminal.scanner.lay(PAYER)
    qtbot.waitUntil(lambda: told(conductor) == "charge_refused", timeout=LONG_MS)
    assert not conductor.paying.charging
    assert hand.shows("payCode")
    terminal.centre.paid.add(order)
    qtbot.waitUntil(lambda: conductor.step is StepName.TAKE, timeout=LONG_MS)


def test_while_a_code_is_charged_the_screen_shows_none_and_no_other_is_read(
    conductor: Conductor, terminal: Terminal, hand: Pointer, qtbot: QtBot, order: str
) -> None:
    terminal.centre.wallet_says = PaymentWaiting(order)
    terminal.scanner.lay(PAYER)
    qtbot.waitUntil(lambda: hand.shows("charging"), timeout=LONG_MS)
    assert not hand.shows("payCode")
    terminal.scanner.lay(b"139999999999999999")
    qtbot.waitUntil(lambda: len(terminal.centre.charged) > 0, timeout=LONG_MS)
    terminal.centre.paid.add(order)
    qtbot.waitUntil(lambda: conductor.step is StepName.TAKE, timeout=LONG_MS)
    assert {PAYER.decode()} == {code.digits for code in terminal.centre.charged}


def test_who_gives_up_while_charged_is_told_so_and_nothing_is_kept(
    conductor: Conductor, terminal: Terminal, hand: Pointer, qtbot: QtBot, order: str
) -> None:
    terminal.centre.wallet_says = PaymentWaiting(order)
    terminal.scanner.lay(PAYER)
    qtbot.waitUntil(lambda: hand.shows("charging") and hand.shows("second"), timeout=LONG_MS)
    hand.tap("second")
    assert conductor.paying.stopping
    qtbot.waitUntil(lambda: conductor.step is StepName.TAKE, timeout=LONG_MS)
    assert conductor.session is not None
    assert PaymentClosed(order) == conductor.session.payment


@pytest.mark.usefixtures("order")
def test_a_scanner_that_is_away_is_not_offered(terminal: Terminal, hand: Pointer, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: hand.shows("payByCode"), timeout=LONG_MS)
    terminal.devices.become(Role.CODE_SCANNER, Absent("unplugged"))
    qtbot.waitUntil(lambda: not hand.shows("payByCode"), timeout=LONG_MS)
    assert hand.shows("payCode")


@pytest.mark.usefixtures("order")
def test_no_digit_of_a_code_is_in_what_the_page_can_show(
    conductor: Conductor, terminal: Terminal, screens: Screens, qtbot: QtBot
) -> None:
    terminal.centre.wallet_says = Refused("charge_refused", PAYER.decode(), 422)
    terminal.scanner.lay(PAYER)
    qtbot.waitUntil(lambda: told(conductor) == "charge_refused", timeout=LONG_MS)
    shown = screens.property("model")
    assert isinstance(shown, PayModel)
    about = shown.metaObject()
    values = [about.property(n).read(shown) for n in range(about.propertyCount())]
    assert PAYER.decode() not in repr((values, conductor.trouble, conductor.session, conductor.paying.till))


@pytest.mark.parametrize("page", ["form-text", "form-long", "code", "review-fine", "matters"])
def test_nobody_waits_for_codes_where_text_is_typed(
    stage: Stage, conductor: Conductor, terminal: Terminal, window: QQuickWindow, qtbot: QtBot, page: str
) -> None:
    stage.enter(page)
    conductor.codes.follow(conductor.session)
    terminal.scanner.lay(PAYER)
    qtbot.wait(100)
    assert 0 == terminal.scanner.waits
    focus = window.activeFocusItem()
    assert focus is None or PAYER.decode() not in str(focus.property("text"))


def test_only_one_module_of_the_screens_asks_the_scanner_and_none_reads_a_keyboard_device() -> None:
    asking = [path.name for path in SCREENS if "wait_for_code" in names(path)]
    assert ["scans.py"] == asking
    for path in SCREENS:
        assert not {"evdev", "InputLine", "payload"} & names(path), path


def names(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return attributes | {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
