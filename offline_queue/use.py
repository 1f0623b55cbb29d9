"""The count of use on a terminal: a small file beside the queue, written by the screen, told by sync.

Nothing rests on it: what the disk does not take is not counted, and a file that can't be read begins anew.
"""

import datetime as dt
import logging
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec

from kiosk.domain.ids import MatterCode
from kiosk.domain.use import DayUse, UseBook, closed, with_begun, with_done
from kiosk.domain.zone import ZONE
from kiosk.ports import Clock
from kiosk.safe_file import write_whole

log = logging.getLogger(__name__)
SUFFIX = ".use"


class UseFile:
    """Counts starts and completions by matter and day; no visit, time or person is in it."""

    def __init__(self, queue: Path, clock: Clock) -> None:
        self._path = queue.with_name(queue.name + SUFFIX)
        self._clock = clock
        self._alone = threading.Lock()

    def begun(self, matter: MatterCode) -> None:
        """Count a start."""
        self._change(lambda book: with_begun(book, self._today(), matter))

    def done(self, matter: MatterCode) -> None:
        """Count a completion."""
        self._change(lambda book: with_done(book, self._today(), matter))

    def told(self) -> tuple[DayUse, ...]:
        """Return the lots of the days that are over; nothing is written."""
        return closed(self._book(), self._today()).lots

    def _change(self, change: Callable[[UseBook], UseBook]) -> None:
        with self._alone:
            try:
                write_whole(self._path, msgspec.json.encode(change(self._book())))
            except OSError as error:
                log.info("%s: a use was not counted: %s", self._path, error)

    def _book(self) -> UseBook:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=UseBook)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return UseBook()

    def _today(self) -> dt.date:
        return self._clock.now().astimezone(ZONE).date()
