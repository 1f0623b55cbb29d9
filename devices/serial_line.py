"""A serial line as a byte transport, over pyserial."""

import contextlib
import errno
import termios
import time

import serial

from devices.transport import TransportLostError

_SLICE_S = 0.05
_WRITE_TIMEOUT_S = 2.0
_TROUBLE = (OSError, termios.error)  # SerialException is an OSError


class SerialLine:
    """One opened serial port, 8N1, for this process alone."""

    def __init__(self, port: str, baud: int) -> None:
        try:
            self._serial = serial.Serial(
                port, baud, timeout=_SLICE_S, write_timeout=_WRITE_TIMEOUT_S, exclusive=True
            )
        except (*_TROUBLE, ValueError) as error:
            raise TransportLostError(f"{port} {_why(error)}") from error

    def write(self, data: bytes) -> None:
        try:
            self._serial.write(data)
        except _TROUBLE as error:
            raise self._lost(error) from error

    def read(self, n: int, timeout_s: float) -> bytes:
        deadline = time.monotonic() + timeout_s
        try:
            while True:
                waiting = self._serial.in_waiting
                if waiting:
                    return bytes(self._serial.read(min(n, waiting)))
                left = deadline - time.monotonic()
                if left <= 0:
                    return b""
                first = bytes(self._serial.read(1))
                if first:
                    return first
        except _TROUBLE as error:
            raise self._lost(error) from error

    def close(self) -> None:
        with contextlib.suppress(*_TROUBLE):
            self._serial.close()

    def _lost(self, error: Exception) -> TransportLostError:
        return TransportLostError(f"{self._serial.port} is gone: {error}")


def _why(error: Exception) -> str:
    """Say what a technician can do about a port that can't be opened."""
    if getattr(error, "errno", None) == errno.EAGAIN:
        return "is held by another program; while 'kiosk run' serves, only it talks to the device"
    return f"can't be opened: {error}"
