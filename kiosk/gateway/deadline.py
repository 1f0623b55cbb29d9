"""A deadline for the whole of a request: requests' own time-outs count anew with every byte (fact 3)."""

import datetime as dt
import logging
import os
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Self, cast

from requests.adapters import HTTPAdapter
from urllib3 import PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from kiosk.gateway.certificate_dates import Span, context, judge, read

_running = threading.local()
# Headers that can't be parsed are a portal's or a cut connection's: values here, not warnings in the log.
logging.getLogger("urllib3.connection").setLevel(logging.ERROR)


class Deadline:
    """Cuts the connections that this thread uses inside the block, when its time is over.

    Cutting acts on the connection itself, so that whatever waits for a byte of it (TLS, headers, body) ends.
    Looking up the host's name is the one thing it can't cut.
    """

    def __init__(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self.over = False

    def __enter__(self) -> Self:
        _running.deadline = self
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        _running.deadline = None
        with self._lock:
            while self._sockets:
                self._sockets.pop().close()

    def watch(self, connected: socket.socket) -> None:
        """Keep a second handle on a connection: TLS takes the first one over, and has no dup() of its own."""
        with self._lock, suppress(OSError):
            self._sockets.append(socket.socket(fileno=os.dup(connected.fileno())))
            if self.over:
                self._sockets[-1].shutdown(socket.SHUT_RDWR)

    def _cut(self) -> None:
        with self._lock:
            self.over = True
            for connected in self._sockets:
                with suppress(OSError):
                    connected.shutdown(socket.SHUT_RDWR)


def _watch(connected: socket.socket | None) -> None:
    deadline: Deadline | None = getattr(_running, "deadline", None)
    if deadline is not None and connected is not None:
        deadline.watch(connected)


class _PlainConnection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        connected = super()._new_conn()
        _watch(connected)
        return connected

    def request(self, *args: Any, **keywords: Any) -> None:  # noqa: ANN401 urllib3's signature
        _watch(self.sock)
        super().request(*args, **keywords)


class _TlsConnection(HTTPSConnection):
    span: Callable[[], Span]
    ends: Callable[[dt.datetime], None]

    def connect(self) -> None:
        super().connect()
        certificate = read(cast("ssl.SSLSocket", self.sock).getpeercert(binary_form=True))
        self.ends(certificate.not_valid_after_utc)
        judge(certificate, self.span)

    def _new_conn(self) -> socket.socket:
        connected = super()._new_conn()
        _watch(connected)
        return connected

    def request(self, *args: Any, **keywords: Any) -> None:  # noqa: ANN401 urllib3's signature
        if self.sock is not None:
            _watch(self.sock)
        super().request(*args, **keywords)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _PlainConnection


class DeadlineAdapter(HTTPAdapter):
    """requests' transport over connections that a Deadline can cut; it tries nothing twice by itself.

    Certificates are judged by `span`: the earliest and the latest that it may be now. When one ends that the
    pinned authority vouched for is told to `ends`.
    """

    def __init__(self, span: Callable[[], Span], ends: Callable[[dt.datetime], None]) -> None:
        self._span = span
        self._ends = ends
        super().__init__(max_retries=0, pool_connections=2, pool_maxsize=8)

    def init_poolmanager(self, *args: Any, **keywords: Any) -> None:  # noqa: ANN401 requests' signature
        super().init_poolmanager(*args, ssl_context=context(), **keywords)
        # urllib3 makes connections by their class alone: what they need to know stands there.
        connection = type(
            "Connection",
            (_TlsConnection,),
            {"span": staticmethod(self._span), "ends": staticmethod(self._ends)},
        )
        pool = type("Pool", (HTTPSConnectionPool,), {"ConnectionCls": connection})
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = {"http": _PlainPool, "https": pool}
