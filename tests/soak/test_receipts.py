"""What only many receipts show: memory, threads, files, and a slip that was lost or came twice."""

import gc
import logging
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from devices.printer.conversation import Patience
from devices.printer.escpos import EscposReceiptPrinter
from devices.printer.profiles import ChineseFont, profile_named
from devices.printer.transports import TcpPlace
from kiosk.device_threads import PrinterOnThread
from kiosk.domain.device import Ready, Role
from kiosk.domain.printing import Line, Pair, PrintDone, QrCode, ReceiptLayout

RECEIPTS, WARM_UP = 2_000, 200
FLAT = 0.05
SIMULATOR = """
import sys, time
from sim.receipt_printer import SimulatedReceiptPrinter

def tell(receipt):
    first = (receipt.text.splitlines() or ["pictures"])[0]
    sys.stdout.write(f"{receipt.complete} {first}\\n")
    sys.stdout.flush()
    printer._engine.receipts.clear()
    printer.put_paper_back()

printer = SimulatedReceiptPrinter(profile=sys.argv[1], speed_mm_s=100_000, on_receipt=tell)
with printer:
    sys.stdout.write(f"{printer.port}\\n")
    sys.stdout.flush()
    sys.stdin.read()
"""
log = logging.getLogger(__name__)
QUICK = Patience(quiet_s=0.005)


class Simulator:
    """A simulated printer in a process of its own, so that this one's memory is the driver's alone."""

    def __init__(self, model: str) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-c", SIMULATOR, model],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        assert self._child.stdout is not None
        self.port = int(self._child.stdout.readline())
        self._papers: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self._child.stdout is not None
        self._papers.extend(line.strip() for line in self._child.stdout)

    def close(self) -> None:
        assert self._child.stdin is not None
        self._child.stdin.close()
        self._child.wait()
        self._reader.join()
        assert self._child.stdout is not None
        self._child.stdout.close()

    def papers(self) -> list[str]:
        """End it and return every paper that came out, in order."""
        self.close()
        return self._papers


def slip(number: int) -> ReceiptLayout:
    lines = tuple(Line(f"第{n}项材料：已收到，无需补交。{chr(0x4E00 + number)}") for n in range(15))
    return (
        Line(f"NO {number}"),
        Pair("收件编号", f"A{number:05d}"),
        *lines,
        QrCode(f"https://c.example/{number}"),
    )


def resident_bytes() -> int:
    gc.collect()
    return int(psutil.Process().memory_info().rss)


@pytest.fixture(params=["generic-80-gb18030", "generic-58-gb18030", "epson-tm-t81"])
def model(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.soak
def test_2000_receipts_leave_memory_flat_lose_none_and_leave_no_thread(model: str) -> None:
    with closing(Simulator(model)) as simulator:
        print_all(simulator, model)
        papers = simulator.papers()
    pictured = profile_named(model).font is ChineseFont.NONE
    assert [f"True {'pictures' if pictured else f'NO {n}'}" for n in range(RECEIPTS)] == papers


def print_all(simulator: Simulator, model: str) -> None:
    threads = threading.active_count()
    place = TcpPlace("127.0.0.1", simulator.port)

    def driver() -> EscposReceiptPrinter:
        return EscposReceiptPrinter(place, profile_named(model), patience=QUICK)

    with closing(PrinterOnThread(driver, Role.RECEIPT_PRINTER)) as printer:
        for number in range(WARM_UP):
            assert PrintDone() == printer.print(slip(number))
        warm, files = resident_bytes(), psutil.Process().num_fds()
        for number in range(WARM_UP, RECEIPTS):
            assert PrintDone() == printer.print(slip(number))
            assert number % 100 or Ready() == printer.health()
        last = resident_bytes()
        grown = last / warm - 1
        assert files == psutil.Process().num_fds()
    told = "%d slips: RSS %.1f MB after %d of them, %.1f MB at the end (%+.2f %%); threads %d, then %d"
    now = threading.active_count()
    log.info(told, RECEIPTS, warm / 1e6, WARM_UP, last / 1e6, 100 * grown, threads, now)
    assert abs(grown) <= FLAT, f"resident memory changed by {grown:.1%}"
    assert threads == threading.active_count()
