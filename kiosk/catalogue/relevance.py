"""How well matters answer what was said: rare words count most, everyday words for official ones."""

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from kiosk.catalogue.amounts import plain
from kiosk.catalogue.english import English
from kiosk.catalogue.homophones import mended
from kiosk.catalogue.sentence import Part, Rest, Said, parts
from kiosk.catalogue.spelling import folded, normal, runs
from kiosk.catalogue.titles import Searched, Worths
from kiosk.catalogue.words import Everyday, Words

KEPT = 16
"""So many runs of letters are known again while what stands behind them is typed."""
PAIRED_FROM = 3
"""So many matters have a pair of characters that belong together; others only stand beside one another."""
UNKNOWN = 1.2
"""What a character weighs that no matter has."""
UNKNOWN_WORD = 3.0
"""What an English word weighs."""
RARE = 1.0
"""So many matters are taken to have a word more: one that a single matter has must not decide alone."""
LONE = 0.5
"""What a character weighs that stands alone, beside two in a row."""
LONGEST = 1.4
"""What a long everyday word weighs at most: as much as three characters in a row."""
ASIDE = 0.7
"""What it counts whom something is for and what is to be done with it, beside what it is."""
BETWEEN = 0.5
"""What a pair weighs between two others: it may only be where two words meet."""
MEANT, LESS_LIKELY, LEAST = 0.97, 0.03, 0.8
"""What official words are worth that an everyday word means: the first, each further one less, the last."""


class Term(msgspec.Struct, frozen=True):
    """One thing that was said: how much it tells, and the matters that it may mean."""

    weight: float
    worths: Worths


class Relevance:
    """Scores the matters against Chinese, beside it letters that may be pinyin or English."""

    def __init__(self, titles: Searched, words: Words) -> None:
        self._titles = titles
        self._count = len(titles.matters)
        self._everyday = {said: word for word in titles.words for said in word.said}
        self._asides = frozenset(said for word in words.asides for said in word.said)
        self._fillers = frozenset(words.fillers)
        self._longest = max(map(len, (*self._everyday, *self._fillers)), default=0)
        self._grams = _telling(titles, self._fillers)
        self._paired = frozenset(
            gram for gram, worths in self._grams.items() if _count(worths) >= PAIRED_FROM
        )
        self._said_pairs = frozenset(
            said[at : at + 2] for said in self._everyday for at in range(len(said) - 1)
        )
        self._english = English(titles.matters, words)
        self._spelt = lru_cache(KEPT)(self._letters)
        self._meant: dict[Everyday, Worths] = {}
        self._known: dict[str, Worths] = {}

    def forget(self) -> None:
        """Drop what was typed."""
        self._spelt.cache_clear()

    def terms(self, text: str) -> list[Term]:
        """Return what was said, a term each."""
        found: list[Term] = []
        said = runs(plain(folded(text), self._paired.__contains__))
        spoken = len(said) > 1 and self._english.is_spoken(said)
        for run in self._english.told(said):
            if run.isascii():
                found.append(self._spelt(run, spoken=spoken))
            else:
                found += self._characters(self._mended(run))
        return found

    def is_english(self, word: str) -> bool:
        """Return whether `word` is a whole word of English names, or an everyday one."""
        return self._english.knows(word)

    def begins_english(self, text: str) -> bool:
        """Return whether each word of `text` is English, or begins a word of English names."""
        return all(map(self._english.begins, runs(text)))

    def meant(self, word: Everyday) -> Worths:
        """Return the matters that an everyday word may mean."""
        found = self._meant.get(word)
        if found is None:
            found = self._meant[word] = self._look_up(word)
        return found

    def _letters(self, run: str, *, spoken: bool) -> Term:
        """Return what letters mean; within English (`spoken`) no initials or typos: good is no gou d."""
        worths = self._english.holding(run)
        if not _any(worths) and len(run) > 1:
            said = [(1.0, self.meant(word)) for word in self._titles.said(run)]
            worths = _merged(said if spoken else [(1.0, self._titles.holding(run)), *said])
        if not _any(worths) and not spoken:
            worths = self._titles.nearly(run)
        return Term(self.rarity(worths), worths) if _any(worths) else Term(UNKNOWN_WORD, ())

    def _characters(self, run: str) -> Iterator[Term]:
        known, end = self._grams, -1
        for part in self._parts(run):
            if part.at == end and (worths := known.get(run[end - 1 : end + 1])):
                yield Term(BETWEEN * self.rarity(worths), worths)
            end = part.at + len(part.text)
            match part:
                case Said(text=text, word=word):
                    worths = self._said(text, word)
                    weight = LONE if len(text) == 1 else min(LONGEST, len(text) - 1)
                    weight *= ASIDE if text in self._asides else 1.0
                    yield Term(weight * self.rarity(worths), worths) if _any(worths) else Term(UNKNOWN, ())
                case Rest(text=text):
                    yield from self._rest(text)

    def _mended(self, run: str) -> str:
        """Return a run without characters written for others that are read alike, outside known words."""
        rests = (part for part in self._parts(run) if isinstance(part, Rest))
        unread = (at for part in rests for at in range(part.at, part.at + len(part.text)))
        return mended(run, unread, self._known_pair)

    def _parts(self, run: str) -> Iterator[Part]:
        known = self._paired.__contains__
        return parts(run, self._everyday, self._fillers, known, longest=self._longest)

    def _known_pair(self, pair: str) -> bool:
        return pair in self._said_pairs or pair in self._grams

    def _said(self, text: str, word: Everyday) -> Worths:
        found = self._known.get(text)
        if found is None:
            literal = [] if text in word.means else [(1.0, self._titles.holding(text))]
            found = self._known[text] = _merged([*literal, (1.0, self.meant(word))])
        return found

    def _rest(self, text: str) -> Iterator[Term]:
        known = self._grams
        pairs = {at for at in range(len(text) - 1) if text[at : at + 2] in known}
        for at in sorted(pairs):
            worths = known[text[at : at + 2]]
            between = at - 1 in pairs and at + 1 in pairs
            yield Term((BETWEEN if between else 1.0) * self.rarity(worths), worths)
        for at, character in enumerate(text):
            if at not in pairs and at - 1 not in pairs and character not in self._fillers:
                lone = known.get(character, ()) if len(text) == 1 else ()
                yield Term(LONE * self.rarity(lone), lone) if _any(lone) else Term(UNKNOWN, ())

    def _look_up(self, word: Everyday) -> Worths:
        worth = (max(LEAST, MEANT - LESS_LIKELY * number) for number in range(len(word.means)))
        return _merged(
            [(value, self._together(meaning)) for value, meaning in zip(worth, word.means, strict=False)]
        )

    def _together(self, meaning: str) -> Worths:
        """Return the matters that have every word of a meaning."""
        first, *others = (_by_matter(self._titles.holding(text)) for text in meaning.split())
        for other in others:
            first = {matter: min(first[matter], other[matter]) for matter in first.keys() & other.keys()}
        return tuple((value, [matter]) for matter, value in first.items())

    def rarity(self, worths: Worths) -> float:
        """Return how much it tells that a matter is one of these."""
        return math.log(1 + self._count / (RARE + _count(worths)))


