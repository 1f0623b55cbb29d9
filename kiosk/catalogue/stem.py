"""English words without their endings and in one spelling: licences, licensed and license are one."""

import re

SHORTEST = 4
"""What is shorter has no ending: bus, gas."""
PLURALS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("uses", "us"),
    ("xes", "x"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("s", ""),
)
"""The first that a word ends with, and what it ends with instead."""
DOUBLED = frozenset({"bb", "dd", "gg", "ll", "mm", "nn", "pp", "rr", "tt"})
VOWELS = frozenset("aeiouy")
_LOST_ITS_E = re.compile(r"[^aeiou][aeiou][^aeiouwxy]")
"""So short a word would have doubled its last letter else: moving, not getting."""
SAME = 3
"""British our is American or behind so many letters: labour, not hour."""


def stem(word: str) -> str:
    """Return what the forms of an English word have in common: to compare by, not to show."""
    if len(word) < SHORTEST:
        return word
    word = next((word[: -len(many)] + one for many, one in PLURALS if word.endswith(many)), word)
    word = _american(_present(word))
    return word[:-1] if word[-2:] in DOUBLED or (word[-1] == "e" and len(word) > SHORTEST) else word


def _present(word: str) -> str:
    """Return a word without -ing and -ed, where a word is left: not of king, speed and need."""
    ending = next((ending for ending in ("ing", "ed") if word.endswith(ending)), "")
    rest = word.removesuffix(ending)
    if len(rest) < len(word) and len(rest) > 1 and rest[-1] != "e" and not VOWELS.isdisjoint(rest):
        return f"{rest}e" if _LOST_ITS_E.fullmatch(rest) else rest
    return word


def _american(word: str) -> str:
    word = word[:SAME] + word[SAME:].replace("our", "or").replace("enc", "ens").replace("ll", "l")
    for british, american in (("tre", "ter"), ("ise", "iz"), ("is", "iz")):
        if word.endswith(british):
            return word.removesuffix(british) + american
    return word
