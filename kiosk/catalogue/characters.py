"""Chooses characters for pinyin, as an input method does: fillers, everyday words, pairs of names."""

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product

import msgspec

from kiosk.catalogue.homophones import alike
from kiosk.catalogue.spelling import runs
from kiosk.catalogue.titles import Titles

WORD, PAIR, BEHIND, LONE, AS_IT_IS = 1.0, 1.3, 0.6, 3.0, 1.0
"""What a word costs, a pair, one that makes a pair with the last, any other, and letters as they are."""
FILLER = 0.1
"""What a filler costs more than an everyday word that is read alike."""
COMMON = 0.1
"""What a pair costs less the more matters have it."""
SURE = 1.0
"""What a character costs at most, on average, where pinyin was surely meant."""
INTERJECTION = 1
"""So many letters 嗯, 哦 and 啊 have: they are syllables only where a name has them, else lao were la o."""

_DIGITS = re.compile(r"[0-9]+")

Steps = Sequence[Sequence[tuple[str, int]]]
"""From each letter the syllables that may be read there, digits too, and where each ends."""


class Chosen(msgspec.Struct, frozen=True):
    """Characters for pinyin, and what they cost: the more, the less is known together."""

    cost: float
    text: str

    @property
    def is_sure(self) -> bool:
        """Return whether most of it is known."""
        return self.cost <= SURE * len(self.text)

    def then(self, other: "Chosen") -> "Chosen":
        """Return both, one after the other."""
        return Chosen(self.cost + other.cost, self.text + other.text)


class Characters:
    """What is known of how characters are read and stand together."""

    def __init__(self, titles: Titles, fillers: Iterable[str]) -> None:
        read = _readings(titles)
        self._syllables = frozenset(syllable for syllables in read.values() for syllable in syllables)
        self._beginnings = frozenset(one[:end] for one in self._syllables for end in range(1, len(one)))
        self._longest = max(map(len, self._syllables), default=0)
        self._words: dict[str, list[Chosen]] = {}
        self._behind: dict[tuple[str, str], list[Chosen]] = {}
        for syllable, characters in alike():
            self._words[syllable] = [Chosen(LONE, characters[0])]
        for word in titles.words:
            self._learn(word.said, WORD, read)
        self._learn(fillers, WORD + FILLER, read)
        for pair, cheaper in _pairs(titles):
            self._learn([pair], PAIR - cheaper, read)
            for syllable in read.get(pair[1], ()):
                behind = Chosen(BEHIND - cheaper, pair[1])
                self._behind.setdefault((pair[0], syllable), []).append(behind)
        self._begun = frozenset(key[:at] for key in self._words for at, one in enumerate(key) if one == " ")

    def of(self, text: str) -> Chosen | None:
        """Return the characters that letters most likely stand for; none for what is no pinyin.

        The last syllable may be unfinished: its letters stay as they are, and so do digits.
        """
        steps = self._steps(runs(text))
        best: list[dict[str, Chosen]] = [{"": Chosen(0.0, "")}, *({} for _ in steps)]
        for at, here in enumerate(best[:-1]):
            for way, end in self._further(here.values(), at, steps):
                last = way.text[-1]
                if last not in best[end] or way.cost < best[end][last].cost:
                    best[end][last] = way
        chosen = min(best[-1].values(), key=_cost, default=None)
        return None if chosen is None or chosen.text.isascii() else chosen

    def _learn(self, texts: Iterable[str], cost: float, read: Mapping[str, set[str]]) -> None:
        for text in texts:
            for syllables in product(*(read.get(one, ()) for one in text)):
                self._words.setdefault(" ".join(syllables), []).append(Chosen(cost, text))

    def _steps(self, said: Sequence[str]) -> Steps:
        """Return the syllables from each letter on: none goes on from one run into the next."""
        steps: list[list[tuple[str, int]]] = []
        for number, run in enumerate(said, 1):
            first = len(steps)
            for at in range(len(run)):
                found = [*self._read(run, at)]
                if not found and number == len(said) and run[at:] in self._beginnings:
                    found = [run[at:]]
                steps.append([(one, first + at + len(one)) for one in found])
        return steps

    def _read(self, run: str, at: int) -> Iterator[str]:
        if digits := _DIGITS.match(run, at):
            yield digits[0]
        for end in range(at + 1, min(len(run), at + self._longest) + 1):
            if run[at:end] in self._syllables:
                yield run[at:end]

    def _further(self, here: Collection[Chosen], at: int, steps: Steps) -> Iterator[tuple[Chosen, int]]:
        """Yield how the ways that lead here go on, and where each ends."""
        for way in here:
            for syllable, end in steps[at]:
                for one in self._behind.get((way.text[-1:], syllable), ()):
                    yield way.then(one), end
        if (cheapest := min(here, key=_cost, default=None)) is not None:
            for word, end in self._words_from(at, steps):
                yield cheapest.then(word), end

    def _words_from(self, at: int, steps: Steps) -> Iterator[tuple[Chosen, int]]:
        spelt = [*steps[at]]
        for syllables, end in spelt:
            if " " not in syllables and syllables not in self._syllables:
                yield Chosen(AS_IT_IS, syllables), end
            for word in self._words.get(syllables, ()):
                yield word, end
            if syllables in self._begun and end < len(steps):
                spelt += [(f"{syllables} {further}", behind) for further, behind in steps[end]]


def _readings(titles: Titles) -> dict[str, set[str]]:
    """Return how each character is read: mostly, and in everyday words, names and aliases."""
    read: dict[str, set[str]] = {}
    for syllable, characters in alike():
        if len(syllable) > INTERJECTION:
            for one in characters:
                read.setdefault(one, set()).add(syllable)
    for spelling in titles.spellings():
        for piece in spelling:
            if not piece.text.isascii():
                read.setdefault(piece.text, set()).add(piece.syllable)
    return read


def _pairs(titles: Titles) -> Iterator[tuple[str, float]]:
    """Yield the pairs of characters that names have, and what each costs less for how many have it."""
    for gram, worths in titles.grams.items():
        if len(gram) > 1 and not any(map(str.isascii, gram)):
            yield gram, COMMON * math.log(1 + sum(len(matters) for _, matters in worths))


def _cost(chosen: Chosen) -> float:
    return chosen.cost
