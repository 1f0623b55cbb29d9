"""Question and answer with a SAM_V module, on a line that may go and come back."""

import logging
import threading
import time
from collections.abc import Callable

from devices.card import frames
from devices.card.frames import Command, FrameProblem, Reply
from devices.card.sam_answers import frame_trouble, status_trouble
from devices.config import SamSerial
from devices.transport import TRAFFIC, OpenTransport, TransportLostError
from kiosk.domain.card import CardCancelled, CardDeviceFault, CardMoved, NoReader

FIRST_ANSWER_S = 1.5
ANSWER_S = 5.0
QUIET_S = 0.5
"""A pause this long inside a reply: nothing more will come."""
_SLICE_S = 0.1
_CHUNK = 4096
_DRAINS = 16  # a line that never falls silent must not hold us

_log = logging.getLogger(__name__)
NoAnswer = NoReader | CardMoved | CardDeviceFault | CardCancelled
OpenLine = Callable[[str, int], OpenTransport]


class SamLine:
    """Opens the port at the first question, and with a new handle after it was lost."""

    def __init__(self, config: SamSerial, open_line: OpenLine) -> None:
        self._config = config
        self._open_line = open_line
        self._line: OpenTransport | None = None

    def ask(self, command: Command, cancel: threading.Event) -> Reply | NoAnswer:
        """Send one command and return its reply, or why there is none."""
        try:
            if self._line is None:
                greeting = self._first_contact(cancel)
                if not isinstance(greeting, Reply):
                    self.close()
                    return greeting
            return self._converse(self._opened(), command, cancel, ANSWER_S)
        except TransportLostError as lost:
            self.close()
            return NoReader(str(lost))

    def close(self) -> None:
        """Give the port back; the next question opens it again."""
        if self._line is not None:
            self._line.close()
        self._line = None

    def _first_contact(self, cancel: threading.Event) -> Reply | NoAnswer:
        greeting = self._converse(self._opened(), frames.SAM_STATUS, cancel, FIRST_ANSWER_S)
        if isinstance(greeting, Reply) and (trouble := status_trouble(greeting)):
            return trouble if isinstance(trouble, CardDeviceFault) else greeting
        return greeting

    def _opened(self) -> OpenTransport:
        if self._line is None:
            self._line = self._open_line(self._config.port, self._config.baud)
        return self._line

    def _converse(
        self, line: OpenTransport, command: Command, cancel: threading.Event, patience_s: float
    ) -> Reply | NoAnswer:
        _drain(line)
        line.write(frames.request(command))
        answer = _receive(line, cancel, patience_s)
        _log.log(TRAFFIC, "%s %s: %r", self._config.port, command.name, answer)
        if isinstance(answer, FrameProblem):
            trouble = frame_trouble(answer, command, self._config.port)
            if isinstance(trouble, NoReader):
                self.close()
            return trouble
        return answer


def _drain(line: OpenTransport) -> None:
    """Drop what an earlier command left: it would be taken for the next answer."""
    for _ in range(_DRAINS):
        if not line.read(_CHUNK, 0.0):
            return


def _receive(
    line: OpenTransport, cancel: threading.Event, patience_s: float
) -> Reply | FrameProblem | CardCancelled:
    received = b""
    last = time.monotonic()
    while not cancel.is_set():
        chunk = line.read(_CHUNK, _SLICE_S)
        if chunk:
            received, last = received + chunk, time.monotonic()
            found = frames.find_reply(received)
            if found is not None:
                return found
        elif time.monotonic() - last > (QUIET_S if received else patience_s):
            return frames.broken_off(received)
    return CardCancelled()
