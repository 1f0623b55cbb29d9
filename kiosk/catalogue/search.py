"""Finds matters by what a resident types or says: Chinese, pinyin, initials, a mixture, or English."""

from collections.abc import Sequence
from functools import cached_property

from kiosk.catalogue.apart import apart
from kiosk.catalogue.characters import Characters
from kiosk.catalogue.loader import Catalogue
from kiosk.catalogue.positions import Group
from kiosk.catalogue.relevance import Relevance, Term, scores
from kiosk.catalogue.spelling import normal
from kiosk.catalogue.titles import Titles
from kiosk.domain.matter import Matter

FEW = 3
"""Where fewer were found, letters are looked at once more as two words run together."""
MOST = 100
"""Nobody reads further."""
WHOLE_TEXT, WHOLE, NAME_BEGINS, ALIAS_BEGINS, IN_NAME, IN_ALIAS, MISTYPED = 3.0, 2.4, 2.0, 1.6, 1.2, 0.8, 0.4
SPANNED = 0.3
"""What it is worth that a name begins and ends with what was typed, where nothing else was found."""
MEANING_BEGINS, MISSPELT = 1.9, 1.1
ENGLISH = 1.5
"""What it adds that all that was typed is an English word: tax is hardly meant as three initials."""
ENGLISH_FROM = 3
"""So many letters such a word has to have."""
SENTENCE_FROM = 4
"""So many characters pinyin has to make to be read as a sentence: fewer are a word, or two run together."""
OF_NAMES = (WHOLE_TEXT, WHOLE, NAME_BEGINS, IN_NAME)
LIKED = 0.35
"""What the matter used most is worth beyond how it was found."""
ENOUGH, LITTLE, NEAR_BEST = 0.35, 0.1, 0.4
"""The share of what was said that has to be answered; where what is answered tells much; beside the best."""
TELLING = 3.0


