"""QR codes, pictures and the cut as bytes."""

from typing import TYPE_CHECKING

import qrcode
from PIL import Image, ImageChops
from qrcode.util import BIT_LIMIT_TABLE

from devices.printer.profiles import Cut

if TYPE_CHECKING:
    from escpos.printer import Dummy

_LEVEL_M = 0
"""qrcode's number of it: the row of its table of capacities."""
_ESCPOS_LEVEL_M = 1
"""python-escpos' number of it."""
_QUIET = 4
"""Modules of white that ISO/IEC 18004 asks for on each side."""
_MIN_MODULE, _MAX_MODULE = 3, 8
_SHARE_OF_PAPER = 0.6
MAX_QR_BYTES = 2331
"""Version 40, level M."""
BAND = 48
"""Rows of dots a command: what a cut-off picture waits for stays short."""
MAX_COMMAND_BYTES = 4096
"""No command of ours is longer: so many empty bytes end one that was cut off."""
_WHITE = 255
_BLACK_IS_ONE = bytes(byte ^ 0xFF for byte in range(256))


def qr_native(data: str, module: int) -> bytes:
    """Write the commands that let the printer draw a QR code (GS ( k)."""
    buffer = _new_buffer()
    buffer.qr(data, ec=_ESCPOS_LEVEL_M, size=module, native=True)
    return bytes(buffer.output)


def qr_picture(data: str, module: int) -> Image.Image:
    """Draw a QR code with its quiet zone, for printers that can't."""
    code = qrcode.QRCode(error_correction=_LEVEL_M, border=_QUIET)
    code.add_data(data)
    code.make(fit=True)
    rows = code.get_matrix()
    small = Image.frombytes(
        "L", (len(rows), len(rows)), bytes(0 if dark else _WHITE for r in rows for dark in r)
    )
    size = len(rows) * module
    return small.resize((size, size), Image.Resampling.NEAREST).convert("1", dither=Image.Dither.NONE)


def qr_modules(data: str) -> int:
    """Tell how many modules wide the code of these bytes is at level M, without its quiet zone."""
    needed = len(data.encode()) * 8
    for version in range(1, 41):
        header = 4 + (8 if version < 10 else 16)  # noqa: PLR2004, ISO/IEC 18004 table 3
        if needed + header <= BIT_LIMIT_TABLE[_LEVEL_M][version]:
            return 17 + 4 * version
    raise ValueError(f"a QR code of level M holds {MAX_QR_BYTES} bytes, not {len(data.encode())}")


def module_dots(modules: int, dots: int) -> int:
    """Choose the dots a module: as large as looks well, and never wider than the paper."""
    fitting = dots // (modules + 2 * _QUIET)
    pleasing = int(dots * _SHARE_OF_PAPER) // (modules + 2 * _QUIET)
    return max(1, min(fitting, max(_MIN_MODULE, pleasing), _MAX_MODULE))


def raster(picture: Image.Image) -> bytes:
    """Write a picture as GS v 0, in bands, free of byte pairs that printers take for real-time commands.

    Printers look for 10 04, 10 05 and 10 14 in whatever comes in; one dot more makes them 18 xx.
    """
    wide = -(-picture.width // 8)
    paper = Image.new("1", (wide * 8, picture.height), _WHITE)
    paper.paste(picture)
    dots = paper.tobytes().translate(_BLACK_IS_ONE)
    return b"".join(_band(dots[at : at + BAND * wide], wide) for at in range(0, len(dots), BAND * wide))


def without_right_margin(picture: Image.Image) -> Image.Image:
    """Cut off the white on the right, which need not be sent."""
    ink = ImageChops.invert(picture).getbbox()
    return picture.crop((0, 0, ink[2] if ink else 1, picture.height))


def _band(dots: bytes, wide: int) -> bytes:
    for second in (b"\x04", b"\x05", b"\x14"):
        dots = dots.replace(b"\x10" + second, b"\x18" + second)
    rows = len(dots) // wide
    return b"\x1dv0\x00" + wide.to_bytes(2, "little") + rows.to_bytes(2, "little") + dots


def cut(kind: Cut) -> bytes:
    """Write the end of a receipt: fed to the cutter and cut, or fed past the tear bar."""
    buffer = _new_buffer()
    match kind:
        case Cut.FULL | Cut.PARTIAL:
            buffer.cut(feed=False)
        case Cut.TEAR:
            buffer.print_and_feed(4)
    return bytes(buffer.output)


def _new_buffer() -> "Dummy":
    from devices.printer import escpos_buffer  # noqa: PLC0415, the start need not pay for the first receipt

    return escpos_buffer.new_buffer()
