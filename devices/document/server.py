"""The print server: its queue and our jobs in it (cups.org, 'CUPS Implementation of IPP')."""

from urllib.parse import quote, unquote

import msgspec

from devices.document.ipp import Answer, Asked, Attributes, Operation, Tag, Value, question
from devices.document.line import NoAnswerError, Place, ask
from kiosk.domain.sheets import SheetsJob

USER = "kiosk"
"""Every job is this user's, whoever stands at the terminal."""
NOT_FOUND = 0x0406
PENDING, HELD, PROCESSING, STOPPED, CANCELED, ABORTED, COMPLETED = range(3, 10)
"""The values of job-state (RFC 8011, 5.3.7)."""
OVER = frozenset({CANCELED, ABORTED, COMPLETED})
JOB_ATTRIBUTES = ("job-id", "job-name", "job-state", "job-preserved")


class NoQueueError(Exception):
    """The server answers, but has no such queue; the sentence says what to do."""


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    """A queue as the server describes it."""

    name: str
    state: int
    accepting: bool
    device_uri: str
    model: str | None


class ServerJob(msgspec.Struct, frozen=True, kw_only=True):
    """A job of ours in the server's list."""

    id: int
    state: int
    kept: bool
    """Its document still lies in the spool folder."""


class CupsServer:
    """One queue of one server; every call is one question, within `ask_s`."""

    def __init__(self, place: Place, queue: str, *, ask_s: float) -> None:
        self.place = place
        self._named = queue
        self._ask_s = ask_s

    def queue(self) -> Queue:
        """Ask for the queue; NoAnswerError or NoQueueError when there is none."""
        if self._named:
            answer = self._ask(question(Operation.GET_PRINTER_ATTRIBUTES, self._uri(self._named), WANTED))
        else:
            answer = self._ask(question(Operation.CUPS_GET_DEFAULT, None, WANTED))
        found = answer.of(Tag.PRINTER)
        if not answer.ok or not found:
            raise NoQueueError(self._missing())
        return _queue(found[0])

    def submit(self, queue: Queue, job: SheetsJob, *, held: bool = False) -> Answer:
        """Hand the document over; once the answer is `ok` the server has all of it. Held it never prints."""
        asked = (
            *_mine(),
            Asked(Tag.NAME, "job-name", (job.name,)),
            Asked(Tag.MIME, "document-format", ("application/pdf",)),
        )
        ticket = (*TICKET, *((HOLD,) if held else ()))
        return self._ask(question(Operation.PRINT_JOB, self._uri(queue.name), asked, ticket) + job.pdf)

    def find(self, queue: Queue, name: str, before: ServerJob | None = None) -> ServerJob | None:
        """Return our job of that name, over or not; None when the server knows none (any more).

        By name, for a server that was killed gives a job's number again. But a job that is over may have lost
        its name there: then it is the number that it had `before`.
        """
        nameless = before.id if before is not None else None
        return next(
            (job for found, job in self.jobs(queue) if found == name or (not found and job.id == nameless)),
            None,
        )

    def jobs(self, queue: Queue) -> tuple[tuple[str, ServerJob], ...]:
        """Return our jobs with their names, those that are over too."""
        asked = (
            *_mine(),
            Asked(Tag.BOOLEAN, "my-jobs", (True,)),
            Asked(Tag.KEYWORD, "which-jobs", ("all",)),
            Asked(Tag.KEYWORD, "requested-attributes", JOB_ATTRIBUTES),
        )
        answer = self._ask(question(Operation.GET_JOBS, self._uri(queue.name), asked))
        if not answer.ok and answer.status != NOT_FOUND:
            raise NoAnswerError(f"{self.place} does not list its jobs: {answer.status:#06x}", arrived=True)
        return tuple((str(first(one, "job-name", "")), _job(one)) for one in answer.of(Tag.JOB))

    def cancel(self, queue: Queue, job: ServerJob, *, purge: bool = False) -> None:
        """Cancel a job; with `purge` the server forgets it, its document too."""
        asked = (
            Asked(Tag.INTEGER, "job-id", (job.id,)),
            *_mine(),
            *((Asked(Tag.BOOLEAN, "purge-job", (True,)),) if purge else ()),
        )
        self._ask(question(Operation.CANCEL_JOB, self._uri(queue.name), asked))

    def _ask(self, data: bytes) -> Answer:
        return ask(self.place, data, within_s=self._ask_s)

    def _uri(self, queue: str) -> str:
        return f"ipp://localhost/printers/{quote(queue)}"

    def _missing(self) -> str:
        if self._named:
            return (
                f"CUPS at {self.place} has no queue '{self._named}': make it with lpadmin, or name another in"
                " [devices.document_printer] queue"
            )
        return (
            f"CUPS at {self.place} has no default queue: lpadmin -d QUEUE, or name one in the configuration"
        )


TICKET = (
    Asked(Tag.INTEGER, "copies", (1,)),
    Asked(Tag.KEYWORD, "media", ("iso_a4_210x297mm",)),
    Asked(Tag.KEYWORD, "sides", ("one-sided",)),
    Asked(Tag.NAME, "job-sheets", ("none",)),
)
"""A page a sheet, so that what the printer counts are pages; no banner."""
HOLD = Asked(Tag.KEYWORD, "job-hold-until", ("indefinite",))
WANTED = (
    Asked(
        Tag.KEYWORD,
        "requested-attributes",
        (
            "printer-name",
            "printer-state",
            "printer-is-accepting-jobs",
            "device-uri",
            "printer-make-and-model",
        ),
    ),
)


def _mine() -> tuple[Asked, ...]:
    return (Asked(Tag.NAME, "requesting-user-name", (USER,)),)


def first(attributes: Attributes, name: str, otherwise: Value) -> Value:
    """Return the first value of an attribute, or `otherwise` when it has none."""
    values = attributes.get(name, ())
    return values[0] if values else otherwise


def _queue(found: Attributes) -> Queue:
    model = first(found, "printer-make-and-model", "")
    return Queue(
        name=unquote(str(first(found, "printer-name", ""))),
        state=int(first(found, "printer-state", 0)),
        accepting=False not in found.get("printer-is-accepting-jobs", ()),
        device_uri=str(first(found, "device-uri", "")),
        model=str(model) or None,
    )


def _job(found: Attributes) -> ServerJob:
    kept = True in found.get("job-preserved", ())
    return ServerJob(
        id=int(first(found, "job-id", 0)),
        state=int(first(found, "job-state", 0)),
        kept=kept,
    )
