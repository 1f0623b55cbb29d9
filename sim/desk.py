"""A printed sheet on a desk as a document camera sees it, drawn: any text, any place, any fault."""

import functools
import io
import random
from enum import StrEnum
from pathlib import Path
from typing import assert_never

from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
A4_PX = (1240, 1754)
"""A4 at 150 dots an inch."""
DESK = (74, 66, 60)
PAPER = (246, 243, 235)
INK = (36, 36, 40)
VIEW = (2592, 1944)
"""Five million pixels, as document cameras of counters have."""
STRAIGHT = ((620, 120), (1900, 100), (1930, 1830), (600, 1850))
TURNED = ((560, 420), (1720, 130), (2060, 1500), (860, 1830))
OVER_THE_EDGE = ((620, -260), (1900, -240), (1930, 1500), (600, 1480))
Corner = tuple[float, float]
Corners = tuple[Corner, Corner, Corner, Corner]
TEXT = (
    "居住证明（样例）",
    "兹证明王小明（样例）自二〇二四年五月起居住于样例区示范路15号101室。",
    "Sample: this sheet was drawn by a program and certifies nothing.",
    *(f"{n:02d}  样例街道示范社区第 {n} 行，供文档摄像头测试使用，无任何效力。" for n in range(1, 30)),
)


class SheetPlace(StrEnum):
    """How a sheet lies under the camera."""

    NONE = "none"
    STRAIGHT = "straight"
    TURNED = "turned"
    OVER_THE_EDGE = "over_the_edge"
    BLURRED = "blurred"
    DARK = "dark"
    """The lens sees nothing: covered, or its lamp is off."""


@functools.cache
def laid(how: SheetPlace) -> bytes:
    """Return what a document camera sees of a drawn sheet that lies there like that."""
    match how:
        case SheetPlace.NONE:
            return on_desk(None)
        case SheetPlace.STRAIGHT:
            return on_desk(sheet(), STRAIGHT)
        case SheetPlace.TURNED:
            return on_desk(sheet(), TURNED)
        case SheetPlace.OVER_THE_EDGE:
            return on_desk(sheet(), OVER_THE_EDGE)
        case SheetPlace.BLURRED:
            return on_desk(sheet(), TURNED, blur=4)
        case SheetPlace.DARK:
            return jpeg_of(Image.new("RGB", VIEW))
    assert_never(how)


def sheet(lines: tuple[str, ...] = TEXT) -> Image.Image:
    """Return a sheet of A4 with these lines."""
    page = Image.new("RGB", A4_PX, PAPER)
    draw = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        font = ImageFont.truetype(FONT, 52 if number == 0 else 30)
        draw.text((110, 110 + number * 48 + (40 if number else 0)), line, INK, font)
    return page


def on_desk(
    page: Image.Image | None, corners: Corners = STRAIGHT, *, blur: float = 0, light: float = 1
) -> bytes:
    """Return the picture as JPEG: the sheet with its corners there, out of focus by `blur` pixels."""
    scene = _desk()
    if page is not None:
        matrix = _perspective(corners, page.size)
        how = (Image.Transform.PERSPECTIVE, matrix, Image.Resampling.BICUBIC)
        scene.paste(page.transform(VIEW, *how), mask=Image.new("L", page.size, 255).transform(VIEW, *how))
    shade = Image.linear_gradient("L").rotate(90).resize(VIEW)
    scene = Image.composite(scene, scene.point(lambda value: round(value * 0.72)), shade)
    if light != 1:
        scene = scene.point(lambda value: round(value * light))
    return jpeg_of(scene.filter(ImageFilter.GaussianBlur(blur)) if blur else scene)


def jpeg_of(picture: Image.Image, quality: int = 90) -> bytes:
    """Write a picture as a camera does."""
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality)
    return file.getvalue()


def _desk() -> Image.Image:
    desk = Image.new("RGB", VIEW, DESK)
    grain = Image.frombytes(
        "L", (VIEW[0] // 4, VIEW[1] // 4), random.Random(1).randbytes(VIEW[0] * VIEW[1] // 16)
    )
    soft = (
        grain.filter(ImageFilter.GaussianBlur(2)).resize(VIEW).point(lambda value: 128 + (value - 128) // 2)
    )
    return Image.blend(desk, Image.merge("RGB", (soft, soft, soft)), 0.12)


def _perspective(corners: Corners, size: tuple[int, int]) -> list[float]:
    """Return Pillow's eight numbers: from a place in the picture to the place on the sheet."""
    width, height = size
    rows = []
    for (x, y), (u, v) in zip(corners, ((0, 0), (width, 0), (width, height), (0, height)), strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    return _solved(rows)


def _solved(rows: list[list[float]]) -> list[float]:
    """Solve a system of linear equations (Gauss, with the largest pivot)."""
    count = len(rows)
    for place in range(count):
        best = max(range(place, count), key=lambda row: abs(rows[row][place]))
        rows[place], rows[best] = rows[best], rows[place]
        rows[place] = [value / rows[place][place] for value in rows[place]]
        for other in range(count):
            if other != place:
                factor = rows[other][place]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[place], strict=True)]
    return [row[-1] for row in rows]
