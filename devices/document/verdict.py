"""What has been seen of one print, and what follows from it: wait, cancel, or the outcome; pure."""

import msgspec

from devices.document.itself import PrinterJob
from devices.document.server import ABORTED, CANCELED, COMPLETED, HELD, OVER, PENDING, PROCESSING, STOPPED
from kiosk.domain.sheets import (
    SENTENCES,
    WORKING,
    SheetPrinterState,
    SheetsDone,
    SheetsOutcome,
    SheetsUnconfirmed,
    SheetsVoid,
)


class Patience(msgspec.Struct, frozen=True, kw_only=True):
    """How long is waited for what."""

    ask_s: float = 3.0
    poll_s: float = 0.3
    grace_s: float = 6.0
    """A reason may pass: many a printer says 'no paper' as it takes the last sheet."""
    settle_s: float = 10.0
    """After a cancellation, until printer and server agree that it is over."""
    lost_s: float = 15.0
    """A server that is away may come back, and would print the job again."""
    begin_s: float = 60.0
    page_s: float = 10.0

    def limit_s(self, pages: int) -> float:
        """Return how long a whole print may take: waking up, then page after page."""
        return self.begin_s + self.page_s * pages


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """One look at both ends."""

    at: float
    server_reached: bool
    server_state: int | None
    """The job's state there; None when it is not known there (any more)."""
    printer_reached: bool
    printer_job: PrinterJob | None
    state: SheetPrinterState


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """What earlier looks have shown of this print."""

    began: float
    printer_job: PrinterJob | None = None
    """As the printer last had it."""
    watched: bool = True
    """Looked at since it was handed over; after a restart it was not."""
    begun: bool | None = None
    """Whether the server has begun to send it; None while that was not seen."""
    server_lost_at: float | None = None
    restarted: bool = False
    """The server was away and is back: what it still holds, it would print again."""
    stopped_at: float | None = None
    cancelled_at: float | None = None
    why: str = ""
    because: SheetPrinterState = SheetPrinterState.FAULT
    over_at: float | None = None
    """The server's part is over, the printer's not yet."""

    def cancelled(self, at: float, order: "Cancel") -> "Past":
        """Return the past with the job cancelled, and why."""
        return msgspec.structs.replace(self, cancelled_at=at, why=order.why, because=order.because)


class Wait(msgspec.Struct, frozen=True):
    """Look again."""


class Cancel(msgspec.Struct, frozen=True):
    """It must not go on."""

    why: str
    because: SheetPrinterState = SheetPrinterState.FAULT


def remember(past: Past, seen: Seen) -> Past:
    """Return the past with one more look."""
    stopped = seen.state not in WORKING
    lost = past.server_lost_at if past.server_lost_at is not None else seen.at
    over = seen.server_reached and (seen.server_state is None or seen.server_state in OVER)
    progressed = seen.printer_job is not None and seen.printer_job != past.printer_job
    return msgspec.structs.replace(
        past,
        printer_job=seen.printer_job or past.printer_job,
        begun=_begun(past.begun, seen.server_state),
        server_lost_at=None if seen.server_reached else lost,
        restarted=past.restarted or (seen.server_reached and past.server_lost_at is not None),
        stopped_at=(seen.at if past.stopped_at is None or progressed else past.stopped_at)
        if stopped
        else None,
        because=seen.state if stopped else past.because,
        over_at=(past.over_at if past.over_at is not None else seen.at) if over else None,
    )


def _begun(before: bool | None, state: int | None) -> bool | None:  # noqa: FBT001 a field's value
    if state in (PROCESSING, STOPPED, COMPLETED):
        return True
    return False if before is None and state in (PENDING, HELD) else before


def decide(past: Past, seen: Seen, pages: int, patience: Patience) -> Wait | Cancel | SheetsOutcome:
    """Return what follows; `past` remembers `seen` already."""
    job = past.printer_job
    if job is not None and job.state == COMPLETED and job.counted == pages:
        return SheetsDone(pages)  # what the server still does with it is bookkeeping, and ends with `forget`
    if past.over_at is not None:
        return _after_server(past, seen, pages, patience)
    if past.server_lost_at is not None:
        if seen.at - past.server_lost_at <= patience.lost_s:
            return Wait()
        return _by_printer(past, job, pages) if job is not None else SheetsUnconfirmed(SERVER_GONE)
    if past.cancelled_at is not None:
        late = seen.at - past.cancelled_at > patience.settle_s
        return SheetsUnconfirmed(NOT_CANCELLED) if late else Wait()
    return _hold_back(past, seen, pages, patience)


def _hold_back(past: Past, seen: Seen, pages: int, patience: Patience) -> Wait | Cancel:
    job = past.printer_job
    if past.restarted:
        return Cancel("the print server was started anew while it printed")
    if job is not None and job.state in (CANCELED, ABORTED):
        return Cancel("the printer gave it up")  # before the server tries again
    if seen.server_state in (HELD, STOPPED):
        return Cancel("the print server holds it back", SheetPrinterState.PAUSED)
    if past.stopped_at is not None and seen.at - past.stopped_at > patience.grace_s:
        return Cancel(SENTENCES[past.because], past.because)
    if seen.at - past.began > patience.limit_s(pages):
        return Cancel(f"it took longer than {patience.limit_s(pages):g} s")
    return Wait()


def _after_server(past: Past, seen: Seen, pages: int, patience: Patience) -> Wait | SheetsOutcome:
    """Judge once the server's part is over: the printer may still be at it."""
    job, since = past.printer_job, seen.at - (past.over_at or seen.at)
    if job is None:
        return _without_printer(past, seen, since, patience)
    if job.state not in OVER and since <= patience.settle_s:
        return Wait()
    return _by_printer(past, job, pages)


def _by_printer(past: Past, job: PrinterJob, pages: int) -> SheetsOutcome:
    """Judge by the printer's own job."""
    match job.state:
        case state if state not in OVER:
            return SheetsUnconfirmed(past.why or "the printer did not say in time what became of it")
        case _ if job.counted == pages:
            return SheetsDone(pages)
        case _ if job.state == COMPLETED and not job.counted:
            return SheetsUnconfirmed("the printer says that it is done, but does not count its pages")
        case _ if job.state == COMPLETED or (job.counted or 0) > pages:
            return SheetsUnconfirmed(f"the printer counted {job.counted} pages, {pages} were sent")
        case _:
            return SheetsVoid(past.because, past.why or "the printer gave it up")


def _without_printer(past: Past, seen: Seen, since: float, patience: Patience) -> Wait | SheetsOutcome:
    """Judge by the server where the printer has not shown the job."""
    given_up = seen.server_state in (CANCELED, ABORTED)
    if given_up and (past.begun is False or (past.watched and not past.begun)):
        return SheetsVoid(past.because, past.why or "the print server gave it up before the printer had it")
    if seen.printer_reached and since <= patience.grace_s:
        return Wait()
    if given_up and seen.printer_reached and past.watched:
        return SheetsVoid(past.because, past.why or "the printer never had it")
    return SheetsUnconfirmed(CANNOT_SAY if seen.server_state == COMPLETED else SERVER_GONE)


SERVER_GONE = "the print server was away or started anew while it printed"
NOT_CANCELLED = "it was cancelled, but printer and print server did not say in time that it is over"
CANNOT_SAY = "the print server handed it over; this printer can't say what became of it"
