"""QR codes, pictures and the cut as bytes: python-escpos writes them into a buffer."""

from typing import TYPE_CHECKING

import qrcode
from PIL import Image
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


def qr_native(data: str, module: int) -> bytes:
    """Write the commands that let the printer draw a QR code (GS ( k)."""
    buffer = _new_buffer()
    buffer.qr(data, ec=_ESCPOS_LEVEL_M, size=module, native=True)
    return bytes(buffer.output)


def qr_picture(data: str, module: int) -> Image.Image:
    """Draw a QR code for printers that can't."""
    code = qrcode.QRCode(error_correction=_LEVEL_M, box_size=module, border=_QUIET)
    code.add_data(data)
    code.make(fit=True)
    return code.make_image().get_image().convert("1")


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
    """Write a picture as GS v 0, free of byte pairs that printers would take for real-time commands.

    Printers look for 10 04, 10 05 and 10 14 in whatever comes in; one dot more makes them 18 xx.
    """
    buffer = _new_buffer()
    buffer.image(picture, impl="bitImageRaster")
    data: bytes = buffer.output
    for second in (b"\x04", b"\x05", b"\x14"):
        data = data.replace(b"\x10" + second, b"\x18" + second)
    return data


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
