"""Every piece of every title in one row of bits, so that many titles are compared at once.

A title of n pieces takes n + 1 places: one a piece and one behind the last. A set of places is one integer;
where a token (a character, the beginning of a syllable) stands is worked out once, and kept if it is common.
"""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence

from kiosk.catalogue.spelling import Spelling

SPARSE = 1024
"""A token at fewer places than one in so many is not kept as bits: it takes less room as a list."""
_BYTE = re.compile(rb"[^\x00]")
_BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


class Positions:
    """Places of tokens in titles; each title belongs to an owner, a number."""

    def __init__(self, titles: Iterable[tuple[int, Spelling]]) -> None:
        self.owners = array("l")
        self._texts: dict[str, array[int]] = {}
        self._syllables: dict[str, array[int]] = {}
        self._bits: dict[str, int] = {}
        starts, ends = array("l"), array("l")
        for owner, spelling in titles:
            starts.append(len(self.owners))
            for piece in spelling:
                at = len(self.owners)
                self._texts.setdefault(piece.text, array("l")).append(at)
                if piece.syllable != piece.text:
                    self._syllables.setdefault(piece.syllable, array("l")).append(at)
                self.owners.append(owner)
            ends.append(len(self.owners))
            self.owners.append(owner)
        self.size = len(self.owners)
        self.starts, self.ends = self._row([starts]), self._row([ends])
        self.pieces = (1 << self.size) - 1 ^ self.ends
        latin = [text for text in self._texts if text.isascii()]
        self._spelt = {*self._syllables, *latin}
        self.syllables = frozenset(self._syllables)
        self._beginnings: dict[str, list[str]] = {}
        for spelt in self._spelt:
            for length in range(1, len(spelt) + 1):
                self._beginnings.setdefault(spelt[:length], []).append(spelt)
        self.longest = max(map(len, self._beginnings), default=1)
        for token in self._beginnings:
            if (
                len(token) == 1
            ):  # the first letter of all: it stands at many places, and everyone begins with one
                self.at(token)

    def known(self, token: str) -> bool:
        """Return whether `token` is a character, or begins a syllable, somewhere."""
        return token in self._texts or token in self._beginnings

    def at(self, token: str) -> int:
        """Return where a character stands, or a syllable that begins with `token`."""
        bits = self._bits.get(token)
        return self._look_up(token) if bits is None else bits

    def owners_of(self, places: int) -> Iterator[int]:
        """Yield the owner of each place, in their order, each once."""
        last = -1
        owners, data = self.owners, places.to_bytes(self.size // 8 + 1, "little")
        for found in _BYTE.finditer(data):
            at = found.start()
            for bit in _BITS[data[at]]:
                owner = owners[at * 8 + bit]
                if owner != last:
                    yield owner
                    last = owner

    def _look_up(self, token: str) -> int:
        lists = [self._texts[token]] if token in self._texts else []
        for spelt in self._beginnings.get(token, ()):
            lists += [table[spelt] for table in (self._syllables, self._texts) if spelt in table]
        bits = self._row(lists)
        if sum(map(len, lists)) * SPARSE >= self.size:
            self._bits[token] = bits
        return bits

    def _row(self, lists: Sequence["array[int]"]) -> int:
        row = bytearray(self.size // 8 + 1)
        for places in lists:
            for at in places:
                row[at >> 3] |= 1 << (at & 7)
        return int.from_bytes(row, "little")
