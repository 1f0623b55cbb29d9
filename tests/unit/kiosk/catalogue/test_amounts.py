"""What a story counts is left out of a search; an age is said in tens."""

import pytest

from kiosk.catalogue.amounts import plain


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("工资拖了三个月", "工资拖了 "),
        ("住院花了好几万", "住院花了好 "),
        ("上个月丢了", " 丢了"),
        ("爷爷八十一了", "爷爷八十岁了"),
        ("我妈今年85岁", "我妈今年八十岁"),
        ("读一年级", "读一年级"),
        ("换护照", "换护照"),
        ("", ""),
    ],
)
def test_amounts_say_nothing_of_a_matter(text: str, left: str) -> None:
    assert left == plain(text, set[str]().__contains__)


def test_an_amount_that_a_matter_is_called_by_stays() -> None:
    assert "六年免检" == plain("六年免检", {"六年"}.__contains__)
