"""QR codes, pictures and the cut as bytes."""

import bisect
from typing import TYPE_CHECKING

from PIL import Image

from devices.printer.dots import Dots
from devices.printer.profiles import Cut
from kiosk import qr

if TYPE_CHECKING:
    from devices.printer.escpos_buffer import Buffer

_ESCPOS_LEVEL_M = 1
"""python-escpos' number of it."""
_QUIET = 4
"""Modules of white that ISO/IEC 18004 asks for on each side."""
_MIN_MODULE, _MAX_MODULE = 3, 8
_SHARE_OF_PAPER = 0.6
_BYTES_AT_LEVEL_M = (
    *(14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666),
    *(711, 779, 857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911),
    *(1989, 2099, 2213, 2331),
)
"""What versions 1 to 40 hold (ISO/IEC 18004, table 7)."""
MAX_QR_BYTES = _BYTES_AT_LEVEL_M[-1]
BAND = 48
"""Rows of dots a command: what a cut-off picture waits for stays short."""
MAX_COMMAND_BYTES = 4096
"""No command of ours is longer: so many empty bytes end one that was cut off."""


def qr_native(data: str, module: int) -> bytes:
    """Write the commands that let the printer draw a QR code (GS ( k)."""
    buffer = _new_buffer()
    buffer.qr(data, ec=_ESCPOS_LEVEL_M, size=module, native=True)
    return buffer.output


def qr_picture(data: str, module: int) -> Image.Image:
    """Draw a QR code with its quiet zone, for printers that can't."""
    code = qr.draw(data)
    small = Image.frombytes("L", (code.side, code.side), code.grey)
    size = code.side * module
    return small.resize((size, size), Image.Resampling.NEAREST).convert("1", dither=Image.Dither.NONE)


def qr_modules(data: str) -> int:
    """Tell how many modules wide the code of these bytes is at level M, without its quiet zone."""
    needed = len(data.encode())
    if needed > MAX_QR_BYTES:
        raise ValueError(f"a QR code of level M holds {MAX_QR_BYTES} bytes, not {needed}")
    return 21 + 4 * bisect.bisect_left(_BYTES_AT_LEVEL_M, needed)


def module_dots(modules: int, dots: int) -> int:
    """Choose the dots a module: as large as looks well, and never wider than the paper."""
    fitting = dots // (modules + 2 * _QUIET)
    pleasing = int(dots * _SHARE_OF_PAPER) // (modules + 2 * _QUIET)
    return max(1, min(fitting, max(_MIN_MODULE, pleasing), _MAX_MODULE))


def raster(dots: Dots) -> bytes:
    """Write dots as GS v 0, in bands, free of byte pairs that printers take for real-time commands.

    Printers look for 10 04, 10 05 and 10 14 in whatever comes in; one dot more makes them 18 xx.
    python-escpos writes the same by way of three other modes of the picture, which takes many times as long.
    """
    step = BAND * dots.wide
    return b"".join(_band(dots.data[at : at + step], dots.wide) for at in range(0, len(dots.data), step))


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
    return buffer.output


def _new_buffer() -> "Buffer":
    from devices.printer import escpos_buffer  # noqa: PLC0415, the start need not pay for the first receipt

    return escpos_buffer.new_buffer()
