"""The driver of ESC/POS receipt printers: *done* is what the printer said in its turn, after the cut."""

import itertools
import time
from collections.abc import Callable
from pathlib import Path

from devices.printer.conversation import Clock, Conversation, Patience
from devices.printer.delivery import CAN_NOT_SAY, PRINTING_STATES, UNREACHED_STATES, Delivery, void
from devices.printer.encode import Job, encode
from devices.printer.leftover import ANSWERS_OF_A_JOB, NOTHING, UNTOLD, freeing
from devices.printer.profiles import Clear, Confirm, CutCount, PrinterProfile, Taken
from devices.printer.question import question_for
from devices.printer.roll import RollBook
from devices.printer.transports import Place, TransportError, Trouble
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

RETRY_S = 0.1
NOT_FREED = "what an earlier job left in the printer did not come out"
PORTION_MM = 30
"""What a printer is given at a time whose buffer can't be emptied: no more of a job can be left inside."""


class EscposReceiptPrinter:
    """One receipt printer behind a place; a connection is made for each job and each question."""

    def __init__(
        self,
        place: Place,
        profile: PrinterProfile,
        *,
        patience: Patience | None = None,
        clock: Clock = time.monotonic,
        roll: RollBook | None = None,
    ) -> None:
        self._place = place
        self._profile = profile
        self._patience = patience or Patience()
        self._clock = clock
        self._roll = roll or RollBook(Path(), 0)
        self._leftover = UNTOLD

    def print(self, layout: ReceiptLayout) -> PrintOutcome:
        return self.deliver(encode(layout, self._profile))

    def deliver(self, job: Job) -> PrintOutcome:
        """Print a job that is already encoded."""
        if not self._place.answers:
            return self._deliver_one_way(job)
        return self._exchange(lambda delivery: self._deliver_watched(delivery, job))

    def sever(self) -> PrintOutcome:
        if not self._place.answers:
            return PrintUnconfirmed(CAN_NOT_SAY)
        if self._leftover == NOTHING:
            return PrintDone()
        self._leftover = self._leftover.suspected()
        return self._exchange(lambda delivery: self._when_printing(delivery, self._free))

    def cuts_before_slip(self) -> int | None:
        count = self.cuts()
        return None if count is None else count + (self._leftover != NOTHING)

    def cuts(self) -> int | None:
        if not self._place.answers or self._profile.cut_count is CutCount.NONE:
            return None
        try:
            with self._place.open(self._patience.connect_s) as transport:
                talk = Conversation(transport, self._patience, self._clock)
                return talk.cuts() if self._ask_state(talk) not in UNREACHED_STATES else None
        except TransportError:
            return None

    def state(self) -> PrinterState:
        try:
            with self._place.open(self._patience.connect_s) as transport:
                state = self._ask_state(Conversation(transport, self._patience, self._clock))
        except TransportError as error:
            return PrinterState.ABSENT if error.trouble is Trouble.ABSENT else PrinterState.SILENT
        return PrinterState.LEFTOVER if state in PRINTING_STATES and self._leftover.told else state

    def untaken(self) -> bool:
        if not self._place.answers or self._profile.taken is Taken.NONE:
            return False
        try:
            with self._place.open(self._patience.connect_s) as transport:
                return Conversation(transport, self._patience, self._clock).untaken()
        except TransportError:
            return False

    def health(self) -> Health:
        state = self.state()
        return self._roll.foresee(state, health_of(state))

    def close(self) -> None:
        """Nothing is held open between calls."""

    def identify(self) -> DeviceInfo:
        try:
            with self._place.open(self._patience.connect_s) as transport:
                return self._ask_identity(Conversation(transport, self._patience, self._clock))
        except TransportError as error:
            return self._info(found=False, message=error.message)

    def _exchange(self, work: Callable[[Delivery], PrintOutcome]) -> PrintOutcome:
        delivery: Delivery | None = None
        try:
            with self._place.open(self._patience.connect_s) as transport:
                talk = Conversation(transport, self._patience, self._clock)
                delivery = Delivery(talk, self._profile, self._patience, self._clock)
                return work(delivery)
        except TransportError as error:
            return self._after_break(delivery, error)

    def _when_printing(self, delivery: Delivery, work: Callable[[Delivery], PrintOutcome]) -> PrintOutcome:
        state = self._ask_state(delivery.talk)
        return work(delivery) if state in PRINTING_STATES else void(state)

    def _ask_state(self, talk: Conversation) -> PrinterState:
        if not self._place.answers:
            # Whoever configured a one-way printer knows that it can't say more: jobs end unconfirmed.
            return PrinterState.READY
        state = talk.state()
        if self._leftover.inside and state not in UNREACHED_STATES:
            self._clear(talk)
        return state

    def _deliver_one_way(self, job: Job) -> PrintOutcome:
        try:
            with self._place.open(self._patience.connect_s) as transport:
                self._roll.printed(job.length_mm)
                transport.write(job.data, timeout_s=self._patience.margin_s + job.length_mm)
        except TransportError as error:
            return PrintVoid(_state_after(error), error.message)
        return PrintUnconfirmed(CAN_NOT_SAY)

    def _deliver_watched(self, delivery: Delivery, job: Job) -> PrintOutcome:
        if self._leftover != NOTHING:
            freed = self._when_printing(delivery, self._free)
            if isinstance(freed, PrintVoid) or self._leftover.answers:
                return freed if isinstance(freed, PrintVoid) else PrintVoid(PrinterState.OFFLINE, NOT_FREED)
        return self._when_printing(delivery, lambda ready: self._print(ready, job))

    def _free(self, delivery: Delivery) -> PrintOutcome:
        """Get out what earlier jobs left, and cut it off; void is what can't be done now."""
        job = freeing(self._leftover, self._profile)
        answers = self._leftover.answers + ANSWERS_OF_A_JOB
        outcome = self._send(delivery, job, answers=answers, last=True)
        delivery.talk.drain(timeout_s=self._patience.state_s)  # what was asked by earlier jobs
        return outcome

    def _print(self, delivery: Delivery, job: Job) -> PrintOutcome:
        """Hand a job over, as a whole or so that little of it can be left inside."""
        whole = self._profile.clear is Clear.REAL_TIME or self._profile.confirm is Confirm.NONE
        portions = (job,) if whole else job.portions(PORTION_MM)
        delivery.begun = True
        for number, portion in enumerate(portions, start=1):
            outcome = self._send(delivery, portion, answers=ANSWERS_OF_A_JOB, last=number == len(portions))
            if not isinstance(outcome, PrintDone):
                break
        return outcome

    def _send(self, delivery: Delivery, job: Job, *, answers: int, last: bool) -> PrintOutcome:
        question = question_for(self._profile.confirm, answers)
        self._leftover = self._leftover.asked(question.answers if question else 0)
        self._roll.printed(job.length_mm)
        outcome = delivery.send(job, question, last=last)
        if isinstance(outcome, PrintUnconfirmed) and not last:
            outcome = PrintVoid(PrinterState.OFFLINE, outcome.message)
        match outcome:
            case PrintDone():
                self._leftover = NOTHING if last else self._leftover
            case PrintUnconfirmed() if question is None:
                self._leftover = NOTHING  # it was seen printing for as long as it takes
            case PrintUnconfirmed():
                self._clear(delivery.talk)
            case PrintVoid():
                self._leftover = self._leftover.void()
                self._clear(delivery.talk)
        return outcome

    def _after_break(self, delivery: Delivery | None, error: TransportError) -> PrintOutcome:
        """Find out what is left after a connection that broke, stalled or fell silent."""
        if delivery is None or not delivery.begun:
            return PrintVoid(_state_after(error), error.message)
        state = self._reconnected_state()
        if state not in PRINTING_STATES and state not in UNREACHED_STATES:
            self._leftover = self._leftover.void()
            return void(state)
        if delivery.handed_over:
            return PrintUnconfirmed(f"the receipt was handed over, then {error.message}")
        self._leftover = self._leftover.void()
        stopped = state if state in UNREACHED_STATES else PrinterState.OFFLINE
        return PrintVoid(stopped, f"while printing, {error.message}")

    def _reconnected_state(self) -> PrinterState:
        deadline = self._clock() + self._patience.reconnect_s
        for pause in itertools.count(1):
            state = self.state()
            if state is PrinterState.LEFTOVER:
                return PrinterState.READY
            if state not in UNREACHED_STATES or self._clock() >= deadline:
                return state
            time.sleep(min(RETRY_S * pause, max(0.0, deadline - self._clock())))
        return PrinterState.ABSENT

    def _clear(self, talk: Conversation) -> None:
        """Empty the buffer where it can be, so that nothing of one resident's comes out for the next."""
        if self._profile.clear is Clear.REAL_TIME and talk.clear():
            self._leftover = self._leftover.cleared()

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


def _state_after(error: TransportError) -> PrinterState:
    match error.trouble:
        case Trouble.ABSENT:
            return PrinterState.ABSENT
        case Trouble.SILENT:
            return PrinterState.SILENT
        case Trouble.LOST | Trouble.STALLED:
            return PrinterState.OFFLINE
