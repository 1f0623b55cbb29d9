"""Names come out right on every model: its paper against a rendering of the font made here, dot by dot."""

import functools
import io
import itertools
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from devices.printer.conversation import Patience
from devices.printer.encode import LINE_DOTS
from devices.printer.escpos import EscposReceiptPrinter
from devices.printer.profiles import PrinterProfile, in_font, profile_named, profiles
from devices.printer.transports import TcpPlace
from devices.printer.typeset import wrap
from kiosk.domain.printing import Line, Pair, ReceiptLayout
from sim.paper import MARGIN, Receipt
from sim.receipt_printer import SimulatedReceiptPrinter

QUICK = Patience(quiet_s=0.01)
LONG = "阿卜杜热西提·买买提艾力·吾斯曼江·图尔荪托合提阿吉木·库尔"
NAMES = (
    "王·李",
    LONG,
    "王㐂",  # extension A
    "𠮷田一郎",  # B
    "𫝀𬭎𮧵",  # D, F, G
    "赵䶮𬭚",  # of 通用规范汉字表, and on no keyboard's list
    "龴·龻",  # GB 18030-2022 moved these
    "𠮷㐂·" + LONG[:27],
)
FONTS = {
    "NotoSansCJK-Regular.ttc": "Noto Sans Mono CJK SC",
    "HanaMinA.ttf": "",
    "HanaMinB.ttf": "",
}
HALF_DOTS = 8
"""Dots that may be set beside 10 04, 10 05 and 10 14, so that no printer takes them for a command."""


def font_files() -> dict[str, Path]:
    return {path.name: path for path in Path("/usr/share/fonts").rglob("*.tt[fc]")}


@functools.cache
def faces() -> tuple[ImageFont.FreeTypeFont, ...]:
    return tuple(face_of(font_files()[name], family) for name, family in FONTS.items())


def face_of(file: Path, family: str) -> ImageFont.FreeTypeFont:
    """Open a font; of a collection the member that is meant."""
    for index in itertools.count():
        face = ImageFont.truetype(file, 24, index=index, layout_engine=ImageFont.Layout.BASIC)
        if not family or face.getname()[0] == family:
            return face
    raise AssertionError(family)


def has(face: ImageFont.FreeTypeFont, character: str) -> bool:
    return bytes(face.getmask(character)) != bytes(face.getmask("\U0010ffff"))


def reference(text: str, dots: int) -> Image.Image:
    """Draw a line of two-column characters, each in a square of 24 dots, without the driver's own drawing."""
    paper = Image.new("L", (dots, LINE_DOTS), 255)
    pen = ImageDraw.Draw(paper)
    for place, character in enumerate(text):
        face = next(face for face in faces() if has(face, character))
        left = place * 24 + (24 - face.getlength(character)) / 2
        pen.text((left, 27), character, 0, font=face, anchor="ls")
    return paper.point(lambda level: 255 if level >= 160 else 0)


def paper_of(layout: ReceiptLayout, model: str) -> Receipt:
    with SimulatedReceiptPrinter(profile=model, speed_mm_s=5000) as sim:
        printer = EscposReceiptPrinter(TcpPlace(sim.host, sim.port), profile_named(model), patience=QUICK)
        printer.print(layout)
        assert sim.wait_until_idle()
        return sim.receipts[-1]


def line_on(paper: Image.Image, number: int, profile: PrinterProfile) -> Image.Image:
    top = MARGIN + number * LINE_DOTS
    return paper.crop((MARGIN, top, MARGIN + profile.dots, top + LINE_DOTS))


def different(one: Image.Image, other: Image.Image) -> int:
    return sum(a != b for a, b in zip(one.tobytes(), other.tobytes(), strict=True))


@pytest.mark.parametrize("model", sorted(profiles()))
def test_names_come_out_as_the_font_has_them(model: str) -> None:
    profile = profile_named(model)
    receipt = paper_of(tuple(Line(name) for name in NAMES), model)
    paper = Image.open(io.BytesIO(receipt.png)).convert("L")
    wanted = [line for name in NAMES for line in wrap(name, profile.columns)]
    for number, text in enumerate(wanted):
        shown = line_on(paper, number, profile)
        assert different(shown, reference(text, profile.dots)) <= HALF_DOTS, text
    assert "".join(NAMES) == "".join(wanted)
    assert "?" not in receipt.text
    assert all(in_font(character, profile.font) for character in receipt.text.replace("\n", ""))


@pytest.mark.parametrize("model", ["generic-58-gb18030", "epson-tm-t81"])
def test_name_that_is_no_text_on_a_model_is_in_no_text(model: str) -> None:
    receipt = paper_of((Pair("姓名", "𠮷田一郎"), Line("完")), model)
    assert receipt.text.strip() in {"完", ""}


def test_longest_name_has_30_characters_and_dots() -> None:
    assert 30 == len(LONG)
    assert 4 == LONG.count("·")
