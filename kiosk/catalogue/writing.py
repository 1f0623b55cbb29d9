"""Where something typed is written: by characters, syllables, initials or a mixture, in all titles at once.

An automaton's states, one for each letter typed, are sets of places: those where the next piece has to stand.
Who types a letter more, or takes one back, has typed the rest before: those states are known.
"""

from collections import deque
from collections.abc import Callable

import msgspec

from kiosk.catalogue.neighbours import Neighbours
from kiosk.catalogue.positions import Positions

TYPO_FROM = 4
"""So many letters or characters have to be typed before a typo is looked for."""
LITTLE_FROM = 6
"""And so many before the typo may be in a short syllable or an initial, which are near everything."""
SHORT = 2
RECENT = 8
"""So many texts are known again while they are typed."""

Typo = Callable[[str, int, int, list[int]], None]


class _Typed(msgspec.Struct, frozen=True):
    """A text with its states, from where it was looked for."""

    start: int
    text: str
    states: list[int]


class Writing:
    """The ways to type what stands at positions."""

    def __init__(self, positions: Positions) -> None:
        self._at = positions
        self._near = Neighbours(positions.syllables)
        self._recent: deque[_Typed] = deque(maxlen=RECENT)

    def forget(self) -> None:
        """Drop what was typed."""
        self._recent.clear()

    def of(self, typed: str, start: int) -> int:
        """Return the places behind whatever `typed` writes from a place of `start` on."""
        return self._states(typed, start)[-1]

    def nearly(self, typed: str, start: int) -> int:
        """Return the places behind what `typed` writes with one typo: a letter, or one wrong character."""
        if len(typed) < TYPO_FROM:
            return 0
        right = self._states(typed, start)
        return self._mistyped(typed, right, self._syllable) or self._mistyped(typed, right, self._initial)

    def _mistyped(self, typed: str, right: list[int], typo: Typo) -> int:
        mistyped = [0] * (len(typed) + 1)
        for i, letter in enumerate(typed):
            if here := right[i]:
                if letter.isascii():
                    typo(typed, i, here, mistyped)
                else:
                    mistyped[i + 1] |= (here & self._at.pieces) << 1
            if mistyped[i]:
                self._step(typed, i, mistyped)
        return mistyped[-1]

    def _states(self, typed: str, start: int) -> list[int]:
        alike = [(_shared(one.text, typed), one) for one in self._recent if one.start == start]
        known, before = max(alike, key=lambda one: one[0], default=(0, None))
        if before is not None and before.text == typed:
            return before.states
        states = [*(before.states[: known + 1] if before else (start,)), *[0] * (len(typed) - known)]
        for i in range(len(typed)):
            if states[i]:
                self._step(typed, i, states, known)
        self._recent.append(_Typed(start, typed, states))
        return states

    def _step(self, typed: str, i: int, states: list[int], known: int = 0) -> None:
        """Go on from the i-th letter by every piece that may be meant there, to states not yet known."""
        for end in range(i + 1, min(len(typed), i + self._at.longest) + 1):
            if not self._at.known(typed[i:end]):
                break
            if end > known and (places := states[i] & self._at.at(typed[i:end])):
                states[end] |= places << 1

    def _syllable(self, typed: str, i: int, here: int, mistyped: list[int]) -> None:
        """Go on from the i-th letter by every piece whose syllable may be meant with one typo."""
        for end in range(i + 1, min(len(typed), i + self._at.longest) + 1):
            near = 0
            for syllable in self._near.of(typed[i:end]):
                if len(syllable) > SHORT or len(typed) >= LITTLE_FROM:
                    near |= here & self._at.at(syllable)
            mistyped[end] |= near << 1
        self._swap(typed, i, here, mistyped)

    def _initial(self, typed: str, i: int, here: int, mistyped: list[int]) -> None:
        """Go on by any piece: the i-th letter is none of its own, too many, or one before it is missing."""
        if len(typed) >= LITTLE_FROM:
            pieces = here & self._at.pieces
            mistyped[i + 1] |= here | pieces << 1
            mistyped[i] |= pieces << 1

    def _swap(self, typed: str, i: int, here: int, mistyped: list[int]) -> None:
        """Go on by two pieces between which two letters have changed places, as in gonjgijin."""
        for middle in range(i + 1, min(len(typed) - 1, i + self._at.longest) + 1):
            first = typed[i : middle - 1] + typed[middle]
            if not (self._at.known(first) and (places := here & self._at.at(first))):
                continue
            rest = typed[middle - 1] + typed[middle + 1 :]
            for length in range(1, min(len(rest), self._at.longest) + 1):
                if not self._at.known(rest[:length]):
                    break
                mistyped[middle + length] |= (places << 1 & self._at.at(rest[:length])) << 1


def _shared(typed: str, other: str) -> int:
    """Return how many letters two texts begin with alike."""
    alike = zip(typed, other, strict=False)
    return next((at for at, (one, two) in enumerate(alike) if one != two), min(len(typed), len(other)))
