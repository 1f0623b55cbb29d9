"""A scanner on a serial line, or one that shows itself as such over USB (CDC-ACM)."""

from devices.serial_line import SerialLine


class SerialScannerLine(SerialLine):
    """The line of a scanner, which says nothing of itself."""

    model: str | None = None
    serial: str | None = None
