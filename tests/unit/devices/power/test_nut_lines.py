import pytest

from devices.power.nut_lines import (
    Begin,
    End,
    Line,
    NutLineError,
    Other,
    Refusal,
    Supplied,
    Variable,
    quoted,
    read,
    words,
)


@pytest.mark.parametrize(
    ("line", "read_as"),
    [
        ('VAR ups ups.status "OL CHRG"', Variable("ups", "ups.status", "OL CHRG")),
        ('UPS ups "Description unavailable"', Supplied("ups", "Description unavailable")),
        ("BEGIN LIST VAR ups", Begin(("VAR", "ups"))),
        ("END LIST VAR ups", End(("VAR", "ups"))),
        ("ERR DATA-STALE", Refusal("DATA-STALE")),
        ("Network UPS Tools upsd 2.8.0", Other(("Network", "UPS", "Tools", "upsd", "2.8.0"))),
        ("", Other(())),
    ],
)
def test_line_is_read(line: str, read_as: Line) -> None:
    assert read_as == read(line)


@pytest.mark.parametrize("line", ["VAR ups ups.status", "VAR", "ERR", 'VAR ups a "b', "VAR ups a b\\"])
def test_what_is_no_line_says_why(line: str) -> None:
    with pytest.raises(NutLineError):
        read(line)


def test_quotes_keep_blanks_and_escapes() -> None:
    assert ("a b", 'c"d', "e\\f", "") == words('"a b" c\\"d "e\\\\f" ""')


@pytest.mark.parametrize("word", ["", "a b", 'say "no"', "back\\slash", "市电"])
def test_word_comes_back_from_its_quotes(word: str) -> None:
    assert (word,) == words(quoted(word))
