"""A line of text as a picture, for characters that a printer's own font lacks."""

import functools
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

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
_SURELY_MISSING = "\U0010ffff"
_BASELINE = 21
_ONE_BY_ONE = ImageFont.Layout.BASIC
"""Each character stands in its own cell: nothing to shape."""
_INK = 160


def draw_line(
    text: str, *, dots: int, height: int, align: Align = Align.LEFT, bold: bool = False, times: int = 1
) -> Image.Image:
    """Draw a line, black on white, as wide as the paper and `height` dots high, in the printer's own grid."""
    paper = Image.new("L", (dots, height), 255)
    pen = ImageDraw.Draw(paper)
    taken = width(text) * CELL * times
    at = (dots - taken) // 2 if align is Align.CENTRE else 0
    baseline = (height - GLYPH * times) // 2 + _BASELINE * times
    for character in text:
        _draw(pen, character, at=at, baseline=baseline, bold=bold, times=times)
        at += columns_of(character) * CELL * times
    return paper.point(lambda level: 255 if level >= _INK else 0).convert("1")


def _draw(
    pen: ImageDraw.ImageDraw, character: str, *, at: int, baseline: int, bold: bool, times: int
) -> None:
    face = face_for(character, GLYPH * times, bold=bold)
    if face is None:
        character, face = NO_GLYPH, face_for(NO_GLYPH, GLYPH * times, bold=bold)
    if character != " " and face is not None:
        room = columns_of(character) * CELL * times
        pen.text(
            (at + (room - face.getlength(character)) / 2, baseline), character, 0, font=face, anchor="ls"
        )


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
