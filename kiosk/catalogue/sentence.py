"""Takes what a resident says apart: everyday words, what says nothing, and the rest."""

from collections.abc import Callable, Iterator, Mapping

import msgspec

from kiosk.catalogue.words import Everyday


class Said(msgspec.Struct, frozen=True):
    """An everyday word with what it may mean."""

    text: str
    at: int
    word: Everyday


class Rest(msgspec.Struct, frozen=True):
    """Characters as they stand."""

    text: str
    at: int


Part = Said | Rest


def parts(
    run: str,
    everyday: Mapping[str, Everyday],
    fillers: frozenset[str],
    known: Callable[[str], bool],
    *,
    longest: int,
) -> Iterator[Part]:
    """Yield the parts of a run of characters, fillers left out; no word is longer than `longest`.

    The longest word goes first, unless it tears a pair of characters that names of matters have (`known`):
    房产证明 is 房产 and 证明, not 房产证 and 明.
    """
    rest, at = "", 0
    while at < len(run):
        word = next(
            (
                run[at:end]
                for end in range(min(len(run), at + longest), at, -1)
                if (run[at:end] in everyday or run[at:end] in fillers) and not _torn(run, at, end, known)
            ),
            "",
        )
        if not word:
            rest, at = rest + run[at], at + 1
            continue
        if rest:
            yield Rest(rest, at - len(rest))
        if word in everyday:
            yield Said(word, at, everyday[word])
        rest, at = "", at + len(word)
    if rest:
        yield Rest(rest, at - len(rest))


def _torn(run: str, at: int, end: int, known: Callable[[str], bool]) -> bool:
    """Return whether the word from `at` to `end` leaves a character alone that belongs to a pair."""
    behind = end < len(run) and known(run[end - 1 : end + 1])
    lone = behind and not known(run[end : end + 2])
    if end - at > 1:
        return lone and (end + 1 == len(run) or not known(run[end + 1 : end + 3]))
    return behind or (at > 0 and known(run[at - 1 : at + 1]))
