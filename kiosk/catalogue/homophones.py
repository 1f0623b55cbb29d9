"""Mends a character that stands for another one read alike: 居驻证 is 居住证.

homophones.csv is written by packaging/homophones.py.
"""

import csv
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("homophones.csv")

EVERYDAY = frozenset(
    "一二三四六两几半年月日时天家人有没不过上下先后前好多少大小新老钱公成城找改卖买看说话等急用点意供吵睡流女男外内线路笔剩另"
    "签住头错开字生水叫领换自手给同样始干近员接章打果信要能想问去回来到在出吃喝走坐送拿放店医院校厂村街代带班干打工公十只弯碗湿留"
)
"""Characters of every day, hardly ever written for another: they give way only to what fits on both sides."""

Known = Callable[[str], bool]
"""Whether two characters in a row stand in a name, an alias or an everyday word."""


def mended(run: str, unread: Iterable[int], known: Known) -> str:
    """Return `run` with each character of `unread` that fits none beside it replaced by one that does.

    What is a word of every day itself (新, 钱) is replaced only by one that fits on both sides.
    """
    heard = list(run)
    for at in unread:
        if not _fits(heard, at, run[at], known):
            fits = {one: _fits(heard, at, one, known) for one in _alike().get(run[at], "")}
            best = max(fits, key=fits.__getitem__, default=run[at])
            least = 2 if run[at] in EVERYDAY else 1
            heard[at] = best if fits.get(best, 0) >= least else run[at]
    return "".join(heard)


def _fits(run: list[str], at: int, character: str, known: Known) -> int:
    """Return with how many of its neighbours a character would make a known pair."""
    before = at > 0 and known(run[at - 1] + character)
    return before + (at + 1 < len(run) and known(character + run[at + 1]))


@cache
def alike() -> tuple[tuple[str, str], ...]:
    """Return each syllable with the characters that are read so; read once, in some 5 ms."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple((syllable, characters) for syllable, characters in csv.reader(file))


@cache
def _alike() -> dict[str, str]:
    return {one: characters for _, characters in alike() for one in characters}
