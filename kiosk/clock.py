"""The time behind the Clock port: this machine's, and the centre's carried on by this machine's uptime."""

import datetime as dt
import time

from kiosk.ports import Clock


class SystemClock:
    """Wall clock in aware UTC and a monotonic clock."""

    def now(self) -> dt.datetime:
        """Return aware UTC."""
        return dt.datetime.now(dt.UTC)

    def monotonic(self) -> float:
        """Return seconds that never jump."""
        return time.monotonic()


class CentreClock:
    """The centre's time from when it was first heard; a wall clock that jumps moves it no more."""

    def __init__(self, machine: Clock) -> None:
        self._machine = machine
        self._heard: tuple[dt.datetime, dt.datetime, float] | None = None

    def hear(self, time: dt.datetime, *, earliest: dt.datetime | None = None) -> None:
        """Go by this from now on: what the centre said, signed, or what is left of it since.

        `earliest` is what is certain where `time` rests on the wall clock.
        """
        self._heard = (earliest or time, time, self._machine.monotonic())

    def now(self) -> dt.datetime:
        """Return aware UTC; the machine's own while nothing was heard."""
        return self.span()[1]

    def span(self) -> tuple[dt.datetime, dt.datetime]:
        """Return the earliest and the latest that it may be now."""
        if self._heard is None:
            now = self._machine.now()
            return now, now
        earliest, time, at = self._heard
        passed = dt.timedelta(seconds=self._machine.monotonic() - at)
        return earliest + passed, time + passed

    def monotonic(self) -> float:
        """Return seconds that never jump."""
        return self._machine.monotonic()
