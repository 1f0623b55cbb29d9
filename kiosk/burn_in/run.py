"""Runs the exercises of all devices side by side until time is up or somebody stops them."""

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kiosk.burn_in.exercises import Exercise, exercise
from kiosk.burn_in.tally import Report, Tally
from kiosk.device_threads import OnThread
from kiosk.domain.device import Absent, DeviceState, Role
from kiosk.supervision import Supervisor

STATUS = Path("/proc/self/status")
WARM_UP_S = 5.0
"""When the memory is measured first: by then every driver is loaded."""


class BurnIn:
    """Devices at work, each from a thread of its own; what they meet is counted as it comes."""

    def __init__(self, devices: Iterable[OnThread[Any]], supervisor: Supervisor, *, paper: bool) -> None:
        self._work = {device.role: exercise(device, paper=paper) for device in devices}
        self._tallies = {role: Tally(role) for role in self._work}
        self._away: set[Role] = set()
        self._stop = threading.Event()
        self._begun_kb: int | None = None
        supervisor.subscribe(self._changed)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Work until the context is left; what has begun is waited for then."""
        threads = [
            threading.Thread(target=self._exercise, args=(role, work), name=f"burn-in {role}")
            for role, work in self._work.items()
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._stop.set()
            for thread in threads:
                thread.join()

    def wait(self, seconds: float) -> None:
        """Let it work for so long; a KeyboardInterrupt ends that at once."""
        end = time.monotonic() + seconds
        self._stop.wait(min(WARM_UP_S, seconds / 2))
        self._begun_kb = resident_kb()
        self._stop.wait(max(0.0, end - time.monotonic()))

    def stop(self) -> None:
        """Begin nothing more, and let nobody wait for a card or a code."""
        self._stop.set()

    def reports(self) -> tuple[Report, ...]:
        """Return how each device stands now."""
        return tuple(tally.report() for tally in self._tallies.values())

    def growth_kb(self) -> tuple[int | None, int]:
        """Return the memory after the warm-up (None: it was stopped before) and now."""
        return self._begun_kb, resident_kb()

    def _exercise(self, role: Role, work: Exercise) -> None:
        tally = self._tallies[role]
        while not self._stop.is_set():
            begun = time.monotonic()
            result = work.cycle(self._stop)
            tally.note(result, time.monotonic() - begun)
            self._stop.wait(work.pause_s)

    def _changed(self, state: DeviceState) -> None:
        """Count cables pulled and put back, on the supervisor's thread."""
        away = isinstance(state.health, Absent)
        if away and state.role not in self._away:
            self._away.add(state.role)
            self._tallies[state.role].unplugged()
        elif not away and state.role in self._away:
            self._away.discard(state.role)
            self._tallies[state.role].replugged()


def resident_kb() -> int:
    """Return what this process holds in memory (VmRSS of proc(5))."""
    for line in STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0
