"""The simulated printer: its reading of the stream, its buffer, its paper."""

import io
import os
import socket
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sim import escpos_stream as stream
from sim.paper import Receipt
from sim.receipt_printer import SimulatedReceiptPrinter

OK = 0x12
MODES = b"\x1b@\x1c&"


@pytest.fixture
def printer() -> Iterator[SimulatedReceiptPrinter]:
    with SimulatedReceiptPrinter(speed_mm_s=3000) as simulated:
        yield simulated


def connect(printer: SimulatedReceiptPrinter) -> socket.socket:
    return socket.create_connection((printer.host, printer.port), timeout=5)


def read_all(data: bytes) -> list[stream.Command]:
    reader = stream.StreamReader()
    found = []
    while taken := reader.take(data):
        command, length = taken
        found.append(command)
        data = data[length:]
    return found


def test_commands_are_read_in_turn() -> None:
    assert [
        stream.Initialize(),
        stream.ChineseMode(1),
        stream.Style("bold", 1),
        stream.Text("回执A".encode("gb18030")),
        stream.LineFeed(),
        stream.Ignored(b"\x1dv0\x00\x01\x00\x02\x00"),
        stream.RasterRow(b"\x10"),
        stream.RasterRow(b"\x0a"),
        stream.Cut(),
        stream.AskProcessId(b"abcd"),
        stream.AskSensor(1),
    ] == read_all(
        MODES
        + b"\x1bE\x01"
        + "回执A\n".encode("gb18030")
        + b"\x1dv0\x00\x01\x00\x02\x00\x10\x0a\x1dVB\x00\x1d(H\x06\x0000abcd\x1dr\x01"
    )


def test_half_a_character_waits_for_its_other_half() -> None:
    reader = stream.StreamReader()
    reader.take(b"\x1c&")
    assert (stream.Text("回".encode("gb18030")), 2) == reader.take("回执".encode("gb18030")[:3])
    assert reader.take("执".encode("gb18030")[:1]) is None
    assert reader.take("㐂".encode("gb18030")[:3]) is None


@given(st.binary(max_size=400))
def test_any_stream_is_read_without_standing_still(data: bytes) -> None:
    reader = stream.StreamReader()
    while taken := reader.take(data):
        assert 0 < taken[1] <= len(data)
        data = data[taken[1] :]


@given(
    st.lists(
        st.sampled_from([
            b"\x1b@", b"\x1c&", b"\x1c.", b"\n", b"\x1dVB\x00", b"\x1bE\x01", "中㐂".encode("gb18030"), b"ab",
            b"\x1dv0\x00\x01\x00\x02\x00\x41\x42",
        ])
    ).map(b"".join),
    st.integers(1, 7),
)  # fmt: skip
def test_printed_text_does_not_depend_on_packets(data: bytes, size: int) -> None:
    reader, buffer, found = stream.StreamReader(), b"", []
    for at in range(0, len(data), size):
        buffer += data[at : at + size]
        while taken := reader.take(buffer):
            found.append(taken[0])
            buffer = buffer[taken[1] :]
    assert merged(read_all(data)) == merged(found)


def merged(commands: list[stream.Command]) -> list[stream.Command | bytes]:
    result: list[stream.Command | bytes] = []
    for command in commands:
        if isinstance(command, stream.Text) and result and isinstance(result[-1], bytes):
            result[-1] += command.data
        else:
            result.append(command.data if isinstance(command, stream.Text) else command)
    return result


def test_real_time_status_is_answered_ahead_of_a_full_buffer(printer: SimulatedReceiptPrinter) -> None:
    printer.tear_paper()
    with connect(printer) as link:
        link.sendall(MODES + b"line\n" * 700 + b"\x1dr\x01")
        link.sendall(b"\x10\x04\x04")
        assert b"\x7e" == link.recv(16)


def test_buffered_status_is_answered_only_when_its_turn_comes(printer: SimulatedReceiptPrinter) -> None:
    printer.open_cover()
    with connect(printer) as link:
        link.sendall(MODES + b"line\n\x1dr\x01\x10\x04\x01")
        assert b"\x1a" == link.recv(16)
        printer.close_cover()
        assert b"\x00" == link.recv(16)


def test_full_buffer_pushes_back(printer: SimulatedReceiptPrinter) -> None:
    printer.tear_paper()
    with connect(printer) as link:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        link.settimeout(0.3)
        with pytest.raises(TimeoutError):
            link.sendall(b"line\n" * 200_000)
    assert printer.buffered <= 4096


