"""Faces of nobody, drawn: shaded enough that a face detector finds them, turned as a head turns.

`python -m sim.portrait RESIDENTS.toml FOLDER` writes the reference photo of each fictional resident, as a
population library would hold it. No person was ever before a camera for any of this; to a network that was
trained on people all drawings are relatives (docs/devices.md).
"""

import argparse
import datetime as dt
import math
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

from sim.desk import jpeg_of
from sim.face import Colour, Face, Point, face_of
from sim.people import load_people

BACKGROUND: Colour = (168, 178, 190)
CLOTHES: Colour = (62, 72, 96)
IRIS: Colour = (46, 32, 24)
LIP: Colour = (165, 84, 80)
MOUTH: Colour = (74, 28, 28)
WHITE_OF_EYE: Colour = (238, 235, 230)
PHOTO_PX = (358, 441)
"""The size of a photo for an identity card (GA 461)."""
HEAD = (0.82, 1.18, 0.95)
"""Half width, half height and depth of the head."""
TURN = math.radians(24)
DARK, LIGHT = 0.62, 1.1


def moving(someone: Face, *, size: tuple[int, int] = (640, 480)) -> tuple[bytes, ...]:
    """Return the pictures of somebody who looks ahead, turns to one side, back, to the other, and back."""
    ahead, aside = [0.0] * 8, [round(math.sin(math.pi * step / 11), 6) for step in range(12)]
    course = (*ahead, *aside, *ahead, *(-share for share in aside))
    return tuple(_turned(someone, share, size) for share in course)


@lru_cache(maxsize=64)  # a picture takes 0.14 s, and most are shown several times
def _turned(someone: Face, share: float, size: tuple[int, int]) -> bytes:
    return jpeg_of(draw(someone, turn=share * TURN, size=size))


def nobody(*, size: tuple[int, int] = (640, 480)) -> tuple[bytes, ...]:
    """Return the picture of an empty hall."""
    return (jpeg_of(_lit(Image.new("RGB", size, BACKGROUND))),)


def draw(
    someone: Face, *, turn: float = 0.0, nod: float = 0.0, size: tuple[int, int] = (640, 480)
) -> Image.Image:
    """Draw a head turned to the picture's right and raised, both in radians."""
    canvas = _Canvas(someone, turn, nod, size)
    for part in PARTS:
        part(canvas)
    return _lit(canvas.image).filter(ImageFilter.GaussianBlur(0.6))


class _Canvas:
    """A picture in which places on the head are named in half widths of it; y grows downwards."""

    def __init__(self, someone: Face, turn: float, nod: float, size: tuple[int, int]) -> None:
        self.face = someone
        self.image = Image.new("RGB", size, BACKGROUND)
        self.unit = size[1] * 0.3
        self.middle = (size[0] / 2, size[1] / 2)
        self.turn = (math.sin(turn), math.cos(turn))
        self.nod = (math.sin(nod), math.cos(nod))

    def flat(self, x: float, y: float) -> Point:
        """Return a place that does not turn with the head."""
        return self.middle[0] + self.unit * x, self.middle[1] + self.unit * y

    def on(self, x: float, y: float, lift: float = 0.0) -> Point:
        """Return a place on the head's surface, or lifted off it, as the head stands."""
        wide, tall, deep = HEAD
        z = deep * math.sqrt(max(0.02, 1 - (x / (wide * self.face.width)) ** 2 - (y / tall) ** 2)) + lift
        across = x * self.turn[1] + z * self.turn[0]
        ahead = z * self.turn[1] - x * self.turn[0]
        return self.flat(across, y * self.nod[1] - ahead * self.nod[0])

    def ring(self, x: float, y: float, half: Point, lift: float = 0.0) -> list[Point]:
        """Return an ellipse on the head."""
        angles = (2 * math.pi * step / 28 for step in range(29))
        return [self.on(x + half[0] * math.cos(a), y + half[1] * math.sin(a), lift) for a in angles]

    def paint(self, shape: list[Point], colour: Colour, soft: float, strength: int = 255) -> None:
        """Fill a shape whose edge is soft over a share of the head."""
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).polygon(shape, fill=strength)
        mask = mask.filter(ImageFilter.GaussianBlur(soft * self.unit))
        self.image.paste(Image.new("RGB", self.image.size, colour), (0, 0), mask)

    def skin(self, share: float) -> Colour:
        """Return the skin in more or less light."""
        return _shaded(self.face.skin, share)


