"""One cycle of each kind of device: real work through its port, and what its outcome counts as."""

import secrets
import threading
from collections.abc import Callable
from typing import Any

import msgspec

from kiosk.burn_in.tally import Failed, Idle, Result, Worked
from kiosk.cli.trial_page import trial_page
from kiosk.device_threads import (
    CameraOnThread,
    DocumentCameraOnThread,
    DocumentPrinterOnThread,
    OnThread,
    PrinterOnThread,
    ReaderOnThread,
    ScannerOnThread,
    SlotReaderOnThread,
)
from kiosk.domain.device import Absent, Faulty, Health, Ready, Strained
from kiosk.domain.printing import Line, Pair, PrintVoid, QrCode, ReceiptLayout
from kiosk.domain.sheets import SheetsJob, SheetsVoid

SCAN_S = 1.0
"""How long one cycle waits for a code: what is scanned between cycles is nobody's."""
FRAME_S = 2.0
PRINT_EVERY_S = 10.0
SLIP_MM = 60
"""About the length of one slip, for who has to lay in paper."""
PAGE_EVERY_S = 60.0
PICTURE_EVERY_S = 1.5
ASK_EVERY_S = 1.0
SLIP: ReceiptLayout = (Line("老化测试 Burn-in"), Pair("汉字", "综合自助办事服务机"), QrCode("BURN-IN"))
WORKED = frozenset({"ok", "expired", "done", "photo", "frame"})
NOTHING_THERE = frozenset({"no_card", "timeout", "cancelled", "no_paper", "cut_off", "blurred"})
"""The device answered; what lay before it, or did not, is no fault of its own."""


class Exercise(msgspec.Struct, frozen=True):
    """What is done with a device again and again."""

    cycle: Callable[[threading.Event], Result]
    pause_s: float
    """Between two cycles."""


def exercise(device: OnThread[Any], *, paper: bool) -> Exercise:
    """Return the work of a device; of a kind that has none of its own, its health is asked."""
    match device:
        case ReaderOnThread() | SlotReaderOnThread():
            return Exercise(lambda cancel: judged(device.wait(cancel, timeout_s=0)), 0.1)
        case ScannerOnThread():
            return Exercise(lambda cancel: judged(device.wait(cancel, timeout_s=SCAN_S)), 0.0)
        case PrinterOnThread() if paper:
            return Exercise(lambda _: judged(device.print(SLIP)), PRINT_EVERY_S)
        case DocumentPrinterOnThread() if paper:
            return Exercise(lambda cancel: _page(device, cancel), PAGE_EVERY_S)
        case DocumentCameraOnThread():
            return Exercise(lambda _: judged(device.photograph()), PICTURE_EVERY_S)
        case CameraOnThread():
            return Exercise(lambda _: judged(device.frame(timeout_s=FRAME_S)), PICTURE_EVERY_S)
        case _:
            return Exercise(lambda _: well(device.health()), ASK_EVERY_S)


def _page(device: DocumentPrinterOnThread, cancel: threading.Event) -> Result:
    name = f"kiosk-burn-in-{secrets.token_hex(4)}"
    outcome = device.print(SheetsJob(name=name, pdf=trial_page(name), pages=1), cancel)
    device.forget(name)
    return judged(outcome)


def judged(outcome: msgspec.Struct) -> Result:
    """Return what an outcome counts as, by its tag; a fault's own code where it has one."""
    tag = str(outcome.__struct_config__.tag)
    if tag in WORKED:
        return Worked()
    if tag in NOTHING_THERE:
        return Idle()
    if isinstance(outcome, PrintVoid | SheetsVoid):
        return Failed(outcome.state)
    return Failed(str(getattr(outcome, "code", tag)))


def well(health: Health) -> Result:
    """Return what a health counts as."""
    match health:
        case Ready() | Strained():
            return Worked()
        case Faulty(code=code):
            return Failed(code)
        case Absent():
            return Failed("absent")
