"""A thousand characters, stroke by stroke as printed: for tests, and for `make bench` to distort."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.domain.handwriting import SIDE, Stroke, Strokes

MEDIANS = Path(__file__).parent.parent / "benchmarks" / "strokes" / "medians.tsv"
BYTE = 255


def medians() -> Iterator[tuple[str, Strokes]]:
    """Yield each character with its strokes in order."""
    for line in MEDIANS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            character, _, strokes = line.partition("\t")
            yield character, tuple(_stroke(bytes.fromhex(stroke)) for stroke in strokes.split())


def _stroke(points: bytes) -> Stroke:
    pairs = zip(points[::2], points[1::2], strict=True)
    return tuple((x * SIDE // BYTE, y * SIDE // BYTE) for x, y in pairs)
