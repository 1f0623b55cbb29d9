"""A process that is made to be killed: it prints one certificate, and kills itself at the N-th step.

A step is each side of every write of the journal and of every question to the print server or the printer.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import devices.document.itself
import devices.document.server
from devices.document.cups_printer import CupsDocumentPrinter
from devices.document.ipp import Answer
from devices.document.line import Place, ask, server_place
from devices.document.verdict import Patience
from kiosk.clock import SystemClock
from kiosk.domain.sheets import noted_job, sheets_mark
from kiosk.ports import ActKind
from kiosk.steps.sheets import note_sheets
from offline_queue.database import Database
from offline_queue.journal import SqliteJournal

PAGES = 2
PATIENCE = Patience(poll_s=0.25, grace_s=1.0, settle_s=5.0, lost_s=2.0)
T = TypeVar("T")


class Steps:
    """Counts, and ends this process at the one that was named."""

    def __init__(self, last: int) -> None:
        self._left = last
        self.count = 0

    def around(self, work: Callable[[], T]) -> T:
        """Do something between two steps."""
        self._one()
        done = work()
        self._one()
        return done

    def _one(self) -> None:
        self.count += 1
        if self.count == self._left:
            os.kill(os.getpid(), signal.SIGKILL)


def printer_at(socket: str) -> CupsDocumentPrinter:
    """Return the driver as a terminal has it."""
    server = devices.document.server.CupsServer(server_place(socket), "", ask_s=PATIENCE.ask_s)
    return CupsDocumentPrinter(server, patience=PATIENCE)


def main(queue: str, socket: str, pdf: str, last: str) -> None:
    """Print as kiosk/steps/sheets.py does, and say how many steps that took."""
    steps = Steps(int(last))

    def mortal(place: Place, question: bytes, *, within_s: float) -> Answer:
        return steps.around(lambda: ask(place, question, within_s=within_s))

    for module in (devices.document.server, devices.document.itself):
        vars(module)["ask"] = mortal
    journal = SqliteJournal(Database(Path(queue)), SystemClock())
    document, printer = Path(pdf).read_bytes(), printer_at(socket)
    mark = sheets_mark(document, PAGES)
    act = steps.around(lambda: journal.begin(ActKind.DOCUMENT, "item", stub="N1", mark=mark))
    job = noted_job(act, mark, document)
    assert job is not None
    outcome = printer.print(job, threading.Event())
    noted, by, sentence = note_sheets(outcome)
    steps.around(lambda: journal.end(act, noted, by=by, sentence=sentence))
    printer.forget(job.name)
    sys.stdout.write(f"{steps.count}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
