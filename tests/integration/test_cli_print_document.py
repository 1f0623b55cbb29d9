"""`kiosk device probe` and `print-test --document` as processes, at a real cupsd and a simulated printer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.document_printer import SimulatedDocumentPrinter
from sim.print_server import problem
from tests.integration.cli_command import Said, kiosk, written

pytestmark = pytest.mark.skipif(problem() is not None, reason=str(problem()))


@pytest.fixture
def printer() -> Iterator[SimulatedDocumentPrinter]:
    with SimulatedDocumentPrinter() as simulated:
        yield simulated


def asked(tmp_path: Path, printer: SimulatedDocumentPrinter, *words: str) -> Said:
    config = f'[devices.document_printer]\ndriver = "cups"\nserver = "{printer.server.socket_path}"\n'
    return kiosk("device", *words, "--json", "--config", written(tmp_path / "terminal.toml", config))


def test_a_page_that_came_out_is_done_and_forgotten(
    tmp_path: Path, printer: SimulatedDocumentPrinter
) -> None:
    said = asked(tmp_path, printer, "print-test", "--document")
    assert (said.code, said.row["status"]) == (0, "done")
    assert [(one.sheets, one.complete) for one in printer.printed] == [(1, True)]
    assert list((printer.server.folder / "spool").glob("d*")) == []


def test_a_page_without_paper_says_so(tmp_path: Path, printer: SimulatedDocumentPrinter) -> None:
    printer.load_paper(0)
    said = asked(tmp_path, printer, "print-test", "--document")
    assert (said.code, said.row["status"]) == (1, "paper_out")
    assert printer.printed == []


def test_probe_names_model_serial_number_and_firmware(
    tmp_path: Path, printer: SimulatedDocumentPrinter
) -> None:
    said = asked(tmp_path, printer, "probe")
    row = next(row for row in said.rows if row["device"] == "document_printer")
    assert (row["found"], row["model"], row["serial"], row["firmware"]) == (
        True,
        "Simulated A4 printer",
        "SIM-A4-0001",
        "1.0",
    )


def test_without_one_the_table_to_add_is_named(tmp_path: Path) -> None:
    said = kiosk(
        "device", "print-test", "--document", "--json", "--config", written(tmp_path / "terminal.toml", "")
    )
    assert said.code == 2
    assert "[devices.document_printer]" in said.row["message"]
