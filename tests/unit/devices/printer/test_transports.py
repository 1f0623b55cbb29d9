"""The ways in which bytes do not get through."""

import errno
import functools
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from devices.config import EscposUsb
from devices.printer.conversation import Patience
from devices.printer.escpos import EscposReceiptPrinter
from devices.printer.factory import receipt_printer
from devices.printer.holding import why_not
from devices.printer.profiles import profile_named
from devices.printer.transports import (
    FilePlace,
    Place,
    SerialPlace,
    TcpPlace,
    Transport,
    TransportError,
    Trouble,
    UsbIdPlace,
    UsbPlace,
)
from devices.printer.usb_node import node_of
from kiosk.domain.printing import PrinterState
from sim.receipt_printer import SimulatedReceiptPrinter


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def place_of(listener: socket.socket) -> TcpPlace:
    return TcpPlace("127.0.0.1", listener.getsockname()[1])


def trouble_with(place: Place) -> Trouble:
    with pytest.raises(TransportError) as raised, place.open(1):
        pass
    return raised.value.trouble


NOWHERE = "/nonexistent/printer"


@pytest.mark.parametrize("place", [SerialPlace(NOWHERE, 9600), UsbPlace(NOWHERE), FilePlace(NOWHERE)])
def test_device_that_is_not_there_is_absent(place: Place) -> None:
    assert Trouble.ABSENT == trouble_with(place)


def test_refused_connection_is_absent(listener: socket.socket) -> None:
    place = place_of(listener)
    listener.close()
    assert Trouble.ABSENT == trouble_with(place)


def test_named_pipe_that_nobody_reads_is_absent(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "printer")
    assert Trouble.ABSENT == trouble_with(FilePlace(str(tmp_path / "printer")))


def test_full_pipe_is_stalled(tmp_path: Path) -> None:
    path = tmp_path / "printer"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with pytest.raises(TransportError) as raised, FilePlace(str(path)).open(1) as transport:
            transport.write(b"x" * 1_000_000, timeout_s=0.05)
    finally:
        os.close(reader)
    assert Trouble.STALLED == raised.value.trouble


def test_end_that_takes_nothing_is_stalled(listener: socket.socket) -> None:
    with pytest.raises(TransportError) as raised, place_of(listener).open(1) as transport:
        transport.write(b"x" * 20_000_000, timeout_s=0.05)
    assert Trouble.STALLED == raised.value.trouble


def test_closed_connection_is_lost(listener: socket.socket) -> None:
    with pytest.raises(TransportError) as raised, place_of(listener).open(1) as transport:
        read_from_closed(listener, transport)
    assert Trouble.LOST == raised.value.trouble


def read_from_closed(listener: socket.socket, transport: Transport) -> None:
    listener.accept()[0].close()
    transport.read(1, 5)


def test_nothing_read_in_time_is_no_bytes(listener: socket.socket) -> None:
    with place_of(listener).open(1) as transport:
        assert b"" == transport.read(1, 0.01)


def test_slow_end_gets_everything_in_order(listener: socket.socket) -> None:
    data = bytes(range(256)) * 400
    got = bytearray()

    def read_slowly() -> None:
        with listener.accept()[0] as link:
            while piece := link.recv(1000):
                got.extend(piece)

    thread = threading.Thread(target=read_slowly)
    thread.start()
    with place_of(listener).open(1) as transport:
        transport.write(data, timeout_s=10)
    thread.join()
    assert data == bytes(got)


def test_what_is_left_with_an_error_does_not_arrive_later(listener: socket.socket) -> None:
    with pytest.raises(KeyError), place_of(listener).open(1) as transport:
        write_and_give_up(transport)
    with listener.accept()[0] as link, pytest.raises(ConnectionResetError):
        read_to_the_end(link)


def write_and_give_up(transport: Transport) -> None:
    transport.write(b"void", timeout_s=1)
    raise KeyError


# Who holds it.


@pytest.fixture
def line() -> Iterator[str]:
    """A pseudo-terminal, as a serial line and as a USB node."""
    inner, outer = os.openpty()
    yield os.ttyname(outer)
    os.close(inner)
    os.close(outer)


HOLDER = """
import sys, time
from devices.printer.transports import SerialPlace, UsbPlace
place = SerialPlace(sys.argv[2], 9600) if sys.argv[1] == "serial" else UsbPlace(sys.argv[2])
with place.open(1):
    print("held", flush=True)
    sys.stdin.read()
"""


