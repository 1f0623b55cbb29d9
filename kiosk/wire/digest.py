"""The daily digest: both ends hash the same stretches of a sequence and list those that differ; pure."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from kiosk.wire.messages import DigestItem

RANGE = 1_000
"""So many sequences are hashed together; ranges end at multiples of it."""
MAX_RANGES = 1_000


class Difference(msgspec.Struct, frozen=True):
    """How a range that was listed differs from what is here."""

    missing: tuple[int, ...]
    forked: tuple[int, ...]
    """Another item is here in that place."""
    unknown: tuple[int, ...]
    """Here, and not on the terminal's disk."""


def ranges(first: int, last: int) -> Iterator[tuple[int, int]]:
    """Return the ranges of a stretch, each with its own first and last sequence."""
    while first <= last:
        end = min(last, (first + RANGE - 1) // RANGE * RANGE)
        yield first, end
        first = end + 1


def range_hash(items: Iterable[tuple[int, bytes]]) -> bytes:
    """Return the SHA-256 over sequence (8 bytes, big-endian) and seal hash of each item, in their order."""
    digest = hashlib.sha256()
    for seq, seal_sha256 in items:
        digest.update(seq.to_bytes(8) + seal_sha256)
    return digest.digest()


def difference(listed: tuple[DigestItem, ...], here: Mapping[int, bytes]) -> Difference:
    """Compare a terminal's list with what is here; what it has not handed in yet is not missing."""
    there = {item.seq: item for item in listed}
    return Difference(
        missing=tuple(item.seq for item in listed if item.seq not in here and not item.waiting),
        forked=tuple(
            seq for seq, item in there.items() if here.get(seq, item.seal_sha256) != item.seal_sha256
        ),
        unknown=tuple(seq for seq in here if seq not in there),
    )
