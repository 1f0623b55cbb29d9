"""Where a terminal says that it stands, judged by the self-test."""

import pytest

from kiosk.cli.self_test import CHECKS
from kiosk.config import parse
from kiosk.errors import KioskError


def judged(point: str) -> str:
    return CHECKS["site"](parse(f'[site]\npoint = "{point}"', "terminal.toml"))


def test_a_terminal_stands_in_the_point_it_names_or_in_the_first() -> None:
    assert (
        "stands in hemu-hall, 和睦街道便民服务中心",
        "stands in weilai-community, 未来社区便民服务中心",
    ) == (
        judged("hemu-hall"),
        judged(""),
    )


def test_a_point_that_the_map_lacks_is_named_with_the_near_one() -> None:
    with pytest.raises(KioskError) as raised:
        judged("hemu-hal")
    assert "[site] point: no service point `hemu-hal`; did you mean `hemu-hall`?" == raised.value.message
