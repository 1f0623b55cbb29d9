"""Finds matters by what a resident types or says: Chinese, pinyin, initials, a mixture, or English."""

from collections.abc import Mapping

from kiosk.catalogue.loader import Catalogue
from kiosk.catalogue.relevance import Relevance, scores
from kiosk.catalogue.spelling import normal
from kiosk.catalogue.titles import Titles
from kiosk.catalogue.words import Words, load_words
from kiosk.domain.matter import Matter

MOST = 100
"""Nobody reads further."""
WHOLE_TEXT, WHOLE, NAME_BEGINS, ALIAS_BEGINS, IN_NAME, IN_ALIAS, SLIPPED = 3.0, 2.4, 2.0, 1.6, 1.2, 0.8, 0.4
ENOUGH, NEAR_BEST = 0.35, 0.6


class Search:
    """The catalogue's names, prepared once."""

    def __init__(
        self, catalogue: Catalogue, *, use: Mapping[str, int] | None = None, words: Words | None = None
    ) -> None:
        words = words or load_words()
        used = use or {}
        self._use = used
        matters = sorted(
            catalogue.matters.values(),
            key=lambda matter: (-used.get(matter.code, 0), len(matter.name.zh), matter.name.zh),
        )
        self._titles = Titles(matters, words)
        self._relevance = Relevance(self._titles, words)
        self._texts: dict[str, list[int]] = {}
        for number, matter in enumerate(matters):
            for text in (matter.name.zh, *matter.aliases):
                self._texts.setdefault(normal(text), []).append(number)

    def find(self, text: str) -> tuple[Matter, ...]:
        """Return the matters that `text` may mean, the likeliest first; none for an empty text."""
        typed = normal(text)
        if not typed:
            return ()
        written = self._written(typed)
        said = scores(self._relevance.terms(text))
        best = max(said.values(), default=0.0)
        found = {number: value for number, value in said.items() if value >= max(ENOUGH, NEAR_BEST * best)}
        for number, value in written.items():
            found[number] = value + said.get(number, 0.0)
        ranked = sorted(found, key=lambda number: (-round(found[number], 3), number))
        return tuple(self._titles.matters[number] for number in ranked[:MOST])

    def _written(self, typed: str) -> dict[int, float]:
        titles, at = self._titles, self._titles.positions
        found = dict.fromkeys(self._texts.get(typed, ()), WHOLE_TEXT)
        begun = titles.writing.of(typed, at.starts)
        self._add(found, begun & at.ends & ~titles.everyday, WHOLE)
        self._add(found, begun & titles.names, NAME_BEGINS)
        self._add(found, begun & titles.aliases, ALIAS_BEGINS)
        for number in at.owners_of(begun & titles.everyday):
            word = titles.words[number - len(titles.matters)]
            for value, matters in self._relevance.meant(word):
                for matter in matters:
                    found.setdefault(matter, value)
        inside = titles.writing.of(typed, at.pieces & ~titles.everyday)
        self._add(found, inside & titles.names, IN_NAME)
        self._add(found, inside & titles.aliases, IN_ALIAS)
        if not found:
            slipped = titles.writing.nearly(typed, at.pieces & ~titles.everyday)
            self._add(found, slipped & (titles.names | titles.aliases), SLIPPED)
        return found

    def _add(self, found: dict[int, float], places: int, worth: float) -> None:
        for number in self._titles.positions.owners_of(places):
            found.setdefault(number, worth)
