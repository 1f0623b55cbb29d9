"""The print mechanism behind ippeveprinter: feeds sheet after sheet, stops at what stops a printer, counts.

Its socket is where sim/sheet_command.py brings each job.
"""

import contextlib
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from sim.sheet_condition import SheetCondition
from sim.sheet_sensors import PANEL, SheetSensors

TICK_S = 0.05


class Printed(msgspec.Struct, frozen=True):
    """One job's sheets."""

    job: str
    pdf: bytes
    sheets: int
    complete: bool


class SheetEngine:
    """Takes one job at a time; `change` may be called from any thread."""

    def __init__(self, place: Path, sensors: SheetSensors, on_printed: Callable[[Printed], None]) -> None:
        self.condition = SheetCondition()
        self.busy = False
        self._sensors = sensors
        self._on_printed = on_printed
        self._changed = threading.Condition()
        self._told: frozenset[str] = frozenset()
        self._closing = False
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(str(place))
        self._server.listen(4)
        self._thread = threading.Thread(target=self._serve, name="sheet-engine")
        self._thread.start()

    def change(self, **parts: float) -> None:
        """Change parts of the condition."""
        with self._changed:
            self.condition = msgspec.structs.replace(self.condition, **parts)
            self._changed.notify_all()

    @property
    def to_tell(self) -> bool:
        """Whether the printer still says other reasons than there are."""
        return self._told != self.condition.reasons

    def forget(self) -> None:
        """Forget what the printer was told: switched on again it knows nothing."""
        self._told = frozenset()

    def close(self) -> None:
        """Give up the job at hand and end."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join()

    def _serve(self) -> None:
        while not self._closing:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            self.busy = True
            with line, contextlib.suppress(OSError):
                self._job(line)
            self.busy = False

    def _job(self, line: socket.socket) -> None:
        with line.makefile("r", encoding="utf-8") as asked:
            number, name, document = asked.readline().rstrip("\n").split("\t")
        self._tell(line)
        if name != PANEL and not self._printed(line, int(number), name, Path(document).read_bytes()):
            line.sendall(b"EXIT 1\n")
        else:
            line.sendall(b"EXIT 0\n")

    def _printed(self, line: socket.socket, number: int, name: str, pdf: bytes) -> bool:
        """Print a job and say whether it came out whole."""
        out, pages = 0, page_count(pdf)
        try:
            while out < pages and self._feed(line, number):
                out += 1
                if out == pages:  # it lies in the tray before anybody is told
                    self._on_printed(Printed(name, pdf, out, complete=True))
                line.sendall(f"ATTR: job-impressions-completed={out}\n".encode())
        finally:
            if 0 < out < pages:
                self._on_printed(Printed(name, pdf, out, complete=False))
        return out == pages

    def _feed(self, line: socket.socket, job: int) -> bool:
        """Move one sheet through; False when the job was cancelled before it came out."""
        moved = 0.0
        while moved < self.condition.page_s:
            if self._closing or not self.condition.powered or self._sensors.is_cancelled(job):
                return False
            self._tell(line)
            with self._changed:
                self._changed.wait(TICK_S)
            moved = moved + TICK_S if self.condition.moves else 0.0
        left = self.condition.sheets - 1
        self.change(sheets=left)
        self._sensors.tray(left)
        return True

    def _tell(self, line: socket.socket) -> None:
        wanted = self.condition.reasons
        for sign, reasons in (("-", self._told - wanted), ("+", wanted - self._told)):
            if reasons:
                line.sendall(f"STATE: {sign}{','.join(sorted(reasons))}\n".encode())
        self._told = wanted


def page_count(pdf: bytes) -> int:
    """Return how many pages a document has, by poppler."""
    said = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True)  # noqa: S607 found by the machine's own path
    return int(
        next(line for line in said.stdout.decode().splitlines() if line.startswith("Pages:")).split()[1]
    )


def wait_until(done: Callable[[], bool], timeout_s: float) -> bool:
    """Wait for something; False when it did not come in time."""
    deadline = time.monotonic() + timeout_s
    while not done():
        if time.monotonic() > deadline:
            return False
        time.sleep(TICK_S / 2)
    return True
