"""From a receipt printer's configuration to its driver."""

from pathlib import Path
from typing import assert_never

from devices.config import EscposFile, EscposNetwork, EscposSerial, EscposUsb, ReceiptPrinterConfig
from devices.printer.escpos import EscposReceiptPrinter
from devices.printer.profiles import profile_named
from devices.printer.roll import RollBook
from devices.printer.transports import FilePlace, Place, SerialPlace, TcpPlace, UsbIdPlace, UsbPlace


def receipt_printer(config: ReceiptPrinterConfig) -> EscposReceiptPrinter:
    """Build the driver; nothing is opened yet. An unknown profile is a ConfigurationError."""
    roll = RollBook(Path(config.roll_file), config.roll_mm)
    return EscposReceiptPrinter(_place(config), profile_named(config.profile), roll=roll)


def _place(config: ReceiptPrinterConfig) -> Place:
    match config:
        case EscposNetwork(host, port):
            return TcpPlace(host, port)
        case EscposSerial(port, baud):
            return SerialPlace(port, baud)
        case EscposUsb(path=path) if path:
            return UsbPlace(path)
        case EscposUsb(usb=usb):
            return UsbIdPlace(usb)
        case EscposFile(path):
            return FilePlace(path)
        case _:
            assert_never(config)
