"""The code scanner and the hands that lay codes before it: a wallet's, a slip's, or whatever bytes."""

import secrets
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from sim.bench_status import ScannerPanel
from sim.code_scanner import SimulatedSerialScanner
from sim.command import CommandError
from sim.commands import Scan, ScanKind, Switch
from sim.papers import Papers
from sim.wallet import Pocket

LINK = "code-scanner"
BAUD = 9600
WECHAT_DIGITS = 16


class ScanDesk:
    """Owns the scanner; one hand at a time."""

    def __init__(self, folder: Path, papers: Papers, pocket: Pocket) -> None:
        self.scanner = SimulatedSerialScanner(folder / LINK, BAUD)
        self._papers = papers
        self._pocket = pocket
        self._hand = threading.Lock()

    def scan(self, command: Scan) -> dict[str, str]:
        """Lay a code before the scanner and say which; CommandError when there is none or no scanner."""
        if not self.scanner.plugged:
            raise CommandError("scan: the scanner is unplugged")
        payload = self._payload(command) * command.times
        with self._hand:
            self.scanner.scan(payload)
        return {"payload": payload.decode(errors="backslashreplace")}

    def status(self) -> ScannerPanel:
        """Return how the scanner stands."""
        return ScannerPanel(port=self.scanner.port, plugged=self.scanner.plugged, silent=self.scanner.silent)

    def switches(self) -> Mapping[Switch, Callable[[], None]]:
        """Return what is done to the scanner by its name alone."""
        return {Switch.SILENCE_SCANNER: self._silence, Switch.RECOVER_SCANNER: self._recover}

    def _silence(self) -> None:
        self.scanner.silent = True

    def _recover(self) -> None:
        self.scanner.silent = False
        self.scanner.replug()

    def close(self) -> None:
        """End the scanner."""
        self.scanner.close()

    def _payload(self, command: Scan) -> bytes:
        if command.payload is not None and command.hex is not None:
            raise CommandError("scan: give payload or hex, not both")
        if command.hex is not None:
            return _bytes(command.hex)
        if command.payload is not None:
            return command.payload.encode()
        match command.kind:
            case ScanKind.PAYER:
                return f"13{secrets.randbelow(10**WECHAT_DIGITS):0{WECHAT_DIGITS}d}".encode()
            case ScanKind.RECEIPT:
                return self._slip()
            case ScanKind.E_ID:
                return self._pocket.e_id(_named(command)).encode()
            case ScanKind.RAW:
                raise CommandError("scan: give payload, hex, or kind=payer, kind=receipt or kind=e_id")

    def _slip(self) -> bytes:
        codes = [code for paper in self._papers.after(0) for code in paper.codes]
        if not codes:
            raise CommandError("scan: no paper came out with a code that the printer was sent as a code")
        return codes[-1].encode()


def _bytes(digits: str) -> bytes:
    try:
        return bytes.fromhex(digits)
    except ValueError as error:
        raise CommandError(f"scan: hex is no hexadecimal digits: {error}") from error


def _named(command: Scan) -> str:
    if command.resident is None:
        raise CommandError("scan: kind=e_id needs a resident")
    return command.resident
