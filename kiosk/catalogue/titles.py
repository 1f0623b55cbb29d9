"""What the matters are called, and which of them have a text in their name or in an alias."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Protocol

from kiosk.catalogue.positions import Positions
from kiosk.catalogue.spelling import Spelling, normal, spell
from kiosk.catalogue.words import Everyday, Words
from kiosk.catalogue.writing import Writing
from kiosk.domain.matter import Matter
from kiosk.domain.text import Text

NAME, ALIAS, DEPARTMENT, MISTYPED = 1.0, 0.9, 0.6, 0.7
"""What a text is worth where it stands."""
PART = 2
"""So many letters a name has to begin and to end with where those between are left out."""
Worths = tuple[tuple[float, Sequence[int]], ...]
"""What a text is worth to which matters, each matter once."""


class Named(Protocol):
    """What has a name."""

    @property
    def name(self) -> Text: ...


class Searched(Protocol):
    """Texts of many owners, as relevance looks at them: names of matters, or questions and answers."""

    @property
    def matters(self) -> Sequence[Named]: ...

    @property
    def words(self) -> Sequence[Everyday]: ...

    @property
    def grams(self) -> Mapping[str, Worths]: ...

    def holding(self, text: str) -> Worths:
        """Return the owners of texts in which `text` stands."""
        ...

    def nearly(self, text: str) -> Worths:
        """Return the owners of texts in which `text` stands with one typo; none where typos are not known."""
        ...

    def said(self, text: str) -> Iterator[Everyday]:
        """Yield the everyday words of which letters write the whole; none where pinyin is not known."""
        ...


class Titles:
    """Everyday words, then names, then aliases; a matter is its number in the order it was given in."""

    def __init__(self, matters: Sequence[Matter], words: Words) -> None:
        self.matters = tuple(matters)
        self.words = (*words.words, *words.asides)
        self.positions = Positions(_everyday(self.words, len(matters)), _names(matters), _aliases(matters))
        self.writing = Writing(self.positions)
        self.everyday, self.names, self.aliases = self.positions.groups
        self.called = self.positions.pieces & (self.names.places | self.aliases.places)
        self.everyday_begins = self.positions.starts & self.everyday.places
        self._names_begin = self.positions.starts & self.names.places
        self._departments = _departments(matters)
        self.grams = self._grams()

    def holding(self, text: str) -> Worths:
        """Return the matters in whose name or aliases `text` stands, however it is typed."""
        if text in self.grams and not any(map(str.isascii, text)):  # a letter may begin other syllables too
            return self.grams[text]
        places = self.writing.of(text, self.called)
        named = list(self.positions.owners_of(places, self.names))
        aliased_only = sorted({*self.positions.owners_of(places, self.aliases)}.difference(named))
        return self._with_department(text, ((NAME, named), (ALIAS, aliased_only)))

    def nearly(self, text: str) -> Worths:
        """Return the matters in whose name or aliases `text` stands, typed with one typo."""
        places = self.writing.nearly(text, self.called)
        owners = (self.positions.owners_of(places, group) for group in (self.names, self.aliases))
        return ((MISTYPED, list(dict.fromkeys(chain.from_iterable(owners)))),)

    def said(self, text: str) -> Iterator[Everyday]:
        """Yield the everyday words of which `text` writes the whole, however it is typed."""
        at = self.positions
        for number in at.owners_of(self.writing.of(text, self.everyday_begins) & at.ends, self.everyday):
            yield self.words[number - len(self.matters)]

    def spellings(self) -> Iterator[Spelling]:
        """Yield how everyday words, names and aliases are read."""
        spelt = chain(_everyday(self.words, 0), _names(self.matters), _aliases(self.matters))
        return (spelling for _, spelling in spelt)

    def spanned(self, typed: str) -> set[int]:
        """Return the matters whose name begins with one part of `typed` and ends with the rest."""
        at, found = self.positions, set[int]()
        for middle in range(PART, len(typed) - PART + 1):
            begun = self.writing.of(typed[:middle], self._names_begin)
            if not begun:  # nor by more letters
                break
            ended = self.writing.of(typed[middle:], self.called) & at.ends
            found.update({*at.owners_of(begun, self.names)}.intersection(at.owners_of(ended, self.names)))
        return found

    def beginning(self, word: Everyday) -> list[int]:
        """Return the matters whose name begins with what an everyday word means."""
        at = self.positions
        begun = (self.writing.of(normal(meaning), self._names_begin) for meaning in word.means)
        return [matter for places in begun for matter in at.owners_of(places, self.names)]

    def _with_department(self, text: str, worths: Worths) -> Worths:
        """Add the matters of departments that are called so."""
        called = [numbers for name, numbers in self._departments.items() if text in name]
        if not called:
            return worths
        known = {number for _, numbers in worths for number in numbers}
        more = [number for numbers in called for number in numbers if number not in known]
        return (*worths, (DEPARTMENT, more)) if more else worths

    def _grams(self) -> dict[str, Worths]:
        """Return every character and every two in a row, with the matters that have them."""
        named: dict[str, array[int]] = {}
        aliased: dict[str, array[int]] = {}
        for number, matter in enumerate(self.matters):
            own = grams(normal(matter.name.zh))
            for gram in own:
                named.setdefault(gram, array("l")).append(number)
            for gram in {gram for alias in matter.aliases for gram in grams(normal(alias))} - own:
                aliased.setdefault(gram, array("l")).append(number)
        none = array("l")
        every = {*named, *aliased, *(gram for name in self._departments for gram in grams(name))}
        return {
            gram: self._with_department(
                gram, ((NAME, named.get(gram, none)), (ALIAS, aliased.get(gram, none)))
            )
            for gram in every
        }


def _spelt(text: str, pinyin: str) -> Spelling:
    return spell(text, pinyin) or ()


def _names(matters: Sequence[Matter]) -> Iterator[tuple[int, Spelling]]:
    return ((number, _spelt(matter.name.zh, matter.pinyin)) for number, matter in enumerate(matters))


def _aliases(matters: Sequence[Matter]) -> Iterator[tuple[int, Spelling]]:
    for number, matter in enumerate(matters):
        for alias, pinyin in zip(matter.aliases, matter.alias_pinyin, strict=True):
            yield number, _spelt(alias, pinyin)


def _everyday(words: Sequence[Everyday], first: int) -> Iterator[tuple[int, Spelling]]:
    for number, word in enumerate(words, first):
        for said, pinyin in zip(word.said, word.pinyin, strict=True):
            yield number, _spelt(said, pinyin)


def _departments(matters: Sequence[Matter]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, matter in enumerate(matters):
        found.setdefault(normal(matter.department.zh), []).append(number)
    return found


def grams(text: str) -> set[str]:
    """Return every character of `text` and every two in a row."""
    return {*text, *(text[at : at + 2] for at in range(len(text) - 1))}
