"""The receipt printer's driver against the simulated printer, over each wire, with each fault."""

import io
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops

from devices.config import EscposFile, EscposNetwork, EscposSerial, EscposUsb
from devices.printer import commands
from devices.printer.conversation import Patience
from devices.printer.encode import LINE_DOTS, Job, Piece, encode
from devices.printer.escpos import EscposReceiptPrinter
from devices.printer.factory import receipt_printer
from devices.printer.glyphs import draw_line
from devices.printer.profiles import profile_named
from devices.printer.transports import FilePlace, Place, SerialPlace, TcpPlace, UsbPlace
from kiosk.domain.printing import (
    Align,
    Gap,
    Line,
    Pair,
    PrintDone,
    PrinterState,
    PrintOutcome,
    PrintUnconfirmed,
    PrintVoid,
    QrCode,
    ReceiptLayout,
    Rule,
)
from sim.paper import MARGIN, Receipt
from sim.receipt_printer import SimulatedReceiptPrinter

PROFILE = "generic-80-gb18030"
FAST_MM_S = 3000.0
SLOW_MM_S = 150.0
CALM = Patience(
    answer_s=2, state_s=4, stall_s=1, silent_s=1, reconnect_s=0.5, margin_s=1, poll_s=0.03, quiet_s=0.03
)
HASTY = Patience(
    answer_s=0.2,
    state_s=0.3,
    stall_s=1,
    silent_s=0.4,
    reconnect_s=0.4,
    margin_s=0.4,
    poll_s=0.03,
    quiet_s=0.03,
)
"""For printers that stay silent."""
TOKEN = "https://example.invalid/r/A01737K2Q.eyJuIjoiQTAxNzM3SzJRIn0"
LAYOUT: ReceiptLayout = (
    Line("办件回执", Align.CENTRE, bold=True, large=True),
    Gap(),
    Pair("收件编号", "A0173 7K2Q"),
    Pair("申请人", "王*"),
    Rule(),
    *(Line(f"第{n}项材料：已收到，无需补交。") for n in range(20)),
    QrCode(TOKEN, "扫一扫，查进度"),
)
NEXT: ReceiptLayout = (Line("下一位的回执"),)
WIRES: dict[str, Callable[[SimulatedReceiptPrinter], Place]] = {
    "network": lambda sim: TcpPlace(sim.host, sim.port),
    "serial": lambda sim: SerialPlace(sim.serial_path, 115200),
    "usb": lambda sim: UsbPlace(sim.serial_path),
}
FAULTS: dict[str, tuple[Callable[[SimulatedReceiptPrinter], None], PrinterState]] = {
    "paper": (SimulatedReceiptPrinter.tear_paper, PrinterState.PAPER_OUT),
    "cover": (SimulatedReceiptPrinter.open_cover, PrinterState.COVER_OPEN),
    "heat": (SimulatedReceiptPrinter.overheat, PrinterState.OVERHEATED),
}


@pytest.fixture(params=sorted(WIRES))
def wire(request: pytest.FixtureRequest) -> Callable[[SimulatedReceiptPrinter], Place]:
    return WIRES[request.param]


@pytest.fixture
def sim() -> Iterator[SimulatedReceiptPrinter]:
    with SimulatedReceiptPrinter(speed_mm_s=FAST_MM_S) as simulated:
        yield simulated


@pytest.fixture
def slow() -> Iterator[SimulatedReceiptPrinter]:
    with SimulatedReceiptPrinter(speed_mm_s=SLOW_MM_S) as simulated:
        yield simulated


def driver(place: Place, profile: str = PROFILE, patience: Patience = CALM) -> EscposReceiptPrinter:
    return EscposReceiptPrinter(place, profile_named(profile), patience=patience)


def over_tcp(sim: SimulatedReceiptPrinter, profile: str = PROFILE) -> EscposReceiptPrinter:
    return driver(TcpPlace(sim.host, sim.port), profile)


def image_of(receipt: Receipt) -> Image.Image:
    return Image.open(io.BytesIO(receipt.png)).convert("L")


def codes_on(receipt: Receipt) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(image_of(receipt))]


def valid(receipts: list[Receipt]) -> list[Receipt]:
    """Leave out what came out in pieces, and the slip that says so."""
    return [receipt for receipt in receipts if receipt.complete and "VOID" not in receipt.text]


def recover(sim: SimulatedReceiptPrinter) -> None:
    sim.load_paper()
    sim.close_cover()
    sim.cool_down()
    sim.free_cutter()
    sim.silent(False)  # noqa: FBT003, the fault is over


