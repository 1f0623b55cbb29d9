"""`kiosk device read-code`: wait for one code on the scanner and say what it is."""

import argparse
import threading
from typing import assert_never

from kiosk.cli.output import Exit, Output
from kiosk.config import load
from kiosk.config_path import config_path
from kiosk.domain.scanned import UnknownCode, recognise, sentence
from kiosk.domain.scanner import NoScanner, ScanCancelled, Scanned, ScannerFault, ScanOutcome, ScanTimeout
from kiosk.errors import ConfigurationError
from kiosk.open_devices import open_devices
from kiosk.ports import CodeScanner

SHOWN = 2
"""Characters of a masked payload: a wallet's prefix, and nothing that could be charged."""


def read_code(options: argparse.Namespace, output: Output) -> Exit:
    """Wait for one code and print what it is; its content masked unless --full."""
    with open_devices(load(config_path(options.config)).devices) as devices:
        if devices.code_scanner is None:
            raise ConfigurationError(
                "no_scanner", "no code scanner is configured: add [devices.code_scanner]"
            )
        outcome = _waited(devices.code_scanner, options.timeout)
    values = code_row(outcome, full=options.full)
    output.row(values, f"{values['status']}: {values['message']}")
    return Exit.DONE if values["status"] == "ok" else Exit.NOT_DONE


def _waited(scanner: CodeScanner, timeout_s: float) -> ScanOutcome:
    cancel = threading.Event()
    try:
        return scanner.wait(cancel, timeout_s=timeout_s)
    finally:
        cancel.set()  # Ctrl-C interrupts this thread; the device's own would wait on


def code_row(outcome: ScanOutcome, *, full: bool) -> dict[str, object]:
    """Return a scan as `read-code --json` prints it."""
    status, message = str(outcome.__struct_config__.tag), ""
    row: dict[str, object] = {"kind": None, "payload": None}
    match outcome:
        case Scanned(payload=payload):
            status, message, row["kind"] = _said(payload)
            text = payload.decode(errors="backslashreplace")
            row["payload"] = text if full else text[:SHOWN] + "*" * len(text[SHOWN:])
        case NoScanner(message=message) | ScannerFault(message=message):
            pass
        case ScanTimeout():
            message = "no code was laid before the scanner in time"
        case ScanCancelled():
            message = "nobody waits for a code any more"
        case _:
            assert_never(outcome)
    return {"status": status, "message": message, **row}


def _said(payload: bytes) -> tuple[str, str, str | None]:
    code = recognise(payload, receipts_at=None)
    if isinstance(code, UnknownCode):
        return "unknown", f"{code.reason.value}: {sentence(code).en}", None
    return "ok", "the code was read", str(code.__struct_config__.tag)
