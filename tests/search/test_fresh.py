"""Questions written before they were looked at find what they mean, however they are put."""

import sys
from collections import defaultdict
from pathlib import Path

import pytest

from kiosk.catalogue.loader import load
from kiosk.catalogue.search import Search
from kiosk.catalogue.spelling import normal
from tests.search.rows import rows

FILE = Path(__file__).with_name("fresh.tsv")
CATALOGUE = load()
SEARCH = Search(CATALOGUE)
ROWS = rows(FILE)[1:]
TOP_3 = 0.92


def test_wanted_matters_are_in_the_first_three_places(capsys: pytest.CaptureFixture[str]) -> None:
    found: dict[str, list[bool]] = defaultdict(list)
    for text, wanted, kind, _ in ROWS:
        first = [matter.name.zh for matter in SEARCH.find(text)[:3]]
        found[kind].append(any(name in first for name in wanted.split("|")))
    with capsys.disabled():
        kinds = ", ".join(f"{kind} {sum(them) / len(them):.1%}" for kind, them in sorted(found.items()))
        sys.stdout.write(f"\nfresh: {len(ROWS)} questions, top-3 {kinds}\n")
    every = [one for them in found.values() for one in them]

    english = [one for kind, them in found.items() if kind.startswith("english") for one in them]

    assert sum(every) >= TOP_3 * len(every)
    assert sum(english) >= TOP_3 * len(english)
    assert sum(found["sentence"]) >= TOP_3 * len(found["sentence"])


def test_every_question_names_matters_and_is_there_once() -> None:
    names = {matter.name.zh for matter in CATALOGUE.matters.values()}

    assert {name for _, wanted, _, _ in ROWS for name in wanted.split("|")} <= names
    assert len(ROWS) == len({normal(row[0]) for row in ROWS})


def test_no_alias_is_a_question() -> None:
    aliases = {normal(alias) for matter in CATALOGUE.matters.values() for alias in matter.aliases}

    assert [] == [row[0] for row in ROWS if normal(row[0]) in aliases]
