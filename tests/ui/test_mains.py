"""The mains go and come: none begins on battery, who is there finishes, and the end is an orderly one."""

import threading

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.domain.power import BatteryLow, OnBattery, OnMains, PowerAbsent
from kiosk.domain.printing import PrintDone, PrintOutcome, ReceiptLayout
from kiosk.flow import StepName
from tests.ui.cast import RECORDS
from tests.ui.hall import LONG_MS, Hall
from tests.ui.memory import WANG
from tests.ui.test_visit import choose, enter, held_fines, report, stands_at
from ui import closing, power
from ui.course import Page


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(power, "EVERY_MS", 20)


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    codes: list[int] = []
    monkeypatch.setattr(QCoreApplication, "exit", codes.append)
    return codes


def test_no_visit_begins_on_battery_and_one_does_when_the_mains_are_back(
    hall: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    hall.conductor.open()
    hall.shows("start")
    hall.terminal.power.says = OnBattery(charge=90, runtime_s=600)
    hall.stands(Page.MAINS_AWAY)
    hall.terminal.reader.lay(WANG)
    hall.conductor.start()
    hall.qtbot.wait(100)
    assert hall.conductor.session is None
    assert 1 == hall.terminal.doorbell.checkpoints
    hall.terminal.clock.advance(power.CARRY_S)  # the sync process was just starting anew, and heard nothing
    hall.qtbot.waitUntil(lambda: hall.terminal.doorbell.checkpoints == 2, timeout=5000)
    hall.terminal.power.says = OnMains(charge=40)
    stands_at(hall.conductor, hall.qtbot, StepName.CONSENT)
    assert ["away", "back"] == [word for line in caplog.messages for word in ("away", "back") if word in line]


def test_who_has_not_shown_a_card_is_not_kept_waiting(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    hall.conductor.open()
    hall.shows("start")
    hall.hand.tap("begin")
    hall.shows("readerState")
    hall.terminal.power.says = OnBattery()
    hall.stands(Page.MAINS_AWAY)
    assert "mains are away" in caplog.text


def test_visit_that_runs_is_finished_with_the_time_that_is_left(
    hall: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    report(hall.conductor, hall.terminal, hall.hand, hall.qtbot, hall.catalogue)
    hall.terminal.power.says = OnBattery(charge=90, runtime_s=630)
    hall.shows("batteryStrip")
    assert 10 == hall.screens.property("batteryMinutes")
    hall.shows("change_category")
    hall.hand.tap("action")
    stands_at(hall.conductor, hall.qtbot, StepName.TAKE)
    hall.shows("number")
    assert not hall.hand.shows("second")
    assert 1 == len(hall.terminal.printer.printed)
    hall.conductor.another()
    hall.stands(Page.MAINS_AWAY)
    assert "mains are away" in caplog.text


def test_low_battery_wipes_a_form_and_ends_the_program(
    hall: Hall, ended: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    report(hall.conductor, hall.terminal, hall.hand, hall.qtbot, hall.catalogue)
    hall.terminal.power.says = BatteryLow()
    hall.stands(Page.MAINS_AWAY)
    assert hall.conductor.session is None
    assert [] == ended
    hall.pass_time(1)
    hall.pass_time(closing.SHOWN_S)
    assert [closing.POWER_LOST] == ended
    assert [] == hall.terminal.printer.printed
    assert 2 <= hall.terminal.doorbell.checkpoints
    assert "closing in order" in caplog.text


class SlowPrinter:
    """Prints when it is told to go on."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.began = threading.Event()
        self.printed = 0

    def print(self, layout: ReceiptLayout) -> PrintOutcome:
        assert layout
        self.began.set()
        self.go.wait()
        self.printed += 1
        return PrintDone()


def test_low_battery_lets_a_print_end_and_its_number_be_read(
    hall: Hall, ended: list[int], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    slow = SlowPrinter()
    monkeypatch.setattr(hall.terminal.printer, "print", slow.print)
    report(hall.conductor, hall.terminal, hall.hand, hall.qtbot, hall.catalogue)
    hall.shows("change_category")
    hall.hand.tap("action")
    hall.qtbot.waitUntil(slow.began.is_set, timeout=LONG_MS)
    hall.terminal.power.says = BatteryLow()
    hall.qtbot.waitUntil(lambda: hall.conductor.standby.closing, timeout=LONG_MS)
    hall.pass_time(closing.ACT_S - 1)
    stands_at(hall.conductor, hall.qtbot, StepName.RECEIPT)
    slow.go.set()
    stands_at(hall.conductor, hall.qtbot, StepName.TAKE)
    hall.pass_time(0)
    hall.pass_time(closing.READ_S - 1)
    stands_at(hall.conductor, hall.qtbot, StepName.TAKE)
    hall.pass_time(1)
    hall.stands(Page.MAINS_AWAY)
    hall.pass_time(1)
    hall.pass_time(closing.SHOWN_S)
    assert ([closing.POWER_LOST], 1) == (ended, slow.printed)
    assert "closing in order" in caplog.text


def test_low_battery_closes_an_open_order_before_the_end(
    hall: Hall, ended: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    hall.terminal.centre.records_held = (*RECORDS.entries, *held_fines())
    enter(hall.conductor, hall.terminal, hall.hand, hall.qtbot)
    choose(hall.hand, hall.qtbot, hall.catalogue, "traffic-fine-payment")
    stands_at(hall.conductor, hall.qtbot, StepName.GUIDE)
    hall.shows("action")
    hall.hand.tap("action")
    fine = hall.terminal.centre.records_held[-1]
    hall.shows(f"option_{fine.id}")
    hall.hand.tap(f"option_{fine.id}")
    hall.hand.tap("action")
    hall.shows("change_violation")
    hall.hand.tap("action")
    hall.shows("payCode")
    hall.terminal.power.says = BatteryLow(forced=True)
    hall.qtbot.waitUntil(
        lambda: hall.conductor.session is None or hall.conductor.step is StepName.TAKE, timeout=LONG_MS
    )
    assert {"cancelled"} == {kept.state for kept in hall.terminal.outbox.kept.values()}
    assert [] == ended
    assert "closing in order" in caplog.text


def test_mains_that_come_back_call_the_end_off(
    hall: Hall, ended: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    hall.conductor.open()
    hall.terminal.power.says = BatteryLow()
    hall.stands(Page.MAINS_AWAY)
    hall.terminal.power.says = OnMains()
    hall.stands(Page.ATTRACT)
    hall.pass_time(closing.SHOWN_S + 1)
    assert [] == ended
    hall.terminal.reader.lay(WANG)
    stands_at(hall.conductor, hall.qtbot, StepName.CONSENT)
    assert "serving again" in caplog.text


def test_supply_that_falls_silent_on_mains_stops_nobody(hall: Hall) -> None:
    hall.conductor.open()
    hall.terminal.power.says = PowerAbsent("upsd is gone")
    hall.qtbot.wait(100)
    hall.terminal.reader.lay(WANG)
    stands_at(hall.conductor, hall.qtbot, StepName.CONSENT)
