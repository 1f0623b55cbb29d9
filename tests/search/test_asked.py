"""Everyday questions find their answers: in the first three places, and how often in the first."""

import sys
from pathlib import Path

import msgspec
import pytest

from kiosk.catalogue.asked import Asked
from kiosk.catalogue.loader import load
from kiosk.catalogue.search import Search
from kiosk.catalogue.spelling import normal
from tests.search.rows import rows

FILE = Path(__file__).with_name("asked.tsv")
TOP_3 = 0.9


class Question(msgspec.Struct, frozen=True):
    """What was asked, and the answers that are right: an id, or a matter's slug for any of its answers."""

    text: str
    right: tuple[str, ...]

    def is_answered_by(self, found: str) -> bool:
        return any(found == one or found.startswith(f"{one}:") for one in self.right)


def questions() -> tuple[Question, ...]:
    return tuple(Question(text, tuple(right.split())) for text, right in rows(FILE))


QUESTIONS = questions()
CATALOGUE = load()
ASKED = Asked(CATALOGUE, Search(CATALOGUE))


def test_right_answers_are_in_the_first_three_places(capsys: pytest.CaptureFixture[str]) -> None:
    places = {
        one.text: next(
            (place for place, hit in enumerate(ASKED.find(one.text), 1) if one.is_answered_by(hit.id)), None
        )
        for one in QUESTIONS
    }
    first = sum(place == 1 for place in places.values())
    third = [text for text, place in places.items() if place is None or place > 3]
    with capsys.disabled():
        sys.stdout.write(
            f"\nasked: {len(places)} questions, top-3 {1 - len(third) / len(places):.1%}, "
            f"top-1 {first / len(places):.1%}\n"
        )

    assert len(third) <= (1 - TOP_3) * len(places), third


def test_no_question_is_one_that_the_answers_are_written_with() -> None:
    written = {
        normal(text)
        for one in CATALOGUE.knowledge.answers
        for text in (one.asked.zh, one.asked.en, *one.also)
    }

    assert [] == [one.text for one in QUESTIONS if normal(one.text) in written]


def test_questions_name_answers_that_there_are() -> None:
    ids = {one.id for one in CATALOGUE.knowledge.answers}
    slugs = {matter.slug for matter in CATALOGUE.matters.values()}

    assert [] == [one.text for one in QUESTIONS if not any(r.split(":")[0] in ids | slugs for r in one.right)]
