"""One try to print one job: the question behind its cut, and how far it got."""

import secrets
import string

from devices.printer import commands, status
from devices.printer.encode import Job
from devices.printer.profiles import Confirm

_TOKEN_LETTERS = string.ascii_letters + string.digits
TOKEN_LENGTH = 4


class Attempt:
    """A job with its closing question, and how much of it the printer has been given."""

    def __init__(self, job: Job, confirm: Confirm) -> None:
        self.job = job
        self.begun = False
        """Something of it may be in the printer."""
        self.handed_over = False
        """All of it may be."""
        self._token = "".join(secrets.choice(_TOKEN_LETTERS) for _ in range(TOKEN_LENGTH)).encode()
        self._by_process_id = confirm is Confirm.PROCESS_ID

    @property
    def data(self) -> bytes:
        """The job and, in its turn behind the cut, the question whose answer means that it came out."""
        question = commands.ask_process_id(self._token) if self._by_process_id else commands.PAPER_SENSOR
        return self.job.data + question

    @property
    def word_kind(self) -> type[status.ProcessId | status.SensorStatus]:
        """The kind of answer that the question gets."""
        return status.ProcessId if self._by_process_id else status.SensorStatus

    def is_answered_by(self, word: status.Answer) -> bool:
        """Tell whether this is the answer: a process id of an earlier job is not."""
        match word:
            case status.ProcessId(token):
                return self._by_process_id and token == self._token
            case status.SensorStatus():
                return not self._by_process_id
            case _:
                return False
