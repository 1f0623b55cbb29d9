"""An identity card reader with a SAM_V module (GA 450, GA 467), on whatever line it hangs."""

import datetime as dt
import threading
import time
from collections.abc import Callable

from devices.card import frames
from devices.card.frames import Command, Reply
from devices.card.photo_decoder import PhotoDecoder
from devices.card.plate import Plate, no_plate
from devices.card.plausible import judge_validity
from devices.card.sam_answers import CardBlocks, card_blocks, later_address, sam_id_text, status_trouble
from devices.card.sam_line import ANSWER_S, NoAnswer, OpenLine, SamLine
from devices.card.sam_status import Meaning, status
from devices.card.text_block import parse_text_block, with_newer_address
from devices.thread import SameThread
from kiosk.domain.card import (
    CardCancelled,
    CardDeviceFault,
    CardMoved,
    CardOutcome,
    CardRead,
    CardTimeout,
    NoCard,
    NoReader,
)
from kiosk.domain.device import Absent, DeviceInfo, Faulty, Health, Ready, Strained
from kiosk.domain.identity import Identity

POLL_S = 0.3
PAUSES_S = (0.1, 0.3)
"""Between the first, second and third try."""
HEALTH_S = 1.0


class SamReader:
    """Reads identity cards, each newly laid card once; `address` says for people where it hangs.

    Most readers answer 'no card' for a card that lies there after a read, so whatever they find is new;
    with those that find it again, a card counts as new only after the old one was seen to be gone.
    """

    def __init__(
        self,
        driver: str,
        address: str,
        open_line: OpenLine,
        *,
        today: Callable[[], dt.date],
        decoder: PhotoDecoder | None = None,
        plate: Callable[[], Plate] = no_plate,
    ) -> None:
        self._driver = driver
        self._address = address
        self._today = today
        self._decoder = decoder
        self._plate = plate
        self._line = SamLine(address, open_line)
        self._old_card_shows = False
        self._thread = SameThread("the identity card reader")

    def wait(self, cancel: threading.Event, *, timeout_s: float) -> CardOutcome:
        self._thread.check()
        deadline = time.monotonic() + timeout_s
        while not cancel.is_set():
            found = self._look(cancel)
            if found is not None:
                return self._read_card(cancel) if isinstance(found, Reply) else found
            left = deadline - time.monotonic()
            if left <= 0:
                return CardTimeout() if timeout_s > 0 else NoCard()
            cancel.wait(min(POLL_S, left))
        return CardCancelled()

    def identify(self) -> DeviceInfo:
        self._thread.check()
        answer = self._asked(frames.SAM_ID)
        match answer:
            case Reply():
                problem = self._decoder_problem()
                message = "the reader answers" if problem is None else f"the reader answers, but {problem}"
                return self._info(message=message, serial=sam_id_text(answer.data))
            case NoReader(message=message):
                return self._info(message=message, found=False)
            case CardDeviceFault(message=message) | CardMoved(message=message):
                return self._info(message=message)
            case _:
                return self._info(message="the reader answered something else than its number")

    def health(self) -> Health:
        self._thread.check()
        match self._asked(frames.SAM_STATUS, patience_s=HEALTH_S):
            case NoReader(message=message):
                return Absent(message)
            case CardDeviceFault(code=code, message=message):
                return Faulty(code, message)
            case _:
                problem = self._decoder_problem()
                return Ready() if problem is None else Strained("photo-decoder", problem)

    def close(self) -> None:
        """Give the line back; the next call opens it again."""
        self._line.close()

    def _decoder_problem(self) -> str | None:
        return self._decoder.problem() if self._decoder else None

    def _asked(self, command: Command, *, patience_s: float = ANSWER_S) -> Reply | CardOutcome:
        answer = self._line.ask(command, threading.Event(), patience_s=patience_s)
        return (status_trouble(answer) or answer) if isinstance(answer, Reply) else answer

    def _look(self, cancel: threading.Event) -> Reply | CardOutcome | None:
        """Return the reply that found a new card, trouble, or None when there is no new card."""
        answer = self._ask_stubbornly(frames.FIND_CARD, cancel)
        if not isinstance(answer, Reply):
            return answer
        if status(answer.status).meaning is Meaning.NO_CARD:
            self._old_card_shows = False
            return None
        trouble = status_trouble(answer)
        if trouble is not None:
            return trouble
        return None if self._old_card_shows else answer

    def _ask_stubbornly(self, command: Command, cancel: threading.Event) -> Reply | NoAnswer:
        """Ask up to three times while line or reader say what may pass."""
        answer = self._line.ask(command, cancel)
        for pause in PAUSES_S:
            trouble = status_trouble(answer) if isinstance(answer, Reply) else answer
            if not isinstance(trouble, CardDeviceFault) or cancel.wait(pause):
                break
            answer = self._line.ask(command, cancel)
        return answer

    def _read_card(self, cancel: threading.Event) -> CardOutcome:
        outcome = self._read_stubbornly(cancel)
        if not isinstance(outcome, NoReader | CardDeviceFault | CardCancelled):
            again = self._line.ask(frames.FIND_CARD, cancel)
            self._old_card_shows = isinstance(again, Reply) and status(again.status).meaning is Meaning.FOUND
        return outcome

    def _read_stubbornly(self, cancel: threading.Event) -> CardOutcome:
        outcome = self._read_once(cancel)
        for pause in PAUSES_S:
            if not isinstance(outcome, CardMoved | CardDeviceFault):
                break
            if cancel.wait(pause):
                return CardCancelled()
            # What it finds is of no use: a card that was selected before is not found again.
            self._line.ask(frames.FIND_CARD, cancel)
            outcome = self._read_once(cancel)
        return outcome

    def _read_once(self, cancel: threading.Event) -> CardOutcome:
        answer: Reply | CardOutcome = self._line.ask(frames.SELECT_CARD, cancel)
        if isinstance(answer, Reply):
            answer = status_trouble(answer) or self._line.ask(frames.READ_CARD, cancel)
        if isinstance(answer, Reply):
            return status_trouble(answer) or self._person(answer.data, cancel)
        return answer

    def _person(self, data: bytes, cancel: threading.Event) -> CardOutcome:
        blocks = card_blocks(data)
        if not isinstance(blocks, CardBlocks):
            return blocks
        identity = parse_text_block(blocks.text)
        if not isinstance(identity, Identity):
            return identity
        current = self._with_newer_address(identity, cancel)
        if not isinstance(current, Identity):
            return current
        outcome = judge_validity(current, self._today())
        if self._decoder is None or not isinstance(outcome, CardRead):
            return outcome
        return CardRead(outcome.identity, self._decoder.decode(blocks.photo, cancel))

    def _with_newer_address(self, identity: Identity, cancel: threading.Event) -> Identity | CardOutcome:
        if identity.address is None:
            return identity
        answer = self._line.ask(frames.READ_MORE_ADDRESS, cancel)
        if not isinstance(answer, Reply):
            return answer
        block = later_address(answer)
        return with_newer_address(identity, block) if isinstance(block, bytes) else block

    def _info(self, *, message: str, found: bool = True, serial: str | None = None) -> DeviceInfo:
        plate = self._plate() if found else Plate()
        own = f"; its USB serial number is {plate.serial}" if plate.serial else ""
        return DeviceInfo(
            device="identity_card",
            driver=self._driver,
            address=self._address,
            found=found,
            message=message + own,
            model="SAM_V" if serial else None,
            serial=serial,
            firmware=plate.release,
        )