def places_of(path: str) -> dict[str, Place]:
    return {"serial": SerialPlace(path, 9600), "usb": UsbPlace(path)}


@pytest.mark.parametrize("mine", ["serial", "usb"])
@pytest.mark.parametrize("theirs", ["serial", "usb"])
def test_printer_that_another_process_holds_is_absent_and_says_who_has_it(
    line: str, mine: str, theirs: str
) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, theirs, line],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[4],
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    place = places_of(line)[mine]
    with pytest.raises(TransportError, match=rf"{line} is held by python\S* \(process {holder.pid}\)"):
        use(place)
    holder.communicate()
    use(place)


def use(place: Place) -> None:
    with place.open(1):
        pass


def test_node_that_the_kernel_gives_to_one_alone_is_held() -> None:
    busy = OSError(errno.EBUSY, "Device or resource busy")
    assert "/dev/usb/lp0 is held by another program" in why_not("/dev/usb/lp0", busy)


# USB by vendor and product.


def plug(root: Path, number: int, usb: str, target: str) -> None:
    """Make what sysfs shows of a printer at usblp, and a node that leads to `target`."""
    port = root / "devices" / f"1-{number}"
    interface = port / f"1-{number}:1.0"
    interface.mkdir(parents=True, exist_ok=True)
    vendor, product = usb.split(":")
    (port / "idVendor").write_text(vendor + "\n")
    (port / "idProduct").write_text(product + "\n")
    printer = root / "class" / f"lp{number}"
    printer.mkdir(parents=True)
    (printer / "device").symlink_to(interface)
    (printer / "uevent").write_text(f"MAJOR=180\nDEVNAME=usb/lp{number}\n")
    (root / "dev/usb").mkdir(parents=True, exist_ok=True)
    (root / "dev/usb" / f"lp{number}").symlink_to(target)


def unplug(root: Path, number: int) -> None:
    shutil.rmtree(root / "class" / f"lp{number}")
    (root / "dev/usb" / f"lp{number}").unlink()


def test_printer_is_found_by_its_id_wherever_it_is_plugged_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = functools.partial(node_of, of_class=tmp_path / "class", devices=tmp_path / "dev")
    monkeypatch.setattr("devices.printer.transports.node_of", found)
    place = UsbIdPlace("0416:5011")
    with SimulatedReceiptPrinter() as sim:
        printer = EscposReceiptPrinter(place, profile_named("generic-80-gb18030"))
        assert PrinterState.ABSENT == printer.state()
        plug(tmp_path, 0, "04b8:0202", "/dev/null")
        plug(tmp_path, 1, "0416:5011", sim.serial_path)
        assert PrinterState.READY == printer.state()
        unplug(tmp_path, 1)
        assert PrinterState.ABSENT == printer.state()
        assert "no USB printer 0416:5011 is plugged in" == printer.identify().message
        plug(tmp_path, 2, "0416:5011", sim.serial_path)
        assert PrinterState.READY == printer.state()


def test_link_that_udev_keeps_is_opened_anew_each_time(tmp_path: Path) -> None:
    link = tmp_path / "receipt-printer"
    printer = EscposReceiptPrinter(UsbPlace(str(link)), profile_named("generic-80-gb18030"))
    for _ in range(2):
        with SimulatedReceiptPrinter() as sim:
            assert PrinterState.ABSENT == printer.state()
            link.symlink_to(sim.serial_path)
            assert PrinterState.READY == printer.state()
            link.unlink()


@pytest.mark.parametrize(
    "table", [b'{"driver":"escpos-usb"}', b'{"driver":"escpos-usb","path":"a","usb":"04b8:0202"}']
)
def test_usb_printer_that_is_named_twice_or_not_at_all_is_refused(table: bytes) -> None:
    with pytest.raises(msgspec.ValidationError, match="name it by path"):
        msgspec.json.decode(table, type=EscposUsb)


def test_configuration_by_vendor_and_product_chooses_that_place() -> None:
    assert "usb 04b8:0202" == receipt_printer(EscposUsb(usb="04b8:0202")).identify().address


def test_one_way_place_answers_nothing(tmp_path: Path) -> None:
    place = FilePlace(str(tmp_path / "printer"))
    with place.open(1) as transport:
        assert b"" == transport.read(1, 0)
    assert not place.answers


def test_state_is_known_within_a_second() -> None:
    patience = Patience()
    assert patience.connect_s + patience.state_s + patience.answer_s < 1


def read_to_the_end(link: socket.socket) -> None:
    while link.recv(16):
        pass
