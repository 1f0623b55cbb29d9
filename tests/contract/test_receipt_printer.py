"""What any receipt printer promises, over each wire with the simulator."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from devices.config import EscposFile, EscposNetwork, EscposSerial, EscposUsb
from devices.printer.conversation import Patience
from devices.printer.encode import encode
from devices.printer.escpos import EscposReceiptPrinter
from devices.printer.factory import receipt_printer
from devices.printer.profiles import profile_named
from devices.printer.transports import Place, SerialPlace, TcpPlace, UsbPlace
from kiosk.domain.device import Absent, Faulty, Ready, Strained
from kiosk.domain.printing import (
    Line,
    PrintDone,
    PrinterState,
    PrintOutcome,
    PrintUnconfirmed,
    PrintVoid,
    ReceiptLayout,
)
from kiosk.ports import ReceiptPrinter
from sim.receipt_printer import SimulatedReceiptPrinter
from tests.contract.claims import LAYOUT, PATIENCE, DleEotPrinter, claims_are_true, printed_while, whole_slips

MODEL = "generic-80-gb18030"
SPEED_MM_S = 300.0
NEXT: ReceiptLayout = (Line("NEXT"),)
Trouble = Callable[[SimulatedReceiptPrinter], None]
WIRES: dict[str, Callable[[SimulatedReceiptPrinter], Place]] = {
    "network": lambda sim: TcpPlace(sim.host, sim.port),
    "serial": lambda sim: SerialPlace(sim.serial_path, 115_200),
    "usb": lambda sim: UsbPlace(sim.serial_path),
}
FAULTS: dict[str, tuple[Trouble, PrinterState]] = {
    "paper": (SimulatedReceiptPrinter.tear_paper, PrinterState.PAPER_OUT),
    "cover": (SimulatedReceiptPrinter.open_cover, PrinterState.COVER_OPEN),
    "heat": (SimulatedReceiptPrinter.overheat, PrinterState.OVERHEATED),
    "cutter": (SimulatedReceiptPrinter.jam_cutter, PrinterState.CUTTER),
}


@pytest.fixture
def sim() -> Iterator[SimulatedReceiptPrinter]:
    with SimulatedReceiptPrinter(profile=MODEL, speed_mm_s=SPEED_MM_S) as simulated:
        yield simulated


@pytest.fixture(params=sorted(WIRES))
def printer(request: pytest.FixtureRequest, sim: SimulatedReceiptPrinter) -> EscposReceiptPrinter:
    return EscposReceiptPrinter(WIRES[request.param](sim), profile_named(MODEL), patience=PATIENCE)


def state_of(outcome: PrintOutcome) -> PrinterState:
    assert isinstance(outcome, PrintVoid)
    return outcome.state


def test_every_way_is_a_receipt_printer_of_the_port(tmp_path: Path) -> None:
    ways = (
        EscposNetwork("127.0.0.1", 1),
        EscposSerial(str(tmp_path / "line")),
        EscposUsb(str(tmp_path / "lp0")),
        EscposFile(str(tmp_path / "none" / "paper")),
    )
    for way in ways:
        printer: ReceiptPrinter = receipt_printer(way)
        assert PrinterState.ABSENT == printer.state()
        assert PrinterState.ABSENT == state_of(printer.print(NEXT))


# What it says is true.


def test_slip_that_is_done_is_whole(sim: SimulatedReceiptPrinter, printer: EscposReceiptPrinter) -> None:
    assert Ready() == printer.health()
    assert PrintDone() == printer.print(LAYOUT)
    (slip,) = whole_slips(sim)
    assert "第19项材料：已收到，无需补交。" in slip.text


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_fault_in_the_middle_is_named_and_what_came_out_is_void(
    sim: SimulatedReceiptPrinter, printer: EscposReceiptPrinter, fault: str
) -> None:
    trouble, state = FAULTS[fault]
    claims_are_true(sim, printer, trouble)
    health = printer.health()
    assert isinstance(health, Faulty)
    assert state == health.code
    assert state == state_of(printer.print(NEXT))


def test_paper_near_its_end_prints_on_and_is_told(
    sim: SimulatedReceiptPrinter, printer: EscposReceiptPrinter
) -> None:
    sim.near_end()
    health = printer.health()
    assert isinstance(health, Strained)
    assert PrinterState.PAPER_NEAR_END == health.code
    assert PrintDone(near_end=True) == printer.print(NEXT)


def test_silent_printer_is_absent_and_gets_no_job(
    sim: SimulatedReceiptPrinter, printer: EscposReceiptPrinter
) -> None:
    sim.silent()
    assert isinstance(printer.health(), Absent)
    assert PrinterState.SILENT == state_of(printer.print(NEXT))
    assert 0 == sim.buffered


def test_printer_that_falls_silent_leaves_it_open(
    sim: SimulatedReceiptPrinter, printer: EscposReceiptPrinter
) -> None:
    outcome = printed_while(sim, printer, SimulatedReceiptPrinter.silent)
    assert isinstance(outcome, PrintUnconfirmed)


def test_driver_that_believes_dle_eot_does_not_keep_the_contract(sim: SimulatedReceiptPrinter) -> None:
    with pytest.raises(AssertionError, match="it said done, and no whole slip came out"):
        claims_are_true(sim, DleEotPrinter(sim), SimulatedReceiptPrinter.tear_paper)


# Words that come late, twice, or are about something else.


def test_word_that_comes_late_is_waited_for(
    sim: SimulatedReceiptPrinter, printer: EscposReceiptPrinter
) -> None:
    sim.voice.late_s = 0.5
    assert PrintDone() == printer.print(NEXT)


def test_word_that_comes_twice_and_behind_an_older_one_is_one(
    sim: SimulatedReceiptPrinter, printer: EscposReceiptPrinter
) -> None:
    sim.voice.times, sim.voice.before = 2, b"\x37\x22aB3d\x00"
    for _ in range(3):
        claims_are_true_of_one_more(sim, printer)


def claims_are_true_of_one_more(sim: SimulatedReceiptPrinter, printer: EscposReceiptPrinter) -> None:
    before = len(whole_slips(sim))
    assert PrintDone() == printer.print(LAYOUT)
    assert before + 1 == len(whole_slips(sim))


def test_word_on_an_older_job_is_not_taken_for_this_ones(
    sim: SimulatedReceiptPrinter, printer: EscposReceiptPrinter
) -> None:
    assert PrintDone() == printer.print(NEXT)
    say_an_old_word_all_the_time = threading.Event()
    thread = threading.Thread(target=gossip, args=(sim, say_an_old_word_all_the_time))
    thread.start()
    sim.out_of_paper_after(60)
    outcome = printer.print(LAYOUT)
    say_an_old_word_all_the_time.set()
    thread.join()
    assert PrinterState.PAPER_OUT == state_of(outcome)


def gossip(sim: SimulatedReceiptPrinter, stop: threading.Event) -> None:
    while not stop.wait(0.2):
        sim.voice.say(b"\x37\x22aB3d\x00", sim.condition)


def test_word_that_comes_over_the_next_connection_is_not_taken_for_the_next_job(
    sim: SimulatedReceiptPrinter,
) -> None:
    hasty = Patience(
        answer_s=0.2, state_s=0.4, silent_s=0.3, reconnect_s=0.3, margin_s=0.1, poll_s=0.05, quiet_s=0.05
    )
    printer = EscposReceiptPrinter(TcpPlace(sim.host, sim.port), profile_named(MODEL), patience=hasty)
    assert PrintDone() == printer.print(NEXT)
    sim.voice.late_s = 2.0
    assert isinstance(printer.print(NEXT), PrintUnconfirmed)
    sim.voice.late_s = 0.0
    sim.out_of_paper_after(30)
    assert PrinterState.PAPER_OUT == state_of(printer.print(LAYOUT))


def test_printer_that_counts_its_words_is_not_fooled_by_those_of_a_job_that_stopped() -> None:
    model = "generic-58-gb18030"
    with SimulatedReceiptPrinter(profile=model, speed_mm_s=SPEED_MM_S) as sim:
        printer = EscposReceiptPrinter(TcpPlace(sim.host, sim.port), profile_named(model), patience=PATIENCE)
        assert isinstance(printed_while(sim, printer, SimulatedReceiptPrinter.tear_paper), PrintVoid)
        sim.put_paper_back()
        sim.out_of_paper_after(120)  # enough for what was left, not for the next
        assert not isinstance(printer.print(LAYOUT), PrintDone)


def test_printer_whose_words_come_thrice_is_still_right() -> None:
    model = "generic-80-gb2312"
    with SimulatedReceiptPrinter(profile=model, speed_mm_s=SPEED_MM_S) as sim:
        sim.voice.times = 3
        printer = EscposReceiptPrinter(TcpPlace(sim.host, sim.port), profile_named(model), patience=PATIENCE)
        assert PrintDone() == printer.print(NEXT)
        sim.out_of_paper_after(60)
        assert PrinterState.PAPER_OUT == state_of(printer.print(LAYOUT))


# It goes and comes back.


def test_printer_that_was_away_is_used_again_without_a_restart(
    sim: SimulatedReceiptPrinter,
) -> None:
    printer = EscposReceiptPrinter(TcpPlace(sim.host, sim.port), profile_named(MODEL), patience=PATIENCE)
    for _ in range(2):
        sim.unplug()
        assert isinstance(printer.health(), Absent)
        assert not printer.identify().found
        assert PrinterState.ABSENT == state_of(printer.print(NEXT))
        sim.replug()
        claims_are_true_of_one_more(sim, printer)


def test_usb_printer_has_a_new_handle_for_each_job(tmp_path: Path) -> None:
    node = tmp_path / "lp0"
    printer = EscposReceiptPrinter(UsbPlace(str(node)), profile_named(MODEL), patience=PATIENCE)
    for _ in range(2):
        with SimulatedReceiptPrinter(profile=MODEL, speed_mm_s=3000) as sim:
            assert PrinterState.ABSENT == printer.state()
            node.symlink_to(sim.serial_path)
            claims_are_true_of_one_more(sim, printer)
            node.unlink()


def test_one_way_printer_says_no_more_than_it_knows(tmp_path: Path) -> None:
    printer = receipt_printer(EscposFile(str(tmp_path / "paper"), profile=MODEL))
    assert isinstance(printer.print(LAYOUT), PrintUnconfirmed)
    assert encode(LAYOUT, profile_named(MODEL)).data == (tmp_path / "paper").read_bytes()
    assert Ready() == printer.health()
    assert printer.cuts() is None
    assert isinstance(printer.sever(), PrintUnconfirmed)


def test_questions_while_idle_print_nothing_and_leave_nothing(
    sim: SimulatedReceiptPrinter, printer: EscposReceiptPrinter
) -> None:
    for _ in range(5):
        printer.health()
        printer.identify()
    assert sim.wait_until_idle()
    assert 0 == sim.printed_mm
