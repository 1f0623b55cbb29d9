"""What a JPEG says of itself (ITU-T T.81, annex B): enough to tell a picture from other bytes; pure."""

START, END = b"\xff\xd8", b"\xff\xd9"
FILL, SCAN = 0xFF, 0xDA
FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
"""SOF markers: what follows has the picture's size."""
ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without a length behind them."""
FRAME_BYTES = 7


def jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels; None when this is no whole JPEG."""
    if not data.startswith(START) or not data.endswith(END):
        return None
    at = len(START)
    while at + 4 <= len(data) and data[at] == FILL:
        marker = data[at + 1]
        if marker == FILL:
            at += 1
            continue
        if marker in ALONE:
            at += 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4])
        if marker == SCAN or length < len(START):
            return None
        if marker in FRAMES:
            return _frame(data[at + 4 : at + 2 + length])
        at += 2 + length
    return None


def _frame(segment: bytes) -> tuple[int, int] | None:
    """Read precision (1 byte), height and width (2 bytes each, big-endian) of a SOF segment."""
    if len(segment) < FRAME_BYTES - 1:
        return None
    height, width = int.from_bytes(segment[1:3]), int.from_bytes(segment[3:5])
    return (width, height) if width and height else None
