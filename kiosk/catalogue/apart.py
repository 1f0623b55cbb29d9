"""Letters that run an everyday word and something else together: sbkgs, 社保卡 and 挂失."""

from kiosk.catalogue.relevance import Relevance
from kiosk.catalogue.titles import Titles

WORD_FROM = 3
"""So many letters the everyday word has to have."""
REST_FROM = 2


def apart(typed: str, titles: Titles, relevance: Relevance) -> dict[int, float]:
    """Return what matters are worth that an everyday word at either end may mean, and that have the rest."""
    found: dict[int, float] = {}
    for at in range(REST_FROM, len(typed) - REST_FROM + 1):
        for word, rest in ((typed[:at], typed[at:]), (typed[at:], typed[:at])):
            if len(word) >= WORD_FROM and (meant := _meant(word, titles, relevance)):
                _both(found, meant, _having(rest, titles, relevance))
    return found


def _both(found: dict[int, float], meant: dict[int, float], having: dict[int, float]) -> None:
    for matter in meant.keys() & having.keys():
        found[matter] = max(found.get(matter, 0.0), meant[matter] * having[matter])


def _meant(typed: str, titles: Titles, relevance: Relevance) -> dict[int, float]:
    """Return the matters that everyday words may mean of which `typed` writes the whole."""
    found: dict[int, float] = {}
    for word in titles.said(typed):
        for value, matters in relevance.meant(word):
            for matter in matters:
                found[matter] = max(found.get(matter, 0.0), value)
    return found


def _having(typed: str, titles: Titles, relevance: Relevance) -> dict[int, float]:
    found = {matter: value for value, matters in titles.holding(typed) for matter in matters}
    return _meant(typed, titles, relevance) | found
