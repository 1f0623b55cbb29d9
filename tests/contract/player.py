"""Plays a written-down conversation with a printer over a real wire; any other byte is a fault.

A file holds one conversation: `>` bytes of the terminal, `<` of the printer, in hex; `#` what they mean.
`token` stands for the four bytes of a process id, which are different each time; 00x9 for nine bytes.
"""

import contextlib
import os
import select
import socket
import threading
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

TOKEN = b"token"
TOKEN_BYTES = 4
WAIT_S = 5.0


class Turn(msgspec.Struct, frozen=True):
    """Bytes one way."""

    by_printer: bool
    data: bytes


def turns_of(file: Path) -> tuple[Turn, ...]:
    """Read a conversation."""
    lines = [line.partition("#")[0].split() for line in file.read_text().splitlines()]
    return tuple(Turn(words[0] == "<", b"".join(map(_bytes, words[1:]))) for words in lines if words)


def _bytes(word: str) -> bytes:
    if word == "token":
        return TOKEN
    byte, _, times = word.partition("x")
    return bytes.fromhex(byte) * int(times or 1)


class Player:
    """A printer that knows one conversation; `fault` says where it was left."""

    def __init__(self, turns: tuple[Turn, ...]) -> None:
        self._turns = turns
        self._token = b""
        self.fault = ""
        self.done = False

    def play(self, descriptor: int) -> None:
        """Hear and say everything in its turn."""
        try:
            for turn in self._turns:
                if turn.by_printer:
                    os.write(descriptor, turn.data.replace(TOKEN, self._token))
                else:
                    self._hear(descriptor, turn.data)
            self.done = True
        except (OSError, AssertionError) as fault:
            self.fault = str(fault)

    def _hear(self, descriptor: int, wanted: bytes) -> None:
        before, token, after = wanted.partition(TOKEN)
        heard = _read(descriptor, len(before))
        assert before == heard, f"wanted {before.hex(' ')}, heard {heard.hex(' ')}"
        if token:
            self._token = _read(descriptor, TOKEN_BYTES)
            self._hear(descriptor, after)


def _read(descriptor: int, length: int) -> bytes:
    data = b""
    while len(data) < length:
        ready, _, _ = select.select((descriptor,), (), (), WAIT_S)
        piece = os.read(descriptor, length - len(data)) if ready else b""
        assert piece, f"heard {data.hex(' ')} and then nothing more"
        data += piece
    return data


@contextmanager
def on_network(player: Player) -> Iterator[tuple[str, int]]:
    """Play to whoever connects; every connection goes on where the last one ended."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_serve, args=(server, player))
        thread.start()
        yield server.getsockname()
        thread.join()


def _serve(server: socket.socket, player: Player) -> None:
    server.settimeout(WAIT_S)
    with contextlib.suppress(TimeoutError), server.accept()[0] as link:
        player.play(link.fileno())


@contextmanager
def on_a_line(player: Player) -> Iterator[str]:
    """Play to whoever opens a pseudo-terminal."""
    inner, outer = os.openpty()
    tty.setraw(outer)
    thread = threading.Thread(target=player.play, args=(inner,))
    thread.start()
    yield os.ttyname(outer)
    thread.join()
    os.close(inner)
    os.close(outer)
