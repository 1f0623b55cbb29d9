"""The ESC/POS commands that are ours to write; QR, image and cut are python-escpos'."""

INITIALIZE = b"\x1b@"
CHINESE_ON = b"\x1c&"
LINE_FEED = b"\n"

CLEAR_BUFFERS = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 8: executed on receipt; empties receive and print buffer and answers 37 25 00."""

PAPER_SENSOR = b"\x1dr\x01"
"""GS r 1: executed in its turn; answers one byte."""

STATUS_KINDS = (1, 2, 3, 4)
"""n of DLE EOT: printer, offline cause, error cause, paper."""


def ask_status(kind: int) -> bytes:
    """DLE EOT n: executed on receipt, so it says nothing of what is still buffered."""
    return bytes((0x10, 0x04, kind))


def ask_process_id(token: bytes) -> bytes:
    """GS ( H fn 48: executed in its turn; answers 37 22, the four bytes of `token` (32 to 126 each), 00."""
    return b"\x1d(H\x06\x00\x30\x30" + token


def ask_info(kind: int) -> bytes:
    """GS I n: executed in its turn; 65 firmware, 66 maker, 67 model, 68 serial number."""
    return bytes((0x1D, 0x49, kind))


CUTS_IN_ITS_LIFE = b"\x1dg2\x00\xb2\x00"
"""GS g 2, counter 178: how often the cutter has cut; executed in its turn, answers 5F, digits, 00."""


def align(place: int) -> bytes:
    return bytes((0x1B, 0x61, place))


def bold(on: int) -> bytes:
    return bytes((0x1B, 0x45, on))


def size(times: int) -> bytes:
    """GS !: the same factor for width and height."""
    return bytes((0x1D, 0x21, (times - 1) * 0x11))


def motion_units(dpi: int) -> bytes:
    """GS P: count lengths in dots; without it many printers count in halves of them."""
    return bytes((0x1D, 0x50, dpi, dpi))


def line_spacing(dots: int) -> bytes:
    return bytes((0x1B, 0x33, dots))


def feed_dots(dots: int) -> bytes:
    return bytes((0x1B, 0x4A, dots))