def while_printing(
    sim: SimulatedReceiptPrinter,
    trouble: Callable[[SimulatedReceiptPrinter], None],
    printer: EscposReceiptPrinter,
) -> PrintOutcome:
    """Print, and let trouble come once some of the job is in the printer."""
    outcomes: list[PrintOutcome] = []
    thread = threading.Thread(target=lambda: outcomes.append(printer.print(LAYOUT)))
    thread.start()
    while sim.buffered < 100 and thread.is_alive():
        thread.join(0.002)
    trouble(sim)
    thread.join()
    return outcomes[0]


# The contract, on each wire.


def test_healthy_printer_says_done_and_the_receipt_is_whole(
    sim: SimulatedReceiptPrinter, wire: Callable[[SimulatedReceiptPrinter], Place]
) -> None:
    assert PrintDone() == driver(wire(sim)).print(LAYOUT)
    (receipt,) = sim.receipts
    assert receipt.complete
    assert "第19项材料：已收到，无需补交。" in receipt.text
    assert [TOKEN] == codes_on(receipt)


def test_near_end_of_the_paper_is_told_with_done(
    sim: SimulatedReceiptPrinter, wire: Callable[[SimulatedReceiptPrinter], Place]
) -> None:
    sim.near_end()
    printer = driver(wire(sim))
    assert PrinterState.PAPER_NEAR_END == printer.state()
    assert PrintDone(near_end=True) == printer.print(LAYOUT)


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_fault_before_the_job_voids_it_and_nothing_is_sent(
    sim: SimulatedReceiptPrinter, wire: Callable[[SimulatedReceiptPrinter], Place], fault: str
) -> None:
    trouble, state = FAULTS[fault]
    trouble(sim)
    printer = driver(wire(sim))
    assert state == printer.state()
    outcome = printer.print(LAYOUT)
    assert isinstance(outcome, PrintVoid)
    assert state == outcome.state
    recover(sim)
    assert sim.wait_until_idle()
    assert [] == sim.receipts


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_fault_in_the_middle_voids_the_job_and_nothing_of_it_comes_out_later(
    slow: SimulatedReceiptPrinter, wire: Callable[[SimulatedReceiptPrinter], Place], fault: str
) -> None:
    trouble, state = FAULTS[fault]
    printer = driver(wire(slow))
    outcome = while_printing(slow, trouble, printer)
    assert isinstance(outcome, PrintVoid)
    assert state == outcome.state
    recover(slow)
    assert PrintDone() == printer.print(NEXT)
    assert "下一位的回执" == slow.receipts[-1].text
    assert [] == valid(slow.receipts[:-1])


def test_stuck_cutter_voids_the_job_and_refuses_the_next(
    sim: SimulatedReceiptPrinter, wire: Callable[[SimulatedReceiptPrinter], Place]
) -> None:
    sim.jam_cutter()
    printer = driver(wire(sim))
    for _ in range(2):
        outcome = printer.print(NEXT)
        assert isinstance(outcome, PrintVoid)
        assert PrinterState.CUTTER == outcome.state
    recover(sim)
    assert PrintDone() == printer.print(NEXT)


def test_silent_printer_is_not_sent_a_job(
    sim: SimulatedReceiptPrinter, wire: Callable[[SimulatedReceiptPrinter], Place]
) -> None:
    sim.silent()
    printer = driver(wire(sim), patience=HASTY)
    assert PrinterState.SILENT == printer.state()
    outcome = printer.print(LAYOUT)
    assert isinstance(outcome, PrintVoid)
    assert PrinterState.SILENT == outcome.state
    assert sim.wait_until_idle()
    assert [] == sim.receipts


def test_printer_that_falls_silent_leaves_the_job_unconfirmed(
    slow: SimulatedReceiptPrinter, wire: Callable[[SimulatedReceiptPrinter], Place]
) -> None:
    outcome = while_printing(slow, SimulatedReceiptPrinter.silent, driver(wire(slow), patience=HASTY))
    assert isinstance(outcome, PrintUnconfirmed)


def test_printer_names_itself(
    sim: SimulatedReceiptPrinter, wire: Callable[[SimulatedReceiptPrinter], Place]
) -> None:
    place = wire(sim)
    info = driver(place).identify()
    assert (True, "SIM ReceiptSim", "S0000001", "1.0") == (info.found, info.model, info.serial, info.firmware)
    assert (place.driver, place.address) == (info.driver, info.address)


# What the network adds.


def test_absent_printer_is_a_value(sim: SimulatedReceiptPrinter) -> None:
    sim.unplug()
    printer = over_tcp(sim)
    assert PrinterState.ABSENT == printer.state()
    assert not printer.identify().found
    outcome = printer.print(LAYOUT)
    assert isinstance(outcome, PrintVoid)
    assert PrinterState.ABSENT == outcome.state


