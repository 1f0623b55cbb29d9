"""The whole list that was asked for is there, each with a way of its own; most of it with the card alone."""

import csv
from collections import Counter
from pathlib import Path

from kiosk.catalogue.loader import load
from kiosk.catalogue.shape import of_every_shape, shape
from kiosk.domain.materials import card_only

CATALOGUE = load()
MATTERS = tuple(CATALOGUE.matters.values())
ASKED = Path(__file__).with_name("asked.tsv")
"""Name, department and kind of each matter that a terminal must have."""


def asked() -> list[tuple[str, str, str]]:
    rows = csv.reader(ASKED.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    return [(name, department, kind) for name, department, kind in rows]


def test_every_matter_that_was_asked_for_is_there_as_the_kind_it_is() -> None:
    there = {matter.name.zh: matter.kind for matter in MATTERS if not matter.parts}
    assert [] == [(name, kind) for name, _, kind in asked() if there.get(name) != kind]
    assert len(asked()) >= 254


def test_joined_matters_are_there() -> None:
    joined = [matter for matter in MATTERS if matter.parts]
    assert len(joined) >= 8
    assert all(len(matter.parts) > 1 for matter in joined)


def test_no_two_matters_have_one_name() -> None:
    assert [] == [name for name, count in Counter(matter.name.zh for matter in MATTERS).items() if count > 1]


def test_matters_work_in_many_different_ways() -> None:
    shapes = {shape(matter) for matter in MATTERS if not matter.parts}
    assert len(shapes) >= 100
    assert len(of_every_shape(MATTERS)) == len({shape(matter) for matter in MATTERS})


def test_most_of_what_completes_here_takes_the_card_alone() -> None:
    here = [matter for matter in MATTERS if matter.completes_here]
    alone = [matter for matter in here if card_only(matter)]
    assert len(alone) / len(here) >= 0.8


def test_every_paper_that_is_not_asked_for_says_which_library_or_promise_takes_its_place() -> None:
    for matter in MATTERS:
        for paper in matter.materials:
            assert paper.removed_by or paper.brought, (matter.slug, paper.id)
            if paper.record is not None:
                assert CATALOGUE.record_types[paper.record].library.zh
