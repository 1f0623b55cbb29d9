"""One job on its way through an open connection: handed over, watched while it prints, confirmed or not."""

from devices.printer import status
from devices.printer.conversation import Clock, Conversation, Patience
from devices.printer.encode import Job
from devices.printer.profiles import PrinterProfile
from devices.printer.question import Question
from devices.printer.transports import TransportError, Trouble
from kiosk.domain.printing import (
    SENTENCES,
    PrintDone,
    PrinterState,
    PrintOutcome,
    PrintUnconfirmed,
    PrintVoid,
)

CHUNK = 512
SLOWEST_BYTES_S = 800
"""9600 baud, the slowest line in use."""
PRINTING_STATES = frozenset({PrinterState.READY, PrinterState.PAPER_NEAR_END})
UNREACHED_STATES = frozenset({PrinterState.SILENT, PrinterState.ABSENT})


class Delivery:
    """Jobs over one connection; after a connection that broke it tells how far they got."""

    def __init__(self, talk: Conversation, profile: PrinterProfile, patience: Patience, clock: Clock) -> None:
        self.talk = talk
        self.begun = False
        """Something of the job may be in the printer."""
        self.handed_over = False
        """All of it may be."""
        self._profile = profile
        self._patience = patience
        self._clock = clock

    def send(self, job: Job, question: Question | None, *, last: bool) -> PrintOutcome:
        """Hand a job or a portion of one over and wait for the printer's word on it."""
        data = job.data + (question.data if question else b"")
        for at in range(0, len(data), CHUNK):
            self.talk.tell(data[at : at + CHUNK])
        self.handed_over = self.begun and last
        outcome = self._await_word(job, question)
        if isinstance(outcome, status.Word):
            outcome = self._judged(outcome) if last else PrintDone()
        # A picture of some other program's may hold the very command.
        emptied = self.talk.has_heard(status.Cleared())
        return PrintVoid(PrinterState.OFFLINE, EMPTIED) if emptied else outcome

    def _await_word(self, job: Job, question: Question | None) -> PrintOutcome | status.Word:
        now = self._clock()
        deadline, answered_at = now + (self.expected_s(job) if question else self._paper_s(job)), now
        while self._clock() < deadline:
            if word := self._word(question, self._patience.poll_s):
                return word
            match self._watch():
                case PrinterState.SILENT:
                    if self._clock() - answered_at > self._patience.silent_s:
                        raise TransportError(Trouble.SILENT, "the printer stopped answering")
                case PrintVoid() as void:
                    return self._word(question, self._patience.quiet_s) or void
                case _:
                    answered_at = self._clock()
        return PrintUnconfirmed(TOOK_IT if question else CAN_NOT_SAY)

    def _word(self, question: Question | None, timeout_s: float) -> status.Word | None:
        """Wait for what answers the question; what answers older ones is passed over."""
        if question is None:
            self.talk.settle(timeout_s=timeout_s)
            return None
        deadline = self._clock() + timeout_s
        while (left := deadline - self._clock()) > 0:
            word = self.talk.take(question.kind, timeout_s=left)
            if isinstance(word, status.Word) and question.is_answered_by(word):
                return word
        return None

    def _watch(self) -> PrinterState | PrintVoid | None:
        """Look at the state while a job prints; trouble counts when it is told twice."""
        state = self.talk.state()
        if state in PRINTING_STATES or state is PrinterState.SILENT:
            return state
        return void(state) if self.talk.settled_state() is state else None

    def _judged(self, word: status.Word) -> PrintOutcome:
        """Judge the state right after the printer's word; everything sent has been worked off by now."""
        state = self.talk.settled_state()
        if isinstance(word, status.SensorStatus) and state not in UNREACHED_STATES:
            state = _graver(state, status.state_of_sensor(word.value))
        match state:
            case PrinterState.READY | PrinterState.SILENT | None:
                return PrintDone()
            case PrinterState.PAPER_NEAR_END:
                return PrintDone(near_end=True)
            case PrinterState.PAPER_OUT if isinstance(word, status.ProcessId):
                # The roll ended behind this receipt: without paper the printer would not have got so far.
                return PrintDone(near_end=True)
            case _:
                return void(state)

    def expected_s(self, job: Job) -> float:
        """Tell how long a healthy printer may take over a job, at its slowest."""
        return self._paper_s(job) + len(job.data) / SLOWEST_BYTES_S + self._patience.margin_s

    def _paper_s(self, job: Job) -> float:
        return job.length_mm / self._profile.slowest_mm_s


EMPTIED = "the printer emptied its buffer in the middle of the job"
TOOK_IT = "the printer took the receipt, but did not say in time that it came out"
CAN_NOT_SAY = "this printer can't say whether the receipt came out"


def void(state: PrinterState) -> PrintVoid:
    return PrintVoid(state, SENTENCES[state])


def _graver(state: PrinterState | None, sensor: PrinterState) -> PrinterState:
    if state is None or state is PrinterState.READY:
        return sensor
    return PrinterState.PAPER_OUT if sensor is PrinterState.PAPER_OUT else state
