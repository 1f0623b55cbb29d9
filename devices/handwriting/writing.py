"""The screen's end of the handwriting process: strokes go in, candidates come back, and nobody waits."""

import logging
from collections.abc import Callable
from queue import Empty, Queue
from threading import Thread
from typing import NamedTuple

import msgspec

from devices.child import Child, ChildLostError
from devices.handwriting.config import HandwritingConfig
from kiosk.domain.handwriting import HandwritingAway, Recognised, Strokes

log = logging.getLogger(__name__)
PROGRAM = "devices.handwriting"
ANSWER_S = 2.0
START_S = 15.0
_ANSWER: "msgspec.msgpack.Decoder[Recognised]" = msgspec.msgpack.Decoder(Recognised)


class Begin(NamedTuple):
    """Have the process ready for who is about to write."""


class Read(NamedTuple):
    """Recognise what was written."""

    strokes: Strokes
    told: Callable[[Recognised], None]


class Forget(NamedTuple):
    """End the process: what it saw goes with it."""


class Close(NamedTuple):
    """End the process and the thread."""


Order = Begin | Read | Forget | Close


class HandwritingProcess:
    """Recognises by a process that runs while somebody writes; calls return at once, from any thread."""

    def __init__(
        self, config: HandwritingConfig, program: str = PROGRAM, *, answer_s: float = ANSWER_S
    ) -> None:
        self._config, self._program, self._answer_s = config, program, answer_s
        self._orders: Queue[Order] = Queue()
        self._thread: Thread | None = None
        self._child: Child | None = None

    @property
    def pid(self) -> int | None:
        """The process that recognises, while there is one."""
        child = self._child
        return child.pid if child is not None else None

    def begin(self) -> None:
        """Load what recognises, before anything is written."""
        self._order(Begin())

    def read(self, strokes: Strokes, told: Callable[[Recognised], None]) -> None:
        """Have `told` called, in a thread, with what was written, unless newer strokes come before."""
        self._order(Read(strokes, told))

    def forget(self) -> None:
        """End the process: nothing of what was written is left."""
        if self._thread is not None:
            self._order(Forget())

    def close(self) -> None:
        """End process and thread."""
        if self._thread is not None:
            self._order(Close())
            self._thread.join()

    def _order(self, order: Order) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._work, name="handwriting", daemon=True)
            self._thread.start()
        self._orders.put(order)

    def _work(self) -> None:
        while not isinstance(order := self._newest(), Close):
            match order:
                case Begin():
                    self._begin()
                case Read(strokes, told):
                    told(self._ask(strokes))
                case Forget():
                    self._end()
        self._end()

    def _newest(self) -> Order:
        """Return what to do next: what was written before the newest stroke needs no answer."""
        order = self._orders.get()
        while isinstance(order, Read):
            try:
                order = self._orders.get_nowait()
            except Empty:
                break
        return order

    def _begin(self) -> None:
        try:
            self._running()
        except ChildLostError as error:
            log.warning("handwriting: %s", error)

    def _ask(self, strokes: Strokes) -> Recognised:
        """Ask; a process that ended in between is started once more, and nobody hears of it."""
        was_there = self._child is not None
        answer = self._try(strokes)
        if isinstance(answer, HandwritingAway) and was_there and self._child is None:
            answer = self._try(strokes)
        if isinstance(answer, HandwritingAway):
            log.warning("handwriting: %s", answer.reason)
        return answer

    def _try(self, strokes: Strokes) -> Recognised:
        try:
            question = msgspec.msgpack.encode(strokes)
            return _ANSWER.decode(self._running().ask(question, timeout_s=self._answer_s))
        except (ChildLostError, msgspec.DecodeError) as error:
            self._end()
            return HandwritingAway(str(error))

    def _running(self) -> Child:
        if self._child is None:
            self._child = Child(self._program, self._config.strokes, start_s=START_S)
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.close()
