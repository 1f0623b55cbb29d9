"""Lines that fit the paper."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.printer.typeset import NOT_FIRST, QrRow, SpaceRow, TextRow, rows, width, wrap
from kiosk.domain.printing import Align, Gap, Line, Pair, QrCode, Rule

CHINESE = st.text(st.sampled_from("中文办件，。（）：·王AB12 "), max_size=120)


@given(st.text(max_size=200), st.sampled_from([32, 48, 16]))
def test_no_line_is_wider_than_the_paper(text: str, columns: int) -> None:
    assert all(width(line) <= columns for line in wrap(text, columns))


@given(CHINESE)
def test_nothing_but_spaces_is_lost_in_wrapping(text: str) -> None:
    assert text.replace(" ", "") == "".join(wrap(text, 32)).replace(" ", "")


@given(st.lists(st.sampled_from(["办件", "受理", "，", "。", "）"]), max_size=30).map("".join))
def test_no_closing_mark_begins_a_line_unless_marks_alone_fill_it(text: str) -> None:
    lines = wrap(text, 32)
    for before, line in itertools.pairwise(lines):
        assert line[0] not in NOT_FIRST or (len(before) == 16 and set(before[1:]) <= NOT_FIRST)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一二三四五六七八九", ("一二三四五", "六七八九")),
        ("已收件。不用再来。", ("已收件。不", "用再来。")),
        ("一二三四五六七八九十甲乙丙丁", ("一二三四五六七八", "九十甲乙丙丁")),
    ],
)
def test_last_line_is_not_left_with_a_character_or_two(text: str, lines: tuple[str, ...]) -> None:
    assert lines == wrap(text, 16)


def test_latin_words_are_kept_whole() -> None:
    assert ("receipt number", "of yours") == wrap("receipt number of yours", 15)


def test_opening_bracket_goes_with_what_it_opens() -> None:
    assert ("办件编号", "（甲）") == wrap("办件编号（甲）", 10)


def test_pair_that_fits_stands_on_one_line_from_edge_to_edge() -> None:
    assert (TextRow("金额" + " " * 24 + "免费"),) == rows((Pair("金额", "免费"),), 32)


def test_pair_that_does_not_fit_goes_on_indented_under_its_label() -> None:
    label, *value = rows((Pair("接下来", "一" * 40),), 32)
    assert TextRow("接下来") == label
    assert [TextRow("  " + "一" * 15), TextRow("  " + "一" * 15), TextRow("  " + "一" * 10)] == value


@pytest.mark.parametrize("columns", [32, 48])
def test_name_of_30_characters_with_dots_is_whole(columns: int) -> None:
    name = "阿卜杜热西提·买买提艾力·吾斯曼江·图尔荪托合提阿吉木·库"
    name += "尔" * (30 - len(name))
    found = rows((Pair("姓名", name),), columns)
    assert name in "".join(row.text.strip() for row in found if isinstance(row, TextRow))


def test_what_would_steer_the_printer_is_dropped_from_text() -> None:
    assert ("ab@中",) == wrap("a\x1b\x10\x04\u202e\u200bb@中", 32)


def test_code_points_that_gb_18030_2022_moved_are_read_as_the_new_ones() -> None:
    assert ("\u9fb4\u9fbb\ufe10",) == wrap("\ue81e\ue864\ue78d", 32)


def test_large_lines_have_half_the_columns() -> None:
    found = rows((Line("一" * 20, Align.CENTRE, large=True),), 48)
    assert ["一" * 12, "一" * 8] == [row.text for row in found if isinstance(row, TextRow)]


def test_rule_gap_and_code_keep_their_order() -> None:
    assert (
        TextRow("-" * 32),
        SpaceRow(2),
        QrRow("x"),
        TextRow("扫一扫", Align.CENTRE),
    ) == rows((Rule(), Gap(2), QrCode("x", "扫一扫")), 32)
