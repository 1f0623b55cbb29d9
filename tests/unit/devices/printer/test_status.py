"""Answers told apart in one stream, and what they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.printer.status import (
    AutomaticStatus,
    Cleared,
    Info,
    Noise,
    ProcessId,
    RealTimeStatus,
    Report,
    SensorStatus,
    split,
    state_of,
    state_of_automatic,
    state_of_sensor,
)
from kiosk.domain.printing import PrinterState


def test_each_kind_of_answer_is_told_apart_in_one_stream() -> None:
    stream = b"\x12\x00\x11\x37\x22aB3d\x00\x37\x25\x00\x13_TM\x00\x18\x00\x0c\x00\x80\x16"
    assert (
        (
            RealTimeStatus(0x12),
            SensorStatus(0),
            ProcessId(b"aB3d"),
            Cleared(),
            Info("TM"),
            AutomaticStatus(b"\x18\x00\x0c\x00"),
            Noise(b"\x80"),
            RealTimeStatus(0x16),
        ),
        b"",
    ) == split(stream)


def test_paper_that_waits_to_be_taken_does_not_hide_a_status() -> None:
    assert ((RealTimeStatus(0x92), RealTimeStatus(0x9A)), b"") == split(b"\x92\x9a")


def test_half_an_answer_waits_for_its_end() -> None:
    assert ((RealTimeStatus(0x12),), b"\x37\x22aB") == split(b"\x12\x37\x22aB")


@given(st.binary(max_size=300))
def test_any_bytes_are_answers_or_noise_and_the_rest_is_short(data: bytes) -> None:
    _, rest = split(data)
    assert len(rest) <= 96


@given(st.binary(max_size=95), st.integers(0, 95))
def test_answers_do_not_depend_on_how_the_stream_was_cut(data: bytes, at: int) -> None:
    whole, end = split(data)
    first, rest = split(data[:at])
    second, last = split(rest + data[at:])
    assert (whole, end) == (first + second, last)


@pytest.mark.parametrize(
    ("report", "state"),
    [
        (Report(), PrinterState.SILENT),
        (Report(0x12, 0x12, 0x12, 0x12), PrinterState.READY),
        (Report(0x12, 0x12, 0x12, 0x1E), PrinterState.PAPER_NEAR_END),
        (Report(0x1A, 0x32, 0x12, 0x7E), PrinterState.PAPER_OUT),
        (Report(0x1A, 0x32, None, None), PrinterState.PAPER_OUT),
        (Report(0x1A, 0x16, 0x12, 0x7E), PrinterState.COVER_OPEN),
        (Report(0x1A, 0x52, 0x1A, 0x12), PrinterState.CUTTER),
        (Report(0x1A, 0x52, 0x52, 0x12), PrinterState.OVERHEATED),
        (Report(0x1A, 0x52, 0x32, 0x12), PrinterState.OFFLINE),
        (Report(0x1A, 0x12, 0x12, 0x12), PrinterState.OFFLINE),
    ],
)
def test_the_gravest_thing_reported_names_the_state(report: Report, state: PrinterState) -> None:
    assert state == state_of(report)


@pytest.mark.parametrize(
    ("value", "state"),
    [(0, PrinterState.READY), (3, PrinterState.PAPER_NEAR_END), (0x0F, PrinterState.PAPER_OUT)],
)
def test_sensor_answer_names_the_paper(value: int, state: PrinterState) -> None:
    assert state == state_of_sensor(value)


@pytest.mark.parametrize(
    ("values", "state"),
    [
        (b"\x10\x00\x00\x0f", PrinterState.READY),
        (b"\x10\x00\x03\x0f", PrinterState.PAPER_NEAR_END),
        (b"\x18\x00\x0f\x0f", PrinterState.PAPER_OUT),
        (b"\x38\x00\x00\x0f", PrinterState.COVER_OPEN),
        (b"\x18\x08\x00\x0f", PrinterState.CUTTER),
        (b"\x18\x40\x00\x0f", PrinterState.OVERHEATED),
    ],
)
def test_automatic_status_names_the_state(values: bytes, state: PrinterState) -> None:
    assert state == state_of_automatic(values)


@given(st.binary(min_size=4, max_size=4))
def test_any_automatic_status_is_a_state(values: bytes) -> None:
    assert state_of_automatic(values) in PrinterState
