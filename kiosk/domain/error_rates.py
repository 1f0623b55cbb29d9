"""How often a threshold takes two people for one, or one for two: counted over pairs of descriptors; pure."""

import itertools
import math
from collections.abc import Mapping

import msgspec

THRESHOLDS = tuple(round(0.3 + 0.05 * step, 2) for step in range(11))
Z_95 = 1.959964
Descriptor = tuple[float, ...]


class Rate(msgspec.Struct, frozen=True):
    """So many of so many, with the 95 % interval (Wilson, 1927)."""

    count: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float | None:
        """Return the share, or None of nothing."""
        return self.count / self.of if self.of else None


class AtThreshold(msgspec.Struct, frozen=True, kw_only=True):
    """What one threshold comes to."""

    threshold: float
    false_accept: Rate
    """Pairs of two people that are near enough."""
    false_reject: Rate
    """Pairs of one person that are not."""


class Distances(msgspec.Struct, frozen=True):
    """Of all pairs: two pictures of one person, and of two."""

    same: tuple[float, ...]
    other: tuple[float, ...]


def distances(people: Mapping[str, tuple[Descriptor, ...]]) -> Distances:
    """Return the distance of every pair of pictures."""
    same = [math.dist(a, b) for pictures in people.values() for a, b in itertools.combinations(pictures, 2)]
    other = [
        math.dist(a, b)
        for one, two in itertools.combinations(people.values(), 2)
        for a, b in itertools.product(one, two)
    ]
    return Distances(tuple(same), tuple(other))


def at(threshold: float, measured: Distances) -> AtThreshold:
    """Count what a threshold gets wrong."""
    return AtThreshold(
        threshold=threshold,
        false_accept=rate(sum(distance <= threshold for distance in measured.other), len(measured.other)),
        false_reject=rate(sum(distance > threshold for distance in measured.same), len(measured.same)),
    )


def rate(count: int, of: int) -> Rate:
    """Return a share with its interval; of nothing, everything is possible."""
    if of == 0:
        return Rate(0, 0, 0.0, 1.0)
    share, spread = count / of, Z_95**2 / of
    middle = (share + spread / 2) / (1 + spread)
    half = Z_95 / (1 + spread) * math.sqrt(share * (1 - share) / of + spread / (4 * of))
    return Rate(count, of, max(0.0, middle - half), min(1.0, middle + half))
