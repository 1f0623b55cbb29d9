"""The network between terminal and platform: a TCP relay on loopback that fails in named ways when told."""

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Coroutine
from enum import StrEnum
from http import HTTPStatus
from typing import Any, TypeVar

import msgspec

from sim.http_relay import LIMIT, Message, make_answer, read_answer, read_request

START_SECONDS = 10.0
RESET_ON_CLOSE = struct.pack("ii", 1, 0)
"""SO_LINGER on with no time: closing sends RST and throws away what was not sent."""
PORTAL = """<!doctype html><html><head><title>WLAN</title></head><body>
<h1>欢迎使用免费WLAN</h1><form action="/login"><button>登录上网</button></form></body></html>
""".encode()
OVERLOADED = b"<html><body><h1>503 Service Temporarily Unavailable</h1><hr>nginx</body></html>"
ENDS = (OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError)
"""How a connection can end: by the peer, by bytes that are no HTTP, by being reset from here."""
Given = TypeVar("Given")


class Mode(StrEnum):
    """What the network does with a request."""

    OK = "ok"
    CUT = "cut"
    """Nothing listens; open connections are reset."""
    BLACK_HOLE = "black_hole"
    """Connections are taken and nothing ever comes back."""
    SLOW = "slow"
    DROP_RESPONSE = "drop_response"
    """The platform has done it; the connection is reset instead of its answer."""
    HTML = "html"
    """A captive portal answers 200 with a page of its own."""
    HALF = "half"
    """The answer stops in the middle of its body."""
    FAILING = "failing"
    """Something on the way answers 503; the platform never hears of it."""


class Weather(msgspec.Struct, frozen=True):
    """How the network is now."""

    mode: Mode = Mode.OK
    delay_s: float = 0.0
    """What `slow` adds to each request."""
    requests: int | None = None
    """After so many requests it is well again; None: until told."""


class NetworkStatus(msgspec.Struct, frozen=True):
    """What the bench shows of the relay."""

    mode: Mode
    delay_s: float
    port: int
    target: str
    relayed: int
    spoiled: int
    open: int


