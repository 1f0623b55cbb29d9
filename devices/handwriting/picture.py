"""Strokes drawn as the recogniser of pictures wants them: black on white, 48 pixels high."""

from typing import Any, NamedTuple

import cv2
import numpy as np

from kiosk.domain.handwriting import SIDE, Strokes

HIGH_PX = 48
"""What PP-OCR's recognisers were trained on."""
SCALE = 4
"""Drawn so many times larger, then made small: thin lines stay grey lines."""
LEAST = SIDE // 4
"""A dot is no large blot: so much of the box is shown at least."""
SHIFT = 4
"""OpenCV takes points in sixteenths of a pixel."""
Picture = np.ndarray[Any, np.dtype[np.uint8]]


class Look(NamedTuple):
    """How a character is drawn; all are shares of the picture's height."""

    wide: float
    edge: float
    line: float


def drawn(strokes: Strokes, look: Look) -> Picture:
    """Return the picture of one character in the middle, as large as the look lets it be."""
    points = [np.array(stroke, dtype=np.float64) for stroke in strokes]
    low, high = np.concatenate(points).min(axis=0), np.concatenate(points).max(axis=0)
    tall = HIGH_PX * SCALE
    size = np.array((tall * look.wide, tall))
    scale = tall * (1 - 2 * look.edge) / max(*(high - low), LEAST)
    sheet = np.full((tall, round(tall * look.wide)), 255, dtype=np.uint8)
    placed = [((stroke - (low + high) / 2) * scale + size / 2) * (1 << SHIFT) for stroke in points]
    lines = [np.round(stroke).astype(np.int32).reshape(-1, 1, 2) for stroke in placed]
    thick = max(1, round(tall * look.line))
    cv2.polylines(sheet, lines, isClosed=False, color=0, thickness=thick, lineType=cv2.LINE_AA, shift=SHIFT)
    small = cv2.resize(sheet, (round(HIGH_PX * look.wide), HIGH_PX), interpolation=cv2.INTER_AREA)
    return small.astype(np.uint8)
