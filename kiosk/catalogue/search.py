"""Finds matters by what a resident types: Chinese, pinyin, initials or a mixture, or English words."""

import msgspec

from kiosk.catalogue.loader import Catalogue
from kiosk.catalogue.spelling import Spelling, normal, place, spell
from kiosk.domain.matter import Matter

Rank = tuple[int, int, int, str]
"""How good a hit is (lower is better): kind of hit, where it begins, length of the name, the name."""

EXACT, NAME_BEGINS, ALIAS_BEGINS, IN_NAME, IN_ALIAS, ENGLISH = range(6)


class _Entry(msgspec.Struct, frozen=True):
    matter: Matter
    name: Spelling
    aliases: tuple[Spelling, ...]
    words: tuple[str, ...]


class Search:
    """The catalogue's names, prepared once; a plain scan answers."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._entries = tuple(_entry(matter) for matter in catalogue.matters.values())

    def find(self, text: str) -> tuple[Matter, ...]:
        """Return the matters that `text` may mean, the likeliest first; none for an empty text."""
        typed, words = normal(text), text.casefold().split()
        if not typed:
            return ()
        ranked = [(rank, entry.matter) for entry in self._entries if (rank := _rank(entry, typed, words))]
        return tuple(matter for _, matter in sorted(ranked, key=lambda hit: hit[0]))


def _entry(matter: Matter) -> _Entry:
    aliases = zip(matter.aliases, matter.alias_pinyin, strict=True)
    return _Entry(
        matter=matter,
        name=spell(matter.name.zh, matter.pinyin) or (),
        aliases=tuple(spell(alias, pinyin) or () for alias, pinyin in aliases),
        words=tuple(matter.name.en.casefold().split()),
    )


def _rank(entry: _Entry, typed: str, words: list[str]) -> Rank | None:
    hits = [_hit(entry.name, typed, NAME_BEGINS, IN_NAME)]
    hits += [_hit(alias, typed, ALIAS_BEGINS, IN_ALIAS) for alias in entry.aliases]
    if all(any(known.startswith(word) for known in entry.words) for word in words):
        hits.append((ENGLISH, 0))
    best = min((hit for hit in hits if hit is not None), default=None)
    name = entry.matter.name.zh
    return None if best is None else (*best, len(name), name)


def _hit(spelling: Spelling, typed: str, beginning: int, inside: int) -> tuple[int, int] | None:
    start = place(spelling, typed)
    if start is None:
        return None
    if typed == "".join(piece.text for piece in spelling):
        return EXACT, 0
    return (beginning, 0) if start == 0 else (inside, start)
