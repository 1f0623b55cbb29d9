"""The driver of the document printer: a job is given to CUPS once, and followed to its last page.

Done is the printer's word, never the server's: CUPS calls completed what its backend has handed over.
"""

import logging
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from devices.document.itself import Nature, PrinterItself, PrinterJob
from devices.document.line import NoAnswerError, printer_place
from devices.document.reasons import STOPPED
from devices.document.server import OVER, CupsServer, NoQueueError, Queue, ServerJob
from devices.document.verdict import Cancel, Past, Patience, Seen, Wait, decide, remember
from kiosk.domain.device import Absent, DeviceInfo, Faulty, Health, Role
from kiosk.domain.sheets import (
    SENTENCES,
    WORKING,
    SheetPrinterState,
    SheetsJob,
    SheetsOutcome,
    SheetsUnconfirmed,
    SheetsVoid,
    health_of,
    kept_by_server,
)

log = logging.getLogger(__name__)
SERVER_KEEPS = (
    "CUPS keeps the documents that it printed: set PreserveJobFiles No in cupsd.conf"
    " (docs/devices.md, 'Document printer')"
)
NO_PAGE = b"%PDF-1.4\n"
LEFT = Cancel("the visit ended before it was printed", SheetPrinterState.READY)


class CupsDocumentPrinter:
    """One queue of one print server, and the printer behind it."""

    def __init__(
        self,
        server: CupsServer,
        *,
        patience: Patience | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._server = server
        self._patience = patience or Patience()
        self._clock = clock
        self._to_forget: set[str] = set()
        self._keeps_files = False

    def print(self, job: SheetsJob, cancel: threading.Event) -> SheetsOutcome:
        """Print once, unless the printer says beforehand that it can't."""
        try:
            queue = self._server.queue()
            state = self._state(queue)
            if state not in WORKING:
                return SheetsVoid(state, SENTENCES[state])
            if cancel.is_set():
                return SheetsVoid(LEFT.because, LEFT.why)
        except (NoAnswerError, NoQueueError) as error:
            return SheetsVoid(SheetPrinterState.ABSENT, str(error))
        past = Past(began=self._clock())
        return self._handed_over(queue, job) or self._followed(queue, job, cancel, past)

    def settle(self, name: str, pages: int) -> SheetsOutcome | None:
        """Say what became of a job of an earlier run; what isn't over is cancelled: nobody waits for it."""
        nobody = threading.Event()
        nobody.set()
        try:
            queue = self._server.queue()
            if self._server.find(queue, name) is None and self._printer_job(queue, name) is None:
                return SheetsUnconfirmed("neither print server nor printer knows of it (any more)")
        except (NoAnswerError, NoQueueError) as error:
            log.info("what became of %s can't be asked yet: %s", name, error)
            self._to_forget.add(name)  # once the server answers, it does not print this any more
            return None
        unwatched = Past(began=self._clock(), watched=False)
        return self._followed(queue, SheetsJob(name=name, pdf=b"", pages=pages), nobody, unwatched)

    def forget(self, name: str) -> None:
        """Have the server forget a job; what can't be said to it now is said at the next call."""
        self._to_forget.add(name)
        self._forget_all()

    def health(self) -> Health:
        self._forget_all()
        try:
            queue = self._server.queue()
            state = self._state(queue)
        except (NoAnswerError, NoQueueError) as error:
            return Absent(str(error))
        found = health_of(state)
        if self._keeps_files and not isinstance(found, Faulty | Absent):
            return kept_by_server(SERVER_KEEPS)
        return found

    def identify(self) -> DeviceInfo:
        try:
            queue = self._server.queue()
            nature = self._nature(queue)
        except (NoAnswerError, NoQueueError) as error:
            return self._info(str(self._server.place), str(error), found=False)
        address = f"{self._server.place}/{queue.name} -> {queue.device_uri}"
        message = SERVER_KEEPS if self._keeps(queue) else "the document printer answers"
        return self._info(address, message, found=True, nature=nature)

    def close(self) -> None:
        """Nothing is held open between calls."""

    def _handed_over(self, queue: Queue, job: SheetsJob) -> SheetsOutcome | None:
        """Hand the job over; None when the server has it."""
        try:
            answer = self._server.submit(queue, job)
        except NoAnswerError as error:
            return None if error.arrived and self._may_have(queue, job) else _never_had(error)
        if answer.ok:
            return None
        return SheetsVoid(SheetPrinterState.PAUSED, f"CUPS refuses the job: status {answer.status:#06x}")

    def _may_have(self, queue: Queue, job: SheetsJob) -> bool:
        """Say whether the server may have a job whose answer was lost."""
        try:
            return self._server.find(queue, job.name) is not None
        except NoAnswerError:
            return True

    def _followed(self, queue: Queue, job: SheetsJob, cancel: threading.Event, past: Past) -> SheetsOutcome:
        at_server: ServerJob | None = None
        while True:
            seen, at_server = self._look(queue, job.name, at_server)
            past = remember(past, seen)
            match decide(past, seen, job.pages, self._patience):
                case Wait():
                    if cancel.is_set() and past.cancelled_at is None:
                        past = self._cancelled(queue, at_server, past, LEFT)
                case Cancel() as order:
                    past = self._cancelled(queue, at_server, past, order)
                case outcome:
                    return outcome
            time.sleep(self._patience.poll_s)

    def _cancelled(self, queue: Queue, job: ServerJob | None, past: Past, order: Cancel) -> Past:
        """Cancel the job; a server that does not hear it is told again at the next look."""
        if job is None:
            return past
        try:
            self._server.cancel(queue, job)
        except NoAnswerError:
            return past
        return past.cancelled(self._clock(), order)

    def _look(self, queue: Queue, name: str, before: ServerJob | None) -> tuple[Seen, ServerJob | None]:
        at_server, reached = None, True
        try:
            at_server = self._server.find(queue, name, before)
        except NoAnswerError:
            reached = False
        printer_job: PrinterJob | None = None
        state = SheetPrinterState.ABSENT
        with suppress(NoAnswerError):
            printer_job, state = self._printer_job(queue, name), self._state_itself(queue)
        return Seen(
            at=self._clock(),
            server_reached=reached,
            server_state=at_server.state if at_server else None,
            printer_reached=state is not SheetPrinterState.ABSENT and self._itself(queue) is not None,
            printer_job=printer_job,
            state=state,
        ), at_server

    def _itself(self, queue: Queue) -> PrinterItself | None:
        place = printer_place(queue.device_uri)
        return PrinterItself(place, queue.device_uri, ask_s=self._patience.ask_s) if place else None

    def _state(self, queue: Queue) -> SheetPrinterState:
        """Ask how printer and queue are; NoAnswerError when the printer does not answer."""
        state = self._state_itself(queue)
        held = queue.state == STOPPED or not queue.accepting
        return SheetPrinterState.PAUSED if held and state in WORKING else state

    def _state_itself(self, queue: Queue) -> SheetPrinterState:
        """Ask the printer how it is; one that can't be asked counts as ready, and never as done."""
        itself = self._itself(queue)
        return itself.state() if itself else SheetPrinterState.READY

    def _printer_job(self, queue: Queue, name: str) -> PrinterJob | None:
        itself = self._itself(queue)
        return itself.job(name) if itself else None

    def _nature(self, queue: Queue) -> Nature:
        itself = self._itself(queue)
        return itself.nature() if itself else Nature(model=queue.model, serial=None, firmware=None)

    def _keeps(self, queue: Queue) -> bool:
        """Find out whether the server keeps documents, by one that is held, cancelled and looked for."""
        name = f"kiosk-keeps-{secrets.token_hex(4)}"
        with suppress(NoAnswerError):
            self._server.submit(queue, SheetsJob(name=name, pdf=NO_PAGE, pages=0), held=True)
            held = self._server.find(queue, name)
            if held is not None:
                self._server.cancel(queue, held)
            self.forget(name)
        return self._keeps_files

    def _look_for_kept(self, queue: Queue) -> bool:
        """Say whether a document of ours that is over still lies at the server."""
        if any(job.kept and job.state in OVER for _, job in self._server.jobs(queue)):
            self._keeps_files = True
        return self._keeps_files

    def _forget_all(self) -> None:
        """Have the server forget what is to be forgotten; what it still works on is stopped first."""
        if not self._to_forget:
            return
        try:
            queue = self._server.queue()
            self._look_for_kept(queue)
            ours = [(name, job) for name, job in self._server.jobs(queue) if name in self._to_forget]
            for _, job in ours:
                self._server.cancel(queue, job, purge=job.state in OVER)
        except (NoAnswerError, NoQueueError) as error:
            log.info("the print server can't be told yet to forget %d jobs: %s", len(self._to_forget), error)
            return
        # A server that still stops a job says yes to a purge and keeps it: gone is what it lists no more.
        self._to_forget = {name for name, _ in ours}

    def _info(self, address: str, message: str, *, found: bool, nature: Nature | None = None) -> DeviceInfo:
        return DeviceInfo(
            device=Role.DOCUMENT_PRINTER,
            driver="cups",
            address=address,
            found=found,
            message=message,
            model=nature.model if nature else None,
            serial=nature.serial if nature else None,
            firmware=nature.firmware if nature else None,
        )


def _never_had(error: NoAnswerError) -> SheetsVoid:
    return SheetsVoid(SheetPrinterState.ABSENT, str(error))
