"""`kiosk device print-test` as a process, at a simulated printer: every status with its exit code."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sim.receipt_printer import SimulatedReceiptPrinter
from tests.integration.cli_command import Said, kiosk, written

FAST_MM_S = 3000.0
NETWORK = """
[devices.receipt_printer]
driver = "escpos-network"
host = "127.0.0.1"
port = {port}
"""
FILE = """
[devices.receipt_printer]
driver = "escpos-file"
path = "{path}"
"""


@pytest.fixture
def printer() -> Iterator[SimulatedReceiptPrinter]:
    with SimulatedReceiptPrinter(speed_mm_s=FAST_MM_S) as simulated:
        yield simulated


def print_test(tmp_path: Path, config: str, *words: str) -> Said:
    return kiosk(
        "device", "print-test", "--config", written(tmp_path / "terminal.toml", config), "--json", *words
    )


CONDITIONS: dict[str, tuple[int, Callable[[SimulatedReceiptPrinter], None]]] = {
    "done": (0, lambda _: None),
    "paper_near_end": (0, lambda printer: printer.near_end()),
    "paper_out": (1, lambda printer: printer.tear_paper()),
    "cover_open": (1, lambda printer: printer.open_cover()),
    "cutter": (1, lambda printer: printer.jam_cutter()),
    "overheated": (1, lambda printer: printer.overheat()),
    "silent": (1, lambda printer: printer.silent()),
    "absent": (1, lambda printer: printer.unplug()),
}


@pytest.mark.parametrize("status", CONDITIONS)
def test_printer_says_what_became_of_the_slip(
    tmp_path: Path, printer: SimulatedReceiptPrinter, status: str
) -> None:
    code, do = CONDITIONS[status]
    do(printer)
    said = print_test(tmp_path, NETWORK.format(port=printer.port))
    assert (code, status) == (said.code, said.row["status"])
    assert said.row["message"]


def test_slip_that_came_out_is_the_test_slip(tmp_path: Path, printer: SimulatedReceiptPrinter) -> None:
    print_test(tmp_path, NETWORK.format(port=printer.port))
    (paper,) = printer.receipts
    assert paper.complete
    assert "打印测试" in paper.text


def test_one_way_printer_is_unconfirmed_and_not_done(tmp_path: Path) -> None:
    said = print_test(tmp_path, FILE.format(path=tmp_path / "paper"))
    assert (1, "unconfirmed") == (said.code, said.row["status"])
    assert (tmp_path / "paper").stat().st_size


def test_no_printer_configured_is_a_matter_of_configuration(tmp_path: Path) -> None:
    said = print_test(tmp_path, "")
    assert (2, "no_printer") == (said.code, said.row["code"])
    assert "[devices.receipt_printer]" in said.row["message"]


def test_probe_names_the_printer(tmp_path: Path, printer: SimulatedReceiptPrinter) -> None:
    config = written(tmp_path / "terminal.toml", NETWORK.format(port=printer.port))
    said = kiosk("device", "probe", "--config", config, "--json")
    assert (0, "receipt_printer", True) == (said.code, said.row["device"], said.row["found"])
    assert f"127.0.0.1:{printer.port}" in said.row["address"]


def test_unknown_profile_names_those_there_are(tmp_path: Path) -> None:
    config = NETWORK.format(port=9) + 'profile = "generic-80-gb1803"\n'
    said = print_test(tmp_path, config)
    assert 2 == said.code
    assert "generic-80-gb18030" in said.row["message"]
