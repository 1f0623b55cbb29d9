"""A supplement as a matter: which field picks the case, and the papers that the picked row names."""

import datetime as dt

import msgspec
import pytest

from kiosk.domain.answers import Answer
from kiosk.domain.fact import FieldAnswered, FieldReopened, PaperPhotographed, apply
from kiosk.domain.form import row_problem
from kiosk.domain.materials import (
    MaterialState,
    Photo,
    Provision,
    asked_materials,
    at_counter,
    card_only,
    provide_all,
)
from kiosk.domain.matter import MAX_PHOTOS
from kiosk.domain.record import Scalar
from kiosk.domain.supplement import case_field
from tests.unit.kiosk.domain.sample import CATALOGUE, known, record
from tests.unit.kiosk.steps.memory import visit

MATTER = CATALOGUE.by_slug("supplement-papers")
CASE = MATTER.field("case")
TODAY = dt.date(2026, 11, 26)


def picked(papers: str, english: str = "", **values: Scalar) -> Answer:
    row = record("service.case", papers=papers, papers_en=english, **values)
    return Answer("case", row.id, row)


def names(*answers: Answer) -> list[tuple[str, str, str]]:
    return [(one.id, one.name.zh, one.name.en) for one in asked_materials(MATTER, answers)]


def test_only_a_matter_that_moves_a_case_is_about_one() -> None:
    about = {matter.slug: case_field(matter) for matter in CATALOGUE.matters.values()}
    assert {"supplement-papers": "case"} == {slug: field for slug, field in about.items() if field}


def test_before_the_case_is_picked_one_paper_stands_for_all() -> None:
    assert [("paper", "要补的材料", "The papers wanted")] == names()
    assert not card_only(MATTER)


@pytest.mark.parametrize(
    ("papers", "english", "expected"),
    [
        ("甲\n乙", "A\nB", [("paper-1", "甲", "A"), ("paper-2", "乙", "B")]),
        ("甲\n乙", "A", [("paper-1", "甲", "A"), ("paper-2", "乙", "乙")]),
        ("甲", "A\nB", [("paper-1", "甲", "A")]),
        ("", "", [("paper-1", "要补的材料", "要补的材料")]),
    ],
)
def test_each_line_of_the_row_is_a_paper(
    papers: str, english: str, expected: list[tuple[str, str, str]]
) -> None:
    assert expected == names(picked(papers, english))


def test_no_more_papers_are_asked_than_photographs_fit() -> None:
    assert MAX_PHOTOS == len(names(picked("\n".join("甲乙丙丁戊己庚辛壬癸"))))


def test_a_paper_is_photographed_or_goes_to_the_counter() -> None:
    photo = Photo(material="paper-2", jpeg=b"jpeg", width=1, height=1)
    given = provide_all(MATTER, known(), (photo.name,), (picked("甲\n乙"),))
    assert (
        Provision("paper-1", MaterialState.COUNTER),
        Provision("paper-2", MaterialState.SCANNED, photo_sha256=photo.name.sha256),
    ) == given
    assert ("paper-1",) == at_counter(given)


@pytest.mark.parametrize(
    ("until", "fits"), [("2026-11-26", True), ("2026-11-25", False), (None, True), ("", True)]
)
def test_a_row_is_picked_up_to_its_last_day(until: str | None, *, fits: bool) -> None:
    row = record("service.case", until=until)
    assert (row_problem(CASE, row, today=TODAY) is None) is fits
    assert None is row_problem(CASE, row)
    assert None is row_problem(msgspec.structs.replace(CASE, until=None), row, today=TODAY)


def test_photographs_of_one_case_are_not_handed_in_for_another() -> None:
    session = apply(visit("supplement-papers"), FieldAnswered(picked("甲")))
    photo = Photo(material="paper-1", jpeg=b"jpeg", width=1, height=1)
    session = apply(session, PaperPhotographed(photo))
    reopened = apply(session, FieldReopened("case"))
    assert (photo,) == apply(reopened, FieldAnswered(picked("甲"))).photos
    assert () == apply(reopened, FieldAnswered(picked("乙"))).photos
