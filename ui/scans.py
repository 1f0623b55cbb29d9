"""Waiting for a code on the scanner while one is wanted; a late code is nobody's and is dropped.

No text comes this way: what leaves here is a payment code to charge or a sentence, never what was scanned.
"""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.domain.scanner import NoScanner, ScanCancelled, Scanned, ScannerFault, ScanTimeout
from kiosk.ports import CodeScanner
from kiosk.steps.ports import Ports
from ui.after import after
from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.domain.scanned import Code
    from kiosk.domain.scanner import ScanOutcome

PAUSE_MS = 250
"""How long a scanner whose wait ended in its own trouble is left alone: the supervisor looks at it first."""


class ScanWatch(QObject):
    """Asks the scanner for a code while one is wanted and it works."""

    read = Signal(object)
    """A code."""

    def __init__(self, ports: Ports, works: Callable[[], bool], worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._ports = ports
        self._works = works
        self._worker = worker
        self._wanted: threading.Event | None = None
        self._asking = False

    def want(self, *, wanted: bool) -> None:
        """Want a code, or none any more; does nothing when it is so already."""
        if wanted and self._wanted is None:
            self._wanted = threading.Event()
            self._asking = False
            self.follow()
        elif not wanted and self._wanted is not None:
            self._wanted.set()
            self._wanted = None

    def follow(self) -> None:
        """Ask the scanner if it works and is not being asked; called whenever it may have come back."""
        scanner = self._ports.code_scanner
        if self._wanted is None or self._asking or scanner is None or not self._works():
            return
        ports, cancel, self._asking = self._ports, self._wanted, True
        self._worker.run(lambda: _wait(ports, scanner, cancel), lambda outcome: self._came(cancel, outcome))

    def _came(self, cancel: threading.Event, outcome: "Code | ScanOutcome") -> None:
        if cancel is not self._wanted:
            return
        match outcome:
            case NoScanner() | ScannerFault():
                after(PAUSE_MS, self, lambda: self._rested(cancel))
            case Scanned() | ScanTimeout() | ScanCancelled():
                self._rested(cancel)
            case _:
                self._rested(cancel)
                self.read.emit(outcome)

    def _rested(self, cancel: threading.Event) -> None:
        if cancel is self._wanted:
            self._asking = False
            self.follow()


def _wait(ports: Ports, scanner: CodeScanner, cancel: threading.Event) -> "Code | ScanOutcome":
    from kiosk.steps.scan import wait_for_code  # noqa: PLC0415 loaded when a code is first wanted

    return wait_for_code(ports, scanner, cancel)
