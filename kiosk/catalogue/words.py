"""What residents say, beside what the matters are called: everyday words, and words that say nothing."""

from collections.abc import Callable, Iterator
from itertools import chain

from kiosk.catalogue.decode import Flaw
from kiosk.catalogue.spelling import fits, letters
from kiosk.catalogue.stem import stem
from kiosk.domain.declared import Declared


class Everyday(Declared, frozen=True, kw_only=True):
    """Words of every day and the official ones that they may mean, the likeliest first.

    A meaning of several words ('社会保障卡 挂失') is meant where a matter has them all.
    """

    said: tuple[str, ...]
    means: tuple[str, ...]
    pinyin: tuple[str, ...] = ()
    """As a matter's, one for each: none for English."""


class Words(Declared, frozen=True, kw_only=True):
    """The small thesaurus that applies to all matters."""

    fillers: tuple[str, ...] = ()
    """What is said around the matter: 我要, 怎么, 请问."""
    english_fillers: tuple[str, ...] = ()
    """Words as they are, or several together: last year."""
    often: tuple[str, ...] = ()
    """The matters that are most often come for, until use is counted: slugs, the most frequent first."""
    words: tuple[Everyday, ...] = ()
    """What it is about."""
    asides: tuple[Everyday, ...] = ()
    """What tells less: what is to be done with it, and whom it is for: 丢了, 换, 孩子."""
    english: tuple[Everyday, ...] = ()
    """One word or several that are one (street lamp), known in all their forms."""


def english(said: str) -> str:
    """Return what everyday English is known by, in all its forms, written as one word or as several."""
    return "".join(map(stem, letters(said)))


def flaws(words: Words) -> Iterator[Flaw]:
    """Yield what is wrong with the thesaurus: a word there twice, or not as it is read."""
    known = {*words.fillers, *words.english_fillers}
    for part in ("words", "asides", "english"):
        for index, word in enumerate(getattr(words, part)):
            path = (part, index)
            heard: Callable[[str], str] = english if part == "english" else str
            yield from ((path, f"{said} is there twice") for said in word.said if heard(said) in known)
            known.update(map(heard, word.said))
            if not all(chain(word.said, word.means)):
                yield path, "an empty word means nothing"
            if part != "english" and not _is_read(word):
                yield path, "the pinyin needs one spelling a word, and in it one syllable a character"


def _is_read(word: Everyday) -> bool:
    if len(word.said) != len(word.pinyin):
        return False
    return all(
        pinyin.strip() and fits(said, pinyin) for said, pinyin in zip(word.said, word.pinyin, strict=True)
    )
