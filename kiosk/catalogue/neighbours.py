"""Which words are one typo away: a letter too many, one missing, another one, or two in wrong order."""

from collections.abc import Iterable

SHORTEST = 2
"""A single letter is one typo away from every other."""


class Neighbours:
    """Words by what is left of them without one letter, so that a look-up tries few of them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._near: dict[str, list[str]] = {}
        for word in words:
            if len(word) >= SHORTEST:
                for rest in {word, *_shortened(word)}:
                    self._near.setdefault(rest, []).append(word)

    def of(self, typed: str) -> tuple[str, ...]:
        """Return the words one typo away from what was typed, not `typed` itself."""
        rests = {typed, *_shortened(typed)}
        found = {word for rest in rests for word in self._near.get(rest, ())}
        return tuple(sorted(word for word in found if one_typo(typed, word)))


def one_typo(typed: str, meant: str) -> bool:
    """Return whether exactly one typo lies between two words."""
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return False
    at = next((i for i, pair in enumerate(zip(typed, meant, strict=False)) if pair[0] != pair[1]), None)
    if at is None:
        return True
    if len(typed) != len(meant):
        longer, shorter = sorted((typed, meant), key=len, reverse=True)
        return longer[at + 1 :] == shorter[at:]
    swapped = meant[:at] + meant[at : at + 2][::-1] + meant[at + 2 :]
    return typed[at + 1 :] == meant[at + 1 :] or typed == swapped


def _shortened(word: str) -> Iterable[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))
