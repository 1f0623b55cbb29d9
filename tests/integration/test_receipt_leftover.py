"""Nothing of a job that did not come out whole is on the next resident's paper."""

import functools
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from devices.printer import commands
from devices.printer.conversation import Patience
from devices.printer.escpos import EscposReceiptPrinter
from devices.printer.leftover import VOID_SLIP
from devices.printer.profiles import Clear, Confirm, profile_named, profiles
from devices.printer.transports import SerialPlace, TcpPlace
from kiosk.domain.device import Strained
from kiosk.domain.printing import (
    Line,
    Pair,
    PrintDone,
    PrinterState,
    PrintOutcome,
    PrintUnconfirmed,
    PrintVoid,
    QrCode,
    ReceiptLayout,
)
from sim.paper import Receipt
from sim.receipt_printer import SimulatedReceiptPrinter

CALM = Patience(
    answer_s=2, state_s=4, stall_s=1, silent_s=1, reconnect_s=0.5, margin_s=3, poll_s=0.03, quiet_s=0.03
)
SPEED_MM_S = 500.0
SECRET = "张三丰"
OLD: ReceiptLayout = (
    Pair("申请人", SECRET),
    *(Line(f"第{n}项材料：{SECRET}的已收到。") for n in range(30)),
    QrCode("https://example.invalid/r/A0173" * 8),
    Line(SECRET),
)
NEXT: ReceiptLayout = (Line("NEXT"), Line("下一位的回执"))
MODELS = sorted(profiles())
SAYING = [name for name in MODELS if profile_named(name).confirm is not Confirm.NONE]
KINDS = ("generic-80-gb18030", "bixolon-srp-350plus", "xprinter-xp-80", "generic-58-gb18030")
"""One of each way to confirm, to empty and to cut; what is dear is tried on these."""
KEEPING = ("snbc-bt-t080", "xprinter-xp-80", "generic-58-gb18030")
"""Models that can't be emptied."""
Trouble = Callable[[SimulatedReceiptPrinter], None]


TROUBLES: dict[str, tuple[Trouble, Trouble]] = {
    "paper": (SimulatedReceiptPrinter.tear_paper, SimulatedReceiptPrinter.put_paper_back),
    "cover": (SimulatedReceiptPrinter.open_cover, SimulatedReceiptPrinter.close_cover),
    "heat": (SimulatedReceiptPrinter.overheat, SimulatedReceiptPrinter.cool_down),
}
"""What stops the head, and what lets it go on with whatever it still has: nobody takes the paper away."""


def driver(sim: SimulatedReceiptPrinter, model: str) -> EscposReceiptPrinter:
    return EscposReceiptPrinter(TcpPlace(sim.host, sim.port), profile_named(model), patience=CALM)


def stopped_in_the_middle(
    sim: SimulatedReceiptPrinter, printer: EscposReceiptPrinter, trouble: Trouble
) -> PrintOutcome:
    outcomes: list[PrintOutcome] = []
    thread = threading.Thread(target=lambda: outcomes.append(printer.print(OLD)))
    thread.start()
    while sim.printed_mm < 20 and thread.is_alive():
        time.sleep(0.002)
    trouble(sim)
    thread.join()
    return outcomes[0]


def is_void_slip(receipt: Receipt) -> bool:
    return "VOID" in receipt.text


@functools.cache
def paper_of_next(model: str) -> bytes:
    with SimulatedReceiptPrinter(profile=model, speed_mm_s=3000) as fresh:
        driver(fresh, model).print(NEXT)
        assert fresh.wait_until_idle()
        (paper,) = fresh.receipts
    return paper.png


def assert_next_is_alone(sim: SimulatedReceiptPrinter, model: str) -> None:
    """Compare the last paper with what a new printer of that model prints of NEXT, dot by dot."""
    assert sim.wait_until_idle()
    assert paper_of_next(model) == sim.receipts[-1].png
    assert SECRET not in sim.receipts[-1].text


