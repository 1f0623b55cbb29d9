"""The time, so that tests can set it."""

import datetime as dt
from typing import Protocol


class Clock(Protocol):
    """The time, so that tests can set it."""

    def now(self) -> dt.datetime:
        """Return aware UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never jump."""
        ...
