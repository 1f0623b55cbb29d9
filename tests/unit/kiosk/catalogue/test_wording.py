"""Words that are wrong are named wherever they stand in a record."""

import msgspec
import pytest

from kiosk.catalogue.place import Path
from kiosk.catalogue.wording import LIMITS, wording
from kiosk.domain.text import Text, Told

FINE = Text(zh="办理地点", en="Where it is done")


class Row(msgspec.Struct, frozen=True):
    label: Text = FINE
    number: int = 0


class Record(msgspec.Struct, frozen=True):
    name: Text = FINE
    after: Told = Told(zh=FINE.zh, en=FINE.en)
    rows: tuple[Row, ...] = (Row(),)
    words: dict[str, Text] = {}
    either: Row | None = None
    code: str = "失败!"


RELATIVE = Told(zh=FINE.zh, en=FINE.en, of_relative=Text(zh="!", en="For them"))
LONG = "长" * (LIMITS["label"][0] + 1)


def flaws(record: Record) -> list[tuple[Path, str]]:
    return list(wording(record))


def test_fine_words_have_no_flaw_and_what_is_no_text_is_not_read() -> None:
    assert [] == flaws(Record(either=Row(), words={"one": FINE}))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (Text(zh="", en="Name"), "zh text is empty"),
        (Text(zh="名称", en="  "), "en text is empty"),
        (Text(zh="失败", en="Name"), "失败"),
        (Text(zh="名称", en="Name!"), "exclamation mark"),
        (Text(zh="名称", en="名 Name"), "Chinese characters"),
        (Text(zh=LONG, en="Name"), f"{len(LONG)} characters"),
    ],
)
def test_a_wrong_text_is_named_wherever_it_stands(wrong: Text, said: str) -> None:
    row = Row(label=wrong)
    for record, path in (
        (Record(rows=(Row(), row)), ("rows", 1, "label")),
        (Record(either=row), ("either", "label")),
        (Record(words={"one": wrong}), ("words", "one")),
    ):
        (found,) = flaws(record)
        assert path == found[0]
        assert said in found[1]


def test_what_is_said_of_a_relative_is_read_too() -> None:
    assert [("after",)] == [path for path, _ in flaws(Record(after=RELATIVE))]


def test_the_length_that_fits_is_that_of_the_key() -> None:
    assert [] == flaws(Record(name=Text(zh="长" * LIMITS["name"][0], en="Name")))
    assert [("name",)] == [path for path, _ in flaws(Record(name=Text(zh="长" * 19, en="Name")))]
