"""Lines as dots."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from devices.printer.glyphs import CELL, draw_line
from devices.printer.typeset import columns_of, width
from kiosk.domain.printing import Align

TEXT = st.text("一回执材料𠮷㐂AgjW█│ .，·", max_size=24)


@pytest.mark.parametrize("dots", [384, 512, 576])
@pytest.mark.parametrize("times", [1, 2])
@given(text=TEXT, align=st.sampled_from(Align), bold=st.booleans())
def test_line_is_its_characters_side_by_side(
    *, dots: int, times: int, text: str, align: Align, bold: bool
) -> None:
    height, cell = 36 * times, CELL * times
    free = dots - width(text) * cell
    at = free // 2 if align is Align.CENTRE and free > 0 else 0
    paper = Image.new("1", (dots, height), 255)
    for character in text:
        room = columns_of(character) * cell
        alone = draw_line(character, dots=room, height=height, bold=bold, times=times).picture()
        paper.paste(alone.crop((0, 0, room, height)), (at, 0))
        at += room
    line = draw_line(text, dots=dots, height=height, align=align, bold=bold, times=times)
    assert paper.tobytes() == line.picture().tobytes()
