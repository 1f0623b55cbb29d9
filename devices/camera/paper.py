"""A paper on a desk, found in a picture and turned into a photograph of the sheet alone; OpenCV, pure.

Runs only in the process of paper_process.py: nothing else imports it.
"""

import cv2
import numpy as np
from cv2.typing import MatLike

from kiosk.domain.camera import (
    NoPaper,
    PaperBlurred,
    PaperCutOff,
    PaperOutcome,
    PaperPhoto,
    PhotoUnavailable,
)

Picture = MatLike
Corners = MatLike

LOOKED_AT_PX = 1000
"""The sheet is looked for in a picture of this long side."""
LEAST_AREA = 0.08
"""Of the picture: less is a note, a card or a reflection."""
EDGE_PX = 3
LEAST_STEP = 18
"""Grey levels between sheet and desk, of 255."""
LONGEST_PX = 2480
"""A4 at 210 dots an inch; more makes no letter readable that was not."""
SHORTEST_PX = 1100
INK = 0.16
"""How much darker than paper print is, at least: an empty sheet says nothing of sharpness."""
LEAST_SHARPNESS = 0.33
STEP_PX = 9
"""How wide a step may be: sharp ones are two or three pixels."""
STEEP = 0.5
LEAST_STEPS = 200
QUALITIES = (90, 82, 74, 66, 58, 50)
SHRINK = 0.85
GRID = 24
MOST_GAIN = 2.6
WHITE = 245.0


def photograph(jpeg: bytes, *, most_bytes: int) -> PaperOutcome:
    """Cut the sheet out, straighten it, even its light out, and write it as JPEG of at most `most_bytes`."""
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    if picture is None:
        return PhotoUnavailable("the camera's picture can't be decoded")
    found = find_sheet(picture)
    if not isinstance(found, np.ndarray):
        return found
    sheet = straightened(picture, found)
    if not is_sharp(sheet):
        return PaperBlurred()
    return packed(whitened(sheet), most_bytes)


def find_sheet(picture: Picture) -> Corners | NoPaper | PaperCutOff:
    """Return the four corners of the largest sheet, from the top left clockwise, in pixels."""
    scale = LOOKED_AT_PX / max(picture.shape[:2])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (5, 5), 0)
    cut_off = False
    best: tuple[float, Corners] | None = None
    for mask in _masks(grey):
        contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            area = cv2.contourArea(cv2.convexHull(contour))
            if area < LEAST_AREA * grey.size or not _stands_out(grey, contour):
                continue
            if _touches_edge(contour, grey.shape):
                cut_off = True
                continue
            corners = _quadrilateral(contour)
            if corners is not None and (best is None or area > best[0]):
                best = (area, corners)
    if best is not None:
        corners_found: Corners = np.asarray(best[1] / scale, np.float32)
        return corners_found
    return PaperCutOff() if cut_off else NoPaper()


def _masks(grey: Picture) -> tuple[Picture, Picture]:
    """Return where it is bright, and what strong edges enclose."""
    _, bright = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    kernel = np.ones((7, 7), np.uint8)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, kernel, iterations=3)
    edges = cv2.dilate(cv2.Canny(grey, 30, 90), np.ones((3, 3), np.uint8), iterations=1)
    return bright, edges


def _stands_out(grey: Picture, contour: Picture) -> bool:
    """Return whether the inside is brighter than what lies around it."""
    inside = np.zeros_like(grey)
    cv2.drawContours(inside, [cv2.convexHull(contour)], -1, 255, cv2.FILLED)
    around = cv2.subtract(cv2.dilate(inside, np.ones((41, 41), np.uint8)), inside)
    core = cv2.erode(inside, np.ones((15, 15), np.uint8))
    if not core.any() or not around.any():
        return False
    return float(np.percentile(grey[core > 0], 70)) - float(np.median(grey[around > 0])) >= LEAST_STEP


def _touches_edge(contour: Picture, shape: tuple[int, ...]) -> bool:
    left, top, width, height = cv2.boundingRect(contour)
    return (
        left <= EDGE_PX
        or top <= EDGE_PX
        or left + width >= shape[1] - EDGE_PX
        or top + height >= shape[0] - EDGE_PX
    )


