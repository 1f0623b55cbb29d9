"""Answers what residents ask: from the guides' questions, general answers, and what each matter declares.

Full text over the same pairs of characters, thesaurus and rarity as the search for matters.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from kiosk.catalogue.knowledge import Knowledge
from kiosk.catalogue.loader import Catalogue
from kiosk.catalogue.relevance import Relevance, scores
from kiosk.catalogue.search import Search
from kiosk.catalogue.spelling import folded, letters, normal
from kiosk.catalogue.titles import Worths, grams
from kiosk.catalogue.words import Everyday, Words
from kiosk.domain.guide_answers import Aspect, answer_of
from kiosk.domain.matter import Matter
from kiosk.domain.text import Text

MOST = 8
"""Nobody reads further."""
FIRST = 6
"""So many general questions stand there before anything is typed."""
ASKED, ANSWER = 1.0, 0.6
"""What a text is worth in the question, and in its answer."""
ENOUGH, NEAR_BEST, FOUND = 0.4, 0.6, 0.7
WHOLE, WHOLE_FROM = 0.6, 3
"""What it adds that a question holds all that was typed, from so many characters on."""
GENERAL = 0.15
"""What it adds to be of no matter: such questions are asked most."""
OF_A_MATTER = 0.3
"""What it adds to belong to a matter that was meant, by how much it was."""
SIDE, UNASKED, LATER = 1.4, 0.45, 0.1
"""What a side of a matter is worth that was asked for, the others, and how much less each further matter."""
MATTERS = 3


Meant = Sequence[tuple[Matter, float]]
"""Matters with what they are worth, at most 1."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A question with its answer, and the matter that it is about."""

    id: str
    asked: Text
    answer: Text
    also: tuple[str, ...] = ()
    matter: Matter | None = None


class _Named(msgspec.Struct, frozen=True):
    """An entry as the words of its English are looked up."""

    name: Text


class Pages:
    """What stands in questions and answers, as the search for matters looks at names and aliases."""

    def __init__(self, entries: Sequence[Entry], words: Words) -> None:
        self.words = (*words.words, *words.asides)
        self.matters = tuple(
            _Named(Text(zh=one.asked.zh, en=" ".join((one.asked.en, *one.also, one.answer.en))))
            for one in entries
        )
        self._asked = [" ".join(map(normal, (one.asked.zh, *one.also, *_name(one)))) for one in entries]
        self._answers = [normal(one.answer.zh) for one in entries]
        self.grams = self._index()

    def holding(self, text: str) -> Worths:
        """Return the entries in which `text` stands."""
        asked = [number for number, words in enumerate(self._asked) if text in words]
        known = set(asked)
        said = [n for n, words in enumerate(self._answers) if n not in known and text in words]
        return (ASKED, asked), (ANSWER, said)

    def nearly(self, text: str) -> Worths:  # noqa: ARG002 typos are mended in what matters are called
        """Return none: what is written in answers is not typed as names are."""
        return ()

    def said(self, text: str) -> Iterator[Everyday]:  # noqa: ARG002 questions are not kept as they are read
        """Yield none."""
        return iter(())

    def _index(self) -> dict[str, Worths]:
        asked: dict[str, array[int]] = {}
        answers: dict[str, array[int]] = {}
        for number, (question, answer) in enumerate(zip(self._asked, self._answers, strict=True)):
            own = grams(question)
            for gram in own:
                asked.setdefault(gram, array("l")).append(number)
            for gram in grams(answer) - own:
                answers.setdefault(gram, array("l")).append(number)
        none = array("l")
        return {
            gram: ((ASKED, asked.get(gram, none)), (ANSWER, answers.get(gram, none)))
            for gram in {*asked, *answers}
        }


