"""What a burn-in counts of one device; it keeps no more after ten hours than after ten minutes."""

import random
import threading
from collections import Counter

import msgspec

SAMPLE = 10_000
"""Durations kept for the percentiles: all of the first so many, then a fair choice among all."""


class Worked(msgspec.Struct, frozen=True):
    """A cycle did what the device is for: read, printed, scanned, photographed, or said that it is well."""


class Idle(msgspec.Struct, frozen=True):
    """The device answered; there was nothing for it to do: no card, no code, no paper."""


class Failed(msgspec.Struct, frozen=True):
    """It could not do it."""

    code: str


Result = Worked | Idle | Failed


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one device."""

    device: str
    cycles: int
    worked: int
    failures: dict[str, int]
    slowest_ms: float | None
    p50_ms: float | None
    p99_ms: float | None
    unplugged: int
    replugged: int

    @property
    def ok(self) -> bool:
        """Whether it was at work at all, and nothing ever failed."""
        return self.cycles > 0 and not self.failures


class Tally:
    """Counts cycles from one thread while another may report."""

    def __init__(self, device: str) -> None:
        self._device = device
        self._lock = threading.Lock()
        self._chance = random.Random(device)  # noqa: S311 a fair sample needs no secrecy
        self._cycles = self._worked = self._unplugged = self._replugged = 0
        self._failures: Counter[str] = Counter()
        self._took_ms: list[float] = []
        self._slowest_ms: float | None = None

    def note(self, result: Result, took_s: float) -> None:
        """Count one cycle."""
        with self._lock:
            self._cycles += 1
            self._time(took_s * 1000)
            match result:
                case Worked():
                    self._worked += 1
                case Failed(code=code):
                    self._failures[code] += 1
                case Idle():
                    pass

    def unplugged(self) -> None:
        """Count that it went away."""
        with self._lock:
            self._unplugged += 1

    def replugged(self) -> None:
        """Count that it came back."""
        with self._lock:
            self._replugged += 1

    def report(self) -> Report:
        """Return how it stands now."""
        with self._lock:
            took = sorted(self._took_ms)
            return Report(
                device=self._device,
                cycles=self._cycles,
                worked=self._worked,
                failures=dict(self._failures),
                slowest_ms=_rounded(self._slowest_ms),
                p50_ms=_percentile(took, 50),
                p99_ms=_percentile(took, 99),
                unplugged=self._unplugged,
                replugged=self._replugged,
            )

    def _time(self, took_ms: float) -> None:
        self._slowest_ms = max(took_ms, self._slowest_ms or 0.0)
        if len(self._took_ms) < SAMPLE:
            self._took_ms.append(took_ms)
            return
        place = self._chance.randrange(self._cycles)
        if place < SAMPLE:
            self._took_ms[place] = took_ms


def _percentile(took: list[float], percent: int) -> float | None:
    """Return the nearest-rank percentile of sorted durations."""
    if not took:
        return None
    return _rounded(took[max(0, -(-len(took) * percent // 100) - 1)])


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
