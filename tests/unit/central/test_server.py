"""The platform's socket."""

import asyncio
import socket
from pathlib import Path

from central.server import listen
from central.settings import Settings


def test_no_part_of_an_answer_waits_for_word_of_the_one_before(tmp_path: Path) -> None:
    """Nagle's algorithm is off: an answer is sent as headers and body."""

    async def off() -> int:
        answered = asyncio.Event()
        found: list[int] = []

        async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            line = writer.get_extra_info("socket")
            found.append(line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            answered.set()
            writer.close()

        listener = listen(Settings(data=tmp_path, port=0))
        async with await asyncio.start_server(answer, sock=listener):
            _, writer = await asyncio.open_connection(*listener.getsockname())
            await answered.wait()
            writer.close()
        return found[0]

    assert 1 == asyncio.run(off())