def _quadrilateral(contour: Picture) -> Corners | None:
    """Return four corners when the outline is about that of a sheet."""
    hull = cv2.convexHull(contour)
    outline = cv2.arcLength(hull, closed=True)
    for tolerance in (0.02, 0.03, 0.05):
        points = cv2.approxPolyDP(hull, tolerance * outline, closed=True)
        if len(points) == 4:  # noqa: PLR2004 a sheet has four corners
            if cv2.contourArea(points) < 0.9 * cv2.contourArea(hull):
                return None
            return _clockwise(points.reshape(4, 2).astype(np.float32))
    return None


def _clockwise(points: Corners) -> Corners:
    """Order corners from the top left clockwise."""
    middle = points.mean(axis=0)
    angles = np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0])
    points = points[np.argsort(angles)]
    first = int(np.argmin(points.sum(axis=1)))
    return np.roll(points, -first, axis=0)


def straightened(picture: Picture, corners: Corners) -> Picture:
    """Return the sheet as seen from straight above, as large as its longer edges."""
    a, b, c, d = corners
    width = round(max(float(np.linalg.norm(b - a)), float(np.linalg.norm(c - d))))
    height = round(max(float(np.linalg.norm(d - a)), float(np.linalg.norm(c - b))))
    scale = min(1.0, LONGEST_PX / max(width, height))
    width, height = max(1, round(width * scale)), max(1, round(height * scale))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    return cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_AREA)


def is_sharp(sheet: Picture) -> bool:
    """Return whether the steps from paper to print are steep; an empty sheet passes.

    Wherever there is a step, the largest difference between two neighbours is held against the whole of the
    step around it: one that is spread over many pixels is a blur. How much is printed plays no part.
    """
    height, width = sheet.shape[:2]
    edge_y, edge_x = height // 20 + 1, width // 20 + 1
    grey = cv2.cvtColor(sheet[edge_y:-edge_y, edge_x:-edge_x], cv2.COLOR_BGR2GRAY)
    window = np.ones((STEP_PX, STEP_PX), np.uint8)
    step = cv2.subtract(cv2.dilate(grey, window), cv2.erode(grey, window)).astype(np.float32)
    steps = step >= max(INK * float(np.percentile(grey, 90)), STEEP * float(step.max()))
    if int(steps.sum()) < LEAST_STEPS:
        return True
    near = np.ones((2, 2), np.uint8)
    neighbours = cv2.subtract(cv2.dilate(grey, near), cv2.erode(grey, near))
    steepest = cv2.dilate(neighbours, window).astype(np.float32)
    return float(np.median(steepest[steps] / step[steps])) >= LEAST_SHARPNESS


def whitened(sheet: Picture) -> Picture:
    """Even the light out and make the paper white: each place by the tone of the paper around it."""
    coarse = cv2.resize(sheet, (GRID * 8, GRID * 8), interpolation=cv2.INTER_AREA)
    blocks = coarse.reshape(GRID, 8, GRID, 8, 3).swapaxes(1, 2).reshape(GRID, GRID, 64, 3)
    tones: Picture = np.percentile(blocks, 85, axis=2).astype(np.float32)
    paper = cv2.GaussianBlur(cv2.dilate(tones, np.ones((5, 5), np.uint8)), (7, 7), 0)
    gain: Picture = np.clip(WHITE / np.maximum(paper, 1.0), 1 / MOST_GAIN, MOST_GAIN)
    gain = cv2.resize(gain, (sheet.shape[1], sheet.shape[0]), interpolation=cv2.INTER_CUBIC)
    even: Picture = np.clip(sheet.astype(np.float32) * gain, 0, 255).astype(np.uint8)
    return even


def packed(sheet: Picture, most_bytes: int) -> PaperOutcome:
    """Write as JPEG: the best quality that fits, then without colour, and only then with fewer pixels."""
    while True:
        for version in (sheet, cv2.cvtColor(sheet, cv2.COLOR_BGR2GRAY)):
            for quality in QUALITIES:
                done, jpeg = cv2.imencode(".jpg", version, (cv2.IMWRITE_JPEG_QUALITY, quality))
                if done and len(jpeg) <= most_bytes:
                    height, width = sheet.shape[:2]
                    return PaperPhoto(bytes(jpeg), width, height)
        if max(sheet.shape[:2]) * SHRINK < SHORTEST_PX:
            return PhotoUnavailable(f"the sheet does not fit into {most_bytes} bytes and stay readable")
        sheet = cv2.resize(sheet, None, fx=SHRINK, fy=SHRINK, interpolation=cv2.INTER_AREA)