@pytest.mark.parametrize(
    ("model", "trouble"),
    [
        *((model, "paper") for model in SAYING),
        *((model, fault) for model in KINDS[::3] for fault in ("cover", "heat")),
    ],
)
def test_piece_of_a_stopped_job_is_cut_off_before_the_next(model: str, trouble: str) -> None:
    stop, go_on = TROUBLES[trouble]
    with SimulatedReceiptPrinter(profile=model, speed_mm_s=SPEED_MM_S) as sim:
        printer = driver(sim, model)
        assert isinstance(stopped_in_the_middle(sim, printer, stop), PrintVoid)
        go_on(sim)
        assert PrintDone() == printer.print(NEXT)
        assert_next_is_alone(sim, model)
        assert all(is_void_slip(piece) or not piece.complete for piece in sim.receipts[:-1])


@pytest.mark.parametrize("model", KINDS)
def test_piece_of_a_stopped_job_is_told_and_freed_before_anybody_prints(model: str) -> None:
    with SimulatedReceiptPrinter(profile=model, speed_mm_s=SPEED_MM_S) as sim:
        printer = driver(sim, model)
        stopped_in_the_middle(sim, printer, SimulatedReceiptPrinter.tear_paper)
        assert PrinterState.PAPER_OUT == printer.state()
        sim.put_paper_back()
        assert PrinterState.LEFTOVER == printer.state()
        assert isinstance(printer.health(), Strained)
        assert PrintDone() == printer.sever()
        assert PrinterState.READY == printer.state()
        assert 1 == len(sim.receipts)
        assert PrintDone() == printer.print(NEXT)
        assert 2 == len(sim.receipts)
        assert_next_is_alone(sim, model)


@pytest.mark.parametrize("model", KEEPING)
def test_printer_that_can_not_be_emptied_never_has_more_than_a_little_of_a_job(model: str) -> None:
    with SimulatedReceiptPrinter(profile=model, speed_mm_s=SPEED_MM_S, buffer_bytes=65_536) as sim:
        printer = driver(sim, model)
        stopped_in_the_middle(sim, printer, SimulatedReceiptPrinter.tear_paper)
        torn_at = sim.printed_mm
        sim.put_paper_back()
        assert sim.wait_until_idle()
        assert sim.printed_mm - torn_at < 80  # a QR code may be the last portion's


@pytest.mark.parametrize(
    "half",
    [
        b"\x1dv0\x00\x30\x00\x30\x00" + b"\x41" * 99,
        b"\x1d(k\x90\x01\x31P0" + b"x" * 99,
        "\x1b@\x1c&㐂".encode("gb18030")[:-1],
        b"\x1d(",
    ],
    ids=["picture", "code", "character", "head"],
)
@pytest.mark.parametrize("model", KEEPING)
def test_command_that_was_cut_off_swallows_nothing_of_the_next(model: str, half: bytes) -> None:
    with SimulatedReceiptPrinter(profile=model, speed_mm_s=3000) as sim:
        with socket.create_connection((sim.host, sim.port)) as link:
            link.sendall(half + commands.ask_status(1))
            link.recv(1)
        assert PrintDone() == driver(sim, model).print(NEXT)
        assert_next_is_alone(sim, model)


def test_printer_that_can_say_nothing_is_still_given_a_cut_in_between() -> None:
    model = "sprt-sp-pos58iv"
    with SimulatedReceiptPrinter(profile=model, speed_mm_s=SPEED_MM_S) as sim:
        printer = driver(sim, model)
        assert isinstance(stopped_in_the_middle(sim, printer, SimulatedReceiptPrinter.tear_paper), PrintVoid)
        sim.put_paper_back()
        assert isinstance(printer.print(NEXT), PrintUnconfirmed)
        assert_next_is_alone(sim, model)


