"""A paper as a camera sees it on a counter: for documentation and for people, never for a test.

`python -m sim.photograph PAPER.png PICTURE.jpg`
"""

import argparse
import random
import sys
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH = 520
MARGIN = 90
TILT_DEGREES = 2.4
PAPER = (250, 248, 242)
COUNTER = (176, 158, 136)
INK = (42, 42, 46)
GRAIN = 10
SHADOW = 14


def photograph(paper: Image.Image, *, seed: int = 0) -> Image.Image:
    """Return the paper lying on a counter, a little turned, with grain, a curl and a soft shadow."""
    chance = random.Random(seed)
    sheet = _sheet(paper, chance)
    turned = sheet.rotate(chance.uniform(-TILT_DEGREES, TILT_DEGREES), Image.Resampling.BICUBIC, expand=True)
    scene = _counter((turned.width + 2 * MARGIN, turned.height + 2 * MARGIN), chance)
    shadow = Image.new("L", scene.size, 0)
    shadow.paste(turned.getchannel("A").point(lambda value: value // 2), (MARGIN + SHADOW, MARGIN + SHADOW))
    scene.paste((20, 14, 8), mask=shadow.filter(ImageFilter.GaussianBlur(SHADOW)))
    scene.paste(turned, (MARGIN, MARGIN), turned)
    return scene.filter(ImageFilter.GaussianBlur(0.4))


def _sheet(paper: Image.Image, chance: random.Random) -> Image.Image:
    height = round(paper.height * WIDTH / paper.width)
    print_ = paper.convert("L").resize((WIDTH, height), Image.Resampling.LANCZOS)
    printed = Image.composite(
        Image.new("RGB", print_.size, PAPER), Image.new("RGB", print_.size, INK), print_
    )
    lit = ImageChops.multiply(printed, _curl(print_.size))
    sheet = ImageChops.subtract(lit, _grain(print_.size, chance)).convert("RGBA")
    sheet.putalpha(_torn_edge(print_.size, chance))
    return sheet


def _curl(size: tuple[int, int]) -> Image.Image:
    """Return the light on a sheet that was on a roll: darker towards its ends."""
    column = Image.new("L", (1, size[1]))
    for y in range(size[1]):
        away = abs(2 * y / size[1] - 1)
        column.putpixel((0, y), 255 - round(26 * away**4))
    return column.resize(size).convert("RGB")


def _grain(size: tuple[int, int], chance: random.Random) -> Image.Image:
    noise = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
    return noise.point(lambda value: value * GRAIN // 255).convert("RGB")


def _torn_edge(size: tuple[int, int], chance: random.Random) -> Image.Image:
    """Return the outline: the cutter leaves a fine zigzag at the foot."""
    mask = Image.new("L", size, 255)
    teeth = [(x, size[1] - chance.randint(0, 4)) for x in range(0, size[0] + 6, 6)]
    ImageDraw.Draw(mask).polygon([*teeth, (size[0], size[1]), (0, size[1])], fill=0)
    return mask


def _counter(size: tuple[int, int], chance: random.Random) -> Image.Image:
    counter = Image.new("RGB", size, COUNTER)
    streaks = Image.frombytes("L", (1, size[1]), chance.randbytes(size[1])).resize(size)
    soft = streaks.filter(ImageFilter.GaussianBlur(3)).point(lambda value: value * 36 // 255)
    return ImageChops.subtract(counter, soft.convert("RGB"))


def main() -> int:
    """Photograph one paper."""
    parser = argparse.ArgumentParser(prog="python -m sim.photograph", description=__doc__)
    parser.add_argument("paper", type=Path)
    parser.add_argument("picture", type=Path)
    options = parser.parse_args()
    with Image.open(options.paper) as paper:
        photograph(paper, seed=len(options.paper.name)).save(options.picture, quality=82)
    return 0


if __name__ == "__main__":
    sys.exit(main())
