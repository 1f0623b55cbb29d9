"""Question and answer with a SAM_V module, on a line that may go and come back."""

import contextlib
import logging
import threading
import time
from collections.abc import Callable

from devices.card import frames
from devices.card.frames import Command, FrameProblem, Reply
from devices.card.sam_answers import frame_trouble, status_trouble
from devices.transport import TRAFFIC, OpenTransport, TransportLostError
from kiosk.domain.card import CardCancelled, CardDeviceFault, CardMoved, NoReader

FIRST_ANSWER_S = 1.5
ANSWER_S = 5.0
QUIET_S = 0.5
"""A pause this long inside a reply: nothing more will come."""
WHOLE_S = 5.0
"""From its first byte a reply may take this long: the longest takes 2.4 s at 9600 baud."""
_SLICE_S = 0.1
_CHUNK = 4096
_DRAINS = 16  # a line that never falls silent must not hold us

_log = logging.getLogger(__name__)
NoAnswer = NoReader | CardMoved | CardDeviceFault | CardCancelled
OpenLine = Callable[[], OpenTransport]
"""Open the line, or raise TransportLostError with a sentence for the technician."""


class SamLine:
    """Opens the line at the first question, anew after it was lost; `address` says for people where it is."""

    def __init__(self, address: str, open_line: OpenLine) -> None:
        self._address = address
        self._open_line = open_line
        self._line: OpenTransport | None = None

    def ask(
        self, command: Command, cancel: threading.Event, *, patience_s: float = ANSWER_S
    ) -> Reply | NoAnswer:
        """Send one command and return its reply, or why there is none.

        A handle that was lost since the last question is replaced at once: the reader may be back already.
        """
        if self._line is not None:
            with contextlib.suppress(TransportLostError):
                return self._asked(command, cancel, patience_s)
            self.close()
        try:
            return self._asked(command, cancel, patience_s)
        except TransportLostError as lost:
            self.close()
            return NoReader(str(lost))

    def close(self) -> None:
        """Give the line back; the next question opens it again."""
        if self._line is not None:
            self._line.close()
        self._line = None

    def _asked(self, command: Command, cancel: threading.Event, patience_s: float) -> Reply | NoAnswer:
        if self._line is None:
            greeting = self._first_contact(cancel, min(patience_s, FIRST_ANSWER_S))
            if not isinstance(greeting, Reply):
                self.close()
                return greeting
        return self._converse(self._opened(), command, cancel, patience_s)

    def _first_contact(self, cancel: threading.Event, patience_s: float) -> Reply | NoAnswer:
        greeting = self._converse(self._opened(), frames.SAM_STATUS, cancel, patience_s)
        if isinstance(greeting, Reply) and (trouble := status_trouble(greeting)):
            return trouble if isinstance(trouble, CardDeviceFault) else greeting
        return greeting

    def _opened(self) -> OpenTransport:
        if self._line is None:
            self._line = self._open_line()
        return self._line

    def _converse(
        self, line: OpenTransport, command: Command, cancel: threading.Event, patience_s: float
    ) -> Reply | NoAnswer:
        _drain(line)
        line.write(frames.request(command))
        answer = _receive(line, cancel, patience_s)
        if _log.isEnabledFor(TRAFFIC):  # a log record would keep the answer itself with all that it holds
            _log.log(TRAFFIC, "%s %s: %s", self._address, command.name, repr(answer))
        if isinstance(answer, FrameProblem):
            trouble = frame_trouble(answer, command, self._address)
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
    received = bytearray()
    begun = last = time.monotonic()
    try:
        while not cancel.is_set():
            chunk = line.read(_CHUNK, _SLICE_S)
            now = time.monotonic()
            if chunk:
                begun, last = begun if received else now, now
                received += chunk
                found = frames.find_reply(received)
                if found is not None:
                    return found
            if now - last > (QUIET_S if received else patience_s) or (received and now - begun > WHOLE_S):
                return frames.broken_off(received)
        return CardCancelled()
    finally:
        received[:] = bytes(len(received))  # what is freed nobody empties, and here a person can be read