@pytest.mark.parametrize("model", KINDS)
def test_printer_that_lost_its_power_in_the_middle_prints_the_next_alone(model: str) -> None:
    with SimulatedReceiptPrinter(profile=model, speed_mm_s=SPEED_MM_S) as sim:
        printer = driver(sim, model)
        outcome = stopped_in_the_middle(sim, printer, SimulatedReceiptPrinter.unplug)
        assert not isinstance(outcome, PrintDone)
        sim.replug()
        assert PrintDone() == printer.print(NEXT)
        assert_next_is_alone(sim, model)


@pytest.mark.parametrize("model", KINDS)
def test_cable_that_came_back_in_the_middle_of_a_command_does_not_swallow_the_next(model: str) -> None:
    with SimulatedReceiptPrinter(profile=model, speed_mm_s=SPEED_MM_S) as sim:
        printer = driver(sim, model)
        stopped_in_the_middle(sim, printer, SimulatedReceiptPrinter.cut_cable)
        sim.replug()
        assert PrintDone() == printer.print(NEXT)
        assert_next_is_alone(sim, model)


# A process that is killed in the middle.

CHILD = """
import sys
from devices.printer.escpos import EscposReceiptPrinter
from devices.printer.profiles import profile_named
from devices.printer.transports import TcpPlace
from tests.integration.test_receipt_leftover import OLD
EscposReceiptPrinter(TcpPlace("127.0.0.1", int(sys.argv[1])), profile_named(sys.argv[2])).print(OLD)
"""


def killed_in_the_middle(sim: SimulatedReceiptPrinter, model: str) -> None:
    root = Path(__file__).parents[2]
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(sim.port), model],
        env={**os.environ, "PYTHONPATH": str(root)},
        cwd=root,
    )
    while sim.printed_mm < 30 and child.poll() is None:
        time.sleep(0.001)
    child.send_signal(signal.SIGKILL)
    assert -signal.SIGKILL == child.wait()


@pytest.mark.parametrize("model", KINDS)
def test_paper_of_a_killed_process_is_not_on_the_next_residents(model: str) -> None:
    with SimulatedReceiptPrinter(profile=model, speed_mm_s=100) as sim:
        killed_in_the_middle(sim, model)
        assert PrintDone() == driver(sim, model).print(NEXT)
        assert_next_is_alone(sim, model)


def test_paper_of_a_killed_process_can_be_cut_off_before_anybody_prints() -> None:
    model = "generic-58-gb18030"
    with SimulatedReceiptPrinter(profile=model, speed_mm_s=100) as sim:
        killed_in_the_middle(sim, model)
        printer = driver(sim, model)
        assert PrinterState.READY == printer.state()
        assert PrintDone() == printer.sever()
        assert 1 == len(sim.receipts)
        assert PrintDone() == printer.print(NEXT)
        assert_next_is_alone(sim, model)


def test_printer_behind_a_line_keeps_its_bytes_too() -> None:
    model = "generic-58-gb18030"
    with SimulatedReceiptPrinter(profile=model, speed_mm_s=SPEED_MM_S) as sim:
        place = SerialPlace(sim.serial_path, 115_200)
        printer = EscposReceiptPrinter(place, profile_named(model), patience=CALM)
        assert isinstance(stopped_in_the_middle(sim, printer, SimulatedReceiptPrinter.tear_paper), PrintVoid)
        sim.put_paper_back()
        assert PrintDone() == printer.print(NEXT)
        assert_next_is_alone(sim, model)


def test_models_that_can_not_be_emptied_are_tried() -> None:
    keeping = {name for name in SAYING if profile_named(name).clear is Clear.NONE}
    assert set(KEEPING) == keeping - {"better-bt-532c"}  # as the XP-80


def test_void_slip_says_so_in_both_languages() -> None:
    assert ["此前未印完的一联作废", "VOID"] == [part.text for part in VOID_SLIP if isinstance(part, Line)]
