"""What a printer that sees its mouth promises, on each wire with the simulator, and on written-down bytes."""

from collections.abc import Iterator
from contextlib import closing
from functools import partial

import pytest

from devices.config import DevicesConfig, EscposNetwork, EscposSerial
from devices.printer.factory import receipt_printer
from devices.printer.profiles import Taken, profiles
from kiosk.device_threads import PrinterDriver
from kiosk.domain.device import Ready
from kiosk.domain.printing import Line, PrintDone, PrinterState
from kiosk.open_devices import open_devices
from sim.receipt_printer import SimulatedReceiptPrinter
from tests.contract import waiting
from tests.contract.player import Player, on_a_line, on_network, turns_of
from tests.contract.transcript import RECORDED

SEES, BLIND = "better-bt-532c", "snbc-bt-t080"
LAYOUT = (Line("办事回执"), Line("收件编号 A0173 7K2Q"))
CONVERSATION = turns_of(RECORDED / "paper_mouth" / "untaken.txt")
LONG_S = 20.0
until = partial(waiting.until, within_s=LONG_S)


@pytest.fixture
def sim() -> Iterator[SimulatedReceiptPrinter]:
    with SimulatedReceiptPrinter(profile=SEES, speed_mm_s=2000) as printer:
        yield printer


@pytest.fixture(params=["network", "serial"])
def driver(request: pytest.FixtureRequest, sim: SimulatedReceiptPrinter) -> Iterator[PrinterDriver]:
    with closing(driver_of(sim, str(request.param), SEES)) as made:
        yield made


def driver_of(sim: SimulatedReceiptPrinter, wire: str, profile: str) -> PrinterDriver:
    if wire == "network":
        return receipt_printer(EscposNetwork(host=sim.host, port=sim.port, profile=profile))
    return receipt_printer(EscposSerial(port=sim.serial_path, profile=profile))


def test_slip_waits_at_the_mouth_until_it_is_taken(
    sim: SimulatedReceiptPrinter, driver: PrinterDriver
) -> None:
    assert not driver.untaken()
    for _ in range(2):
        assert isinstance(driver.print(LAYOUT), PrintDone)
        assert [True] * 3 == [driver.untaken() for _ in range(3)]
        sim.take_paper()
        assert not driver.untaken()


def test_slip_that_waits_is_no_fault_and_hinders_no_print(
    sim: SimulatedReceiptPrinter, driver: PrinterDriver
) -> None:
    assert isinstance(driver.print(LAYOUT), PrintDone)
    assert (PrinterState.READY, Ready()) == (driver.state(), driver.health())
    assert isinstance(driver.print(LAYOUT), PrintDone)
    assert 2 == len(sim.receipts)


def test_printer_that_does_not_answer_has_nothing_at_its_mouth_until_it_does(
    sim: SimulatedReceiptPrinter, driver: PrinterDriver
) -> None:
    assert isinstance(driver.print(LAYOUT), PrintDone)
    sim.silent()
    assert not driver.untaken()
    sim.silent(value=False)
    until(driver.untaken)


def test_printer_that_is_gone_has_nothing_at_its_mouth(sim: SimulatedReceiptPrinter) -> None:
    with closing(driver_of(sim, "network", SEES)) as driver:
        assert isinstance(driver.print(LAYOUT), PrintDone)
        sim.cut_cable()
        assert not driver.untaken()
        sim.replug()
        until(driver.untaken)


def test_model_without_the_sensor_says_nothing_of_its_mouth_and_is_not_asked() -> None:
    with (
        SimulatedReceiptPrinter(profile=BLIND, speed_mm_s=2000) as sim,
        closing(driver_of(sim, "network", BLIND)) as driver,
    ):
        assert isinstance(driver.print(LAYOUT), PrintDone)
        assert sim.condition.untaken
        sim.cut_cable()  # a question would be met with a refusal
        assert not driver.untaken()


def test_screens_have_a_mouth_only_where_the_model_sees_it(sim: SimulatedReceiptPrinter) -> None:
    for name, profile in profiles().items():
        config = DevicesConfig(receipt_printer=EscposNetwork(host=sim.host, port=sim.port, profile=name))
        with open_devices(config) as devices:
            assert (profile.taken is Taken.STATUS_BIT) is (devices.mouth is not None)
            if devices.mouth is not None:
                assert isinstance(devices.mouth.print(LAYOUT), PrintDone)
                assert devices.mouth.untaken()
    assert {SEES} == {name for name, row in profiles().items() if row.taken is Taken.STATUS_BIT}


def test_written_down_answers_are_read_as_the_manual_says_on_a_line() -> None:
    player = Player(CONVERSATION)
    with (
        on_a_line(player) as port,
        closing(receipt_printer(EscposSerial(port=port, profile=SEES))) as driver,
    ):
        assert [True, False] == [driver.untaken(), driver.untaken()]
    assert ("", True) == (player.fault, player.done)


def test_written_down_answers_are_read_as_the_manual_says_on_the_network() -> None:
    for turns, waits in ((CONVERSATION[:2], True), (CONVERSATION[2:], False)):
        player = Player(turns)
        with (
            on_network(player) as (host, port),
            closing(receipt_printer(EscposNetwork(host=host, port=port, profile=SEES))) as driver,
        ):
            assert waits is driver.untaken()
        assert ("", True) == (player.fault, player.done)