class Asked:
    """Every answer of a catalogue, prepared once."""

    def __init__(self, catalogue: Catalogue, search: Search) -> None:
        knowledge = catalogue.knowledge
        self._search = search
        self._entries = (*_general(knowledge, catalogue), *_of_guides(catalogue))
        self._count = len(knowledge.answers)
        self._questions = [
            tuple(map(normal, (one.asked.zh, one.asked.en, *one.also))) for one in self._entries
        ]
        words = msgspec.structs.replace(
            catalogue.words, fillers=knowledge.fillers, english_fillers=knowledge.english_fillers
        )
        self._relevance = Relevance(Pages(self._entries, words), words)
        self._aspects = knowledge.aspects

    def forget(self) -> None:
        """Drop what was asked: it is a resident's. The search drops it by itself."""
        self._relevance.forget()

    def find(self, text: str) -> tuple[Entry, ...]:
        """Return the answers to what is asked, the likeliest first; before that, what is asked most."""
        if not normal(text):
            return self._entries[: min(FIRST, self._count)]
        sides, rest = self._sides(text)
        meant = tuple((matter, min(worth, 1.0)) for matter, worth in self._search.weigh(rest)[:MATTERS])
        found = (*self._said(text, meant), *_sides_of(meant, sides))
        ranked = sorted(found, key=lambda item: -round(item[1], 3))
        return tuple(entry for entry, _ in ranked[:MOST])

    def _said(self, text: str, meant: Meant) -> Iterator[tuple[Entry, float]]:
        said = scores(self._relevance.terms(text))
        best = max(said.values(), default=0.0)
        least = max(ENOUGH, NEAR_BEST * best)
        worths = {matter.code: worth - LATER * place for place, (matter, worth) in enumerate(meant)}
        typed = normal(text)
        for number, value in said.items():
            entry = self._entries[number]
            code = entry.matter.code if entry.matter is not None and number >= self._count else None
            more = GENERAL if code is None else OF_A_MATTER * worths.get(code, 0.0)
            if len(typed) >= WHOLE_FROM and any(typed in question for question in self._questions[number]):
                more += WHOLE
            if value >= least or value + more >= FOUND:
                yield entry, value + more

    def _sides(self, text: str) -> tuple[tuple[Aspect, ...], str]:
        """Return the sides of a matter that are asked for, and the question without the words for them."""
        said, words = folded(text), letters(text)
        found: list[Aspect] = []
        for aspect in self._aspects:
            spoken = [word for word in sorted(aspect.said, key=len, reverse=True) if word in said]
            spelt = [word for word in words if word in aspect.english]
            if spoken or spelt:
                found.append(aspect.id)
            for word in spoken:
                said = said.replace(word, " ")
            words = [word for word in words if word not in spelt]
        return tuple(found), said if not found or not said.isascii() else " ".join(words)


def _general(knowledge: Knowledge, catalogue: Catalogue) -> Iterator[Entry]:
    slugs = {matter.slug: matter for matter in catalogue.matters.values()}
    for one in knowledge.answers:
        yield Entry(
            id=one.id,
            asked=one.asked,
            answer=one.answer,
            also=one.also,
            matter=slugs.get(one.matter or ""),
        )


def _of_guides(catalogue: Catalogue) -> Iterator[Entry]:
    for matter in catalogue.matters.values():
        for number, one in enumerate(matter.guide.faq):
            yield Entry(id=f"{matter.slug}:{number}", asked=one.asked, answer=one.answer, matter=matter)


def _sides_of(meant: Meant, sides: Iterable[Aspect]) -> Iterator[tuple[Entry, float]]:
    asked = set(sides)
    for place, (matter, worth) in enumerate(meant):
        for aspect in Aspect:
            if aspect in asked or not asked:
                question = answer_of(matter, aspect)
                entry = Entry(
                    id=f"{matter.slug}:{aspect}", asked=question.asked, answer=question.answer, matter=matter
                )
                yield entry, (SIDE if asked else UNASKED) * worth - LATER * place


def _name(entry: Entry) -> tuple[str, ...]:
    """Return what the matter of a guide's question is called: its question does not say it."""
    return (entry.matter.name.zh,) if entry.matter is not None and ":" in entry.id else ()
