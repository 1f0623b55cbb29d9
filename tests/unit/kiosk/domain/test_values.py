"""Answers of several parts: written and read back, and told apart from what they can't be."""

import pytest

from kiosk.domain.values import (
    Other,
    is_account,
    is_plate,
    person_problem,
    read_many,
    read_person,
    read_table,
    written_many,
    written_person,
    written_table,
)


@pytest.mark.parametrize("name", ["王小明", "阿卜杜拉·样例", "Anna Schmidt"])
def test_a_person_is_read_back(name: str) -> None:
    other = Other(name, "33010919900101001X")
    assert other == read_person(written_person(other))


def test_a_persons_number_is_written_in_capitals() -> None:
    assert "33010919900101001X" == read_person(written_person(Other("王小明", "33010919900101001x"))).number


@pytest.mark.parametrize(
    "value", ["", "王小明", "330109199001010017", "王小明 330109199001010018", "王小明 1"]
)
def test_a_person_needs_name_and_right_number(value: str) -> None:
    assert person_problem(value)


def test_a_right_person_has_no_problem() -> None:
    assert not person_problem("王小明 330109199001010017")


def test_options_and_rows_are_read_back() -> None:
    rows = (("王小明", "12"), ("李“四”,", "7"))
    assert ("a", "b") == read_many(written_many(("a", "b")))
    assert () == read_many(written_many(()))
    assert rows == read_table(written_table(rows))


@pytest.mark.parametrize("value", ["", "x", "[1]", '[["a", 1]]', "{}"])
def test_what_is_no_table_is_none(value: str) -> None:
    assert read_table(value) is None


@pytest.mark.parametrize("value", ["浙A12345", "浙aD12345", "粤B12345D", "京A1234学"])
def test_plates(value: str) -> None:
    assert is_plate(value)


@pytest.mark.parametrize("value", ["", "A12345", "浙I12345", "浙A1234", "浙A123456", "浙A1234O"])
def test_what_is_no_plate(value: str) -> None:
    assert not is_plate(value)


@pytest.mark.parametrize(
    ("value", "right"), [("4539578763621486", True), ("4539578763621487", False), ("12", False), ("", False)]
)
def test_a_bank_cards_check_digit(value: str, right: bool) -> None:  # noqa: FBT001 a table's column
    assert right is is_account(value)
