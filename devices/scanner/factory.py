"""Configured scanners to the lines that they speak on."""

from typing import assert_never

from devices.config import CodeScannerConfig, ScannerEvdev, ScannerSerial, Terminator
from devices.scanner.scanner import LineScanner, ScannerSetting


def code_scanner(config: CodeScannerConfig) -> LineScanner:
    """Return the scanner; nothing is opened before its first call."""
    match config:
        case ScannerSerial(port=port, baud=baud, terminator=terminator):
            from devices.scanner.serial_scanner import SerialScannerLine  # noqa: PLC0415 pyserial only for it

            setting = ScannerSetting(driver="scanner-serial", address=port, terminator=terminator)
            return LineScanner(setting, lambda: SerialScannerLine(port, baud))
        case ScannerEvdev(device=device):
            from devices.scanner.input_line import InputLine  # noqa: PLC0415 not for serial scanners

            # A scanner that types ends each code with Enter.
            setting = ScannerSetting(driver="scanner-evdev", address=device, terminator=Terminator.CR)
            return LineScanner(setting, lambda: InputLine(device))
    assert_never(config)
