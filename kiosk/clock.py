"""The time of this machine, behind the Clock port."""

import datetime as dt
import time


class SystemClock:
    """Wall clock in aware UTC and a monotonic clock."""

    def now(self) -> dt.datetime:
        """Return aware UTC."""
        return dt.datetime.now(dt.UTC)

    def monotonic(self) -> float:
        """Return seconds that never jump."""
        return time.monotonic()
