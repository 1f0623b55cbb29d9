import os
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.serial_line import SerialLine
from devices.transport import TransportLostError


@pytest.fixture
def ends() -> Iterator[tuple[int, str]]:
    master, slave = os.openpty()
    tty.setraw(slave)
    path = os.ttyname(slave)
    os.close(slave)
    yield master, path
    os.close(master)


def test_bytes_go_both_ways(ends: tuple[int, str]) -> None:
    line = SerialLine(ends[1], 115200)
    line.write(b"\x00\xaa\r\n")
    assert b"\x00\xaa\r\n" == os.read(ends[0], 10)
    os.write(ends[0], b"answer")
    received = b""
    while len(received) < len(b"answer"):
        received += line.read(2, 5)
    assert b"answer" == received
    line.close()


def test_silence_gives_no_bytes(ends: tuple[int, str]) -> None:
    line = SerialLine(ends[1], 115200)
    assert b"" == line.read(1, 0)
    assert b"" == line.read(1, 0.01)
    line.close()


def test_absent_port_is_lost_and_named(tmp_path: Path) -> None:
    with pytest.raises(TransportLostError, match="nowhere"):
        SerialLine(str(tmp_path / "nowhere"), 115200)


def test_port_that_goes_is_lost_for_reading_and_writing() -> None:
    master, slave = os.openpty()
    line = SerialLine(os.ttyname(slave), 115200)
    os.close(slave)
    os.close(master)
    with pytest.raises(TransportLostError):
        line.read(1, 1)
    with pytest.raises(TransportLostError):
        line.write(b"x")
    line.close()
    line.close()


def test_a_port_in_use_names_who_may_have_it(ends: tuple[int, str]) -> None:
    line = SerialLine(ends[1], 115200)
    try:
        with pytest.raises(TransportLostError, match=r"held by another program.*kiosk run"):
            SerialLine(ends[1], 115200)
    finally:
        line.close()
