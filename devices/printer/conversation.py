"""Questions to a printer over an open transport, and the answers as they come."""

import time
from collections import deque
from collections.abc import Callable

import msgspec

from devices.printer import commands, status
from devices.printer.transports import Transport
from kiosk.domain.printing import PrinterState

MOST_HEARD = 512
"""Answers that are kept until somebody asks for them; of a printer that babbles the newest."""
Clock = Callable[[], float]
"""Monotonic seconds."""


class Patience(msgspec.Struct, frozen=True, kw_only=True):
    """How long to wait for what, in seconds."""

    connect_s: float = 0.3
    answer_s: float = 0.25
    """For one answer to a real-time request."""
    state_s: float = 0.4
    """For all answers about the state."""
    poll_s: float = 0.3
    """Between two looks at the state while a job prints."""
    quiet_s: float = 0.1
    """Without a byte after which nothing more is on its way."""
    stall_s: float = 3.0
    """For the printer to take more of a job."""
    silent_s: float = 3.0
    """Without any answer before the connection is given up and made anew."""
    reconnect_s: float = 3.0
    margin_s: float = 6.0
    """On top of what the paper needs at the slowest healthy speed."""


class Conversation:
    """One connection's questions and answers; what was not waited for is kept until it is asked about."""

    def __init__(self, transport: Transport, patience: Patience, clock: Clock = time.monotonic) -> None:
        self._transport = transport
        self._patience = patience
        self._clock = clock
        self._rest = b""
        self._heard: deque[status.Answer] = deque(maxlen=MOST_HEARD)

    def tell(self, data: bytes) -> None:
        """Hand bytes over."""
        self._transport.write(data, timeout_s=self._patience.stall_s)

    def take(self, kind: type[status.Answer], *, timeout_s: float) -> status.Answer | None:
        """Wait for the next answer of a kind."""
        deadline = self._clock() + timeout_s
        while True:
            for answer in self._heard:
                if isinstance(answer, kind):
                    self._heard.remove(answer)
                    return answer
            left = deadline - self._clock()
            if left <= 0 or not self._listen(left):
                return None

    def has_heard(self, answer: status.Answer) -> bool:
        """Tell whether something came that nobody has asked about yet."""
        return answer in self._heard

    def settle(self, *, timeout_s: float) -> bool:
        """Read until nothing more comes; False if it never became quiet."""
        deadline = self._clock() + timeout_s
        while self._clock() < deadline:
            if not self._listen(self._patience.quiet_s):
                return True
        return False

    def drain(self, *, timeout_s: float) -> None:
        """Read until nothing more comes, and forget all that came."""
        self.settle(timeout_s=timeout_s)
        self._heard.clear()

    def state(self) -> PrinterState:
        """Ask DLE EOT 1 to 4; SILENT when not even the first is answered."""
        deadline = self._clock() + self._patience.state_s
        found: dict[int, int] = {}
        for kind in commands.STATUS_KINDS:
            answer = self._ask(kind, timeout_s=min(self._patience.answer_s, deadline - self._clock()))
            if answer is None and not found:
                return PrinterState.SILENT
            if answer is not None:
                found[kind] = answer
        return status.state_of(status.Report(found.get(1), found.get(2), found.get(3), found.get(4)))

    def untaken(self) -> bool:
        """Ask DLE EOT 1 whether a paper waits to be taken; False when it is not answered."""
        answer = self._ask(1, timeout_s=self._patience.answer_s)
        return answer is not None and bool(answer & status.NOT_TAKEN)

    def settled_state(self) -> PrinterState | None:
        """Ask once nothing else can be mistaken for the answer; None when it never became quiet.

        A picture that holds 10 04 n is answered like a question, so answers to none of ours may come.
        """
        if not self.settle(timeout_s=self._patience.state_s):
            return None
        return self.state()

    def clear(self) -> bool:
        """Throw away what the printer has buffered; True if it said that it did."""
        self._heard.clear()
        self.tell(commands.CLEAR_BUFFERS)
        cleared = self.take(status.Cleared, timeout_s=self._patience.answer_s)
        self._heard.clear()  # answers to what was asked before
        self.tell(commands.INITIALIZE)
        return cleared is not None

    def info(self, kind: int) -> str | None:
        """Ask GS I n; None when it is not answered."""
        self.tell(commands.ask_info(kind))
        answer = self.take(status.Info, timeout_s=self._patience.answer_s)
        return answer.text or None if isinstance(answer, status.Info) else None

    def cuts(self) -> int | None:
        """Ask how often the cutter has cut; None when it is not answered with a number."""
        self.tell(commands.CUTS_IN_ITS_LIFE)
        answer = self.take(status.Info, timeout_s=self._patience.answer_s)
        return int(answer.text) if isinstance(answer, status.Info) and answer.text.isdecimal() else None

    def _ask(self, kind: int, *, timeout_s: float) -> int | None:
        others = [answer for answer in self._heard if not isinstance(answer, status.RealTimeStatus)]
        self._heard = deque(others, MOST_HEARD)
        self.tell(commands.ask_status(kind))
        answer = self.take(status.RealTimeStatus, timeout_s=timeout_s)
        return answer.value if isinstance(answer, status.RealTimeStatus) else None

    def _listen(self, timeout_s: float) -> bool:
        data = self._transport.read(256, timeout_s)
        answers, self._rest = status.split(self._rest + data)
        self._heard.extend(answers)
        return bool(data)
