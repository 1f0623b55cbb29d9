"""A line of text as dots, for characters that a printer's own font lacks."""

import functools
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from devices.printer.dots import Dots
from devices.printer.typeset import columns_of, width
from kiosk.domain.printing import Align

CELL = 12
"""Dots a column: printers' Latin letters are 12 × 24, Chinese characters 24 × 24."""
GLYPH = 24
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
FONT_FILES = ("NotoSansCJK-{weight}.ttc", "HanaMinA.ttf", "HanaMinB.ttf", "DejaVuSans.ttf")
"""In order of preference; HanaMinB is the one that has all of CJK Extension B."""
FAMILY = "Noto Sans Mono CJK SC"
NO_GLYPH = "〓"
"""The geta mark, which Chinese and Japanese printers set for a character they have no type for."""
WHITE = 255
_DOTS_A_DIGIT = 4
_NO_INK = "0"
_SURELY_MISSING = "\U0010ffff"
_BASELINE = 21
_ONE_BY_ONE = ImageFont.Layout.BASIC
"""Each character stands in its own cell: nothing to shape."""
_INK = 160


def draw_line(
    text: str, *, dots: int, height: int, align: Align = Align.LEFT, bold: bool = False, times: int = 1
) -> Dots:
    """Draw a line as wide as the paper and `height` dots high, in the printer's own grid."""
    free = dots - width(text) * CELL * times
    left = free // 2 if align is Align.CENTRE and free > 0 else 0
    digits, over = divmod(left, _DOTS_A_DIGIT)
    places = (_place(character, height, bold=bold, times=times) for character in _characters(text))
    columns = _NO_INK * (digits * height) + "".join(places)
    wide = -(-dots // 8)
    room = wide * 2 * height
    columns = columns[:room].ljust(room, _NO_INK)
    rows = bytes.fromhex("".join(columns[row::height] for row in range(height)))
    # A centred line may begin between two digits; what is free on its right takes what this moves.
    return Dots(wide, (int.from_bytes(rows) >> over).to_bytes(len(rows)) if over else rows)


def _characters(text: str) -> Iterator[str]:
    """Yield what each takes a place of the grid: a character with the marks above and below it."""
    character = ""
    for c in text:
        if character and columns_of(c):
            yield character
            character = ""
        character += c
    if character:
        yield character


@functools.lru_cache(maxsize=1024)
def _place(character: str, height: int, *, bold: bool, times: int) -> str:
    """Draw one place of the grid, column by column from the left, four dots a hexadecimal digit.

    Every place is whole digits wide: joined they are a line. Kept (0.3 kB each), because drawing takes long.
    """
    dots = width(character) * CELL * times
    if not dots:
        return ""
    paper = Image.new("L", (dots, height), WHITE)
    pen = ImageDraw.Draw(paper)
    baseline = (height - GLYPH * times) // 2 + _BASELINE * times
    for mark in character:
        _draw(pen, mark, room=dots, baseline=baseline, size=GLYPH * times, bold=bold)
    rows = Dots.of(paper.point(lambda level: WHITE if level >= _INK else 0, "1"))
    digits = rows.data.hex()
    return "".join(digits[column :: rows.wide * 2] for column in range(dots // _DOTS_A_DIGIT))


def _draw(pen: ImageDraw.ImageDraw, mark: str, *, room: int, baseline: int, size: int, bold: bool) -> None:
    face = face_for(mark, size, bold=bold)
    if face is None:
        mark, face = NO_GLYPH, face_for(NO_GLYPH, size, bold=bold)
    if mark != " " and face is not None:
        pen.text(((room - face.getlength(mark)) / 2, baseline), mark, 0, font=face, anchor="ls")


@functools.lru_cache(maxsize=4096)
def face_for(character: str, size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont | None:
    """Find the first installed font that has the character."""
    faces = _faces(size, bold=bold)
    return next((face for face in faces if _has(face, character)), None)


@functools.lru_cache(maxsize=16)
def _faces(size: int, *, bold: bool) -> tuple[ImageFont.FreeTypeFont, ...]:
    weight = "Bold" if bold else "Regular"  # the two weights that have the half-square Latin letters
    names = [name.format(weight=weight) for name in FONT_FILES]
    paths = [path for name in names if (path := _font_files().get(name))]
    return tuple(_open(path, size) for path in paths)


@functools.cache
def _font_files() -> dict[str, Path]:
    folders = [folder for folder in FONT_FOLDERS if folder.is_dir()]
    return {path.name: path for folder in folders for path in sorted(folder.rglob("*.tt[fc]"))}


def _open(path: Path, size: int) -> ImageFont.FreeTypeFont:
    if path.suffix != ".ttc":
        return ImageFont.truetype(path, size, layout_engine=_ONE_BY_ONE)
    return ImageFont.truetype(path, size, index=_index_of_family(path), layout_engine=_ONE_BY_ONE)


@functools.cache
def _index_of_family(path: Path) -> int:
    """Find the family in a collection: SC shapes, and Latin letters of half a square."""
    for index in range(64):
        try:
            name, _ = ImageFont.truetype(path, GLYPH, index=index).getname()
        except OSError:
            return 0
        if name and name.startswith(FAMILY):
            return index
    return 0


def _has(face: ImageFont.FreeTypeFont, character: str) -> bool:
    if character.isspace():
        return True
    return bytes(face.getmask(character)) != bytes(face.getmask(_SURELY_MISSING))
