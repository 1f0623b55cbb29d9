"""Pictures as dots, and dots as python-escpos writes them."""

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from devices.printer import escpos_buffer, symbols
from devices.printer.dots import Dots

WIDE = 4
BYTES = WIDE * 8 * (symbols.BAND + 2)
PICTURES = st.builds(
    lambda wide, high, levels: Image.frombytes("L", (wide, high), levels).convert("1"),
    st.integers(1, WIDE * 8),
    st.integers(1, symbols.BAND + 2),
    st.binary(min_size=BYTES, max_size=BYTES),
)


@given(PICTURES)
def test_picture_is_written_as_python_escpos_writes_it_but_for_real_time_commands(
    picture: Image.Image,
) -> None:
    buffer = escpos_buffer.new_buffer()
    buffer.image(picture, fragment_height=symbols.BAND)
    others = buffer.output
    for second in (b"\x04", b"\x05", b"\x14"):
        others = others.replace(b"\x10" + second, b"\x18" + second)
    assert others == symbols.raster(Dots.of(picture))


@given(PICTURES)
def test_picture_comes_back_with_white_to_the_end_of_its_last_bytes(picture: Image.Image) -> None:
    dots = Dots.of(picture)
    paper = Image.new("1", (dots.wide * 8, picture.height), 255)
    paper.paste(picture)
    assert paper.tobytes() == dots.picture().tobytes()


@given(PICTURES)
def test_only_white_on_the_right_is_cut_off(picture: Image.Image) -> None:
    ink = ImageChops.invert(picture).getbbox()
    inked = picture.crop((0, 0, ink[2] if ink else 1, picture.height))
    assert Dots.of(inked) == Dots.of(picture).without_right_margin()
