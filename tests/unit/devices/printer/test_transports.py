"""The ways in which bytes do not get through."""

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.printer.conversation import Patience
from devices.printer.transports import (
    FilePlace,
    Place,
    SerialPlace,
    TcpPlace,
    Transport,
    TransportError,
    Trouble,
    UsbPlace,
)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def place_of(listener: socket.socket) -> TcpPlace:
    return TcpPlace("127.0.0.1", listener.getsockname()[1])


def trouble_with(place: Place) -> Trouble:
    with pytest.raises(TransportError) as raised, place.open(1):
        pass
    return raised.value.trouble


NOWHERE = "/nonexistent/printer"


@pytest.mark.parametrize("place", [SerialPlace(NOWHERE, 9600), UsbPlace(NOWHERE), FilePlace(NOWHERE)])
def test_device_that_is_not_there_is_absent(place: Place) -> None:
    assert Trouble.ABSENT == trouble_with(place)


def test_refused_connection_is_absent(listener: socket.socket) -> None:
    place = place_of(listener)
    listener.close()
    assert Trouble.ABSENT == trouble_with(place)


def test_named_pipe_that_nobody_reads_is_absent(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "printer")
    assert Trouble.ABSENT == trouble_with(FilePlace(str(tmp_path / "printer")))


def test_full_pipe_is_stalled(tmp_path: Path) -> None:
    path = tmp_path / "printer"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with pytest.raises(TransportError) as raised, FilePlace(str(path)).open(1) as transport:
            transport.write(b"x" * 1_000_000, timeout_s=0.05)
    finally:
        os.close(reader)
    assert Trouble.STALLED == raised.value.trouble


def test_end_that_takes_nothing_is_stalled(listener: socket.socket) -> None:
    with pytest.raises(TransportError) as raised, place_of(listener).open(1) as transport:
        transport.write(b"x" * 20_000_000, timeout_s=0.05)
    assert Trouble.STALLED == raised.value.trouble


def test_closed_connection_is_lost(listener: socket.socket) -> None:
    with pytest.raises(TransportError) as raised, place_of(listener).open(1) as transport:
        read_from_closed(listener, transport)
    assert Trouble.LOST == raised.value.trouble


def read_from_closed(listener: socket.socket, transport: Transport) -> None:
    listener.accept()[0].close()
    transport.read(1, 5)


def test_nothing_read_in_time_is_no_bytes(listener: socket.socket) -> None:
    with place_of(listener).open(1) as transport:
        assert b"" == transport.read(1, 0.01)


def test_slow_end_gets_everything_in_order(listener: socket.socket) -> None:
    data = bytes(range(256)) * 400
    got = bytearray()

    def read_slowly() -> None:
        with listener.accept()[0] as link:
            while piece := link.recv(1000):
                got.extend(piece)

    thread = threading.Thread(target=read_slowly)
    thread.start()
    with place_of(listener).open(1) as transport:
        transport.write(data, timeout_s=10)
    thread.join()
    assert data == bytes(got)


def test_what_is_left_with_an_error_does_not_arrive_later(listener: socket.socket) -> None:
    with pytest.raises(KeyError), place_of(listener).open(1) as transport:
        write_and_give_up(transport)
    with listener.accept()[0] as link, pytest.raises(ConnectionResetError):
        read_to_the_end(link)


def write_and_give_up(transport: Transport) -> None:
    transport.write(b"void", timeout_s=1)
    raise KeyError


def test_one_way_place_answers_nothing(tmp_path: Path) -> None:
    place = FilePlace(str(tmp_path / "printer"))
    with place.open(1) as transport:
        assert b"" == transport.read(1, 0)
    assert not place.answers


def test_state_is_known_within_a_second() -> None:
    patience = Patience()
    assert patience.connect_s + patience.state_s + patience.answer_s < 1


def read_to_the_end(link: socket.socket) -> None:
    while link.recv(16):
        pass
