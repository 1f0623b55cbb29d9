"""English words of names, by their beginnings, with everyday words and one typo."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kiosk.catalogue.neighbours import Neighbours
from kiosk.catalogue.spelling import letters
from kiosk.catalogue.titles import NAME, Named, Worths
from kiosk.catalogue.words import Words

SHORTEST = 2
"""One letter begins too much."""
TYPO_FROM = 5
"""So many letters a word has to have before a typo is looked for in it."""
MEANT, MISTYPED = 0.9, 0.7
"""What a word is worth that an everyday word means; one that was typed with a typo."""


class English:
    """Finds matters by the words of their English names."""

    def __init__(self, matters: Sequence[Named], words: Words) -> None:
        self._having: dict[str, array[int]] = {}
        for number, matter in enumerate(matters):
            for word in {*letters(matter.name.en)}:
                self._having.setdefault(word, array("l")).append(number)
        self._sorted = sorted(self._having)
        self._everyday = {said: word.means for word in words.english for said in word.said}
        self._fillers = frozenset(words.english_fillers)
        self._near = Neighbours((*self._sorted, *self._everyday))

    def tells(self, word: str) -> bool:
        """Return whether `word` is no mere 'where is my'."""
        return word not in self._fillers

    def holding(self, word: str) -> Worths:
        """Return the matters whose English name has `word`, its beginning, or what it means."""
        if len(word) < SHORTEST:
            return ()
        return self._exactly(word) or self._nearly(word)

    def _exactly(self, word: str) -> Worths:
        begun = self._begun(word)
        meant = [number for text in self._everyday.get(word, ()) for number in self._together(text)]
        rest = sorted(set(meant) - set(begun))
        return ((NAME, begun), (MEANT, rest)) if begun or rest else ()

    def _nearly(self, word: str) -> Worths:
        if len(word) < TYPO_FROM:
            return ()
        found = {
            number for near in self._near.of(word) for _, numbers in self._exactly(near) for number in numbers
        }
        return ((MISTYPED, sorted(found)),) if found else ()

    def _together(self, text: str) -> set[int]:
        return set.intersection(*(set(self._begun(word)) for word in letters(text)))

    def _begun(self, word: str) -> list[int]:
        return sorted({number for known in self._beginning(word) for number in self._having[known]})

    def _beginning(self, word: str) -> Iterator[str]:
        for at in range(bisect_left(self._sorted, word), len(self._sorted)):
            if not self._sorted[at].startswith(word):
                return
            yield self._sorted[at]
