"""A JPEG's frame header (ITU-T T.81, annex B): its size, read without decoding; pure."""

START, END = b"\xff\xd8", b"\xff\xd9"
MOST_PIXELS = 40_000_000
"""More than any document camera has; a header that says more is a trap for who decodes it."""
_FILL, _SCAN = 0xFF, 0xDA
_FRAME_HEADERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_SOF_BYTES = 8


class BrokenPictureError(ValueError):
    """These bytes are no whole JPEG; the sentence says why."""


def size_of(jpeg: bytes) -> tuple[int, int]:
    """Return width and height in pixels; BrokenPictureError when it doesn't begin, size and end as a JPEG."""
    if not jpeg.startswith(START):
        raise BrokenPictureError("it does not begin as a JPEG")
    if END not in jpeg[-32:]:
        raise BrokenPictureError("it is cut short: its end is missing")
    return _checked(_frame_header(jpeg))


def _frame_header(jpeg: bytes) -> bytes:
    """Walk the marker segments (B.1.1.4) up to the frame header."""
    at = len(START)
    while at + 4 <= len(jpeg):
        if jpeg[at] != _FILL:
            raise BrokenPictureError(f"byte {at} is no marker")
        marker = jpeg[at + 1]
        if marker == _FILL or marker in _ALONE:
            at += 1 if marker == _FILL else 2
            continue
        length = int.from_bytes(jpeg[at + 2 : at + 4])
        if marker in _FRAME_HEADERS:
            return jpeg[at + 4 : at + 2 + length]
        if marker == _SCAN or length < 2:  # noqa: PLR2004 the length counts its own two bytes
            break
        at += 2 + length
    raise BrokenPictureError("it names no size")


def _checked(header: bytes) -> tuple[int, int]:
    if len(header) < _SOF_BYTES - 2:
        raise BrokenPictureError("its frame header is cut short")
    height, width = int.from_bytes(header[1:3]), int.from_bytes(header[3:5])
    if not 0 < width * height <= MOST_PIXELS:
        raise BrokenPictureError(f"it says {width} x {height} pixels, at most {MOST_PIXELS} can be used")
    return width, height
