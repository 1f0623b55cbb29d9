"""The only crossing between threads and Qt: blocking work runs in a pool, its outcome comes back queued."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from ui.after import after

Outcome = TypeVar("Outcome")
log = logging.getLogger(__name__)
THREADS = 10
"""Two card readers and a scanner waiting, a printer, the look around, a payment and a charge that takes over,
the questions about one's own cases and what is kept, and one for what is asked now."""
THREAD_NAME = "work"
FRAME_MS = 20
"""A touch and the frame that it leads to are over by then."""


class Worker(QObject):
    """Runs work off the GUI thread and calls `then` on it."""

    _came = Signal(object)
    failed = Signal(object)
    """An exception nobody expected: a bug. The argument is the exception."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = False
        self._waiting: list[Callable[[], object]] = []
        """What begins when the frame after the event that asked for it has been drawn."""
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix=THREAD_NAME)
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], Outcome], then: Callable[[Outcome], None]) -> None:
        """Run `work` in the pool; `then` gets its outcome on the GUI thread.

        It begins a frame after the touch (or whatever asked for it): a page that comes of the same touch
        would else be made and drawn in turns with it, each waiting for the interpreter.
        """
        self._waiting.append(
            lambda: self._pool.submit(work).add_done_callback(lambda future: self._hand_over(future, then))
        )
        after(FRAME_MS, self, self._begin)

    def _begin(self) -> None:
        waiting, self._waiting = self._waiting, []
        for submit in waiting:
            submit()

    def post(self, call: Callable[[], None]) -> None:
        """Have `call` run on the GUI thread, from whatever thread this comes; never blocks."""
        done: Future[None] = Future()
        done.set_result(None)
        self._came.emit((done, lambda _: call()))

    def close(self) -> None:
        """Take no more work and wait for what runs; what comes of it is told to nobody."""
        self._begin()
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _hand_over(self, future: "Future[Outcome]", then: Callable[[Outcome], None]) -> None:
        if not future.cancelled():
            self._came.emit((future, then))

    def _deliver(self, pair: "tuple[Future[Outcome], Callable[[Outcome], None]]") -> None:
        future, then = pair
        error = future.exception()
        if error is not None:
            log.error("work failed: %s", type(error).__name__, exc_info=error)
            self.failed.emit(error)
        elif not self._closed:
            then(future.result())
