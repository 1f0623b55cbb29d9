"""QR codes, read and measured by libraries other than the one that draws them."""

import cv2
import numpy as np
import pytest
import qrcode

from kiosk import qr
from kiosk.wire.item_code import item_code

TOKEN = "https://centre.example/r/A01737K2Q.eyJuIjoiQTAxNzM3SzJRIiwidCI6IjIwMjYtMTEtMjUifQ.MEQCIGsigned"
ORDER = "https://pay.example/o/330111202611250000000001"
CHINESE = "https://centre.example/办件?编号=A01"
CARRIED = item_code(bytes(range(256))) or ""
LEVEL_M = 0
MOST_BYTES = 2331


@pytest.mark.parametrize("text", [TOKEN, ORDER, CHINESE, CARRIED])
def test_code_is_read_by_another_library(text: str) -> None:
    code = qr.draw(text)
    modules = np.frombuffer(code.grey, dtype=np.uint8).reshape(code.side, code.side)
    read, _, _ = cv2.QRCodeDetector().detectAndDecode(modules.repeat(6, axis=0).repeat(6, axis=1))
    assert text == read


@pytest.mark.parametrize("text", [TOKEN, ORDER, CHINESE, CARRIED, "1" * 400, "x" * MOST_BYTES])
def test_code_is_as_wide_as_another_librarys(text: str) -> None:
    other = qrcode.QRCode(error_correction=LEVEL_M, mask_pattern=0)
    other.add_data(text)
    assert len(other.get_matrix()) == qr.draw(text).side


def test_four_modules_on_each_side_are_white() -> None:
    """ISO/IEC 18004, 9.1."""
    code = qr.draw(TOKEN)
    rows = [code.grey[at : at + code.side] for at in range(0, len(code.grey), code.side)]
    columns = [bytes(column) for column in zip(*rows, strict=True)]
    white = b"\xff" * code.side
    assert [white] * 16 == [*rows[:4], *rows[-4:], *columns[:4], *columns[-4:]]
    assert white not in rows[4:-4]
    assert {0, 255} == set(code.grey)


@pytest.mark.parametrize(("text", "why"), [("", "empty"), ("x" * (MOST_BYTES + 1), "too long")])
def test_text_that_no_code_holds_is_an_error(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        qr.draw(text)
