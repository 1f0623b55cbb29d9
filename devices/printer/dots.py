"""Dots on paper as printers take them."""

from typing import Self

import msgspec
from PIL import Image


class Dots(msgspec.Struct, frozen=True):
    """Row by row from the top, eight dots a byte from the left, black ones set."""

    wide: int
    """Bytes a row."""
    data: bytes

    @classmethod
    def of(cls, picture: Image.Image) -> Self:
        """Take the dots of a picture in mode 1; what fills its last bytes is white."""
        return cls(-(-picture.width // 8), picture.tobytes("raw", "1;I"))

    def picture(self) -> Image.Image:
        """Draw them as a picture in mode 1."""
        return Image.frombytes("1", (self.wide * 8, len(self.data) // self.wide), self.data, "raw", "1;I")

    def without_right_margin(self) -> Self:
        """Cut off the white on the right, which need not be sent; one byte a row stays."""
        rows = [self.data[at : at + self.wide] for at in range(0, len(self.data), self.wide)]
        inked = max(1, *(len(row.rstrip(b"\0")) for row in rows))
        return type(self)(inked, b"".join(row[:inked] for row in rows))