def test_printer_that_serves_another_client_is_silent_and_says_what_may_be(
    sim: SimulatedReceiptPrinter,
) -> None:
    printer = driver(TcpPlace(sim.host, sim.port), patience=HASTY)
    with socket.create_connection((sim.host, sim.port)) as other:
        other.sendall(commands.ask_status(1))
        other.recv(1)
        outcome = printer.print(NEXT)
        assert isinstance(outcome, PrintVoid)
        assert PrinterState.SILENT == outcome.state
        assert "serves another program" in outcome.message
    assert PrintDone() == over_tcp(sim).print(NEXT)
    assert ["下一位的回执"] == [receipt.text for receipt in sim.receipts]


def test_printer_that_takes_no_connection_is_absent_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        address = full.getsockname()
        waiting = [socket.socket() for _ in range(4)]
        for client in waiting:
            client.setblocking(False)  # noqa: FBT003, the library's own signature
            client.connect_ex(address)
        outcome = driver(TcpPlace(*address)).print(NEXT)
        for client in waiting:
            client.close()
    assert isinstance(outcome, PrintVoid)
    assert PrinterState.ABSENT == outcome.state
    assert f"127.0.0.1:{address[1]} can't be opened: timed out" == outcome.message


def test_replugged_printer_prints_without_a_restart(sim: SimulatedReceiptPrinter) -> None:
    printer = over_tcp(sim)
    sim.unplug()
    assert PrinterState.ABSENT == printer.state()
    sim.replug()
    assert PrintDone() == printer.print(NEXT)


def test_printer_unplugged_while_printing_is_never_done(slow: SimulatedReceiptPrinter) -> None:
    outcome = while_printing(slow, SimulatedReceiptPrinter.unplug, over_tcp(slow))
    assert isinstance(outcome, PrintUnconfirmed)
    assert [] == slow.receipts


def test_lost_cable_leaves_the_job_unconfirmed_and_the_rest_is_cleared_at_the_next_look(
    slow: SimulatedReceiptPrinter,
) -> None:
    printer = over_tcp(slow)
    outcome = while_printing(slow, SimulatedReceiptPrinter.cut_cable, printer)
    assert isinstance(outcome, PrintUnconfirmed)
    slow.open_cover()
    slow.replug()
    assert PrinterState.COVER_OPEN == printer.state()
    slow.close_cover()
    assert PrintDone() == printer.print(NEXT)
    _, following = slow.receipts
    assert [following] == valid(slow.receipts)
    assert "下一位的回执" == following.text


def test_paper_out_with_a_full_buffer_is_found_by_connecting_anew() -> None:
    layout = tuple(Line(f"𠮷第{n}行") for n in range(60))
    with SimulatedReceiptPrinter(speed_mm_s=FAST_MM_S) as sim:
        sim.out_of_paper_after(40)
        printer = over_tcp(sim)
        outcome = printer.print(layout)
        assert isinstance(outcome, PrintVoid)
        assert PrinterState.PAPER_OUT == outcome.state
        sim.load_paper()
        assert PrintDone() == printer.print(NEXT)
        assert sim.receipts[-1:] == valid(sim.receipts)
        assert "下一位的回执" == sim.receipts[-1].text


def test_what_an_earlier_process_left_in_the_printer_does_not_come_out(sim: SimulatedReceiptPrinter) -> None:
    sim.open_cover()
    with socket.create_connection((sim.host, sim.port)) as link:
        link.sendall(encode(LAYOUT, profile_named(PROFILE)).data + commands.ask_status(1))
        link.recv(1)
    assert PrinterState.COVER_OPEN == over_tcp(sim).state()
    sim.close_cover()
    assert sim.wait_until_idle()
    assert [] == sim.receipts


# What proves something, and what does not.


def dle_eot_only(sim: SimulatedReceiptPrinter, job: Job) -> bool:
    """Print as many drivers do: send everything, ask DLE EOT, and believe it."""
    with socket.create_connection((sim.host, sim.port)) as link:
        link.sendall(job.data + commands.ask_status(1))
        return link.recv(1) == b"\x12"


def test_driver_that_trusts_dle_eot_claims_what_did_not_happen_and_ours_does_not() -> None:
    job = encode(LAYOUT, profile_named(PROFILE))
    with SimulatedReceiptPrinter(speed_mm_s=SLOW_MM_S) as sim:
        sim.out_of_paper_after(40)
        assert dle_eot_only(sim, job), "it believes that the receipt came out"
        sim.wait_until_idle(0.4)
        sim.load_paper()
        assert not sim.receipts[0].complete
    with SimulatedReceiptPrinter(speed_mm_s=SLOW_MM_S) as sim:
        sim.out_of_paper_after(40)
        outcome = over_tcp(sim).deliver(job)
        assert isinstance(outcome, PrintVoid)
        assert PrinterState.PAPER_OUT == outcome.state


