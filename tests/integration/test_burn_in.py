"""`kiosk device burn-in` over simulated devices: what it counts, that it fails when one fails, and Ctrl-C."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from devices.config import DevicesConfig, SamSerial
from kiosk.burn_in.run import BurnIn
from kiosk.burn_in.tally import Report
from kiosk.clock import SystemClock
from kiosk.open_devices import open_devices
from kiosk.supervised import Rhythm
from kiosk.supervision import Supervisor
from sim.cardholders import RESIDENT
from sim.identity_card import SimulatedCard
from sim.identity_reader import SimulatedIdentityReader
from sim.receipt_printer import SimulatedReceiptPrinter
from tests.integration.cli_command import kiosk, written

SECONDS = 1 / 60
PATIENCE_S = 30


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[SimulatedIdentityReader]:
    reader = SimulatedIdentityReader(1_000_000, link=tmp_path / "reader")
    yield reader
    reader.close()


@pytest.fixture
def printed() -> threading.Event:
    return threading.Event()


@pytest.fixture
def printer(printed: threading.Event) -> Iterator[SimulatedReceiptPrinter]:
    with SimulatedReceiptPrinter(speed_mm_s=3000.0, on_receipt=lambda _: printed.set()) as printer:
        yield printer


@pytest.fixture
def config(tmp_path: Path, reader: SimulatedIdentityReader, printer: SimulatedReceiptPrinter) -> Path:
    return written(
        tmp_path / "terminal.toml",
        f'[devices.identity_card]\ndriver = "sam-serial"\nport = "{reader.port}"\nbaud = 1000000\n'
        f'[devices.receipt_printer]\ndriver = "escpos-network"\nhost = "127.0.0.1"\nport = {printer.port}\n',
    )


def test_every_device_is_worked_and_reported(config: Path, reader: SimulatedIdentityReader) -> None:
    reader.lay(SimulatedCard(RESIDENT))
    said = kiosk("device", "burn-in", "--minutes", 5 * SECONDS, "--config", config, "--json")
    rows = {row["device"]: row for row in said.rows}
    assert 0 == said.code
    assert {"identity_card", "receipt_printer", "terminal"} == set(rows)
    assert 1 == rows["identity_card"]["worked"]
    assert rows["identity_card"]["cycles"] > 1
    assert 1 == rows["receipt_printer"]["worked"]
    assert ({}, {}) == (rows["identity_card"]["failures"], rows["receipt_printer"]["failures"])
    assert rows["terminal"]["rss_growth_percent"] is not None
    assert "prints a slip every 10 s: about 1 slips, 0.1 m of paper; --no-print" in said.err


def test_a_device_that_fails_is_told_by_code_and_fails_the_command(
    config: Path, printer: SimulatedReceiptPrinter
) -> None:
    printer.tear_paper()
    said = kiosk("device", "burn-in", "--minutes", 5 * SECONDS, "--config", config, "--json")
    (row,) = (row for row in said.rows if row["device"] == "receipt_printer")
    assert (1, {"paper_out": 1}, False) == (said.code, row["failures"], row["ok"])


def test_without_print_no_paper_comes(config: Path, printed: threading.Event) -> None:
    said = kiosk("device", "burn-in", "--minutes", 5 * SECONDS, "--no-print", "--config", config, "--json")
    (row,) = (row for row in said.rows if row["device"] == "receipt_printer")
    assert 0 == said.code
    assert row["worked"] >= 1
    assert not printed.is_set()
    assert "" == said.err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_it_with_the_report(
    config: Path, printed: threading.Event, number: signal.Signals
) -> None:
    command = ("-m", "kiosk", "device", "burn-in", "--minutes", "600", "--config", str(config), "--json")
    with subprocess.Popen((sys.executable, *command), stdout=subprocess.PIPE, text=True) as burning:
        try:
            assert printed.wait(PATIENCE_S)
            burning.send_signal(number)
            out, _ = burning.communicate(timeout=PATIENCE_S)
        finally:
            burning.kill()
    rows = [json.loads(line) for line in out.splitlines()]
    assert ["identity_card", "receipt_printer", "terminal"] == [row["device"] for row in rows]
    assert all(row["failures"] == {} for row in rows[:2])
    assert burning.returncode == (0 if all(row["ok"] for row in rows[:2]) else 1)


def test_a_cable_pulled_and_put_back_is_counted_once_each(reader: SimulatedIdentityReader) -> None:
    config = DevicesConfig(identity_card=SamSerial(port=reader.port, baud=1_000_000))
    rhythm = Rhythm(period_s=0.05, absent_s=(0.05,))
    with (
        open_devices(config) as devices,
        closing(Supervisor(devices.all(), SystemClock(), rhythm=rhythm)) as supervisor,
    ):
        burning = BurnIn(devices.all(), supervisor, paper=False)
        supervisor.start()
        with burning.running():
            until(burning, lambda report: report.cycles > 0)
            reader.unplug()
            until(burning, lambda report: report.unplugged == 1 and bool(report.failures))
            reader.replug()
            until(burning, lambda report: report.replugged == 1)
            burning.stop()
        (report,) = burning.reports()
    assert (1, 1) == (report.unplugged, report.replugged)
    assert {"no_reader"} == set(report.failures)


def until(burning: BurnIn, holds: Callable[[Report], bool]) -> None:
    for _ in range(PATIENCE_S * 100):
        (report,) = burning.reports()
        if holds(report):
            return
        threading.Event().wait(0.01)
    pytest.fail(f"never: {burning.reports()}")


def test_nothing_configured_says_what_to_add(tmp_path: Path) -> None:
    config = written(tmp_path / "terminal.toml", "")
    said = kiosk("device", "burn-in", "--minutes", 1, "--config", config, "--json")
    assert (2, "no_device") == (said.code, said.row["code"])


@pytest.mark.parametrize("minutes", ["0", "-1", "nan", "soon"])
def test_a_time_that_is_none_is_refused(tmp_path: Path, minutes: str) -> None:
    config = written(tmp_path / "terminal.toml", "")
    assert 2 == kiosk("device", "burn-in", "--minutes", minutes, "--config", config).code
