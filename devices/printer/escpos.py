"""The driver of ESC/POS receipt printers: *done* is what the printer said in its turn, after the cut."""

import itertools
import time

from devices.printer import status, symbols
from devices.printer.attempt import Attempt
from devices.printer.conversation import Clock, Conversation, Patience
from devices.printer.encode import Job, encode
from devices.printer.profiles import Clear, Confirm, CutCount, PrinterProfile
from devices.printer.transports import Place, Transport, TransportError, Trouble
from kiosk.domain.device import DeviceInfo, Health
from kiosk.domain.printing import (
    SENTENCES,
    PrintDone,
    PrinterState,
    PrintOutcome,
    PrintUnconfirmed,
    PrintVoid,
    ReceiptLayout,
    health_of,
)

CHUNK = 512
SLOWEST_BYTES_S = 800
"""9600 baud, the slowest line in use."""
RETRY_S = 0.1

PRINTING_STATES = frozenset({PrinterState.READY, PrinterState.PAPER_NEAR_END})
UNREACHED_STATES = frozenset({PrinterState.SILENT, PrinterState.ABSENT})


class EscposReceiptPrinter:
    """One receipt printer behind a place; a connection is made for each job and each question."""

    def __init__(
        self,
        place: Place,
        profile: PrinterProfile,
        *,
        patience: Patience | None = None,
        clock: Clock = time.monotonic,
    ) -> None:
        self._place = place
        self._profile = profile
        self._patience = patience or Patience()
        self._clock = clock
        self._leftover = True
        """Something may still be buffered: an earlier process may have left it."""
        self._fragment = False
        """A void receipt may still hang in the printer, uncut."""

    def print(self, layout: ReceiptLayout) -> PrintOutcome:
        return self.deliver(encode(layout, self._profile))

    def deliver(self, job: Job) -> PrintOutcome:
        """Print a job that is already encoded."""
        if not self._place.answers or self._profile.confirm is Confirm.NONE:
            return self._deliver_one_way(job)
        attempt = Attempt(job, self._profile.confirm)
        try:
            with self._place.open(self._patience.connect_s) as transport:
                return self._deliver_watched(self._talk(transport), attempt)
        except TransportError as error:
            return self._after_break(attempt, error)

    def state(self) -> PrinterState:
        try:
            with self._place.open(self._patience.connect_s) as transport:
                return self._ask_state(self._talk(transport))
        except TransportError as error:
            return PrinterState.ABSENT if error.trouble is Trouble.ABSENT else PrinterState.SILENT

    def cuts(self) -> int | None:
        if not self._place.answers or self._profile.cut_count is CutCount.NONE:
            return None
        try:
            with self._place.open(self._patience.connect_s) as transport:
                talk = self._talk(transport)
                return talk.cuts() if self._ask_state(talk) not in UNREACHED_STATES else None
        except TransportError:
            return None

    def sever(self) -> PrintOutcome:
        return self.deliver(encode((), self._profile))

    def health(self) -> Health:
        return health_of(self.state())

    def close(self) -> None:
        """Nothing is held open between calls."""

    def identify(self) -> DeviceInfo:
        try:
            with self._place.open(self._patience.connect_s) as transport:
                return self._ask_identity(self._talk(transport))
        except TransportError as error:
            return self._info(found=False, message=error.message)

    def _talk(self, transport: Transport) -> Conversation:
        return Conversation(transport, self._patience, self._clock)

    def _ask_state(self, talk: Conversation) -> PrinterState:
        if not self._place.answers:
            # Whoever configured a one-way printer knows that it can't say more: jobs end unconfirmed.
            return PrinterState.READY
        state = talk.state()
        if self._leftover and state not in UNREACHED_STATES:
            self._clear(talk)
        return state

    def _deliver_one_way(self, job: Job) -> PrintOutcome:
        try:
            with self._place.open(self._patience.connect_s) as transport:
                transport.write(job.data, timeout_s=self._expected_s(job))
        except TransportError as error:
            return PrintVoid(_state_after(error), error.message)
        return PrintUnconfirmed("this printer can't say whether the receipt came out")

    def _deliver_watched(self, talk: Conversation, attempt: Attempt) -> PrintOutcome:
        state = self._ask_state(talk)
        if state not in PRINTING_STATES:
            return _void(state)
        if self._fragment:
            talk.tell(symbols.cut(self._profile.cut))
        attempt.begun = self._leftover = self._fragment = True
        for at in range(0, len(attempt.data), CHUNK):
            talk.tell(attempt.data[at : at + CHUNK])
        attempt.handed_over = True
        return self._await_word(talk, attempt)

    def _await_word(self, talk: Conversation, attempt: Attempt) -> PrintOutcome:
        deadline = self._clock() + self._expected_s(attempt.job)
        answered_at = self._clock()
        while self._clock() < deadline:
            if word := talk.take(attempt.word_kind, timeout_s=self._patience.poll_s):
                if attempt.is_answered_by(word):
                    return self._confirmed(talk, word)
                continue
            match self._watch(talk):
                case PrinterState.SILENT:
                    if self._clock() - answered_at > self._patience.silent_s:
                        raise TransportError(Trouble.SILENT, "the printer stopped answering")
                case PrintVoid() as void:
                    return self._void_unless_confirmed(talk, attempt, void)
                case _:
                    answered_at = self._clock()
        self._clear(talk)
        return PrintUnconfirmed("the printer took the receipt, but did not say in time that it came out")

    def _watch(self, talk: Conversation) -> PrinterState | PrintVoid | None:
        """Look at the state while a job prints; trouble counts when it is told twice."""
        state = talk.state()
        if state in PRINTING_STATES or state is PrinterState.SILENT:
            return state
        return _void(state) if talk.settled_state() is state else None

    def _void_unless_confirmed(self, talk: Conversation, attempt: Attempt, void: PrintVoid) -> PrintOutcome:
        word = talk.take(attempt.word_kind, timeout_s=self._patience.quiet_s)
        if word is not None and attempt.is_answered_by(word):
            return self._confirmed(talk, word)
        self._clear(talk)
        return void

    def _confirmed(self, talk: Conversation, word: status.Answer) -> PrintOutcome:
        """Judge the state right after the printer's word; everything sent has been worked off by now."""
        self._leftover = self._fragment = False
        state = talk.settled_state()
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
                self._clear(talk)
                return _void(state)

    def _after_break(self, attempt: Attempt, error: TransportError) -> PrintOutcome:
        """Find out what is left after a connection that broke, stalled or fell silent."""
        if not attempt.begun:
            return PrintVoid(_state_after(error), error.message)
        state = self._reconnected_state()
        if state not in PRINTING_STATES and state not in UNREACHED_STATES:
            return _void(state)
        if attempt.handed_over:
            return PrintUnconfirmed(f"the receipt was handed over, then {error.message}")
        stopped = state if state in UNREACHED_STATES else PrinterState.OFFLINE
        return PrintVoid(stopped, f"while printing, {error.message}")

    def _reconnected_state(self) -> PrinterState:
        deadline = self._clock() + self._patience.reconnect_s
        for pause in itertools.count(1):
            state = self.state()
            if state not in UNREACHED_STATES or self._clock() >= deadline:
                return state
            time.sleep(min(RETRY_S * pause, max(0.0, deadline - self._clock())))
        return PrinterState.ABSENT

    def _clear(self, talk: Conversation) -> None:
        """Empty the printer's buffer, so that nothing of one resident's comes out for the next."""
        if self._profile.clear is Clear.REAL_TIME:
            self._leftover = not talk.clear()
        else:
            self._leftover = False

    def _expected_s(self, job: Job) -> float:
        paper_s = job.length_mm / self._profile.slowest_mm_s
        return paper_s + len(job.data) / SLOWEST_BYTES_S + self._patience.margin_s

    def _ask_identity(self, talk: Conversation) -> DeviceInfo:
        if not self._place.answers:
            return self._info(found=True, message="one-way: nothing can be asked")
        state = talk.state()
        if state is PrinterState.SILENT:
            return self._info(found=False, message=SENTENCES[state])
        firmware, maker, model, serial = (talk.info(kind) for kind in (65, 66, 67, 68))
        name = " ".join(part for part in (maker, model) if part) or None
        return self._info(found=True, message=SENTENCES[state], names=(name, serial, firmware))

    def _info(
        self,
        *,
        found: bool,
        message: str,
        names: tuple[str | None, str | None, str | None] = (None, None, None),
    ) -> DeviceInfo:
        model, serial, firmware = names
        return DeviceInfo(
            device="receipt_printer",
            driver=self._place.driver,
            address=self._place.address,
            found=found,
            message=message,
            model=model,
            serial=serial,
            firmware=firmware,
        )


def _void(state: PrinterState) -> PrintVoid:
    return PrintVoid(state, SENTENCES[state])


def _state_after(error: TransportError) -> PrinterState:
    match error.trouble:
        case Trouble.ABSENT:
            return PrinterState.ABSENT
        case Trouble.SILENT:
            return PrinterState.SILENT
        case Trouble.LOST | Trouble.STALLED:
            return PrinterState.OFFLINE


def _graver(state: PrinterState | None, sensor: PrinterState) -> PrinterState:
    if state is None or state is PrinterState.READY:
        return sensor
    return PrinterState.PAPER_OUT if sensor is PrinterState.PAPER_OUT else state
