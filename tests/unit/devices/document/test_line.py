import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from devices.document.line import NoAnswerError, Place, ask, printer_place, server_place

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: %d\r\n\r\n"
EMPTY = b"\x02\x00\x00\x00\x00\x00\x00\x01\x03"
SHORT_S = 0.3
DRIPS = 900
"""Fewer than the answer promises: whoever waits for all of them waits half a minute."""


@contextmanager
def service(serve: Callable[[socket.socket], None]) -> Iterator[Place]:
    """Serve one connection on loopback."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def run() -> None:
            line, _ = server.accept()
            with line:
                asked = b""
                while not asked.endswith(b"?"):
                    asked += line.recv(65_536)
                serve(line)

        thread = threading.Thread(target=run)
        thread.start()
        try:
            yield Place(host="127.0.0.1", port=server.getsockname()[1])
        finally:
            thread.join()


def test_an_answer_is_read() -> None:
    with service(lambda line: line.sendall(OK % len(EMPTY) + EMPTY)) as place:
        assert ask(place, b"?", within_s=2).ok


def test_nobody_there_is_told_from_a_question_that_may_have_arrived() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    with pytest.raises(NoAnswerError) as nobody:
        ask(Place(host="127.0.0.1", port=port), b"?", within_s=1)
    with service(lambda _: None) as place, pytest.raises(NoAnswerError) as lost:
        ask(place, b"?", within_s=1)
    assert (nobody.value.arrived, lost.value.arrived) == (False, True)


def test_a_line_that_drips_is_cut() -> None:
    def drip(line: socket.socket) -> None:
        line.sendall(OK % 1000)
        with suppress(OSError):
            for _ in range(DRIPS):
                time.sleep(SHORT_S / 10)
                line.sendall(b"\x00")

    with service(drip) as place, pytest.raises(NoAnswerError):
        ask(place, b"?", within_s=SHORT_S)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", "HTTP 401"),
        (OK % 5 + b"hello", "does not answer in IPP"),
        (OK % (1 << 21) + b"\x00" * (1 << 21), "more than 1048576 bytes"),
        (b"SSH-2.0-OpenSSH\r\n", "did not answer"),
    ],
)
def test_what_is_no_ipp_says_so(said: bytes, sentence: str) -> None:
    def serve(line: socket.socket) -> None:
        with suppress(OSError):
            line.sendall(said)

    with service(serve) as place, pytest.raises(NoAnswerError, match=sentence):
        ask(place, b"?", within_s=5)


def test_the_server_is_a_socket_or_a_host(tmp_path: Path) -> None:
    assert server_place(str(tmp_path / "cups.sock")) == Place(socket=str(tmp_path / "cups.sock"))
    assert server_place("192.0.2.7:8631") == Place(host="192.0.2.7", port=8631)
    assert server_place("printserver") == Place(host="printserver")


@pytest.mark.parametrize(
    ("uri", "place"),
    [
        ("ipp://192.0.2.7/ipp/print", Place(host="192.0.2.7", path="/ipp/print")),
        (
            "ipps://a.example:8443/ipp/print",
            Place(host="a.example", port=8443, path="/ipp/print", secure=True),
        ),
        ("http://192.0.2.7:631/", Place(host="192.0.2.7")),
        ("usb://Maker/Model?serial=1", None),
        ("socket://192.0.2.7:9100", None),
        ("ipp://[broken", None),
        ("", None),
    ],
)
def test_a_printer_that_speaks_ipp_is_found_in_its_uri(uri: str, place: Place | None) -> None:
    assert printer_place(uri) == place
