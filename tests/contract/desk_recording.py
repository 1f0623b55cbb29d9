"""The recorded stream of a document camera, what records it, and a server that plays it over and over."""

import contextlib
import io
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sim.camera import BOUNDARY, SimulatedCamera
from tests.contract.transcript import RECORDED

FILE = RECORDED / "desk-stream.http"
"""One whole answer to GET: its head, then parts; not hardware's, but our simulated camera's."""
SMALL = (1296, 972)
QUALITY = 60
PARTS = 2
PIECE = 4096
"""Bytes that the player sends at a time: no picture comes in one piece."""
WAIT_S = 30.0
MARK = f"--{BOUNDARY}\r\n".encode()
SOI, EOI = b"\xff\xd8", b"\xff\xd9"


def record() -> None:
    """Record what the simulated camera sends to who asks it once: a sheet, in good light and in less."""
    from PIL import Image  # noqa: PLC0415 the simulators' libraries

    from sim.desk import TURNED, jpeg_of, on_desk, sheet  # noqa: PLC0415

    scenes = (Image.open(io.BytesIO(on_desk(sheet(), TURNED, light=light))) for light in (1, 0.8))
    frames = tuple(jpeg_of(scene.resize(SMALL), QUALITY) for scene in scenes)
    with (
        SimulatedCamera(frames) as camera,
        socket.create_connection(("127.0.0.1", camera.port)) as line,
    ):
        line.sendall(b"GET /stream HTTP/1.0\r\n\r\n")
        came = b""
        while came.count(MARK) <= PARTS:
            came += line.recv(65_536)
    FILE.write_bytes(came[: came.rindex(MARK)])


def pictures() -> tuple[bytes, ...]:
    """Return the JPEGs of the recording as they came."""
    parts = FILE.read_bytes().split(MARK)[1:]
    return tuple(part[part.index(SOI) : part.rindex(EOI) + len(EOI)] for part in parts)


@contextmanager
def played() -> Iterator[str]:
    """Play the recording to whoever asks, over and over, and give the address."""
    head, _, _ = FILE.read_bytes().partition(MARK)
    body = FILE.read_bytes()[len(head) :]
    closing = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        thread = threading.Thread(target=_serve, args=(server, head, body, closing), name="recorded camera")
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/stream"
        finally:
            closing.set()
            thread.join()


def _serve(server: socket.socket, head: bytes, body: bytes, closing: threading.Event) -> None:
    while not closing.is_set():
        with contextlib.suppress(OSError), server.accept()[0] as line:
            line.settimeout(WAIT_S)
            line.recv(PIECE)
            line.sendall(head)
            while not closing.is_set():
                for at in range(0, len(body), PIECE):
                    line.sendall(body[at : at + PIECE])
