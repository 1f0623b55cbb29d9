"""What is known beside the guides: general questions, and the words that ask for one side of a guide."""

from collections.abc import Iterator

from kiosk.catalogue.decode import Flaw, near_miss
from kiosk.catalogue.wording import wording
from kiosk.domain.declared import Declared
from kiosk.domain.guide_answers import Aspect
from kiosk.domain.text import Text


class AspectWords(Declared, frozen=True, kw_only=True):
    """How residents ask for one side of a matter."""

    id: Aspect
    said: tuple[str, ...]
    english: tuple[str, ...]


class GeneralAnswer(Declared, frozen=True, kw_only=True):
    """A question that no matter's guide answers."""

    id: str
    asked: Text
    answer: Text
    also: tuple[str, ...] = ()
    """Other ways to put it."""
    matter: str | None = None
    """The matter that it leads to."""


class Knowledge(Declared, frozen=True, kw_only=True):
    """Everything of answers.toml."""

    hotline: str | None = None
    """The matter by which a question is filed that nothing here answers."""
    fillers: tuple[str, ...] = ()
    """What says nothing in a question; fewer than around a matter's name: what may and can't is asked too."""
    english_fillers: tuple[str, ...] = ()
    aspects: tuple[AspectWords, ...] = ()
    answers: tuple[GeneralAnswer, ...] = ()


def flaws(knowledge: Knowledge, slugs: tuple[str, ...]) -> Iterator[Flaw]:
    """Yield everything that is wrong with the answers: words, doubles, matters that there are not."""
    yield from wording(knowledge)
    if knowledge.hotline is not None and knowledge.hotline not in slugs:
        yield ("hotline",), f"no matter `{knowledge.hotline}`{_near(knowledge.hotline, slugs)}"
    known: set[str] = set()
    for index, answer in enumerate(knowledge.answers):
        at = ("answers", index)
        if answer.matter is not None and answer.matter not in slugs:
            yield (*at, "matter"), f"no matter `{answer.matter}`{_near(answer.matter, slugs)}"
        if answer.id in known:
            yield (*at, "id"), f"`{answer.id}` is there twice"
        known.add(answer.id)
    for aspect in Aspect:
        if knowledge.answers and sum(one.id is aspect for one in knowledge.aspects) != 1:
            yield ("aspects",), f"`{aspect}` is asked for by one list of words"


def _near(slug: str, slugs: tuple[str, ...]) -> str:
    """Return the near miss alone: nobody reads a list of all matters."""
    said = near_miss(slug, slugs)
    return said if "did you mean" in said else ""
