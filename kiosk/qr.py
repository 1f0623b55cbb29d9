"""QR codes (ISO/IEC 18004) of level M, for the screen and for printers that draw none themselves."""

import math
from typing import TYPE_CHECKING, NamedTuple, cast

import zxingcpp

if TYPE_CHECKING:
    from typing_extensions import Buffer


class Code(NamedTuple):
    """A square of grey bytes, row by row: 0 for a dark module, 255 for a light one."""

    side: int
    """How many modules it is wide, with the four white ones on each side."""
    grey: bytes


def draw(text: str) -> Code:
    """Draw the code of a text, in UTF-8 where it is not ASCII.

    ValueError when the text is empty, or longer than any code holds.
    """
    content = text if text.isascii() else text.encode()
    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture = code.to_image(scale=1, add_quiet_zones=True)
    grey = bytes(cast("Buffer", picture))  # its types do not tell that it is one
    return Code(math.isqrt(len(grey)), grey)
