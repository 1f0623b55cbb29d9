"""A layout into the bytes that one printer model prints. Pure: nothing is sent here."""

from collections.abc import Iterator
from typing import assert_never

import msgspec

from devices.printer import commands, glyphs, symbols
from devices.printer.profiles import PrinterProfile, QrPrinting, in_font
from devices.printer.typeset import QrRow, Row, SpaceRow, TextRow, columns_of, rows
from kiosk.domain.printing import Align, ReceiptLayout

LINE_DOTS = 36
"""Half a character of air between lines of 24 dots."""
LARGE_DOTS = 64
AROUND_QR_DOTS = 24
CUT_DOTS = 130
"""From the print head to the cutter or tear bar, about 16 mm."""


class Job(msgspec.Struct, frozen=True):
    """Bytes from the first to the cut, and the paper they take."""

    data: bytes
    length_mm: float


class _Piece(msgspec.Struct, frozen=True):
    data: bytes
    dots: int


def encode(layout: ReceiptLayout, profile: PrinterProfile) -> Job:
    """Write a layout as one job that ends with the cut; a QR code that holds too much is a ValueError."""
    pieces = [_piece(row, profile) for row in rows(layout, profile.columns)]
    start = commands.INITIALIZE + commands.CHINESE_ON + commands.line_spacing(LINE_DOTS)
    dots = sum(piece.dots for piece in pieces) + CUT_DOTS
    data = start + b"".join(piece.data for piece in pieces) + symbols.cut(profile.cut)
    return Job(data, dots / commands.DOTS_PER_MM)


def _piece(row: Row, profile: PrinterProfile) -> _Piece:
    match row:
        case TextRow():
            return _text(row, profile)
        case QrRow(data):
            return _qr(data, profile)
        case SpaceRow(lines):
            return _Piece(commands.LINE_FEED * lines, LINE_DOTS * lines)
        case _:
            assert_never(row)


def _text(row: TextRow, profile: PrinterProfile) -> _Piece:
    dots = LARGE_DOTS if row.large else LINE_DOTS
    if not all(in_font(c, profile.font) for c in row.text) or not all(map(columns_of, row.text)):
        return _Piece(_pictured(row, dots, profile), dots)
    words = row.text.encode("gb18030") + commands.LINE_FEED
    return _Piece(b"".join(_dressed(row, words)), dots)


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
    picture = glyphs.draw_line(
        row.text, dots=profile.dots, height=height, align=row.align, bold=row.bold, times=times
    )
    return symbols.raster(picture)


def _qr(data: str, profile: PrinterProfile) -> _Piece:
    modules = symbols.qr_modules(data)
    module = symbols.module_dots(modules, profile.dots)
    match profile.qr:
        case QrPrinting.NATIVE:
            code, dots = symbols.qr_native(data, module), modules * module
        case QrPrinting.RASTER:
            picture = symbols.qr_picture(data, module)
            code, dots = symbols.raster(picture), picture.height
        case _:
            assert_never(profile.qr)
    air = commands.feed_dots(AROUND_QR_DOTS)
    return _Piece(air + commands.align(1) + code + commands.align(0) + air, dots + 2 * AROUND_QR_DOTS)
