"""The code on a slip that carries a sealed submission."""

import pytest
import qrcode
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import WireError
from kiosk.wire.item_code import LONGEST, PREFIX, item_code, read_item_code

MOST_BYTES = 962
VERSION = 25
LEVEL_M = 0


@given(st.binary(max_size=MOST_BYTES))
def test_what_was_written_is_read(data: bytes) -> None:
    text = item_code(data)
    assert text is not None
    assert data == read_item_code(text)


@pytest.mark.parametrize(
    ("data", "text"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581")]
)
def test_base45_is_that_of_its_standard(data: bytes, text: str) -> None:
    """RFC 9285, 4.3."""
    assert PREFIX + text == item_code(data)


def test_largest_code_fits_the_version_that_printers_can_still_draw_well() -> None:
    text = item_code(bytes(range(256)) * 4)
    assert None is text
    largest = item_code(b"\xff" * MOST_BYTES)
    assert largest is not None
    assert LONGEST - 2 <= len(largest) <= LONGEST
    code = qrcode.QRCode(error_correction=LEVEL_M)
    code.add_data(largest)
    code.make(fit=True)
    assert code.version <= VERSION


@given(st.text(max_size=60))
def test_text_without_its_head_is_refused(text: str) -> None:
    with pytest.raises(WireError, match=r"^item code: "):
        read_item_code("X" + text)


@pytest.mark.parametrize("text", ["A", ":::", "AAé", "::", "AAAA"])
def test_group_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(WireError):
        read_item_code(PREFIX + text)