def test_real_time_command_inside_a_picture_is_answered_and_printed(
    printer: SimulatedReceiptPrinter,
) -> None:
    with connect(printer) as link:
        link.sendall(MODES + b"\x1dv0\x00\x03\x00\x01\x00\x10\x04\x01\x1dVB\x00\x1dr\x01")
        answers = b""
        while len(answers) < 2:
            answers += link.recv(16)
    assert bytes((OK, 0)) == answers
    paper = Image.open(io.BytesIO(printer.receipts[0].png))
    assert [0, 255, 0] == [paper.getpixel((24 + x, 24)) for x in (3, 4, 13)]


def test_characters_that_the_font_lacks_come_out_as_question_marks(printer: SimulatedReceiptPrinter) -> None:
    with connect(printer) as link:
        link.sendall(MODES + "王㐂𠮷\n".encode("gb18030") + b"\x1dVB\x00\x1dr\x01")
        link.recv(1)
    assert "王??" == printer.receipts[0].text


def test_without_chinese_mode_chinese_is_not_printed(printer: SimulatedReceiptPrinter) -> None:
    with connect(printer) as link:
        link.sendall(b"\x1b@" + "王\n".encode("gb18030") + b"\x1dVB\x00\x1dr\x01")
        link.recv(1)
    assert "??" == printer.receipts[0].text


def test_lengths_are_counted_in_halves_of_dots_until_told_otherwise() -> None:
    with SimulatedReceiptPrinter(profile="epson-tm-t81", speed_mm_s=3000) as printer:
        with connect(printer) as link:
            for units in (b"", b"\x1dP\xb4\xb4"):
                link.sendall(b"\x1b@" + units + b"A\n\x1bJ\xc8\x1dVB\x00\x1d(H\x06\x0000abcd")
                link.recv(16)
        halves, dots = (Image.open(io.BytesIO(receipt.png)).height for receipt in printer.receipts)
    assert 100 == dots - halves


def test_one_client_at_a_time_is_served(printer: SimulatedReceiptPrinter) -> None:
    with connect(printer) as first:
        first.sendall(b"\x10\x04\x01")
        first.recv(1)
        with connect(printer) as second:
            second.settimeout(0.2)
            second.sendall(b"\x10\x04\x01")
            with pytest.raises(TimeoutError):
                second.recv(1)
            first.close()
            second.settimeout(5)
            assert bytes((OK,)) == second.recv(1)


def test_paper_that_runs_out_leaves_the_rest_in_the_buffer_until_cleared(
    printer: SimulatedReceiptPrinter,
) -> None:
    printer.out_of_paper_after(10)
    with connect(printer) as link:
        link.sendall(MODES + b"line\n" * 60 + b"\x1dVB\x00")
        answer = b""
        while answer != b"\x7e":
            link.sendall(b"\x10\x04\x04")
            answer = link.recv(16)
        assert printer.buffered > 0
        link.sendall(b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08")
        answer = link.recv(64)
        while not answer.endswith(b"\x37\x25\x00"):
            answer += link.recv(64)
    assert 0 == printer.buffered
    printer.load_paper()
    assert [False] == [receipt.complete for receipt in printer.receipts]


def test_new_receipts_are_told_to_whoever_watches() -> None:
    told: list[Receipt] = []
    with SimulatedReceiptPrinter(speed_mm_s=3000, on_receipt=told.append) as printer:
        with connect(printer) as link:
            link.sendall(MODES + b"one\n\x1dVB\x00two\n\x1dVB\x00")
            link.sendall(b"\x1dr\x01")
            link.recv(1)
        assert printer.wait_until_idle()
    assert ["one", "two"] == [receipt.text for receipt in told]


def test_replugged_printer_is_found_on_its_old_port(printer: SimulatedReceiptPrinter) -> None:
    port = printer.port
    printer.unplug()
    with pytest.raises(ConnectionRefusedError):
        connect(printer)
    printer.replug()
    assert port == printer.port
    with connect(printer) as link:
        link.sendall(b"\x10\x04\x01")
        assert bytes((OK,)) == link.recv(1)


def test_serial_line_speaks_the_same(printer: SimulatedReceiptPrinter) -> None:
    line = os.open(printer.serial_path, os.O_RDWR | os.O_NOCTTY)
    try:
        os.write(line, b"\x10\x04\x01")
        assert bytes((OK,)) == os.read(line, 16)
    finally:
        os.close(line)
