"""What a burn-in counts, and what each outcome counts as."""

import pytest

from devices.config import (
    CameraHttp,
    Cups,
    DevicesConfig,
    EscposNetwork,
    Nut,
    Pcsc,
    RelaySerial,
    SamSerial,
    ScannerSerial,
)
from kiosk.burn_in.exercises import ASK_EVERY_S, exercise, judged, well
from kiosk.burn_in.tally import SAMPLE, Failed, Idle, Result, Tally, Worked
from kiosk.cli.burn_in import paper_warning
from kiosk.domain.camera import (
    Frame,
    NoCamera,
    NoFrame,
    NoPaper,
    PaperPhoto,
    PhotoUnavailable,
)
from kiosk.domain.card import CardDeviceFault, CardMoved, CardOutcome, CardTimeout, NoCard, NoReader
from kiosk.domain.device import Absent, Faulty, Health, Ready, Role, Strained
from kiosk.domain.printing import PrintDone, PrinterState, PrintOutcome, PrintUnconfirmed, PrintVoid
from kiosk.domain.scanner import NoScanner, Scanned, ScannerFault, ScanOutcome, ScanTimeout
from kiosk.domain.sheets import SheetPrinterState, SheetsDone, SheetsOutcome, SheetsVoid
from kiosk.open_devices import open_devices


@pytest.mark.parametrize(
    ("outcome", "counts_as"),
    [
        (NoCard(), Idle()),
        (CardTimeout(), Idle()),
        (NoReader("gone"), Failed("no_reader")),
        (CardDeviceFault("60", "broke"), Failed("60")),
        (CardMoved("moved"), Failed("moved")),
        (PrintDone(), Worked()),
        (PrintVoid(PrinterState.PAPER_OUT, ""), Failed("paper_out")),
        (PrintUnconfirmed(""), Failed("unconfirmed")),
        (SheetsDone(1), Worked()),
        (SheetsVoid(SheetPrinterState.JAM, ""), Failed("jam")),
        (Scanned(b"x"), Worked()),
        (ScanTimeout(), Idle()),
        (NoScanner(""), Failed("no_reader")),
        (ScannerFault("held", ""), Failed("held")),
        (Frame(b"", 1, 1), Worked()),
        (NoFrame(""), Failed("no_frame")),
        (NoCamera(""), Failed("no_camera")),
        (PaperPhoto(b"", 1, 1), Worked()),
        (NoPaper(), Idle()),
        (PhotoUnavailable(""), Failed("unavailable")),
    ],
)
def test_an_outcome_counts_as_what_it_says_of_the_device(
    outcome: CardOutcome
    | PrintOutcome
    | ScanOutcome
    | SheetsOutcome
    | Frame
    | NoFrame
    | NoCamera
    | PaperPhoto
    | NoPaper,
    counts_as: Result,
) -> None:
    assert counts_as == judged(outcome)


@pytest.mark.parametrize(
    ("health", "counts_as"),
    [
        (Ready(), Worked()),
        (Strained("low", ""), Worked()),
        (Faulty("cover_open", ""), Failed("cover_open")),
        (Absent(""), Failed("absent")),
    ],
)
def test_a_health_counts_as_work_done_or_as_its_code(health: Health, counts_as: Result) -> None:
    assert counts_as == well(health)


def test_a_report_counts_failures_by_code_and_gives_percentiles() -> None:
    tally = Tally("reader")
    for milliseconds in range(1, 101):
        tally.note(Worked() if milliseconds % 2 else Idle(), milliseconds / 1000)
    tally.note(Failed("moved"), 0.5)
    tally.note(Failed("moved"), 0.5)
    tally.unplugged()
    tally.replugged()
    report = tally.report()
    assert (102, 50, {"moved": 2}) == (report.cycles, report.worked, report.failures)
    assert (51.0, 500.0, 500.0) == (report.p50_ms, report.p99_ms, report.slowest_ms)
    assert (1, 1) == (report.unplugged, report.replugged)
    assert not report.ok


def test_a_device_that_was_never_at_work_is_not_ok() -> None:
    report = Tally("reader").report()
    assert (0, None, None) == (report.cycles, report.p50_ms, report.slowest_ms)
    assert not report.ok


def test_a_long_burn_in_keeps_a_sample_and_the_slowest() -> None:
    tally = Tally("reader")
    tally.note(Worked(), 9.0)
    for _ in range(3 * SAMPLE):
        tally.note(Worked(), 0.001)
    assert SAMPLE == len(tally._took_ms)
    assert (9000.0, 1.0) == (tally.report().slowest_ms, tally.report().p50_ms)
    assert tally.report().ok


def test_every_device_that_can_work_is_worked_and_not_only_asked() -> None:
    """The kinds that have no work of their own are asked how they are."""
    config = DevicesConfig(
        identity_card=SamSerial(port="/dev/null"),
        social_card=Pcsc(),
        receipt_printer=EscposNetwork(host="192.0.2.1"),
        document_printer=Cups(),
        code_scanner=ScannerSerial(port="/dev/null"),
        face_camera=CameraHttp(url="http://192.0.2.1/"),
        document_camera=CameraHttp(url="http://192.0.2.1/"),
        power=Nut(),
        reminder=RelaySerial(port="/dev/null"),
    )
    with open_devices(config) as devices:
        asked = {
            device.role for device in devices.all() if exercise(device, paper=True).pause_s == ASK_EVERY_S
        }
        unpapered = {
            device.role for device in devices.all() if exercise(device, paper=False).pause_s == ASK_EVERY_S
        }
    assert {Role.POWER, Role.REMINDER} == asked
    assert {Role.RECEIPT_PRINTER, Role.DOCUMENT_PRINTER} == unpapered - asked


def test_paper_is_told_beforehand() -> None:
    both = DevicesConfig(receipt_printer=EscposNetwork(host="x"), document_printer=Cups())
    said = "prints a slip every 10 s: about 61 slips, 3.7 m of paper; a page every 60 s: about 11 pages; "
    assert f"{said}--no-print leaves the paper alone\n" == paper_warning(both, 10)
    assert "" == paper_warning(DevicesConfig(), 10)
