"""A layout into the bytes that one printer model prints. Pure: nothing is sent here."""

from collections.abc import Iterator
from typing import assert_never

import msgspec

from devices.printer import commands, glyphs, symbols
from devices.printer.dots import Dots
from devices.printer.profiles import ChineseFont, PrinterProfile, QrPrinting, Units, in_font
from devices.printer.typeset import QrRow, Row, SpaceRow, TextRow, columns_of, printable, rows
from kiosk.domain.printing import Align, ReceiptLayout

LINE_DOTS = 36
"""Half a character of air between lines of 24 dots."""
LARGE_DOTS = 64
AROUND_QR_DOTS = 24
CUT_DOTS = 130
"""From the print head to the cutter or tear bar, about 16 mm."""


class Piece(msgspec.Struct, frozen=True):
    """Bytes between which a job can be parted, and the paper they take."""

    data: bytes
    length_mm: float


class Job(msgspec.Struct, frozen=True):
    """What is printed from the first byte to the cut."""

    pieces: tuple[Piece, ...]

    @property
    def data(self) -> bytes:
        return b"".join(piece.data for piece in self.pieces)

    @property
    def length_mm(self) -> float:
        return sum(piece.length_mm for piece in self.pieces)

    def portions(self, mm: float) -> tuple["Job", ...]:
        """Part it into jobs of about so many millimetres each."""
        parted: list[Job] = []
        taken: list[Piece] = []
        for piece in self.pieces:
            taken.append(piece)
            if sum(t.length_mm for t in taken) >= mm:
                parted.append(Job(tuple(taken)))
                taken = []
        return (*parted, Job(tuple(taken))) if taken else tuple(parted)


class _Printed(msgspec.Struct, frozen=True):
    data: bytes
    dots: int


def encode(layout: ReceiptLayout, profile: PrinterProfile) -> Job:
    """Write a layout as one job that ends with the cut; a QR code that holds too much is a ValueError."""
    printed = (
        _Printed(_start(profile), 0),
        *(_printed(row, profile) for row in rows(layout, profile.columns)),
        _Printed(symbols.cut(profile.cut), CUT_DOTS),
    )
    return Job(tuple(Piece(p.data, profile.mm(p.dots)) for p in printed))


def _start(profile: PrinterProfile) -> bytes:
    """Put every setting to what the rest counts on: lengths in dots, two-byte characters."""
    units = commands.motion_units(profile.dpi) if profile.units is Units.SET else b""
    return commands.INITIALIZE + commands.CHINESE_ON + units + commands.line_spacing(LINE_DOTS)


def _printed(row: Row, profile: PrinterProfile) -> _Printed:
    match row:
        case TextRow():
            return _text(row, profile)
        case QrRow(data):
            return _qr(printable(data), profile)
        case SpaceRow(lines):
            return _Printed(commands.LINE_FEED * lines, LINE_DOTS * lines)
        case _:
            assert_never(row)


def _text(row: TextRow, profile: PrinterProfile) -> _Printed:
    dots = LARGE_DOTS if row.large else LINE_DOTS
    if not _has_type(profile.font, row.text):
        return _Printed(_pictured(row, dots, profile), dots)
    words = row.text.encode("gb18030") + commands.LINE_FEED
    return _Printed(b"".join(_dressed(row, words)), dots)


def _has_type(font: ChineseFont, text: str) -> bool:
    """Tell whether the printer can set it: a mark above a character is beyond its grid."""
    return font is not ChineseFont.NONE and all(in_font(c, font) and columns_of(c) for c in text)


def _dressed(row: TextRow, words: bytes) -> Iterator[bytes]:
    centred = row.align is Align.CENTRE
    if centred:
        yield commands.align(1)
    if row.bold:
        yield commands.bold(1)
    if row.large:
        yield commands.size(2) + commands.line_spacing(LARGE_DOTS)
    yield words
    if row.large:
        yield commands.size(1) + commands.line_spacing(LINE_DOTS)
    if row.bold:
        yield commands.bold(0)
    if centred:
        yield commands.align(0)


def _pictured(row: TextRow, height: int, profile: PrinterProfile) -> bytes:
    times = 2 if row.large else 1
    line = glyphs.draw_line(
        row.text, dots=profile.dots, height=height, align=row.align, bold=row.bold, times=times
    )
    return symbols.raster(line.without_right_margin())


def _qr(data: str, profile: PrinterProfile) -> _Printed:
    if not data:
        return _Printed(b"", 0)
    modules = symbols.qr_modules(data)
    module = symbols.module_dots(modules, profile.dots)
    match profile.qr:
        case QrPrinting.NATIVE:
            code, dots = symbols.qr_native(data, module), modules * module
        case QrPrinting.RASTER:
            picture = symbols.qr_picture(data, module)
            code, dots = symbols.raster(Dots.of(picture)), picture.height
        case _:
            assert_never(profile.qr)
    air = commands.feed_dots(AROUND_QR_DOTS)
    return _Printed(air + commands.align(1) + code + commands.align(0) + air, dots + 2 * AROUND_QR_DOTS)
