"""Any text becomes bytes, any bytes become answers, and any printer leaves an outcome in time."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.printer import symbols
from devices.printer.conversation import Patience
from devices.printer.encode import encode
from devices.printer.escpos import EscposReceiptPrinter
from devices.printer.profiles import Clear, Confirm, profile_named, profiles
from devices.printer.status import Report, split, state_of, state_of_automatic, state_of_sensor
from devices.printer.transports import Transport, TransportError, Trouble
from devices.printer.typeset import rows, width, wrap
from kiosk.domain.device import Absent, Faulty, Ready, Strained
from kiosk.domain.printing import (
    Align,
    Gap,
    Line,
    Pair,
    PrintDone,
    PrinterState,
    PrintUnconfirmed,
    PrintVoid,
    QrCode,
    ReceiptLayout,
    Rule,
)

BYTE = st.none() | st.integers(0, 255)
HOSTILE = st.sampled_from([
    "\x1b@", "\x10\x04\x01", "\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", "\x1dV\x00", "\x00", "\u202e",
    "\u200b", "\u200d", "\ufeff", "\ud800", "\udfff", "\U0001f468\u200d\U0001f469", "\u0301" * 9, "\ue000",
    "\U0010ffff", "\U00020bb7", "\u9fb4", "\ue81e", "·", "W" * 200, "一" * 200, "（" * 60,
    "，" * 60, "\r\n", "\t", "\v\f",
])  # fmt: skip
TEXT = st.lists(HOSTILE | st.text(max_size=20), max_size=6).map("".join)


def fits(text: str) -> bool:
    return len(text.encode(errors="surrogatepass")) <= symbols.MAX_QR_BYTES


PARTS = st.one_of(
    st.builds(Line, TEXT, st.sampled_from(Align), st.booleans(), st.booleans()),
    st.builds(Pair, TEXT, TEXT),
    st.builds(QrCode, TEXT.filter(fits), TEXT),
    st.builds(Gap, st.integers(0, 3)),
    st.just(Rule()),
)
LAYOUTS = st.lists(PARTS, max_size=4).map(tuple)
MODELS = st.sampled_from(["generic-80-gb18030-ext-a", "generic-58-gb18030", "epson-tm-t81", "better-bt-532c"])


@given(st.binary(max_size=400))
def test_any_stream_is_answers_and_a_short_rest(data: bytes) -> None:
    answers, rest = split(data)
    assert len(rest) <= 96
    assert len(answers) <= len(data)


@given(st.builds(Report, BYTE, BYTE, BYTE, BYTE), st.integers(0, 255), st.binary(min_size=4, max_size=4))
def test_any_status_is_a_state(report: Report, sensor: int, automatic: bytes) -> None:
    assert state_of(report) in PrinterState
    assert state_of_sensor(sensor) in PrinterState
    assert state_of_automatic(automatic) in PrinterState


@given(TEXT, st.sampled_from([16, 32, 42, 48]))
def test_any_text_fits_the_paper(text: str, columns: int) -> None:
    assert all(width(line) <= columns for line in wrap(text, columns))


@given(LAYOUTS, MODELS)
def test_any_layout_becomes_bytes_without_a_command_in_its_data(layout: ReceiptLayout, model: str) -> None:
    profile = profile_named(model)
    job = encode(layout, profile)
    assert not [pair for pair in (b"\x10\x04", b"\x10\x05", b"\x10\x14") if pair in job.data]
    assert len(job.pieces) == len(rows(layout, profile.columns)) + 2
    assert all(max(map(len, p.data.split(b"\x1dv0\x00"))) <= symbols.MAX_COMMAND_BYTES for p in job.pieces)


@given(st.sampled_from(["W", "一"]).map(lambda letter: letter * (symbols.MAX_QR_BYTES + 1)), MODELS)
def test_a_code_that_holds_too_much_is_refused_by_name(data: str, model: str) -> None:
    with pytest.raises(ValueError, match="a QR code of level M holds 2331 bytes"):
        encode((QrCode(data, ""),), profile_named(model))


def test_word_of_10_kb_is_set_in_lines() -> None:
    for word in ("W" * 10_000, "·" * 10_000, "\u0301" * 10_000, "。" * 10_000):
        assert all(width(line) <= 32 for line in wrap(word, 32))


# A printer that says anything at any time, on a clock that only waiting moves.


class Babble:
    """A place, an open transport, and a clock: each read gives the next piece of noise, or waits in vain."""

    driver = "babble"
    address = "babble"
    answers = True

    def __init__(self, pieces: list[bytes], breaks_after: int | None) -> None:
        self._pieces = itertools.cycle(pieces or [b""])
        self._breaks_after = breaks_after
        self.calls = 0
        self.now = 0.0

    @contextmanager
    def open(self, timeout_s: float) -> Iterator[Transport]:
        self._live(timeout_s / 10)
        yield self

    def write(self, data: bytes, *, timeout_s: float) -> None:
        self._live(len(data) / 10_000 + timeout_s / 1000)

    def read(self, n: int, timeout_s: float) -> bytes:
        piece = next(self._pieces)[:n]
        self._live(0.05 if piece else timeout_s)
        return piece

    def clock(self) -> float:
        return self.now

    def _live(self, seconds: float) -> None:
        self.now += seconds
        self.calls += 1
        if self._breaks_after is not None and self.calls > self._breaks_after:
            raise TransportError(Trouble.LOST, "it broke")


PATIENCE = Patience(reconnect_s=0)
PIECES = st.lists(
    st.binary(max_size=12)
    | st.sampled_from(
        [b"", b"\x12", b"\x12\x12\x12\x12", b"\x37\x25\x00", b"\x37\x22aB3d\x00", b"\x1e", b"\x7e"]
    ),
    max_size=12,
)
BREAKS = st.none() | st.integers(0, 60)
PROVING = [name for name, row in profiles().items() if row.confirm is Confirm.PROCESS_ID]
SLIP: ReceiptLayout = (Line("办事回执"), *(Line(f"{n}") for n in range(12)))


def printer_at(place: Babble, model: str) -> EscposReceiptPrinter:
    return EscposReceiptPrinter(place, profile_named(model), patience=PATIENCE, clock=place.clock)


@given(PIECES, BREAKS, st.sampled_from(PROVING))
def test_printer_that_says_anything_is_never_believed_about_a_slip(
    pieces: list[bytes], breaks_after: int | None, model: str
) -> None:
    place = Babble(pieces, breaks_after)
    printer = printer_at(place, model)
    for outcome in (printer.print(SLIP), printer.print(SLIP)):
        assert isinstance(outcome, PrintVoid | PrintUnconfirmed)
    assert place.calls < 200_000


@given(PIECES, BREAKS, st.sampled_from(sorted(profiles())))
def test_every_question_has_an_outcome_in_time(
    pieces: list[bytes], breaks_after: int | None, model: str
) -> None:
    place = Babble(pieces, breaks_after)
    printer = printer_at(place, model)
    assert isinstance(printer.print(SLIP), PrintDone | PrintVoid | PrintUnconfirmed)
    assert isinstance(printer.health(), Ready | Strained | Faulty | Absent)
    assert printer.identify().device == "receipt_printer"
    assert (printer.cuts() or 0) >= 0
    assert isinstance(printer.sever(), PrintDone | PrintVoid | PrintUnconfirmed)
    assert place.calls < 200_000


def test_models_of_every_kind_are_among_those_asked() -> None:
    assert set(Confirm) == {row.confirm for row in profiles().values()}
    assert set(Clear) == {row.clear for row in profiles().values()}
