"""One HTTP/1.1 message at a time from a stream, as raw bytes: enough to relay it and to spoil it."""

import asyncio
from http import HTTPStatus

import msgspec

HEAD_END = b"\r\n\r\n"
LIMIT = 1 << 20
"""Bytes of head or chunk line that are read at most."""
BODYLESS = (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)


class Message(msgspec.Struct, frozen=True):
    """Head with its empty line, and body as it stood on the wire."""

    head: bytes
    body: bytes

    @property
    def last(self) -> bool:
        """Tell whether the sender closes the connection after it."""
        return b"\r\nconnection: close" in self.head.lower() or not _delimited(self.head)


async def read_request(reader: asyncio.StreamReader) -> Message | None:
    """Read a request; None when the peer closed instead."""
    try:
        head = await reader.readuntil(HEAD_END)
    except asyncio.IncompleteReadError:
        return None
    return Message(head, await _body(reader, head, until_end=False))


async def read_answer(reader: asyncio.StreamReader, *, to: Message) -> Message:
    """Read the answer `to` a request; IncompleteReadError when it stops early."""
    head = await reader.readuntil(HEAD_END)
    bodyless = to.head.startswith(b"HEAD ") or int(head.split(b" ", 2)[1]) in BODYLESS
    return Message(head, b"" if bodyless else await _body(reader, head, until_end=True))


def make_answer(status: HTTPStatus, content_type: str, body: bytes) -> bytes:
    """Write an answer of our own, which nobody signed."""
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


async def _body(reader: asyncio.StreamReader, head: bytes, *, until_end: bool) -> bytes:
    if b"chunked" in _header(head, b"transfer-encoding").lower():
        return await _chunks(reader)
    if length := _header(head, b"content-length"):
        return await reader.readexactly(int(length))
    return await reader.read() if until_end else b""


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    raw = b""
    while True:
        line = await reader.readuntil(b"\r\n")
        size = int(line.split(b";")[0], 16)
        raw += line + await reader.readexactly(size + 2)
        if size == 0:
            return raw


def _header(head: bytes, name: bytes) -> bytes:
    for line in head.split(b"\r\n")[1:]:
        key, _, value = line.partition(b":")
        if key.strip().lower() == name:
            return value.strip()
    return b""


def _delimited(head: bytes) -> bool:
    delimited = _header(head, b"content-length") or _header(head, b"transfer-encoding")
    return bool(delimited) or not head.startswith(b"HTTP/") or _bodyless_status(head)


def _bodyless_status(head: bytes) -> bool:
    return int(head.split(b" ", 2)[1]) in BODYLESS
