"""The bench's window, offscreen, before a real bench: what is touched is done, what was done is shown."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from pytestqt.qtbot import QtBot

from devices.config import Cups, EscposNetwork
from devices.document.factory import document_printer
from devices.printer.factory import receipt_printer
from kiosk.cli.trial_page import trial_page
from kiosk.domain.printing import Line
from kiosk.domain.sheets import SheetsDone, SheetsJob
from sim.bench import Bench, BenchSettings
from sim.card_variants import Condition
from sim.control import ControlServer
from sim.print_server import problem
from ui.bench.__main__ import open_window
from ui.bench.model import BenchModel

LONG_MS = 20_000
RESIDENTS = Path(__file__).parents[2] / "central" / "data" / "residents.toml"


class Hand:
    """Finds controls by their accessible names, and touches them."""

    def __init__(self, window: QQuickWindow, bench: Bench, model: BenchModel, qtbot: QtBot) -> None:
        self.window = window
        self.bench = bench
        self.model = model
        self.qtbot = qtbot

    def names(self) -> set[str]:
        return set(map(named, visible_items(self.window.contentItem())))

    def touch(self, name: str) -> None:
        self.qtbot.waitUntil(lambda: name in self.names())
        found = next(item for item in visible_items(self.window.contentItem()) if named(item) == name)
        middle = found.mapToScene(found.boundingRect().center())
        button = Qt.MouseButton.LeftButton
        self.qtbot.mouseClick(self.window, button, pos=QPoint(round(middle.x()), round(middle.y())))  # type: ignore[no-untyped-call]


def named(item: QQuickItem) -> str:
    interface = QAccessible.queryAccessibleInterface(item)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def visible_items(item: QQuickItem) -> Iterator[QQuickItem]:
    if item.isVisible():
        yield item
        for child in item.childItems():
            yield from visible_items(child)


@pytest.fixture(params=["generic-80-gb18030"])
def hand(tmp_path: Path, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Hand]:
    nowhere = "http://127.0.0.1:1"
    settings = BenchSettings(
        folder=tmp_path, residents=RESIDENTS, platform=nowhere, with_pcsc=False, profile=request.param
    )
    bench = Bench(settings)
    server = ControlServer(tmp_path / "s", bench.handle)
    model = BenchModel(server.path)
    engine = QQmlApplicationEngine()
    window = open_window(engine, model, QRect(0, 0, 840, 1920))
    assert window is not None
    model.open()
    qtbot.waitUntil(lambda: model.property("connected"))
    yield Hand(window, bench, model, qtbot)
    model.close()
    del window, engine
    server.close()
    bench.close()


def test_touching_a_resident_lays_the_card_and_touching_again_takes_it_away(hand: Hand) -> None:
    hand.touch("Lay card of zhou-ji")
    hand.qtbot.waitUntil(lambda: hand.bench.status().identity_reader.card == "zhou-ji")
    hand.touch("Take away card of zhou-ji")
    hand.qtbot.waitUntil(lambda: hand.bench.status().identity_reader.card is None)


def test_the_condition_chosen_is_that_of_the_next_card(hand: Hand) -> None:
    for shown in ("Next: good", "Next: expired"):
        hand.touch(shown)
    hand.touch("Lay card of zhou-ji")
    hand.qtbot.waitUntil(lambda: hand.bench.cards.laid is Condition.FORGED)
    hand.qtbot.waitUntil(lambda: "Next: forged" in hand.names())


def test_search_leaves_the_residents_that_fit(hand: Hand) -> None:
    hand.model.find("永居 DEU")
    assert "Lay card of schmidt-anna" not in hand.names()
    hand.model.find("永居 2023")
    hand.qtbot.waitUntil(lambda: "Lay card of schmidt-anna" in hand.names())
    assert "Lay card of wang-xiaoming" not in hand.names()


def test_keys_of_printer_and_network_do_what_they_say(hand: Hand) -> None:
    hand.touch("Tear paper")
    hand.qtbot.waitUntil(lambda: hand.bench.status().printer.paper_out)
    hand.touch("Cut")
    hand.qtbot.waitUntil(lambda: hand.bench.status().network.mode == "cut")
    hand.touch("Unplug ID")
    hand.qtbot.waitUntil(lambda: not hand.bench.status().identity_reader.plugged)
    hand.qtbot.waitUntil(lambda: {"打印机: 缺纸", "网络: cut", "身份证读卡器: 未接"} <= hand.names())


@pytest.mark.parametrize("key", ["Wallet code", "Shop's code", "Rubbish"])
def test_keys_of_the_scanner_lay_codes_before_it(hand: Hand, key: str) -> None:
    hand.touch(key)
    hand.qtbot.waitUntil(lambda: hand.bench.codes.scanner.unread > len("134567890123456789"))


def test_the_scanners_cable_is_pulled_and_put_back(hand: Hand) -> None:
    for plugged in (False, True):
        hand.touch("Unplug scanner")
        hand.qtbot.waitUntil(lambda: plugged is hand.bench.status().code_scanner.plugged)  # noqa: B023 waits
        hand.qtbot.waitUntil(lambda: plugged is hand.model.property("scannerPlugged"))  # noqa: B023 waits


def test_mains_are_taken_away_and_given_back(hand: Hand) -> None:
    for status in ("OB DISCHRG", "OL CHRG"):
        hand.touch("Mains fail")
        hand.qtbot.waitUntil(lambda: status == hand.bench.status().power.status)  # noqa: B023 waits
        hand.qtbot.waitUntil(lambda: any(f"{status} ·" in name for name in hand.names()))  # noqa: B023 waits
    hand.touch("Battery low")
    hand.qtbot.waitUntil(lambda: "LB" in hand.bench.status().power.status)


@pytest.mark.parametrize("part", ["power", "reminder"])
def test_cables_of_power_and_reminder_are_pulled_and_put_back(hand: Hand, part: str) -> None:
    for plugged in (False, True):
        hand.touch(f"Unplug {part}")
        hand.qtbot.waitUntil(lambda: plugged is getattr(hand.bench.status(), part).plugged)  # noqa: B023 waits
        hand.qtbot.wait(600)  # the window looks every 400 ms, and its key does the opposite of what it saw


def test_paper_that_comes_out_is_shown(hand: Hand) -> None:
    printer = receipt_printer(EscposNetwork(host="127.0.0.1", port=hand.bench.status().printer.port))
    printer.print((Line("试验"),))
    hand.qtbot.waitUntil(lambda: any(name.startswith("Paper № 1 ·") for name in hand.names()))


@pytest.mark.skipif(problem() is not None, reason=str(problem()))
def test_keys_of_the_document_printer_do_what_they_say(hand: Hand) -> None:
    hand.qtbot.waitUntil(lambda: hand.bench.status().document_printer.ready, timeout=LONG_MS)
    hand.qtbot.waitUntil(lambda: hand.model._documents.property("usable"))
    hand.touch("Empty tray")
    hand.qtbot.waitUntil(lambda: hand.bench.status().document_printer.paper_out, timeout=LONG_MS)
    hand.touch("Unplug A4")
    hand.qtbot.waitUntil(lambda: not hand.bench.status().document_printer.plugged, timeout=LONG_MS)
    assert hand.bench.handle(b'{"do": "recover_document_printer"}') == {"ok": True}

    def mended() -> bool:
        panel = hand.bench.status().document_printer
        return panel.plugged and not panel.paper_out

    hand.qtbot.waitUntil(mended, timeout=LONG_MS)


@pytest.mark.skipif(problem() is not None, reason=str(problem()))
def test_pages_that_come_out_are_shown(hand: Hand) -> None:
    hand.qtbot.waitUntil(lambda: hand.bench.status().document_printer.ready, timeout=LONG_MS)
    printer = document_printer(Cups(server=str(hand.bench.documents.server)))
    page = SheetsJob(name="kiosk-1-0123456789abcdef", pdf=trial_page("trial"), pages=1)
    assert SheetsDone(1) == printer.print(page, threading.Event())
    hand.qtbot.waitUntil(
        lambda: any(name.startswith("Paper A4 № 1 ·") for name in hand.names()), timeout=LONG_MS
    )


def test_what_the_bench_refuses_is_said(hand: Hand) -> None:
    hand.touch("Insert social card of li-xiulan")
    hand.qtbot.waitUntil(lambda: any("no reader for social-security cards" in name for name in hand.names()))


def test_every_control_has_a_name(hand: Hand) -> None:
    buttons = [
        item
        for item in visible_items(hand.window.contentItem())
        if (interface := QAccessible.queryAccessibleInterface(item)) is not None
        and interface.role() == QAccessible.Role.Button
    ]
    assert len(buttons) > 40
    assert [] == [item for item in buttons if not named(item)]


def test_window_says_when_its_bench_is_gone(tmp_path: Path, qtbot: QtBot) -> None:
    model = BenchModel(tmp_path / "nobody")
    with qtbot.waitSignal(model.said):
        model.open()
    assert "does not answer" in str(model.property("message"))
    model.close()


@pytest.mark.parametrize("hand", ["better-bt-532c"], indirect=True)
def test_slip_left_at_the_mouth_lights_its_key_and_is_taken(hand: Hand) -> None:
    assert not hand.model.property("leftAtMouth")
    at = EscposNetwork(host="127.0.0.1", port=hand.bench.status().printer.port, profile="better-bt-532c")
    receipt_printer(at).print((Line("试验"),))
    hand.qtbot.waitUntil(lambda: hand.model.property("leftAtMouth"), timeout=LONG_MS)
    hand.touch("Take slip")
    hand.qtbot.waitUntil(lambda: not hand.model.property("leftAtMouth"), timeout=LONG_MS)
    assert not hand.bench.printer.condition.untaken