def _telling(titles: Searched, fillers: frozenset[str]) -> dict[str, Worths]:
    """Return the grams without the pairs of a filler that stands in no name: 的证 of an alias 有房的证明."""
    named = {character for matter in titles.matters for character in normal(matter.name.zh)}
    empty = {filler for filler in fillers if filler not in named}
    return {gram: worths for gram, worths in titles.grams.items() if empty.isdisjoint(gram)}


def scores(terms: Sequence[Term]) -> dict[int, float]:
    """Return the share of what was said that each matter answers, in (0, 1]; none that answers nothing."""
    found: dict[int, float] = {}
    total = sum(term.weight for term in terms)
    for term in terms:
        for value, matters in term.worths:
            worth = value * term.weight / total
            if not found:
                found = dict.fromkeys(matters, worth)
                continue
            for matter in matters:
                found[matter] = found.get(matter, 0.0) + worth
    return found


def _count(worths: Worths) -> int:
    return sum(len(matters) for _, matters in worths)


def _any(worths: Worths) -> bool:
    return any(matters for _, matters in worths)


def _by_matter(worths: Worths) -> dict[int, float]:
    return {matter: value for value, matters in worths for matter in matters}


def _merged(ways: Sequence[tuple[float, Worths]]) -> Worths:
    """Return what each matter is worth at best, those of one worth together."""
    best: dict[int, float] = {}
    for factor, worths in ways:
        for value, matters in worths:
            worth = factor * value
            better = (matter for matter in matters if best.get(matter, 0.0) < worth)
            best |= dict.fromkeys(better, worth)
    grouped: dict[float, list[int]] = {}
    for matter, value in best.items():
        grouped.setdefault(value, []).append(matter)
    return tuple(grouped.items())
