"""The map of service points, checked: each problem with its line."""

from pathlib import Path

import pytest

from kiosk.catalogue.divisions import towns
from kiosk.catalogue.loader import load, problems
from tests.unit.kiosk.catalogue.test_loader import line, only, spoil

POINTS = "points.toml"
DEPARTMENTS = "departments.toml"
FRIDAY = '    { from = "monday", to = "friday", opens = "09:00", closes = "17:00" },\n'
FRIDAY_EVENING = '    { from = "friday", opens = "16:00", closes = "18:00" },\n'


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('kind = "police"', 'kind = "polcie"', "Invalid enum value 'polcie'"),
        ("on_holidays = true", "on_holiday = true", "unknown key `on_holiday`; did you mean `on_holidays`?"),
        ('opens = "07:00"', 'opens = "7:00"', "'7:00' is no time of day: write it as 06:00"),
        (
            'departments = ["tax"]',
            'departments = ["taxx"]',
            "no department `taxx`; did you mean `tax`?",
        ),
        ("x = 13600", "x = 600", "the point does not lie within its town"),
        ("label = [13900, 2800]", "label = [100, 100]", "the town's name stands outside of its outline"),
        ("[15300, 6200]", "[17300, 6200]", "a corner lies outside of the map"),
        (
            "label = [13500, 8250]",
            "label = [99500, 1]",
            "a place of the line, or its name, lies outside of the map",
        ),
        (
            'devices = ["identity_card", "receipt_printer", "document_printer"]',
            'devices = ["receipt_printer"]',
            "a terminal without a card reader serves nobody",
        ),
        (FRIDAY, FRIDAY + FRIDAY_EVENING, "two openings of friday overlap"),
        ('departments = ["gas"]\n', "", "nothing can be done there: name `departments` or `devices`"),
        ('zh = "区图书馆"', 'zh = "区财政局"', "finance-office has the same name"),
        ('"2026-10-01"', '"2026-10-32"', "'2026-10-32' is no day: write it as 2026-10-01"),
        ('phone = "0571-00001013"', 'phone = ""', "the telephone is missing"),
    ],
)
def test_a_problem_of_the_map_is_named_with_its_line(
    root: Path, before: str, after: str, message: str
) -> None:
    spoil(root, POINTS, before, after)
    problem = only(root)
    assert POINTS == problem.file
    assert problem.line is not None
    assert message in problem.message


def test_a_town_that_nobody_knows_is_named_with_the_near_one(root: Path) -> None:
    spoil(root, POINTS, 'code = "330109101"', 'code = "330109109"')
    found = problems(root)
    assert found[0].message.startswith("towns.csv has no town 330109109; did you mean `33010910")
    assert line(root, POINTS, "330109109") == found[0].line
    assert {"no town 330109101 is drawn; did you mean `330109109`?"} == {one.message for one in found[1:]}


def test_a_counter_in_no_point_is_named_where_its_department_stands(root: Path) -> None:
    spoil(root, DEPARTMENTS, 'point = "tax-hall"', 'point = "tax-hal"')
    problem = only(root)
    assert (DEPARTMENTS, "tax.counter.point") == (problem.file, problem.path)
    assert line(root, DEPARTMENTS, "tax-hal") == problem.line
    assert "no service point `tax-hal`; did you mean `tax-hall`?" == problem.message


def test_a_matters_own_counter_in_no_point_is_named_in_its_file(root: Path) -> None:
    file = "matters/transport/senior-bus-card-check.toml"
    spoil(root, file, 'point = "bus-centre"', 'point = "bus-center"')
    assert (file, "no service point `bus-center`; did you mean `bus-centre`?") == (
        only(root).file,
        only(root).message,
    )


def test_every_town_is_drawn_and_every_department_has_a_counter_on_the_map() -> None:
    catalogue = load()
    service_map = catalogue.service_map
    assert set(towns()) == {town.code for town in service_map.towns}
    for name, department in catalogue.departments.items():
        point = service_map.point(department.counter.point or "")
        assert point is not None, name
        assert name in point.departments
