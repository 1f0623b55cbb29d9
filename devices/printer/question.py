"""The question behind the bytes of a job, whose answer means that they came out."""

import secrets
import string
from typing import Protocol

from devices.printer import commands, status
from devices.printer.profiles import Confirm

_TOKEN_LETTERS = string.ascii_letters + string.digits
TOKEN_LENGTH = 4


class Question(Protocol):
    """Asked in its turn, behind the bytes; answered when the printer has got so far."""

    data: bytes
    answers: int
    """How many answers of a kind that can be taken for others it brings."""
    kind: type[status.Word]

    def is_answered_by(self, word: status.Answer) -> bool:
        """Tell whether this answer was the last one wanted."""
        ...


class ProcessIdQuestion:
    """GS ( H: answered with its own token, so that no other answer is taken for it."""

    answers = 0
    kind: type[status.Word] = status.ProcessId

    def __init__(self) -> None:
        self._token = "".join(secrets.choice(_TOKEN_LETTERS) for _ in range(TOKEN_LENGTH)).encode()
        self.data = commands.ask_process_id(self._token)

    def is_answered_by(self, word: status.Answer) -> bool:
        """Refuse the process id of an earlier job, however late or often it comes."""
        return word == status.ProcessId(self._token)


class SensorQuestion:
    """GS r 1, several times in a row: answers are alike, so they are counted."""

    kind: type[status.Word] = status.SensorStatus

    def __init__(self, answers: int) -> None:
        self.answers = self._missing = answers
        self.data = commands.PAPER_SENSOR * answers

    def is_answered_by(self, word: status.Answer) -> bool:
        self._missing -= isinstance(word, status.SensorStatus)
        return self._missing <= 0


def question_for(confirm: Confirm, answers: int) -> Question | None:
    """Make the question that a printer answers; None where it answers none."""
    match confirm:
        case Confirm.PROCESS_ID:
            return ProcessIdQuestion()
        case Confirm.PAPER_SENSOR:
            return SensorQuestion(answers)
        case Confirm.NONE:
            return None
