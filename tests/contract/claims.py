"""What a receipt printer's driver may say, held against the paper that came out; and a driver that lies."""

import socket
import threading
import time
from collections.abc import Callable
from typing import Protocol

from devices.printer import commands
from devices.printer.conversation import Patience
from devices.printer.encode import encode
from devices.printer.profiles import profile_named
from kiosk.domain.printing import (
    Align,
    Line,
    Pair,
    PrintDone,
    PrinterState,
    PrintOutcome,
    PrintVoid,
    QrCode,
    ReceiptLayout,
)
from sim.paper import Receipt
from sim.receipt_printer import SimulatedReceiptPrinter

PATIENCE = Patience(
    answer_s=1, state_s=2, stall_s=1, silent_s=1, reconnect_s=0.5, margin_s=2, poll_s=0.05, quiet_s=0.05
)
LAYOUT: ReceiptLayout = (
    Line("办事回执", Align.CENTRE, bold=True, large=True),
    Pair("收件编号", "A0173 7K2Q"),
    *(Line(f"第{n}项材料：已收到，无需补交。") for n in range(20)),
    QrCode("https://example.invalid/r/A01737K2Q.eyJuIjoiQTAxNzM3SzJRIn0", "扫一扫，查进度"),
)


class Prints(Protocol):
    """The part of a driver that makes claims."""

    def print(self, layout: ReceiptLayout) -> PrintOutcome: ...


def printed_while(
    sim: SimulatedReceiptPrinter, printer: Prints, trouble: Callable[[SimulatedReceiptPrinter], None]
) -> PrintOutcome:
    """Print, and let trouble come when some of the paper is out."""
    outcomes: list[PrintOutcome] = []
    thread = threading.Thread(target=lambda: outcomes.append(printer.print(LAYOUT)))
    thread.start()
    while sim.printed_mm < 20 and thread.is_alive():
        time.sleep(0.002)
    trouble(sim)
    thread.join()
    return outcomes[0]


def claims_are_true(
    sim: SimulatedReceiptPrinter, printer: Prints, trouble: Callable[[SimulatedReceiptPrinter], None]
) -> None:
    """Assert that *done* is only said of a whole slip, and *void* never of one."""
    outcome = printed_while(sim, printer, trouble)
    sim.wait_until_idle(0.3)  # or for ever, when something is wrong
    whole = whole_slips(sim)
    match outcome:
        case PrintDone():
            assert 1 == len(whole), "it said done, and no whole slip came out"
        case PrintVoid():
            assert 0 == len(whole), "it said void, and a whole slip came out"
        case _:
            assert len(whole) <= 1


def whole_slips(sim: SimulatedReceiptPrinter) -> list[Receipt]:
    """Return the slips that came out from begin to cut, without those that only say that another is void."""
    return [receipt for receipt in sim.receipts if receipt.complete and "VOID" not in receipt.text]


class DleEotPrinter:
    """What many drivers do: hand everything over, ask DLE EOT, and believe the answer."""

    def __init__(self, sim: SimulatedReceiptPrinter) -> None:
        self._address = (sim.host, sim.port)

    def print(self, layout: ReceiptLayout) -> PrintOutcome:
        with socket.create_connection(self._address) as link:
            link.sendall(encode(layout, profile_named("generic-80-gb18030")).data)
            for kind in commands.STATUS_KINDS:
                link.sendall(commands.ask_status(kind))
                if link.recv(1) != b"\x12":
                    return PrintVoid(PrinterState.OFFLINE, "it said so")
        return PrintDone()