def _body(canvas: _Canvas) -> None:
    flat, someone = canvas.flat, canvas.face
    low = 1.9 if someone.long_hair else 0.75
    back = [flat(0.94 * someone.width * math.cos(a), -0.25 + 1.02 * math.sin(a)) for a in _turns(40)]
    canvas.paint(back, someone.hair, 0.02)
    if someone.long_hair:
        sides = [
            flat(side * 0.98 * someone.width, y) for side, y in ((-1, -0.2), (1, -0.2), (1, low), (-1, low))
        ]
        canvas.paint(sides, someone.hair, 0.06)
    canvas.paint(
        [flat(-0.35, 0.7), flat(0.35, 0.7), flat(0.42, 1.6), flat(-0.42, 1.6)], canvas.skin(0.7), 0.03
    )
    shoulders = ((-1.3, 1.75), (-0.4, 1.3), (0.4, 1.3), (1.3, 1.75), (1.5, 3), (-1.5, 3))
    canvas.paint([flat(x, y) for x, y in shoulders], CLOTHES, 0.03)


def _head(canvas: _Canvas) -> None:
    someone, sideways = canvas.face, canvas.turn[0]
    for side in (-1, 1):
        x = side * 0.8 * someone.width * canvas.turn[1] - 0.05 * sideways
        ear = [canvas.flat(x + 0.1 * math.cos(a), 0.05 + 0.2 * math.sin(a)) for a in _turns(24)]
        canvas.paint(ear, canvas.skin(0.8), 0.015)
    canvas.paint(_outline(canvas, 1.0), canvas.skin(0.78), 0.012)
    canvas.paint(_outline(canvas, 0.93), someone.skin, 0.09)
    canvas.paint(canvas.ring(0, -0.62, (0.42, 0.2)), canvas.skin(LIGHT), 0.12, 150)
    for side in (-1, 1):
        canvas.paint(
            canvas.ring(side * 0.42, 0.22, (0.2, 0.16)), canvas.skin(1.06), 0.08, round(200 * someone.cheek)
        )
        canvas.paint(canvas.ring(side * 0.5, 0.48, (0.1, 0.22)), canvas.skin(DARK), 0.1, 90)


def _outline(canvas: _Canvas, share: float) -> list[Point]:
    someone = canvas.face
    shape = []
    for angle in _turns(72):
        down = math.sin(angle)
        narrow = 1.0 if down < 0 else 1 - (1 - someone.jaw) * 0.9 * down**1.5
        x = share * 0.8 * someone.width * narrow * math.cos(angle) + 0.16 * canvas.turn[0]
        shape.append(canvas.flat(x, share * 1.12 * down - 0.1 * canvas.nod[0]))
    return shape


def _eyes(canvas: _Canvas) -> None:
    someone = canvas.face
    wide, high = someone.eye
    y = someone.eyes_at
    for side in (-1, 1):
        x = side * someone.eyes_apart
        canvas.paint(canvas.ring(x, y, (wide * 1.7, 0.14)), canvas.skin(DARK), 0.05, 150)
        canvas.paint(canvas.ring(x, y, (wide, high)), WHITE_OF_EYE, 0.008)
        canvas.paint(canvas.ring(x, y, (high * 1.05, high)), IRIS, 0.006)
        canvas.paint(canvas.ring(x, y, (high * 0.5, high * 0.5)), (8, 6, 6), 0.003)
        canvas.paint(canvas.ring(x - 0.02, y - 0.02, (0.012, 0.012)), (250, 250, 250), 0.002)
        canvas.paint(_lid(canvas, x, -1.05, 0.016), (36, 24, 20), 0.006, 240)
        canvas.paint(_lid(canvas, x, 1.0, 0.014), canvas.skin(0.5), 0.008, 170)
        canvas.paint(_brow(canvas, x, side), _shaded(someone.hair, 1.1), 0.012, 230)


def _lid(canvas: _Canvas, x: float, bend: float, thick: float) -> list[Point]:
    wide, high = canvas.face.eye
    shares = [step / 12 for step in range(13)]
    curve = [
        (x + 1.1 * wide * (2 * s - 1), canvas.face.eyes_at + bend * high * math.sin(math.pi * s))
        for s in shares
    ]
    return [canvas.on(a, b - thick) for a, b in curve] + [canvas.on(a, b + thick) for a, b in reversed(curve)]


def _brow(canvas: _Canvas, x: float, side: int) -> list[Point]:
    someone = canvas.face
    above, thick = someone.brow
    wide = someone.eye[0]
    shares = [step / 10 for step in range(11)]
    curve = [
        (
            x + side * wide * (2.4 * s - 1.15),
            someone.eyes_at - above - 1.5 * someone.brow_tilt * s - 0.04 * math.sin(math.pi * s),
            thick * (1 - 0.6 * s),
        )
        for s in shares
    ]
    upper = [canvas.on(a, b - t) for a, b, t in curve]
    return upper + [canvas.on(a, b + thick * 0.4) for a, b, _ in reversed(curve)]


