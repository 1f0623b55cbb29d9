"""What a printer answers, told apart in one stream of bytes, and what it means. Pure.

Each kind has its own fixed bits (Epson, 'Identifying transmitted data'): real-time 0xx1xx10, GS r 0xx0xxxx,
automatic status 0xx1xx00 and three of 0xx0xxxx, blocks 37 … 00 and 5F … 00, flow control 11 and 13.
"""

import msgspec

from kiosk.domain.printing import PrinterState

NOT_TAKEN = 0x80
"""Bit 7 of DLE EOT 1: Epson fixes it at 0; the Better BT-532C sets it while a paper waits to be taken."""
MAX_BLOCK = 96
"""GS I sends at most 80 bytes; what runs on longer is noise."""
_PROCESS_ID_BLOCK = 7


class RealTimeStatus(msgspec.Struct, frozen=True):
    """The answer to DLE EOT; which n it answers is for the asker to know."""

    value: int


class SensorStatus(msgspec.Struct, frozen=True):
    """The answer to GS r."""

    value: int


class ProcessId(msgspec.Struct, frozen=True):
    """The answer to GS ( H fn 48."""

    token: bytes


class Cleared(msgspec.Struct, frozen=True):
    """The answer to DLE DC4 8."""


class Info(msgspec.Struct, frozen=True):
    """The answer to GS I."""

    text: str


class AutomaticStatus(msgspec.Struct, frozen=True):
    """Four bytes that a printer sends by itself on a change, if something told it to (GS a)."""

    values: bytes


class Noise(msgspec.Struct, frozen=True):
    """Bytes that no answer begins with."""

    data: bytes


Word = ProcessId | SensorStatus
"""What a printer says in its turn."""
Answer = RealTimeStatus | SensorStatus | ProcessId | Cleared | Info | AutomaticStatus | Noise


def split(data: bytes) -> tuple[tuple[Answer, ...], bytes]:
    """Take all whole answers from the front of a stream; the rest is the begin of one still coming."""
    answers: list[Answer] = []
    while data:
        if data[0] in b"\x11\x13":
            data = data[1:]
            continue
        taken = _first(data)
        if taken is None:
            break
        answer, length = taken
        answers.append(answer)
        data = data[length:]
    return tuple(answers), data


def _first(data: bytes) -> tuple[Answer, int] | None:
    head = data[0]
    if head in b"\x37\x5f":
        return _block(data)
    match head & 0b10010011:
        case 0b00010010 | 0b10010010:
            return RealTimeStatus(head), 1
        case 0b00010000:
            return _automatic(data)
        case _ if head & 0b10010000 == 0:
            return SensorStatus(head), 1
        case _:
            return Noise(data[:1]), 1


def _block(data: bytes) -> tuple[Answer, int] | None:
    end = data.find(b"\x00")
    if end < 0:
        return (Noise(data[:1]), 1) if len(data) > MAX_BLOCK else None
    if end > MAX_BLOCK:
        return Noise(data[:1]), 1
    length = end + 1
    if data[0] == 0x5F:  # noqa: PLR2004, '_' begins what GS I answers
        return Info(data[1:end].decode("gb18030", errors="replace").strip()), length
    if data[1] == 0x25 and length == 3:  # noqa: PLR2004, flag 25 and nothing else
        return Cleared(), length
    if data[1] == 0x22 and length == _PROCESS_ID_BLOCK:  # noqa: PLR2004, flag 22 and four bytes
        return ProcessId(data[2:6]), length
    return Noise(data[:length]), length


def _automatic(data: bytes) -> tuple[Answer, int] | None:
    for at, value in enumerate(data[1:4], start=1):
        if value & 0b10010000:
            return Noise(data[:at]), at
    return (AutomaticStatus(data[:4]), 4) if len(data) > 3 else None  # noqa: PLR2004, four bytes


class Report(msgspec.Struct, frozen=True):
    """The answers to DLE EOT 1 to 4; None where none came."""

    printer: int | None = None
    offline_cause: int | None = None
    error_cause: int | None = None
    paper: int | None = None


def state_of(report: Report) -> PrinterState:
    """Name the gravest thing that a report tells."""
    printer, offline = report.printer or 0, report.offline_cause or 0
    error, paper = report.error_cause or 0, report.paper or 0
    if report == Report():
        return PrinterState.SILENT
    found = (
        (offline & 0x04, PrinterState.COVER_OPEN),
        (paper & 0x60 or offline & 0x20, PrinterState.PAPER_OUT),
        (error & 0x08, PrinterState.CUTTER),
        (error & 0x40, PrinterState.OVERHEATED),
        (error & 0x24 or offline & 0x40 or printer & 0x08, PrinterState.OFFLINE),
        (paper & 0x0C, PrinterState.PAPER_NEAR_END),
    )
    return next((state for bits, state in found if bits), PrinterState.READY)


def state_of_sensor(value: int) -> PrinterState:
    """Name what GS r 1 tells: bits 0 and 1 near the end, bits 2 and 3 at the end."""
    if value & 0x0C:
        return PrinterState.PAPER_OUT
    return PrinterState.PAPER_NEAR_END if value & 0x03 else PrinterState.READY


def state_of_automatic(values: bytes) -> PrinterState:
    """Name what four bytes of automatic status tell."""
    printer, error, paper = values[0], values[1], values[2]
    return state_of(
        Report(
            printer=printer & 0x08,
            offline_cause=(printer & 0x20) >> 3,
            error_cause=error & 0x6C,
            paper=(paper & 0x03) << 2 | (paper & 0x0C) << 3,
        )
    )
