"""Where an IPP service is, and one question to it, by TCP, TLS or Unix socket, never longer than allowed."""

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from devices.document.ipp import Answer, MalformedAnswerError, answer

LOCAL_SOCKET = Path("/run/cups/cups.sock")
IPP_PORT = 631
MOST_BYTES = 1 << 20
"""An answer of more is none: a printer has some 20 kB to say of itself."""
SECURE = frozenset({"ipps", "https"})
SCHEMES = SECURE | {"ipp", "http"}


class NoAnswerError(Exception):
    """Nobody answered, or not in IPP; the sentence says who and why.

    `arrived` is False when the question can't have got there.
    """

    def __init__(self, message: str, *, arrived: bool) -> None:
        super().__init__(message)
        self.arrived = arrived


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """The address of an IPP service."""

    host: str = "localhost"
    port: int = IPP_PORT
    socket: str | None = None
    path: str = "/"
    secure: bool = False

    def __str__(self) -> str:
        return self.socket or f"{self.host}:{self.port}"


def server_place(server: str) -> Place:
    """Return where CUPS is: a socket's path, host:port, or, when empty, this machine's own."""
    if not server:
        return Place(socket=str(LOCAL_SOCKET)) if LOCAL_SOCKET.exists() else Place()
    if server.startswith("/"):
        return Place(socket=server)
    parts = urlsplit(f"//{server}")
    return Place(host=parts.hostname or server, port=parts.port or IPP_PORT)


def printer_place(uri: str) -> Place | None:
    """Return where the printer behind a device-uri answers for itself; None when it does not speak IPP."""
    try:
        parts = urlsplit(uri)
        port = parts.port or IPP_PORT
    except ValueError:
        return None
    if parts.scheme not in SCHEMES or parts.hostname is None:
        return None
    return Place(host=parts.hostname, port=port, path=parts.path or "/", secure=parts.scheme in SECURE)


def ask(place: Place, question: bytes, *, within_s: float) -> Answer:
    """Ask and return the answer; NoAnswerError when there is none within the time."""
    with closing(_connection(place, within_s)) as connection:
        try:
            connection.connect()
        except OSError as error:
            raise NoAnswerError(f"{place} can't be reached: {_why(error)}", arrived=False) from error
        with _deadline(connection, within_s):
            return _asked(connection, place, question)


def _asked(connection: http.client.HTTPConnection, place: Place, question: bytes) -> Answer:
    try:
        connection.request("POST", place.path, question, {"Content-Type": "application/ipp"})
        reply = connection.getresponse()
        data = reply.read(MOST_BYTES + 1)
    except (OSError, http.client.HTTPException) as error:
        raise NoAnswerError(f"{place} did not answer: {_why(error)}", arrived=True) from error
    if reply.status != http.client.OK:
        raise NoAnswerError(f"{place} answers with HTTP {reply.status} {reply.reason}", arrived=True)
    if len(data) > MOST_BYTES:
        raise NoAnswerError(f"{place} answers with more than {MOST_BYTES} bytes", arrived=True)
    try:
        return answer(data)
    except MalformedAnswerError as error:
        raise NoAnswerError(f"{place} does not answer in IPP: {error}", arrived=True) from error


def _why(error: Exception) -> str:
    return str(error) or type(error).__name__


class _LocalConnection(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path: str, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def _connection(place: Place, timeout_s: float) -> http.client.HTTPConnection:
    if place.socket is not None:
        return _LocalConnection(place.socket, timeout_s)
    if place.secure:
        # A printer's certificate is its own; what is asked here is nobody's data (CUPS sends the document).
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return http.client.HTTPSConnection(place.host, place.port, timeout=timeout_s, context=context)
    return http.client.HTTPConnection(place.host, place.port, timeout=timeout_s)


@contextmanager
def _deadline(connection: http.client.HTTPConnection, within_s: float) -> Iterator[None]:
    """Cut the line when the time is over: a time-out alone begins anew with every byte that drips."""
    line = connection.sock
    timer = threading.Timer(within_s, lambda: _cut(line))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def _cut(line: socket.socket) -> None:
    with closing(line):
        line.shutdown(socket.SHUT_RDWR)
