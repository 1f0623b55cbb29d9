"""What the supervisor works with: devices on their threads, the rhythm of its questions, plugs heard of."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol

import msgspec

from kiosk.domain.device import Doing, Health, Role


class Rhythm(msgspec.Struct, frozen=True, kw_only=True):
    """When devices are asked how they are, in seconds."""

    period_s: float = 1.0
    """Between two questions to a device that answers, and how often a busy one is looked at."""
    slow_s: float = 2.0
    """The same for the roles in SLOW."""
    absent_s: tuple[float, ...] = (0.25, 0.5, 1.0)
    """Growing pauses before one that does not answer is reached for again; the last one stays."""
    held_s: float = 1.5
    """So long a fault that its work told outlasts answers that all is well, unless work tells otherwise."""
    stuck_s: float = 15.0
    """A device whose driver has not answered for so long counts as faulty."""


OTHERS_ASK = 1.5
"""How much longer a device is left alone that just told how it is because somebody else asked."""
SLOW = frozenset({Role.DOCUMENT_PRINTER})
"""Asked more rarely: an A4 printer and its print server both answer one question."""


class Supervised(Protocol):
    """A device on a thread of its own, as the supervisor needs it."""

    @property
    def role(self) -> Role: ...

    @property
    def doing(self) -> Doing: ...

    def listen(self, hear: Callable[[Health, Doing], None]) -> None:
        """Have what outcomes tell of its health told to `hear`."""
        ...

    def ask(self, *, anew: bool) -> "Future[Health]":
        """Have its health asked; never blocks."""
        ...


class HotPlug(Protocol):
    """Who hears that something was plugged in or pulled."""

    def start(self, look: Callable[[Role, bool], None]) -> None:
        """Have devices looked at from now on, with a new handle where the second argument says so."""
        ...

    def close(self) -> None:
        """Listen no more."""
        ...
