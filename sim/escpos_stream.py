"""The ESC/POS stream as a printer's firmware reads it: bytes in, one command at a time out. No I/O."""

from collections.abc import Callable

import msgspec


class Text(msgspec.Struct, frozen=True):
    """Characters in the current mode, never a half one."""

    data: bytes


class LineFeed(msgspec.Struct, frozen=True):
    """Print the line and feed one line; or `lines` of them (ESC d), or `dots` (ESC J)."""

    lines: int = 1
    dots: int = 0


class Initialize(msgspec.Struct, frozen=True):
    pass


class ChineseMode(msgspec.Struct, frozen=True):
    on: int


class Style(msgspec.Struct, frozen=True):
    """One setting: align (ESC a), bold (ESC E), size (GS !), spacing (ESC 3) or unit (GS P)."""

    name: str
    value: int


class RasterRow(msgspec.Struct, frozen=True):
    """One row of dots of a picture (GS v 0), which is printed as it comes in."""

    data: bytes


class QrSetting(msgspec.Struct, frozen=True):
    """GS ( k 167 module size, 169 level, 180 data."""

    function: int
    data: bytes


class PrintQr(msgspec.Struct, frozen=True):
    """GS ( k 181."""


class Cut(msgspec.Struct, frozen=True):
    pass


class AskSensor(msgspec.Struct, frozen=True):
    """GS r."""

    kind: int


class AskProcessId(msgspec.Struct, frozen=True):
    """GS ( H fn 48."""

    token: bytes


class AskInfo(msgspec.Struct, frozen=True):
    """GS I."""

    kind: int


class AskCounter(msgspec.Struct, frozen=True):
    """GS g 2."""

    counter: int


class Ignored(msgspec.Struct, frozen=True):
    """Bytes that mean nothing here: real-time commands whose turn it is, unknown commands."""

    data: bytes


Command = (
    Text
    | LineFeed
    | Initialize
    | ChineseMode
    | Style
    | RasterRow
    | QrSetting
    | PrintQr
    | Cut
    | AskSensor
    | AskProcessId
    | AskInfo
    | AskCounter
    | Ignored
)
Taken = tuple[Command, int]
"""A command and the bytes it took."""

_FIXED: dict[bytes, tuple[int, Callable[[bytes], Command]]] = {
    b"\x1b@": (2, lambda _: Initialize()),
    b"\x1ba": (3, lambda c: Style("align", c[2] & 0x03)),
    b"\x1bE": (3, lambda c: Style("bold", c[2] & 0x01)),
    b"\x1b3": (3, lambda c: Style("spacing", c[2])),
    b"\x1b2": (2, lambda _: Style("default_spacing", 0)),
    b"\x1bd": (3, lambda c: LineFeed(lines=c[2])),
    b"\x1bJ": (3, lambda c: LineFeed(lines=0, dots=c[2])),
    b"\x1bt": (3, Ignored),
    b"\x1d!": (3, lambda c: Style("size", c[2])),
    b"\x1dr": (3, lambda c: AskSensor(c[2])),
    b"\x1dI": (3, lambda c: AskInfo(c[2])),
    b"\x1dP": (4, lambda c: Style("unit", c[3] or 203)),
    b"\x1da": (3, Ignored),
    b"\x1dg": (6, lambda c: AskCounter(c[4] | c[5] << 8) if c[2:4] == b"2\x00" else Ignored(c)),
    b"\x1c&": (2, lambda _: ChineseMode(1)),
    b"\x1c.": (2, lambda _: ChineseMode(0)),
    b"\x10\x04": (3, Ignored),
    b"\x10\x05": (3, Ignored),
}
_PREFIXES = b"\x1b\x1d\x1c\x10"
_TWO_BYTE_CUTS = b"\x00\x01\x30\x31"