@pytest.mark.parametrize("profile", ["generic-80-gb2312", "generic-58-gb18030"])
def test_printer_without_process_ids_confirms_by_its_paper_sensor(profile: str) -> None:
    with SimulatedReceiptPrinter(profile=profile, speed_mm_s=FAST_MM_S) as sim:
        assert PrintDone() == over_tcp(sim, profile).print(LAYOUT)
        assert [True] == [receipt.complete for receipt in sim.receipts]


def test_printer_that_never_confirms_leaves_the_job_unconfirmed() -> None:
    with SimulatedReceiptPrinter(profile="generic-80-gb2312", speed_mm_s=FAST_MM_S) as sim:
        outcome = over_tcp(sim, PROFILE).print((Line("A"),))
    assert isinstance(outcome, PrintUnconfirmed)


@pytest.mark.parametrize("near_end", [False, True])
def test_pictures_full_of_status_requests_confuse_nothing(*, near_end: bool) -> None:
    row = b"\x10\x04\x04\x00\x10\x04\x02\x00\x10\x04\x01\xff" * 6
    picture = b"\x1dv0\x00" + bytes((len(row), 0)) + b"\x2c\x01" + row * 300
    job = Job((Piece(b"\x1b@" + picture + b"\x1dVB\x00", 60),))
    with SimulatedReceiptPrinter(speed_mm_s=500) as sim:
        sim.near_end(near_end)
        assert PrintDone(near_end=near_end) == over_tcp(sim).deliver(job)
        assert [True] == [receipt.complete for receipt in sim.receipts]


def test_one_way_printer_is_unconfirmed_and_got_every_byte(tmp_path: Path) -> None:
    path = tmp_path / "printer"
    printer = driver(FilePlace(str(path)))
    assert isinstance(printer.print(LAYOUT), PrintUnconfirmed)
    assert encode(LAYOUT, profile_named(PROFILE)).data == path.read_bytes()
    assert printer.identify().found


def test_one_way_printer_that_is_not_there_is_absent(tmp_path: Path) -> None:
    printer = driver(FilePlace(str(tmp_path / "none" / "printer")))
    assert PrinterState.ABSENT == printer.state()
    outcome = printer.print(LAYOUT)
    assert isinstance(outcome, PrintVoid)
    assert PrinterState.ABSENT == outcome.state


# What comes out.


@pytest.mark.parametrize("name", ["王㐂", "𠮷田一郎", "𬭎·𮧵"])
def test_rare_characters_of_names_come_out(sim: SimulatedReceiptPrinter, name: str) -> None:
    assert PrintDone() == over_tcp(sim).print((Line("姓名"), Line(name), Line("完")))
    paper = image_of(sim.receipts[0])
    found = paper.crop((MARGIN, MARGIN + LINE_DOTS, MARGIN + 576, MARGIN + 2 * LINE_DOTS))
    wanted = draw_line(name, dots=576, height=LINE_DOTS).picture().convert("L")
    assert ImageChops.difference(found, wanted).getextrema()[1] in {0, 255}
    assert sum(ImageChops.difference(found, wanted).histogram()[128:]) <= 8, "but for dots beside 10 04"
    assert "姓名\n完" == sim.receipts[0].text


@pytest.mark.parametrize("profile", ["generic-80-raster", "generic-58-gb18030", "generic-80-gb18030-ext-a"])
def test_code_is_read_back_from_the_paper_of_each_model(profile: str) -> None:
    with SimulatedReceiptPrinter(profile=profile, speed_mm_s=FAST_MM_S) as sim:
        assert PrintDone() == over_tcp(sim, profile).print(LAYOUT)
        assert [TOKEN] == codes_on(sim.receipts[0])


def test_name_of_30_characters_comes_out_whole(sim: SimulatedReceiptPrinter) -> None:
    name = "阿卜杜热西提·买买提艾力·吾斯曼江·图尔荪托合提阿吉木"
    name += "尔" * (30 - len(name))
    assert PrintDone() == over_tcp(sim).print((Pair("姓名", name),))
    assert name in sim.receipts[0].text.replace("\n", "").replace(" ", "")


def test_configuration_chooses_the_driver(sim: SimulatedReceiptPrinter, tmp_path: Path) -> None:
    configured = (
        EscposNetwork(sim.host, sim.port),
        EscposSerial(sim.serial_path),
        EscposUsb(sim.serial_path),
        EscposFile(str(tmp_path / "paper")),
    )
    found = [receipt_printer(config).identify() for config in configured]
    assert ["escpos-network", "escpos-serial", "escpos-usb", "escpos-file"] == [info.driver for info in found]
    assert all(info.found for info in found)
