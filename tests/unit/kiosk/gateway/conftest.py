"""A small real centre: plain HTTP on loopback that signs its answers, or lies as told."""

import datetime as dt
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk.clock import CentreClock
from kiosk.gateway.client import CentreClient
from kiosk.wire.http import Answer, Request, Signed, sign_answer, verify_request
from kiosk.wire.messages import ErrorBody, KeyUse, PlatformKey
from kiosk.wire.own_key import OwnKey

START = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)


class Fault(StrEnum):
    NONE = "none"
    UNSIGNED = "unsigned"
    WRONG_KEY = "wrong_key"
    REPLAYED = "replayed"
    ALTERED = "altered"
    DRIP_BODY = "drip_body"
    DRIP_HEADERS = "drip_headers"
    SILENT = "silent"
    HTML = "html"
    REDIRECT = "redirect"
    HALF = "half"
    HUGE = "huge"
    RESET = "reset"


class StillClock:
    """A clock that a test sets; it does not run by itself."""

    def __init__(self) -> None:
        self.time = START
        self.seconds = 0.0

    def now(self) -> dt.datetime:
        return self.time

    def monotonic(self) -> float:
        return self.seconds


class SmallCentre:
    """Answers what `says` returns for a request, under the fault at hand."""

    def __init__(self) -> None:
        self.key = Ed25519PrivateKey.generate()
        self.terminal_key = Ed25519PrivateKey.generate()
        self.fault = Fault.NONE
        self.says: Callable[[Request], tuple[int, bytes, dict[str, str]]] = lambda _: (200, b"{}", {})
        self.seen: list[tuple[Request, Signed]] = []
        self.earlier: Answer | None = None
        self.clock = StillClock()
        self.stop = threading.Event()
        centre = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                centre.serve(self)

            do_POST = do_GET  # noqa: N815 the library's name

            def log_message(self, *_: object) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.server.block_on_close = False
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    @property
    def keys(self) -> tuple[PlatformKey, ...]:
        public = self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return (
            PlatformKey(id="sign-1", use=KeyUse.SIGN, public=public, not_after=START + dt.timedelta(days=9)),
        )

    def refuse(self, status: int, code: str, **headers: str) -> None:
        body = msgspec.json.encode(ErrorBody(code=code, message="no", time=START))
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.says = lambda _: (status, body, named)

    def serve(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in handler.headers.items()}
        request = Request(handler.command, "http://centre" + handler.path, headers, body)
        keys = {"T1": self.terminal_key.public_key(), "enrolment": self.terminal_key.public_key()}
        self.seen.append((request, verify_request(request, keys)))
        status, out, more = self.says(request)
        answer = Answer(status, {"content-type": "application/json", **more}, out, request)
        key = Ed25519PrivateKey.generate() if self.fault is Fault.WRONG_KEY else self.key
        if self.fault is not Fault.UNSIGNED:
            sign_answer(answer, key=key, key_id="sign-1", created=START)
        with suppress(OSError):
            self.reply(handler, answer)

    def reply(self, handler: BaseHTTPRequestHandler, answer: Answer) -> None:
        match self.fault:
            case Fault.REPLAYED if self.earlier is not None:
                write(handler, self.earlier)
            case Fault.ALTERED:
                answer.body = b'{"version":"x"}'
                write(handler, answer)
            case Fault.DRIP_BODY | Fault.DRIP_HEADERS:
                self.drip(handler)
            case Fault.SILENT:
                self.stop.wait(10)
            case Fault.HTML:
                page = Answer(200, {"content-type": "text/html"}, b"<h1>Login</h1>", answer.request)
                write(handler, page)
            case Fault.REDIRECT:
                answer.status_code, answer.headers = 302, {"location": self.url + "/v1/elsewhere"}
                write(handler, answer)
            case Fault.HALF:
                write(handler, answer, cut=len(answer.body) // 2)
                handler.close_connection = True
            case Fault.HUGE:
                write(handler, Answer(200, {}, bytes(9_000_000), answer.request))
            case Fault.RESET:
                handler.connection.shutdown(socket.SHUT_RDWR)
            case _:
                self.earlier = self.earlier or answer
                write(handler, answer)

    def drip(self, handler: BaseHTTPRequestHandler) -> None:
        whole = self.fault is Fault.DRIP_HEADERS
        start = b"HTTP/1.1 200 OK\r\n" + (b"" if whole else b"content-length: 1000\r\n\r\n")
        handler.wfile.write(start)
        while not self.stop.is_set():
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.02)

    def close(self) -> None:
        self.stop.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def write(handler: BaseHTTPRequestHandler, answer: Answer, *, cut: int | None = None) -> None:
    handler.send_response_only(answer.status_code)
    for name, value in answer.headers.items():
        handler.send_header(name, value)
    handler.send_header("content-length", str(len(answer.body)))
    handler.end_headers()
    handler.wfile.write(answer.body[:cut])
    handler.wfile.flush()


@pytest.fixture
def centre() -> Iterator[SmallCentre]:
    small = SmallCentre()
    yield small
    small.close()


@pytest.fixture
def client(centre: SmallCentre) -> Iterator[CentreClient]:
    made = CentreClient(
        centre.url, "T1", lambda: OwnKey(centre.terminal_key), lambda: centre.keys, CentreClock(centre.clock)
    )
    yield made
    made.close()


@pytest.fixture
def faults() -> type[Fault]:
    return Fault
