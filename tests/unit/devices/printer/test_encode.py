"""A layout into bytes."""

import pytest
import qrcode
from hypothesis import given
from hypothesis import strategies as st

from devices.printer import symbols
from devices.printer.dots import Dots
from devices.printer.encode import LINE_DOTS, encode
from devices.printer.glyphs import draw_line, face_for
from devices.printer.profiles import profile_named, profiles
from kiosk.domain.printing import Gap, Line, Pair, QrCode, ReceiptLayout, Rule

WIDE = profile_named("generic-80-gb18030")
TEXT = st.text(max_size=60)
PARTS = st.one_of(
    st.builds(Line, TEXT),
    st.builds(Pair, TEXT, TEXT),
    st.builds(QrCode, st.text(min_size=1, max_size=50)),
    st.just(Rule()),
    st.builds(Gap, st.integers(0, 3)),
)


def test_text_is_gb18030_behind_fs_and() -> None:
    data = encode((Line("办件回执"),), WIDE).data
    assert data.index(b"\x1c&") < data.index("办件回执".encode("gb18030"))


@pytest.mark.parametrize("name", ["王㐂", "𠮷田", "Ǻ"])
def test_line_with_a_character_that_the_font_lacks_is_a_picture(name: str) -> None:
    data = encode((Pair("姓名", name),), WIDE).data
    assert b"\x1dv0\x00" in data
    assert "姓名".encode("gb18030") not in data


def test_extension_a_is_text_where_the_font_has_it() -> None:
    data = encode((Line("王㐂"),), profile_named("generic-80-gb18030-ext-a")).data
    assert "王㐂".encode("gb18030") in data


@pytest.mark.parametrize("character", ["㐂", "𠮷", "𬭎", "𮧵"])
def test_rare_characters_of_names_have_type_on_this_machine(character: str) -> None:
    assert face_for(character, 24) is not None


def test_character_without_type_is_the_geta_mark_and_not_a_gap() -> None:
    lost = draw_line("\U0010fffd", dots=384, height=36)
    geta = draw_line("〓", dots=384, height=36)
    assert geta == lost


@pytest.mark.parametrize("name", sorted(profiles()))
@given(layout=st.lists(PARTS, max_size=4).map(tuple))
def test_no_job_holds_a_real_time_command(name: str, layout: ReceiptLayout) -> None:
    data = encode(layout, profile_named(name)).data
    assert not [pair for pair in (b"\x10\x04", b"\x10\x05", b"\x10\x14") if pair in data]


def test_picture_that_would_hold_a_real_time_command_gets_one_dot_more() -> None:
    row = Dots(3, b"\x10\x04\x01")
    assert symbols.raster(row).endswith(b"\x18\x04\x01")


def test_printer_that_counts_in_halves_of_dots_is_told_to_count_in_dots() -> None:
    data = encode((Line("一"),), profile_named("epson-tm-t81")).data
    assert data.startswith(b"\x1b@\x1c&\x1dP\xb4\xb4\x1b3")


def test_printer_without_a_chinese_font_gets_every_line_as_a_picture() -> None:
    data = encode((Line("A1-2"),), profile_named("generic-80-raster")).data
    assert b"A1-2" not in data
    assert b"\x1dv0\x00" in data


def test_white_on_the_right_of_a_picture_is_not_sent() -> None:
    lines = [
        len(encode((Line(text),), profile_named("generic-80-raster")).data) for text in ("一", "一" * 24)
    ]
    assert lines[0] < lines[1] / 5


@pytest.mark.parametrize("name", sorted(profiles()))
def test_no_command_is_longer_than_what_ends_a_cut_off_one(name: str) -> None:
    layout = (Line("𠮷" * 30, large=True), QrCode("x" * 900))
    for piece in encode(layout, profile_named(name)).pieces:
        commands = piece.data.split(b"\x1dv0\x00")
        assert max(map(len, commands)) <= symbols.MAX_COMMAND_BYTES


def test_longer_layouts_take_more_paper() -> None:
    lines = [encode((Line("一"),) * n, WIDE).length_mm for n in (1, 10)]
    assert WIDE.mm(9 * LINE_DOTS) == pytest.approx(lines[1] - lines[0])


@pytest.mark.parametrize("size", [1, 90, 400, 2331])
@pytest.mark.parametrize("dots", [384, 576])
def test_qr_code_and_its_quiet_zone_fit_the_paper(size: int, dots: int) -> None:
    modules = symbols.qr_modules("x" * size)
    assert (modules + 8) * symbols.module_dots(modules, dots) <= dots


def test_qr_code_of_the_largest_size_is_as_wide_as_told() -> None:
    data = "x" * 300
    assert symbols.qr_modules(data) + 8 == symbols.qr_picture(data, 1).width


@pytest.mark.parametrize("name", ["generic-80-gb18030", "generic-80-raster"])
def test_qr_code_that_holds_nothing_takes_no_paper(name: str) -> None:
    profile = profile_named(name)
    assert encode((Line("一"),), profile).length_mm == encode((Line("一"), QrCode("\x1f")), profile).length_mm


@pytest.mark.parametrize("size", [1, 14, 15, 26, 27, 400, 911, 912, 2213, 2214, 2331])
def test_width_of_a_qr_code_is_told_as_another_library_tells_it(size: int) -> None:
    other = qrcode.QRCode(error_correction=0, mask_pattern=0)
    other.add_data("x" * size)
    other.make(fit=True)
    assert other.modules_count == symbols.qr_modules("x" * size)


def test_qr_code_that_holds_too_much_is_an_error_that_says_so() -> None:
    with pytest.raises(ValueError, match="2331 bytes"):
        encode((QrCode("x" * 2332),), WIDE)


def test_pictures_and_codes_leave_stdout_alone(capsys: pytest.CaptureFixture[str]) -> None:
    encode((QrCode("x"), Line("𠮷")), profile_named("generic-80-raster"))
    assert "" == capsys.readouterr().out
