"""English words of names, whole or by their beginnings, with everyday words and one typo."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from kiosk.catalogue.neighbours import Neighbours
from kiosk.catalogue.spelling import letters
from kiosk.catalogue.stem import stem
from kiosk.catalogue.titles import NAME, Named, Worths
from kiosk.catalogue.words import Words, english

SHORTEST = 2
"""One letter begins too much."""
TYPO_FROM = 5
"""So many letters a word has to have before a typo is looked for in it."""
LONGEST = 3
"""So many words an everyday word is made of at most: street lamp, high blood pressure."""
NO_SYLLABLE = 4
"""So many letters an English word has to have that is not taken for pinyin: she, can, men are."""
MEANT, LESS_LIKELY, LEAST = 0.9, 0.03, 0.75
"""What a word is worth that an everyday word means: the first, each further one less, the last."""
BEGUN, MISTYPED = 0.5, 0.7
"""What a word is worth that only begins with one that is a word itself, as card with car; one with a typo."""


class English:
    """Finds matters by the words of their English names."""

    def __init__(self, matters: Sequence[Named], words: Words) -> None:
        self._having: dict[str, array[int]] = {}
        for number, matter in enumerate(matters):
            for word in {*letters(matter.name.en)}:
                self._having.setdefault(word, array("l")).append(number)
        self._sorted = sorted(self._having)
        self._forms: dict[str, list[str]] = {}
        for word in self._sorted:
            self._forms.setdefault(stem(word), []).append(word)
        self._everyday = {english(said): word.means for word in words.english for said in word.said}
        self._fillers = frozenset(english(said) if " " in said else said for said in words.english_fillers)
        self._phrases = self._everyday.keys() | self._fillers
        self._near = Neighbours(
            {*self._sorted, *(run for word in words.english for said in word.said for run in letters(said))}
        )

    def knows(self, word: str) -> bool:
        """Return whether `word` is a whole word of names, or an everyday one."""
        return word in self._everyday or (root := stem(word)) in self._everyday or root in self._forms

    def begins(self, word: str) -> bool:
        """Return whether `word` is English that is known, or begins a word of names."""
        return word in self._fillers or self.knows(word) or any(self._beginning(word))

    def told(self, runs: Sequence[str]) -> list[str]:
        """Return the runs that tell something, as one those that are an everyday word together."""
        return self._joined([run for run in self._joined(runs) if run not in self._fillers])

    def is_spoken(self, runs: Iterable[str]) -> bool:
        """Return whether one of several runs is an English word that is no syllable."""
        return any(len(run) >= NO_SYLLABLE and (run in self._fillers or self.knows(run)) for run in runs)

    def holding(self, word: str) -> Worths:
        """Return the matters whose English name has `word`, its beginning, or what it means."""
        if len(word) < SHORTEST:
            return ()
        return self._exactly(word) or self._nearly(word)

    def _joined(self, runs: Sequence[str]) -> list[str]:
        stems, joined, at = [*map(stem, runs)], [], 0
        while at < len(runs):
            ends = range(min(len(runs), at + LONGEST), at + 1, -1)
            end = next((end for end in ends if "".join(stems[at:end]) in self._phrases), at + 1)
            joined.append(runs[at] if end == at + 1 else "".join(stems[at:end]))
            at = end
        return joined

    def _exactly(self, word: str) -> Worths:
        begun = self._begun(word)
        root = word if word in self._everyday else stem(word)
        whole = self._of(self._forms.get(root, ()))
        meant = self._meant(root)
        if whole or meant:
            return _best(((NAME, whole), *meant, (BEGUN, begun)))
        return ((NAME, begun),) if begun else ()

    def _nearly(self, word: str) -> Worths:
        if len(word) < TYPO_FROM:
            return ()
        near = (self._exactly(near) for near in self._near.of(word))
        return _best((MISTYPED * worth, matters) for worths in near for worth, matters in worths)

    def _meant(self, root: str) -> Worths:
        return tuple(
            (max(LEAST, MEANT - LESS_LIKELY * number), self._together(text))
            for number, text in enumerate(self._everyday.get(root, ()))
        )

    def _together(self, text: str) -> Sequence[int]:
        return sorted(set.intersection(*(set(self._begun(word)) for word in letters(text))))

    def _begun(self, word: str) -> Sequence[int]:
        return self._of(self._beginning(word))

    def _of(self, words: Iterable[str]) -> Sequence[int]:
        return sorted({number for known in words for number in self._having[known]})

    def _beginning(self, word: str) -> Iterator[str]:
        for at in range(bisect_left(self._sorted, word), len(self._sorted)):
            if not self._sorted[at].startswith(word):
                return
            yield self._sorted[at]


def _best(worths: Iterable[tuple[float, Sequence[int]]]) -> Worths:
    """Return each matter once, at the most that it is worth."""
    best: list[tuple[float, Sequence[int]]] = []
    known: set[int] = set()
    for worth, matters in sorted(worths, key=lambda pair: -pair[0]):
        if fresh := [number for number in matters if number not in known]:
            best.append((worth, fresh))
            known.update(fresh)
    return tuple(best)
