"""A simulated network camera: an MJPEG stream over HTTP on loopback, with the faults that cameras have."""

import contextlib
import hashlib
import http.server
import re
import socket
import socketserver
import threading
import time
from enum import StrEnum
from pathlib import Path
from typing import Self

BOUNDARY = "frame"
REALM, NONCE = "camera", "c2ltdWxhdGVk"
OVERSIZE_BYTES = 64 * 1024 * 1024
"""What an oversize part says it has."""
TICK_S = 0.02
MOST_FRAMES = 500


class CameraFault(StrEnum):
    """What is wrong with the stream."""

    NONE = "none"
    FREEZE = "freeze"
    """The line stays open and no picture comes."""
    STILL = "still"
    """The same picture comes over and over."""
    DROP = "drop"
    """The line is cut in the middle of a picture."""
    BROKEN = "broken"
    """Pictures end too early."""
    OVERSIZE = "oversize"
    """A part says that it has 64 MB."""
    GARBAGE = "garbage"
    """Bytes that are no stream."""
    HTML = "html"
    """A web page in place of a stream, as from a camera that asks for a password."""


def frames_of(folder: Path) -> tuple[bytes, ...]:
    """Return the JPEG files of a folder in the order of their names; ValueError when there is none."""
    files = sorted(path for path in folder.glob("*") if path.suffix.lower() in {".jpg", ".jpeg"})
    if not files:
        raise ValueError(f"{folder}: no .jpg in it")
    return tuple(path.read_bytes() for path in files[:MOST_FRAMES])


class SimulatedCamera:
    """One camera; what it shows and what is wrong with it may be changed from any thread."""

    def __init__(
        self,
        frames: tuple[bytes, ...],
        *,
        port: int = 0,
        fps: float = 15.0,
        login: tuple[str, str] | None = None,
    ) -> None:
        """Answer on `port`; with a `login` (user, password) only who proves it by Digest may look."""
        self.port = port
        self.fault = CameraFault.NONE
        self.login = login
        self.watchers = 0
        """Streams that are open now."""
        self._frames = frames
        self._pause_s = 1 / fps
        self._closing = threading.Event()
        self._server: _Server | None = None
        self._hand = threading.Lock()
        self.replug()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def url(self) -> str:
        """Where the stream is."""
        return f"http://127.0.0.1:{self.port}/stream"

    @property
    def plugged(self) -> bool:
        """Whether its port answers."""
        return self._server is not None

    def show(self, frames: tuple[bytes, ...]) -> None:
        """Show these pictures from now on, over and over."""
        self._frames = frames

    def replug(self) -> None:
        """Answer again, on the same port."""
        with self._hand:
            if self._server is None:
                self._closing.clear()
                self._server = _Server(("127.0.0.1", self.port), self)
                self.port = int(self._server.server_address[1])

    def unplug(self) -> None:
        """Pull the cable: open streams end, and nothing listens."""
        with self._hand:
            server, self._server = self._server, None
            self._closing.set()
            if server is not None:
                server.end()

    def close(self) -> None:
        """End it."""
        self.unplug()

    def play(self, send: "Sender") -> None:
        """Send pictures until the cable is pulled, the client goes or a fault ends the stream."""
        number = 0
        while not self._closing.is_set():
            frames = self._frames
            if self.fault is not CameraFault.FREEZE:
                if not send.part(frames[number % len(frames)], self.fault):
                    return
                number += self.fault is not CameraFault.STILL
            until = time.monotonic() + self._pause_s
            while not self._closing.is_set() and time.monotonic() < until:
                time.sleep(TICK_S / 2)


class Sender:
    """Writes parts of a stream to one client."""

    def __init__(self, client: socket.socket) -> None:
        self._client = client

    def part(self, jpeg: bytes, fault: CameraFault) -> bool:
        """Send one picture, spoilt in the named way; False when the stream ends with it."""
        length = OVERSIZE_BYTES if fault is CameraFault.OVERSIZE else len(jpeg)
        head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {length}\r\n\r\n".encode()
        match fault:
            case CameraFault.DROP:
                self._client.sendall(head + jpeg[: len(jpeg) // 2])
                return False
            case CameraFault.BROKEN:
                half = jpeg[: len(jpeg) // 2]
                head = head.replace(str(length).encode(), str(len(half)).encode())
                self._client.sendall(head + half + b"\r\n")
            case CameraFault.GARBAGE:
                self._client.sendall(bytes(range(256)) * 512)
            case _:
                self._client.sendall(head + jpeg + b"\r\n")
        return True


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class _Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = False
    block_on_close = True
    allow_reuse_address = True

    def __init__(self, address: tuple[str, int], camera: SimulatedCamera) -> None:
        self.camera = camera
        super().__init__(address, _Handler)
        self._thread = threading.Thread(
            target=self.serve_forever, args=(TICK_S,), name="simulated camera", daemon=True
        )
        self._thread.start()

    def end(self) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients come and go; nothing to tell."""


class _Handler(http.server.BaseHTTPRequestHandler):
    server_version = "SimulatedCamera/1"
    sys_version = ""
    server: _Server
    timeout = 5

    def do_GET(self) -> None:
        camera = self.server.camera
        if camera.fault is CameraFault.HTML or not self._may_look(camera.login):
            self._page()
            return
        self.send_response(200)
        self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={BOUNDARY}")
        self.end_headers()
        camera.watchers += 1
        try:
            with contextlib.suppress(OSError):
                camera.play(Sender(self.connection))
        finally:
            camera.watchers -= 1

    def _may_look(self, login: tuple[str, str] | None) -> bool:
        """Work the answer to the challenge out, and compare."""
        if login is None:
            return True
        given = dict(re.findall(r'(\w+)="?([^",]+)"?', self.headers.get("Authorization", "")))
        who, what = (_sha256(f"{login[0]}:{REALM}:{login[1]}"), _sha256(f"GET:{self.path}"))
        middle = f"{NONCE}:{given.get('nc')}:{given.get('cnonce')}:auth"
        return given.get("response") == _sha256(f"{who}:{middle}:{what}")

    def _page(self) -> None:
        page = b"<html><title>Sign in</title></html>"
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="camera"')
        self.send_header(
            "WWW-Authenticate", f'Digest realm="{REALM}", qop="auth", algorithm=SHA-256, nonce="{NONCE}"'
        )
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Log nothing: a stream asks once."""