class Search:
    """The catalogue's names, prepared once."""

    def __init__(self, catalogue: Catalogue) -> None:
        liked = _liked(catalogue)
        matters = sorted(
            catalogue.matters.values(),
            key=lambda matter: (-liked.get(matter.code, 0.0), len(matter.name.zh), matter.name.zh),
        )
        self._liked = [LIKED * liked.get(matter.code, 0.0) for matter in matters]
        self._titles = Titles(matters, catalogue.words)
        self._relevance = Relevance(self._titles, catalogue.words)
        self._fillers = catalogue.words.fillers
        self._texts: dict[str, list[int]] = {}
        for number, matter in enumerate(matters):
            for text in (matter.name.zh, *matter.aliases):
                self._texts.setdefault(normal(text), []).append(number)

    def forget(self) -> None:
        """Drop what was typed: it is a resident's."""
        self._titles.writing.forget()
        self._relevance.forget()

    def find(self, text: str) -> tuple[Matter, ...]:
        """Return the matters that `text` may mean, the likeliest first; none for an empty text."""
        return tuple(matter for matter, _ in self.weigh(text))

    def weigh(self, text: str) -> tuple[tuple[Matter, float], ...]:
        """Return the matters of `find` with what each is worth: up to 1 by what was said, more by name."""
        typed = normal(text)
        if not typed:
            return ()
        written = self._written(typed)
        if not written and typed.isascii() and (in_pinyin := self._in_pinyin(text, typed)):
            return in_pinyin
        terms = self._relevance.terms(text)
        if not terms and len(typed) > 1:  # fillers alone: an alias they stand in is not what is looked for
            written = {number: value for number, value in written.items() if value in OF_NAMES}
        found = {number: value + self._liked[number] for number, value in written.items()}
        if len(found) < MOST:
            said = self._in_english(typed, scores(terms))
            found = {n: v + said.pop(n, 0.0) for n, v in found.items()} | _enough(said, terms)
        if typed.isascii() and max(written.values(), default=0.0) < ALIAS_BEGINS:
            self._misspelt(found, typed)
        if len(found) < FEW and typed.isascii():
            found = apart(typed, self._titles, self._relevance) | found
        if not found:
            titles = self._titles
            mistyped = titles.writing.nearly(typed, titles.called)
            self._add(found, mistyped, titles.names, MISTYPED)
            self._add(found, mistyped, titles.aliases, MISTYPED)
        if not found and typed.isascii():
            found = dict.fromkeys(self._titles.spanned(typed), SPANNED)
        ranked = sorted((-round(value, 3), number) for number, value in found.items())
        return tuple((self._titles.matters[number], -value) for value, number in ranked[:MOST])

    @cached_property
    def _characters(self) -> Characters:
        """Made when first wanted, in some 40 ms that a start can spare."""
        return Characters(self._titles, self._fillers)

    def _in_pinyin(self, text: str, typed: str) -> tuple[tuple[Matter, float], ...]:
        """Return what a sentence in pinyin means; none for English, and what is rather a name with a typo."""
        if self._relevance.begins_english(text):
            return ()
        chosen = self._characters.of(text)
        if chosen is None or len(chosen.text) < SENTENCE_FROM:
            return ()
        return self.weigh(chosen.text) if chosen.is_sure or not self._is_mistyped(typed) else ()

    def _is_mistyped(self, typed: str) -> bool:
        titles = self._titles
        everyday = titles.writing.nearly(typed, titles.everyday_begins) & titles.positions.ends
        return bool(everyday or titles.writing.nearly(typed, titles.called))

    def _in_english(self, typed: str, said: dict[int, float]) -> dict[int, float]:
        if len(typed) < ENGLISH_FROM or not self._relevance.is_english(typed):
            return said
        return {number: value + ENGLISH for number, value in said.items()}

    def _written(self, typed: str) -> dict[int, float]:
        titles, at = self._titles, self._titles.positions
        found = dict.fromkeys(self._texts.get(typed, ()), WHOLE_TEXT)
        begun = titles.writing.of(typed, at.starts)
        self._add(found, begun & at.ends, titles.names, WHOLE)
        self._add(found, begun & at.ends, titles.aliases, WHOLE)
        self._add(found, begun, titles.names, NAME_BEGINS)
        self._add(found, begun, titles.aliases, ALIAS_BEGINS)
        if len(found) < MOST:
            inside = titles.writing.of(typed, titles.called)
            self._add(found, inside, titles.names, IN_NAME)
            self._add(found, inside, titles.aliases, IN_ALIAS)
        if len(found) < MOST:
            self._everyday(found, begun)
        return found

    def _everyday(self, found: dict[int, float], begun: int) -> None:
        """Add what everyday words mean: one that was typed whole is as good as what begins a name."""
        titles, at = self._titles, self._titles.positions
        for number in at.owners_of(begun & at.ends, titles.everyday):
            for matter in titles.beginning(titles.words[number - len(titles.matters)]):
                found[matter] = max(found.get(matter, 0.0), MEANING_BEGINS)
        for number in at.owners_of(begun, titles.everyday):
            for value, matters in self._relevance.meant(titles.words[number - len(titles.matters)]):
                for matter in matters:
                    found.setdefault(matter, value)

    def _misspelt(self, found: dict[int, float], typed: str) -> None:
        """Add what everyday words mean of which `typed` is the whole with one typo: huzao is 护照."""
        titles, at = self._titles, self._titles.positions
        near = titles.writing.nearly(typed, titles.everyday_begins) & at.ends
        for number in at.owners_of(near, titles.everyday):
            for value, matters in self._relevance.meant(titles.words[number - len(titles.matters)]):
                for matter in matters:
                    found[matter] = max(found.get(matter, 0.0), MISSPELT * value + self._liked[matter])

    def _add(self, found: dict[int, float], places: int, group: Group, worth: float) -> None:
        if len(found) >= MOST:
            return
        for number in self._titles.positions.owners_of(places, group):
            if len(found) >= MOST:
                return
            found.setdefault(number, worth)


def _liked(catalogue: Catalogue) -> dict[str, float]:
    """Return how much each matter is wanted, from 1 for the most down."""
    slugs = {matter.slug: code for code, matter in catalogue.matters.items()}
    order = [slugs[slug] for slug in catalogue.words.often if slug in slugs]
    return {code: 1 - place / len(order) for place, code in enumerate(order)}


def _enough(said: dict[int, float], terms: Sequence[Term]) -> dict[int, float]:
    """Return the best of what was said, without what answers little of it."""
    best = sorted(said.values(), reverse=True)[:MOST]
    if not best:
        return {}
    telling = best[0] * sum(term.weight for term in terms) >= TELLING
    least = max(LITTLE if telling else ENOUGH, NEAR_BEST * best[0], best[-1])
    return {number: value for number, value in said.items() if value >= least}