class NetworkProxy:
    """Relays 127.0.0.1:port to the platform; every public method may be called from any thread."""

    def __init__(self, *, host: str, target_port: int, port: int = 0) -> None:
        """Take the port at once (OSError when it is in use) and begin to relay."""
        self._target = (host, target_port)
        self._weather = Weather()
        self._relayed = self._spoiled = 0
        self._open: dict[asyncio.Task[None], socket.socket] = {}
        self._listener: socket.socket | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="network", daemon=True)
        self._thread.start()
        try:
            self.port = self._do(self._listen(port))
        except OSError:
            self._end_loop()
            raise

    def set(self, mode: Mode, *, delay_s: float = 3.0, requests: int | None = None) -> None:
        """Change the network, for good or for so many `requests`; returns when it is so."""
        self._do(self._change(Weather(mode, delay_s if mode is Mode.SLOW else 0.0, requests)))

    def status(self) -> NetworkStatus:
        """Return mode and counters."""
        return self._do(self._status())

    def close(self) -> None:
        """Stop listening, drop every connection, end the thread; a second call does nothing."""
        if self._loop.is_closed():
            return
        self._do(self._shut())
        self._end_loop()

    def _do(self, work: Coroutine[Any, Any, Given]) -> Given:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(START_SECONDS)

    def _end_loop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _status(self) -> NetworkStatus:
        return NetworkStatus(
            mode=self._weather.mode,
            delay_s=self._weather.delay_s,
            port=self.port,
            target=f"{self._target[0]}:{self._target[1]}",
            relayed=self._relayed,
            spoiled=self._spoiled,
            open=len(self._open),
        )

    async def _listen(self, port: int) -> int:
        self._listener = socket.create_server(("127.0.0.1", port))
        self._listener.settimeout(0)
        self._loop.add_reader(self._listener, self._accept, self._listener)
        return int(self._listener.getsockname()[1])

    def _stop_listening(self) -> None:
        if self._listener is not None:
            self._loop.remove_reader(self._listener)
            self._listener.close()
            self._listener = None

    async def _change(self, weather: Weather) -> None:
        was, self._weather = self._weather.mode, weather
        if weather.mode is Mode.CUT:
            self._stop_listening()
        if weather.mode is Mode.CUT or was is Mode.BLACK_HOLE:
            self._reset_all()
        if weather.mode is not Mode.CUT and self._listener is None:
            await self._listen(self.port)

    async def _shut(self) -> None:
        self._stop_listening()
        self._reset_all()
        await asyncio.gather(*self._open, return_exceptions=True)

    def _reset_all(self) -> None:
        """Reset every connection; what was on its way to the platform stops on its way."""
        for task, client in tuple(self._open.items()):
            _reset_when_closed(client)
            task.cancel()

    def _accept(self, listener: socket.socket) -> None:
        """Take a connection in one go: nothing can be cancelled between accepting and owning it."""
        try:
            client, _ = listener.accept()
        except OSError:
            return
        client.settimeout(0)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # asyncio does not here
        task = self._loop.create_task(self._converse(client))
        self._open[task] = client
        task.add_done_callback(self._forget)

    def _forget(self, task: asyncio.Task[None]) -> None:
        client = self._open.pop(task)
        if task.cancelled():  # before it began: no stream owns the socket
            client.close()

    async def _converse(self, client: socket.socket) -> None:
        reader, writer = await asyncio.open_connection(sock=client, limit=LIMIT)
        line = _Upstream(self._target)
        try:
            while await self._relay_one(reader, writer, line):
                pass
            writer.close()
            await writer.wait_closed()
        except ENDS:
            writer.transport.abort()
        finally:
            line.close()

    async def _relay_one(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, line: "_Upstream"
    ) -> bool:
        """Relay one request by the weather of its moment; tell whether the connection goes on."""
        request = await read_request(reader)
        if request is None:
            return False
        weather = self._take_weather()
        match weather.mode:
            case Mode.OK | Mode.SLOW:
                await asyncio.sleep(weather.delay_s)
                answer = await self._ask(line, request, writer)
                await _send(writer, answer.head + answer.body)
                self._relayed += 1
                return not (request.last or answer.last)
            case Mode.HALF:
                answer = await self._ask(line, request, writer)
                await _send(writer, answer.head + answer.body[: len(answer.body) // 2])
            case Mode.DROP_RESPONSE:
                await self._ask(line, request, writer)
                _reset(writer)
            case Mode.HTML:
                await _send(writer, make_answer(HTTPStatus.OK, "text/html; charset=utf-8", PORTAL))
            case Mode.FAILING:
                await _send(writer, make_answer(HTTPStatus.SERVICE_UNAVAILABLE, "text/html", OVERLOADED))
            case Mode.BLACK_HOLE:
                await reader.read()
            case Mode.CUT:
                _reset(writer)
        return False

    def _take_weather(self) -> Weather:
        weather = self._weather
        if weather.mode not in (Mode.OK, Mode.SLOW):
            self._spoiled += 1
        if weather.requests is not None:
            left = weather.requests - 1
            self._weather = msgspec.structs.replace(weather, requests=left) if left else Weather()
        return weather

    async def _ask(self, line: "_Upstream", request: Message, writer: asyncio.StreamWriter) -> Message:
        """Ask the platform; one that does not answer ends in a reset, as a dead host does."""
        try:
            return await line.ask(request)
        except (OSError, asyncio.IncompleteReadError):
            _reset(writer)
            raise


class _Upstream:
    """One kept connection to the platform."""

    def __init__(self, target: tuple[str, int]) -> None:
        self._target = target
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, request: Message) -> Message:
        """Send and read; the connection is kept while both ends want it."""
        if self._streams is None or self._streams[0].at_eof():
            self.close()
            self._streams = await asyncio.open_connection(*self._target, limit=LIMIT)
        reader, writer = self._streams
        await _send(writer, request.head + request.body)
        answer = await read_answer(reader, to=request)
        if answer.last:
            self.close()
        return answer

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].transport.abort()
            self._streams = None


async def _send(writer: asyncio.StreamWriter, data: bytes) -> None:
    writer.write(data)
    await writer.drain()


def _reset(writer: asyncio.StreamWriter) -> None:
    client = writer.get_extra_info("socket")
    if client is not None:
        _reset_when_closed(client)
    writer.transport.abort()


def _reset_when_closed(client: socket.socket) -> None:
    with contextlib.suppress(OSError):  # closed already
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
