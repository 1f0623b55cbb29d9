"""Every piece of every title in one row of bits, so that many titles are compared at once.

A title of n pieces takes n + 1 places: one a piece and one behind the last. A set of places is one integer.
The eight places of a byte belong to one owner: a set is read byte by byte, and what is over stays empty.
"""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress, groupby, pairwise
from operator import methodcaller

import msgspec

from kiosk.catalogue.spelling import Spelling

COMMON, KEPT = 256, 256
"""A token at more places than one in so many is always kept as bits; of the others so many, the latest.

Among 20,000 matters each takes a quarter of a megabyte.
"""
_BYTE = re.compile(rb"[^\x00]")
_START = methodcaller("start")
DENSE = 16
"""Where one byte in so many holds an owner, all are gone through, instead of from one to the next."""


class Group(msgspec.Struct, frozen=True):
    """The places of some titles in a row, and the last of each owner."""

    places: int
    lasts: int


class Positions:
    """Places of tokens in titles, those of one group in a row; each title belongs to an owner, a number.

    A set of places takes as long as its last place is far: the groups to look through most come first.
    """

    def __init__(self, *groups: Iterable[tuple[int, Spelling]]) -> None:
        self._owners = array("l")
        self._texts: dict[str, array[int]] = {}
        self._syllables: dict[str, array[int]] = {}
        starts, behind, lasts, bounds = array("l"), array("l"), array("l"), [0]
        for group in groups:
            for owner, titles in groupby(group, key=lambda title: title[0]):
                at = 8 * len(self._owners)
                for _, spelling in titles:
                    starts.append(at)
                    self._stand(spelling, at)
                    at += len(spelling) + 1
                    behind.append(at - 1)
                free = -at % 8
                behind.extend(range(at, at + free))
                self._owners.extend([owner] * ((at + free) // 8 - len(self._owners)))
                lasts.append(at + free - 1)
            bounds.append(8 * len(self._owners))
        every, places = self._row([lasts]), [(1 << bound) - 1 for bound in bounds]
        self.groups = tuple(Group(end ^ begin, (end ^ begin) & every) for begin, end in pairwise(places))
        self.starts, self.ends = self._row([starts]), self._row([behind])
        self.pieces = places[-1] ^ self.ends
        self.syllables = frozenset(self._syllables)
        self._beginnings = _beginnings({*self._syllables, *filter(str.isascii, self._texts)})
        self.longest = max(map(len, self._beginnings), default=1)
        self._common = {
            token: self._row(lists)
            for token in {*self._texts, *self._beginnings}
            if COMMON * sum(map(len, lists := self._lists(token))) > bounds[-1]
        }
        self._latest = lru_cache(KEPT)(lambda token: self._row(self._lists(token)))

    def known(self, token: str) -> bool:
        """Return whether `token` is a character, or begins a syllable, somewhere."""
        return token in self._texts or token in self._beginnings

    def at(self, token: str) -> int:
        """Return where a character stands, or a syllable that begins with `token`."""
        return self._common[token] if token in self._common else self._latest(token)

    def owners_of(self, places: int, group: Group) -> Iterator[int]:
        """Yield the owners of those places that are of a group, in their order, each once."""
        rest = group.places ^ group.lasts
        mine = places & group.places
        # Adding carries whatever is set of an owner's to the last of them.
        last = (mine | (mine & rest) + rest) & group.lasts
        data = last.to_bytes((last.bit_length() + 7) // 8, "little")
        if DENSE * last.bit_count() > len(data):
            return compress(self._owners, data)
        return map(self._owners.__getitem__, map(_START, _BYTE.finditer(data)))

    def _stand(self, spelling: Spelling, first: int) -> None:
        for at, piece in enumerate(spelling, first):
            self._texts.setdefault(piece.text, array("l")).append(at)
            if piece.syllable != piece.text:
                self._syllables.setdefault(piece.syllable, array("l")).append(at)

    def _lists(self, token: str) -> list["array[int]"]:
        lists = [self._texts[token]] if token in self._texts else []
        for spelt in self._beginnings.get(token, ()):
            lists += [table[spelt] for table in (self._syllables, self._texts) if spelt in table]
        return lists

    def _row(self, lists: Sequence["array[int]"]) -> int:
        row = bytearray(len(self._owners))
        for places in lists:
            for at in places:
                row[at >> 3] |= 1 << (at & 7)
        return int.from_bytes(row, "little")


def _beginnings(words: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in words:
        for length in range(1, len(word) + 1):
            found.setdefault(word[:length], []).append(word)
    return found
