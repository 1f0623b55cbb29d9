"""A real platform never hears of a simulated device: a terminal with one refuses to serve it."""

from pathlib import Path
from urllib.parse import urlsplit

from devices.config import EscposNetwork, SamSerial, ScannerSerial
from kiosk.config import Config
from kiosk.domain.address import is_loopback
from kiosk.errors import ConfigurationError

BENCH_PRINT_SERVER = "kiosk-cups-"
PSEUDO_TERMINALS = Path("/dev/pts")


def refuse_simulators(config: Config) -> None:
    """Raise ConfigurationError when the platform is not on this machine but a device is a simulator.

    What can be told from here: a serial line that is a pseudo-terminal, a printer on loopback, a print server
    in a folder of the bench, a TPM behind a socket.
    """
    if is_loopback(urlsplit(config.platform.url).hostname or ""):
        return
    for table, place in simulators(config):
        raise ConfigurationError(
            "simulated_device",
            f"[{table}] is a simulator ({place}), but the platform {config.platform.url} is real:"
            " configure the real device",
        )


def simulators(config: Config) -> tuple[tuple[str, str], ...]:
    """Return (table, place) of each configured device that can only be a simulator."""
    found: list[tuple[str, str]] = []
    devices = config.devices
    card, printer, scanner = devices.identity_card, devices.receipt_printer, devices.code_scanner
    if isinstance(card, SamSerial) and PSEUDO_TERMINALS in Path(card.port).resolve().parents:
        found.append(("devices.identity_card", card.port))
    if isinstance(printer, EscposNetwork) and is_loopback(printer.host):
        found.append(("devices.receipt_printer", f"{printer.host}:{printer.port}"))
    if scanner is not None:
        place = scanner.port if isinstance(scanner, ScannerSerial) else scanner.device
        if PSEUDO_TERMINALS in Path(place).resolve().parents:
            found.append(("devices.code_scanner", place))
    light = devices.reminder
    if light is not None and PSEUDO_TERMINALS in Path(light.port).resolve().parents:
        found.append(("devices.reminder", light.port))
    sheets = config.devices.document_printer
    if sheets is not None and Path(sheets.server).parent.name.startswith(BENCH_PRINT_SERVER):
        found.append(("devices.document_printer", sheets.server))
    if Path(config.tpm.device).is_socket():
        found.append(("tpm", config.tpm.device))
    return tuple(found)