def _nose(canvas: _Canvas) -> None:
    on, (wide, long) = canvas.on, canvas.face.nose
    top, foot = canvas.face.eyes_at, canvas.face.eyes_at + long
    for side in (-1, 1):
        edge = [on(side * 0.05, top, 0.05), on(side * 0.11, top + 0.02, 0.02)]
        edge += [on(side * wide * 0.8, foot, 0.12), on(side * 0.05, foot - 0.02, 0.2)]
        canvas.paint(edge, canvas.skin(DARK), 0.035, 130)
    bridge = [on(-0.045, top - 0.05, 0.06), on(0.045, top - 0.05, 0.06)]
    bridge += [on(0.07, foot - 0.03, 0.26), on(-0.07, foot - 0.03, 0.26)]
    canvas.paint(bridge, canvas.skin(LIGHT), 0.025, 200)
    canvas.paint(canvas.ring(0, foot, (wide, 0.06), 0.14), canvas.skin(0.72), 0.025, 190)
    canvas.paint(canvas.ring(0, foot - 0.045, (wide * 0.62, 0.07), 0.24), canvas.skin(LIGHT), 0.02, 170)
    for side in (-1, 1):
        nostril = canvas.ring(side * wide * 0.48, foot + 0.02, (0.04, 0.022), 0.2)
        canvas.paint(nostril, canvas.skin(0.3), 0.008, 230)


def _mouth(canvas: _Canvas) -> None:
    on, (wide, y), lip = canvas.on, canvas.face.mouth, canvas.face.lip
    shares = [step / 16 for step in range(17)]
    upper = [
        on(
            wide * (2 * s - 1),
            y - lip * math.sin(math.pi * s) * (1 - 0.25 * math.exp(-(((s - 0.5) * 9) ** 2))),
        )
        for s in shares
    ]
    lower = [on(wide * (1 - 2 * s), y + lip * 1.35 * math.sin(math.pi * s)) for s in shares]
    canvas.paint(upper + lower, LIP, 0.012, 235)
    between = [on(-wide * 1.02, y), on(0, y - 0.012), on(wide * 1.02, y), on(0, y + 0.016)]
    canvas.paint(between, MOUTH, 0.008, 235)
    canvas.paint(canvas.ring(0, y + lip * 0.75, (wide * 0.45, lip * 0.3)), (205, 132, 122), 0.02, 160)
    canvas.paint(canvas.ring(0, y + lip * 1.9 + 0.03, (wide * 0.6, 0.035)), canvas.skin(DARK), 0.03, 150)
    canvas.paint(canvas.ring(0, y + 0.34, (0.16, 0.1)), canvas.skin(LIGHT), 0.05, 120)


def _hair(canvas: _Canvas) -> None:
    someone = canvas.face
    top = [
        canvas.flat(0.93 * someone.width * math.cos(a), -0.28 + math.sin(a))
        for a in (math.pi * (1 + step / 24) for step in range(25))
    ]
    front = []
    for step in range(25):
        share = 1 - 2 * step / 24
        down = 0.42 * abs(share) ** 2.4 + 0.06 * someone.fringe * math.sin(step * 1.1)
        front.append(canvas.on(0.78 * someone.width * share, someone.hairline + down))
    canvas.paint(top + front, someone.hair, 0.02)


PARTS: tuple[Callable[[_Canvas], None], ...] = (_body, _head, _nose, _eyes, _mouth, _hair)


def _lit(image: Image.Image) -> Image.Image:
    """Light the picture from one side."""
    side = Image.linear_gradient("L").rotate(90).resize(image.size)
    return Image.composite(image, image.point(lambda value: round(value * 0.86)), side)


def _shaded(colour: Colour, share: float) -> Colour:
    red, green, blue = (min(255, round(part * share)) for part in colour)
    return red, green, blue


def _turns(steps: int) -> list[float]:
    return [2 * math.pi * step / steps for step in range(steps + 1)]


def main() -> int:
    """Write everybody's reference photo."""
    parser = argparse.ArgumentParser(prog="python -m sim.portrait", description=__doc__)
    parser.add_argument("residents", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    today = dt.datetime.now(dt.UTC).date()
    for person in load_people(options.residents, today=today):
        photo = draw(face_of(person.identity, today=today), size=PHOTO_PX)
        (options.folder / f"{person.slug}.jpg").write_bytes(jpeg_of(photo, quality=80))
    return 0


if __name__ == "__main__":
    sys.exit(main())
