"""A layout into a printer's bytes: 40 Chinese lines and a QR code, beside the bare libraries."""

import time
from collections.abc import Callable, Iterator

import msgspec

from benchmarks.figure import Figure, against, percentile
from devices.printer import escpos_buffer
from devices.printer.encode import encode
from devices.printer.profiles import profile_named
from kiosk.domain.printing import Line, QrCode, ReceiptLayout

GOAL_MS = 5.0
FLOOR_OF_TEXT = "the lines as GB18030 and the code by python-escpos; nothing wrapped, aligned or looked up"
FLOOR_OF_PICTURES = "the code alone, drawn by qrcode and written by python-escpos"
RUNS = 200
WARM_UP = 5
TEXTS = tuple(f"办件材料已收到无需补交请留意手机短信通知编号{n:02d}" for n in range(40))
URL = "https://example.invalid/r/A01737K2Q.eyJuIjoiQTAxNzM3SzJRIiwidCI6IjIwMjYtMTEtMjUifQ.MEQCIGsigned"
LAYOUT: ReceiptLayout = (*(Line(text) for text in TEXTS), QrCode(URL, "扫一扫，查进度"))


def measure() -> Iterator[Figure]:
    """Yield each kind of printer twice: against the goal, and against the bare libraries."""
    for name, model, bare, floor in (
        ("receipt_bytes", "generic-80-gb18030", bare_text, FLOOR_OF_TEXT),
        ("receipt_bytes_raster", "generic-80-raster", bare_raster, FLOOR_OF_PICTURES),
    ):
        yield from _figures(name, model, bare, floor)


def bare_text() -> bytes:
    """Write the same lines and code with the libraries alone."""
    buffer = escpos_buffer.new_buffer()
    for text in TEXTS:
        buffer._raw(text.encode("gb18030") + b"\n")  # noqa: SLF001, its text() can't write Chinese
    buffer.qr(URL, ec=1, size=5, native=True)
    return bytes(buffer.output)


def bare_raster() -> bytes:
    """Write the code as a picture with the libraries alone."""
    buffer = escpos_buffer.new_buffer()
    buffer.qr(URL, ec=1, size=5, native=False)
    return bytes(buffer.output)


def _figures(name: str, model: str, bare: Callable[[], object], floor: str) -> Iterator[Figure]:
    profile = profile_named(model)
    size = len(encode(LAYOUT, profile).data)
    values, floors = _interleaved(lambda: encode(LAYOUT, profile), bare)
    note = f"{model}, {size} bytes, every character met before"
    yield Figure(
        figure=name,
        value=round(percentile(values, 50) * 1000, 3),
        unit="ms",
        floor=None,
        ratio=None,
        goal=GOAL_MS,
        runs=RUNS,
        note=note,
    )
    beside = against(f"{name}_beside_library", values, floors, goal=0, note=f"floor: {floor}")
    yield msgspec.structs.replace(beside, goal=None)


def _interleaved(ours: Callable[[], object], bare: Callable[[], object]) -> tuple[list[float], list[float]]:
    for _ in range(WARM_UP):
        ours(), bare()
    pairs = [(_timed(ours), _timed(bare)) for _ in range(RUNS)]
    return [value for value, _ in pairs], [floor for _, floor in pairs]


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
