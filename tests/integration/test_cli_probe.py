"""`kiosk device probe`: found, missing and not configured, told together; nobody waits for the slowest."""

import socket
from concurrent.futures import Future
from pathlib import Path

import pytest

from devices.config import DevicesConfig, EscposNetwork
from kiosk.cli.probe import _answer
from kiosk.domain.device import DeviceInfo, Role
from sim.identity_reader import SimulatedIdentityReader
from sim.pcscd import Pcscd
from sim.receipt_printer import SimulatedReceiptPrinter
from tests.integration.cli_command import kiosk, written


def test_found_missing_and_not_configured_are_told_in_one_go(
    tmp_path: Path, card_service_folder: Path
) -> None:
    reader = SimulatedIdentityReader(1_000_000, link=tmp_path / "reader")
    with (
        SimulatedReceiptPrinter() as printer,
        Pcscd(folder=card_service_folder),
        socket.create_server(("127.0.0.1", 0)) as gone,
    ):
        port = gone.getsockname()[1]
        gone.close()
        config = written(
            tmp_path / "terminal.toml",
            f'[devices.identity_card]\ndriver = "sam-serial"\nport = "{reader.port}"\nbaud = 1000000\n'
            f'[devices.receipt_printer]\ndriver = "escpos-network"\nhost = "127.0.0.1"\nport = {port}\n',
        )
        said = kiosk("device", "probe", "--config", config, "--json")
        found = {row["address"]: row for row in said.rows}
        assert 1 == said.code
        assert (True, True) == (found[reader.port]["found"], found[reader.port]["configured"])
        assert found[reader.port]["serial"]
        assert (False, True) == (
            found[f"127.0.0.1:{port}"]["found"],
            found[f"127.0.0.1:{port}"]["configured"],
        )
        (card,) = (row for address, row in found.items() if address.startswith("Simulated PCD 00 00"))
        assert (False, "social_card") == (card["configured"], card["device"])
        assert f'[devices.social_card]\ndriver = "pcsc"\nreader = "{card["address"]}"\n' == card["suggestion"]
        mended = config.read_text().replace(str(port), str(printer.port)) + card["suggestion"]
        said = kiosk("device", "probe", "--config", written(config, mended), "--json")
        assert 0 == said.code
        assert [True, True, True] == [row["found"] for row in said.rows if row["configured"]]
    reader.close()


def test_a_printer_that_takes_connections_and_says_nothing_is_missing(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        config = written(
            tmp_path / "terminal.toml",
            '[devices.receipt_printer]\ndriver = "escpos-network"\nhost = "127.0.0.1"\n'
            f"port = {silent.getsockname()[1]}\n",
        )
        said = kiosk("device", "probe", "--config", config, "--json")
    assert (1, False) == (said.code, said.rows[0]["found"])


@pytest.mark.parametrize("address", ["192.0.2.10"])
def test_a_device_that_never_answers_is_told_by_what_is_configured(address: str) -> None:
    config = DevicesConfig(receipt_printer=EscposNetwork(host=address))
    never: Future[DeviceInfo] = Future()
    info = _answer(config, Role.RECEIPT_PRINTER, never, 0.0)
    assert (False, "escpos-network", address) == (info.found, info.driver, info.address)
    assert "it has not said who it is within 4 s" == info.message
