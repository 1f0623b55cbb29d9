"""A line between terminal and centre that does one named wrong to the requests of one path."""

import asyncio
import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Awaitable, Callable, Coroutine
from http import HTTPStatus
from typing import Any, TypeVar

from sim.http_relay import LIMIT, Message, make_answer, read_answer, read_request

RESET_ON_CLOSE = struct.pack("ii", 1, 0)
ENDS = (OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError)
PATIENCE_S = 20.0
Given = TypeVar("Given")


class Exchange:
    """One request on its way, and what may be done with it."""

    def __init__(
        self, line: "Line", request: Message, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.line, self.request, self._reader, self._writer = line, request, reader, writer

    async def ask(self) -> Message:
        """Let the centre have the request, and return its answer."""
        return await self.line.ask(self.request)

    async def push(self, data: bytes) -> None:
        """Let the centre have some bytes and be cut off then."""
        _, writer = await asyncio.open_connection("127.0.0.1", self.line.centre_port)
        writer.write(data)
        await writer.drain()
        reset(writer)

    async def say(self, data: bytes) -> None:
        """Let the terminal have some bytes."""
        self._writer.write(data)
        await self._writer.drain()

    async def gone(self) -> None:
        """Wait until the terminal has hung up."""
        while await self._reader.read(LIMIT):
            pass

    def reset(self) -> None:
        """Hang up on the terminal with a reset."""
        reset(self._writer)


Fault = Callable[[Exchange], Awaitable[None]]


class Line:
    """Relays to the centre on loopback; `spoil` and `heal` may be called while no request is on its way."""

    def __init__(self, centre_port: int, tls: ssl.SSLContext | None = None) -> None:
        self.centre_port = centre_port
        self.taken = 0
        """How many connections were made."""
        self.heard = 0
        """How many requests were heard."""
        self.spoiled = 0
        self.held: Message | None = None
        """A request that a fault keeps back."""
        self.earlier: Message | None = None
        """The last answer on the path at hand that went through whole."""
        self._begins, self._fault = "", None  # type: tuple[str, Fault | None]
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="line")
        self._thread.start()
        self._server = self._do(asyncio.start_server(self._converse, "127.0.0.1", 0, limit=LIMIT, ssl=tls))
        self.port = int(self._server.sockets[0].getsockname()[1])

    def watch(self, method: str, path: str) -> None:
        """Keep the last answer to requests of this method and path; "" is any method."""
        self._begins, self._fault = f"{method} {path}", None

    def spoil(self, method: str, path: str, fault: Fault) -> None:
        """Do this to every request of this method ("" is any) whose path begins so."""
        self._begins, self._fault, self.spoiled = f"{method} {path}", fault, 0

    def heal(self) -> None:
        """Relay everything as it is."""
        self._fault = None

    def deliver_held(self) -> int | None:
        """Let the centre have what was kept back; return the status of its answer."""
        held, self.held = self.held, None
        return None if held is None else int(self._do(self.ask(held)).head.split(b" ", 2)[1])

    async def ask(self, request: Message) -> Message:
        """Ask the centre on a connection of its own."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.centre_port, limit=LIMIT)
        try:
            writer.write(request.head + request.body)
            await writer.drain()
            return await read_answer(reader, to=request)
        finally:
            writer.transport.abort()

    def close(self) -> None:
        """Hang up everywhere and end the thread."""
        self._do(self._shut())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do(self, work: Coroutine[Any, Any, Given]) -> Given:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE_S)

    async def _shut(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.taken += 1
        try:
            while (request := await read_request(reader)) is not None:
                if not await self._one(Exchange(self, request, reader, writer)):
                    break
        except ENDS:
            pass
        finally:
            writer.transport.abort() if writer.is_closing() else writer.close()

    async def _one(self, exchange: Exchange) -> bool:
        self.heard += 1
        method, path = exchange.request.head.decode("latin-1").split(" ", 2)[:2]
        ours = f"{method} {path}".startswith(self._begins) or f" {path}".startswith(self._begins)
        if ours and self._fault is not None:
            self.spoiled += 1
            await self._fault(exchange)
            return False
        answer = await exchange.ask()
        if ours:
            self.earlier = answer
        await exchange.say(answer.head + answer.body)
        return not answer.last


def reset(writer: asyncio.StreamWriter) -> None:
    """Close a connection so that the other end sees a reset."""
    with contextlib.suppress(OSError):
        end: socket.socket = writer.get_extra_info("socket")
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
    writer.transport.abort()


async def dropped(exchange: Exchange) -> None:
    exchange.reset()


async def cut_in_request(exchange: Exchange) -> None:
    request = exchange.request
    await exchange.push(request.head + request.body[: len(request.body) // 2])
    exchange.reset()


async def half_an_answer(exchange: Exchange) -> None:
    answer = await exchange.ask()
    await exchange.say(answer.head + answer.body[: len(answer.body) // 2])


async def reset_in_answer(exchange: Exchange) -> None:
    await half_an_answer(exchange)
    exchange.reset()


async def lost_answer(exchange: Exchange) -> None:
    await exchange.ask()
    exchange.reset()


async def failed_after_commit(exchange: Exchange) -> None:
    await exchange.ask()
    await exchange.say(make_answer(HTTPStatus.INTERNAL_SERVER_ERROR, "text/html", b"<h1>500</h1>"))


async def twice_first_answer(exchange: Exchange) -> None:
    answer = await exchange.ask()
    await exchange.ask()
    await exchange.say(answer.head + answer.body)


async def twice_second_answer(exchange: Exchange) -> None:
    await exchange.ask()
    answer = await exchange.ask()
    await exchange.say(answer.head + answer.body)


async def held_back(exchange: Exchange) -> None:
    exchange.line.held = exchange.line.held or exchange.request
    exchange.reset()


async def silent(exchange: Exchange) -> None:
    await exchange.gone()


async def dripping(exchange: Exchange) -> None:
    answer = await exchange.ask()
    for byte in answer.head + answer.body:
        await exchange.say(bytes((byte,)))
        await asyncio.sleep(0.02)


async def bent(exchange: Exchange) -> None:
    answer = await exchange.ask()
    body = bytearray(answer.body)
    body[len(body) // 2] ^= 1
    await exchange.say(answer.head + bytes(body))


async def shortened(exchange: Exchange) -> None:
    """Half of a signed body under a length that fits it."""
    answer = await exchange.ask()
    half = answer.body[: len(answer.body) // 2]
    length = b"content-length: %d"
    await exchange.say(answer.head.replace(length % len(answer.body), length % len(half)) + half)


async def other_status(exchange: Exchange) -> None:
    """The signed answer under a status that nobody signed."""
    answer = await exchange.ask()
    _, rest = answer.head.split(b"\r\n", 1)
    await exchange.say(b"HTTP/1.1 403 Forbidden\r\n" + rest + answer.body)


async def replayed(exchange: Exchange) -> None:
    """What the centre signed for an earlier request."""
    earlier = exchange.line.earlier
    assert earlier is not None
    await exchange.say(earlier.head + earlier.body)


async def not_http(exchange: Exchange) -> None:
    await exchange.say(bytes(range(256)) + b"\r\n\r\n")


async def bad_chunk(exchange: Exchange) -> None:
    await exchange.say(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")


async def flooding(exchange: Exchange) -> None:
    """More than any answer has, without an end."""
    await exchange.say(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while True:
        await exchange.say(bytes(LIMIT))


def page(status: HTTPStatus) -> Fault:
    """Return a page of a portal or proxy, which hears of the request in the centre's place."""

    async def fault(exchange: Exchange) -> None:
        await exchange.say(make_answer(status, "text/html; charset=utf-8", b"<!doctype html><h1>WLAN</h1>"))

    return fault


def saying(body: bytes) -> Fault:
    """Return a forger's answer: what the terminal would like to hear, without a signature."""

    async def fault(exchange: Exchange) -> None:
        await exchange.say(make_answer(HTTPStatus.OK, "application/json", body))

    return fault


def redirected(status: HTTPStatus, target: str) -> Fault:
    """Return a redirect to somebody else."""

    async def fault(exchange: Exchange) -> None:
        head = f"HTTP/1.1 {status.value} {status.phrase}\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n"
        await exchange.say(head.encode())

    return fault
