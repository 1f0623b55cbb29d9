"""A code scanner: waits for what is laid before it, each code once, on a line that may go and come back."""

import logging
import threading
import time
from collections.abc import Callable

import msgspec

from devices.config import Terminator
from devices.scanner.burst import Burst
from devices.scanner.line import LineFaultError, ScannerLine
from devices.thread import SameThread
from devices.transport import TRAFFIC, TransportLostError
from kiosk.domain.device import Absent, DeviceInfo, Faulty, Health, Ready, Role
from kiosk.domain.scanner import (
    NoScanner,
    ScanCancelled,
    Scanned,
    ScannerFault,
    ScanOutcome,
    ScanTimeout,
)

SLICE_S = 0.1
"""How long one look blocks: a cancel is noticed after at most this."""
LONGEST_S = 12.0
"""The largest QR code takes 3 s at 9600 baud, 10 kB take 10 s; who speaks longer sends no code."""
SAYS_NOTHING = "the port opens; a serial scanner says nothing of itself"
_CHUNK = 4096
_log = logging.getLogger(__name__)


class ScannerSetting(msgspec.Struct, frozen=True, kw_only=True):
    """How one scanner is named and how its codes end."""

    driver: str
    address: str
    terminator: Terminator


class LineScanner:
    """Reads codes from a line; what was scanned before anybody waited is nobody's and is dropped."""

    def __init__(self, setting: ScannerSetting, open_line: Callable[[], ScannerLine]) -> None:
        self._setting = setting
        self._open_line = open_line
        self._line: ScannerLine | None = None
        self._thread = SameThread("the code scanner")

    def wait(self, cancel: threading.Event, *, timeout_s: float) -> ScanOutcome:
        self._thread.check()
        try:
            line, old = self._alive()
            ended = self._burst(line, old, cancel) if old else None
            return self._wait(line, cancel, timeout_s) if isinstance(ended, Burst | None) else ended
        except TransportLostError as lost:
            self.close()
            return NoScanner(str(lost))
        except LineFaultError as fault:
            return ScannerFault(fault.code, fault.message)

    def identify(self) -> DeviceInfo:
        self._thread.check()
        try:
            line, _ = self._alive()
        except TransportLostError as lost:
            return self._info(found=False, message=str(lost))
        except LineFaultError as fault:
            return self._info(found=True, message=fault.message)
        message = "the scanner is there" if line.model else SAYS_NOTHING
        return self._info(found=True, message=message, line=line)

    def health(self) -> Health:
        self._thread.check()
        try:
            self._alive()
        except TransportLostError as lost:
            return Absent(str(lost))
        except LineFaultError as fault:
            return Faulty(fault.code, fault.message)
        return Ready()

    def close(self) -> None:
        """Let go of the line; the next call reaches for it again."""
        if self._line is not None:
            self._line.close()
        self._line = None

    def _alive(self) -> tuple[ScannerLine, bytes]:
        """Return the line, opened anew when what was open is gone, and what came while nobody waited."""
        if self._line is not None:
            try:
                return self._line, self._line.read(_CHUNK, 0.0)
            except TransportLostError:
                self.close()
        self._line = self._open_line()
        return self._line, self._line.read(_CHUNK, 0.0)

    def _wait(self, line: ScannerLine, cancel: threading.Event, timeout_s: float) -> ScanOutcome:
        deadline = time.monotonic() + timeout_s
        while not cancel.is_set():
            left = deadline - time.monotonic()
            first = line.read(_CHUNK, max(0.0, min(SLICE_S, left)))
            if first:
                return self._code(self._burst(line, first, cancel))
            if left <= 0:
                return ScanTimeout()
        return ScanCancelled()

    def _burst(self, line: ScannerLine, first: bytes, cancel: threading.Event) -> Burst | ScanOutcome:
        """Read on until it is silent; a code that has begun is read to its end though the time is up."""
        burst, began = Burst(self._setting.terminator), time.monotonic()
        chunk = first
        while chunk:
            burst.add(chunk)
            if cancel.is_set():
                return ScanCancelled()
            if time.monotonic() - began > LONGEST_S:
                self.close()
                return ScannerFault("endless", f"{self._setting.address} sends without end: is it a scanner?")
            chunk = line.read(_CHUNK, burst.quiet_s)
        _log.log(TRAFFIC, "%s: a code of %d bytes", self._setting.address, burst.count)
        return burst

    def _code(self, ended: Burst | ScanOutcome) -> ScanOutcome:
        if not isinstance(ended, Burst):
            return ended
        payload = ended.payload()
        if payload is None:
            return ScannerFault("no_terminator", f"{self._setting.address}: {ended.complaint()}")
        return Scanned(payload)

    def _info(self, *, found: bool, message: str, line: ScannerLine | None = None) -> DeviceInfo:
        return DeviceInfo(
            device=Role.CODE_SCANNER,
            driver=self._setting.driver,
            address=self._setting.address,
            found=found,
            message=message,
            model=line.model if line else None,
            serial=line.serial if line else None,
        )
