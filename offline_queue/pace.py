"""How the sync process goes about the centre: on, with more care after failures, or away for a while."""

import logging
import random
from collections.abc import Callable

from kiosk.domain.reach import Refused, Unreachable
from kiosk.wire.envelope import MAX_BATCH_ITEMS
from offline_queue.retry import Later, Stopped, of_silence

log = logging.getLogger(__name__)
SUSPICIOUS = MAX_BATCH_ITEMS.bit_length()
"""After this many failures in a row items go one by one, and one that fails steps behind the others."""


class Pace:
    """Kept from pass to pass: failures in a row, and why and how long the loop is to keep away."""

    def __init__(self) -> None:
        self.failures = 0
        self.pause: Later | Stopped | None = None
        self.over: Callable[[], bool] = bool

    def begin(self, over: Callable[[], bool]) -> None:
        """Begin a pass; `over` ends it after the batch at hand."""
        self.pause, self.over = None, over

    def end(self) -> None:
        """End a pass; one without trouble ends the row of failures."""
        if self.pause is None:
            self.failures = 0

    @property
    def goes_on(self) -> bool:
        """Whether the pass is to go on."""
        return self.pause is None and not self.over()

    @property
    def most(self) -> int:
        """How many items may go at once: fewer after each failure in a row, one may be the cause."""
        return max(1, MAX_BATCH_ITEMS >> self.failures)

    @property
    def suspicious(self) -> bool:
        """Whether an item that fails alone is to step behind the others."""
        return self.failures >= SUSPICIOUS

    def stay_away(self, pause: Later | Stopped) -> None:
        """Keep away from the centre."""
        self.failures += 1
        self.pause = pause
        if isinstance(pause, Stopped):
            log.error("ALARM: the centre does not know this terminal, everything is kept: %s", pause.reason)
        else:
            log.info("the centre is not reached: %s", pause.reason)

    def hear(self, answer: Refused | Unreachable) -> None:
        """Keep away after trouble that is no item's; a refusal of one request stops no other."""
        if isinstance(answer, Refused):
            log.error("the centre refuses: %s %s: %s", answer.status, answer.code, answer.message)
            return
        fate = of_silence(answer, batch_size=0, attempts=self.failures, chance=chance())
        if isinstance(fate, Later | Stopped):
            self.stay_away(fate)


def chance() -> float:
    """Return a number in [0, 1) that spreads delays."""
    return random.random()  # noqa: S311 nobody need be kept from guessing it
