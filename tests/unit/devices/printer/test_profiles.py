"""Printer models as rows of data."""

import pytest

from devices.printer.profiles import ChineseFont, in_font, profile_named, profiles
from kiosk.errors import ConfigurationError


@pytest.mark.parametrize("name", sorted(profiles()))
def test_columns_of_a_model_fill_its_paper(name: str) -> None:
    profile = profile_named(name)
    assert profile.columns == profile.dots // 12


@pytest.mark.parametrize("name", sorted(profiles()))
def test_a_row_of_dots_is_whole_bytes(name: str) -> None:
    assert 0 == profile_named(name).dots % 8


def test_misspelt_model_is_an_error_that_names_the_near_miss() -> None:
    with pytest.raises(ConfigurationError, match="generic-58-gb18030"):
        profile_named("generic-58-gb1803")


@pytest.mark.parametrize(
    ("character", "fonts"),
    [
        ("A", {"none", "gb2312", "gbk", "gb18030"}),
        ("中", {"gb2312", "gbk", "gb18030"}),
        ("·", {"gb2312", "gbk", "gb18030"}),
        ("喆", {"gbk", "gb18030"}),
        ("㐂", {"gb18030"}),
        ("𠮷", set()),
        ("\ue000", set()),
        ("\x1b", set()),
    ],
)
def test_a_font_has_its_characters_and_no_others(character: str, fonts: set[str]) -> None:
    assert fonts == {font.value for font in ChineseFont if in_font(character, font)}
