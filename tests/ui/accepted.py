"""How every page looked when it was last accepted: a hash of its picture, and its greys for a tolerance."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec
from PIL import Image
from PySide6.QtGui import QImage

ACCEPTED = Path(__file__).parents[2] / "docs" / "screens" / "accepted.json"
CELLS = 12
TOLERANCE = 3
"""Levels of grey, of 256, by which a cell may differ: another version of the font's rasteriser."""


class Mark(msgspec.Struct, frozen=True):
    """What is kept of one picture."""

    hash: str
    greys: str
    """Of CELLS x CELLS cells, row by row, two hexadecimal digits each."""


def mark_of(shot: QImage) -> Mark:
    """Return the mark of a picture in RGB888."""
    pixels = bytes(shot.constBits())
    whole = Image.frombuffer(
        "RGB", (shot.width(), shot.height()), pixels, "raw", "RGB", shot.bytesPerLine(), 1
    )
    small = whole.convert("L").resize((CELLS, CELLS), Image.Resampling.BOX)
    return Mark(hashlib.sha256(pixels).hexdigest()[:16], small.tobytes().hex())


def same(one: Mark, other: Mark) -> bool:
    """Return whether two pictures look alike."""
    if one.hash == other.hash:
        return True
    pairs = zip(bytes.fromhex(one.greys), bytes.fromhex(other.greys), strict=True)
    return all(abs(first - second) <= TOLERANCE for first, second in pairs)


def differing(before: Mapping[str, Mark], now: Mapping[str, Mark]) -> list[str]:
    """Return a line for each picture that is new or looks otherwise."""
    return [
        f"{name}: {'looks otherwise' if name in before else 'was never accepted'}"
        for name, mark in sorted(now.items())
        if name not in before or not same(before[name], mark)
    ]


def load(file: Path) -> dict[str, Mark]:
    """Return what was accepted, by the picture's path; nothing where there is no file yet."""
    return msgspec.json.decode(file.read_bytes(), type=dict[str, Mark]) if file.is_file() else {}


def save(file: Path, marks: Mapping[str, Mark]) -> None:
    """Write what is accepted, a line a picture."""
    rows = (
        f"{msgspec.json.encode(name).decode()}: {msgspec.json.encode(mark).decode()}"
        for name, mark in sorted(marks.items())
    )
    file.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