class StreamReader:
    """Reads commands in turn; keeps the mode that decides how text and pictures go on."""

    def __init__(self) -> None:
        self.chinese = False
        self._row_bytes = 0
        self._rows_left = 0

    def take(self, data: bytes) -> Taken | None:
        """Take the command at the front; None when more bytes are needed to know it."""
        if not data:
            return None
        if self._rows_left:
            return self._row(data)
        if data[:1] == b"\n":
            return LineFeed(), 1
        if data[0] in _PREFIXES:
            return self._command(data)
        return self._text(data) if data[0] >= 0x20 else (Ignored(data[:1]), 1)  # noqa: PLR2004, a space

    def _row(self, data: bytes) -> Taken | None:
        if len(data) < self._row_bytes:
            return None
        self._rows_left -= 1
        return RasterRow(data[: self._row_bytes]), self._row_bytes

    def _text(self, data: bytes) -> Taken | None:
        end = 0
        while end < len(data) and data[end] >= 0x20:  # noqa: PLR2004, control characters end a text
            length = self._length_at(data, end)
            if length is None:
                break
            end += length
        return (Text(data[:end]), end) if end else None

    def _length_at(self, data: bytes, at: int) -> int | None:
        """Tell the bytes of a character: one, two, or four when the second is a digit (GB 18030)."""
        if not self.chinese or not 0x81 <= data[at] <= 0xFE:  # noqa: PLR2004, GB 18030's lead bytes
            return 1
        if at + 1 >= len(data):
            return None
        length = 4 if 0x30 <= data[at + 1] <= 0x39 else 2  # noqa: PLR2004, digits
        return length if at + length <= len(data) else None

    def _command(self, data: bytes) -> Taken | None:
        if len(data) < 2:  # noqa: PLR2004, every command has a second byte
            return None
        head = data[:2]
        if head == b"\x1dv":
            return self._picture(data)
        if head == b"\x1dV":
            return _cut(data)
        if head == b"\x1d(":
            return _with_length(data)
        if head == b"\x10\x14":
            return _sized(data, 10 if data[2:3] == b"\x08" else 5, Ignored)
        length, make = _FIXED.get(head, (2, Ignored))
        taken = _sized(data, length, make)
        if taken and isinstance(taken[0], Initialize):
            self.chinese = False
        if taken and isinstance(taken[0], ChineseMode):
            self.chinese = bool(taken[0].on)
        return taken

    def _picture(self, data: bytes) -> Taken | None:
        if len(data) < 8:  # noqa: PLR2004, GS v 0 m xL xH yL yH
            return None
        self._row_bytes = data[4] | data[5] << 8
        self._rows_left = (data[6] | data[7] << 8) if self._row_bytes else 0
        return Ignored(data[:8]), 8


def _sized(data: bytes, length: int, make: Callable[[bytes], Command]) -> Taken | None:
    return (make(data[:length]), length) if len(data) >= length else None


def _cut(data: bytes) -> Taken | None:
    short = data[2:3] and data[2] in _TWO_BYTE_CUTS
    return _sized(data, 3 if short else 4, lambda _: Cut())


def _with_length(data: bytes) -> Taken | None:
    if len(data) < 5:  # noqa: PLR2004, GS ( x pL pH
        return None
    return _sized(data, 5 + (data[3] | data[4] << 8), _parenthesis)


def _parenthesis(command: bytes) -> Command:
    kind, body = command[2:3], command[5:]
    if kind == b"H" and body[:2] == b"\x30\x30" and len(body) == 6:  # noqa: PLR2004, fn, m and four bytes
        return AskProcessId(body[2:])
    if kind == b"k" and body[:1] == b"\x31" and body[1:2] == b"Q":
        return PrintQr()
    if kind == b"k" and body[:1] == b"\x31" and len(body) > 2:  # noqa: PLR2004, cn, fn and a value
        return QrSetting(body[1], body[3:] if body[1:2] == b"P" else body[2:])
    return Ignored(command)
