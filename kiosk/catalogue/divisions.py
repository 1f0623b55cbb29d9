"""Where somebody lives, from the province down to the town: the divisions of GB/T 2260 as a tree.

divisions.csv is written by packaging/divisions.py; towns.csv holds the towns (nine digits) of
the district that a terminal serves: invented ones here.
"""

import csv
from functools import cache
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parent
ROOT = ""
PROVINCE, CITY, DISTRICT = 2, 4, 6
CODE = 6
BY_THE_PROVINCE = "直辖"
"""In the names of rows that only gather what the province governs itself; no address says them."""


class Division(msgspec.Struct, frozen=True):
    """One division: its code, its name, and how it reads in Latin letters."""

    code: str
    name: str
    latin: str


Branch = tuple[Division, ...]
"""From the province down."""


@cache
def tree() -> dict[str, tuple[Division, ...]]:
    """Return the divisions below each code, those of the country below `ROOT`; read once, in some 10 ms."""
    rows = [Division(*row) for name in ("divisions.csv", "towns.csv") for row in _rows(FOLDER / name)]
    below: dict[str, list[Division]] = {}
    for division in rows:
        below.setdefault(_above(division.code), []).append(division)
    return {code: tuple(divisions) for code, divisions in below.items()}


@cache
def towns() -> dict[str, Division]:
    """Return the towns of the district that the terminals serve, by their code."""
    return {row[0]: Division(*row) for row in _rows(FOLDER / "towns.csv")}


def _rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))[1:]


def _above(code: str) -> str:
    if len(code) > CODE:
        return code[:CODE]
    if code.endswith("0000"):
        return ROOT
    return f"{code[:PROVINCE]}0000" if code.endswith("00") else f"{code[:CITY]}00"


def below(path: Branch) -> tuple[Division, ...]:
    """Return what can be chosen next; none at the end of the tree."""
    return tree().get(path[-1].code if path else ROOT, ())


def whole(path: Branch) -> Branch:
    """Return the path with each division that is the only one in its place and called alike (上海市)."""
    only = below(path)
    if path and len(only) == 1 and only[0].name == path[-1].name:
        return whole((*path, *only))
    return path


def is_enough(path: Branch) -> bool:
    """Return whether what is left may be typed: nothing follows, or towns alone."""
    return bool(path) and all(len(division.code) > CODE for division in below(path))


def written(path: Branch) -> str:
    """Write a path as the beginning of an address."""
    names: list[str] = []
    for division in path:
        if BY_THE_PROVINCE not in division.name and division.name not in names[-1:]:
            names.append(division.name)
    return "".join(names)


def leading_to(code: str) -> Branch:
    """Return the path to a division by its code; as far as the tree knows it."""
    path: Branch = ()
    for length in (PROVINCE, CITY, DISTRICT):
        step = next((one for one in below(path) if one.code == code[:length].ljust(CODE, "0")), None)
        if step is None:
            break
        path = (*path, step)
    return path


def parted(address: str) -> tuple[Branch, str]:
    """Part an address into the path at its beginning and the rest; no path where it begins with none."""
    best: tuple[Branch, str] = ((), address)
    for step in below(()):
        if address.startswith(step.name):
            best = _follow((step,), address.removeprefix(step.name))
    return best


def _follow(path: Branch, rest: str) -> tuple[Branch, str]:
    for step in below(path):
        unsaid = BY_THE_PROVINCE in step.name or (step.name == path[-1].name)
        if not unsaid and rest.startswith(step.name):
            return _follow((*path, step), rest.removeprefix(step.name))
        if unsaid:
            deeper = _follow((*path, step), rest)
            if len(deeper[1]) < len(rest):
                return deeper
    return path, rest
