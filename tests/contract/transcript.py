"""Recorded conversations with cards and readers, and players that take no other byte than theirs."""

import errno
import os
import select
import threading
import tty
from collections import deque
from pathlib import Path

import msgspec

from sim.usb_bus import UsbFault

RECORDED = Path(__file__).parent / "recorded"
HEAD_LENGTH = 7
PATIENCE_S = 10.0
NOTHING_MORE = bytes.fromhex("6F00")


class Exchange(msgspec.Struct, frozen=True):
    """What was asked and what came back."""

    asked: bytes
    answered: bytes


def recorded(name: str) -> tuple[Exchange, ...]:
    """Return a conversation out of its file: lines of `> hex` and `< hex`, `#` for people."""
    lines = (RECORDED / f"{name}.txt").read_text(encoding="ascii").splitlines()
    spoken = [line for line in lines if line and not line.startswith("#")]
    asked, answered = spoken[::2], spoken[1::2]
    assert all(line.startswith("> ") for line in asked)
    assert all(line.startswith("<") for line in answered)
    return tuple(
        Exchange(bytes.fromhex(question[1:]), bytes.fromhex(answer[1:]))
        for question, answer in zip(asked, answered, strict=True)
    )


def written(exchanges: list[Exchange], *comments: str) -> str:
    """Return a conversation as its file holds it."""
    spoken = (f"> {one.asked.hex().upper()}\n< {one.answered.hex().upper()}\n" for one in exchanges)
    return "".join((*(f"# {comment}\n" for comment in comments), *spoken))


class Script:
    """The conversation as it has to go; the first other byte is kept and nothing more is answered."""

    def __init__(self, exchanges: tuple[Exchange, ...]) -> None:
        self._left = deque(exchanges)
        self.strayed = ""

    def answer(self, asked: bytes) -> bytes | None:
        """Return the recorded answer; None when this is not what was recorded."""
        if self.strayed:
            return None
        expected = self._left[0].asked if self._left else b""
        if asked != expected:
            self.strayed = f"asked {asked.hex()} where {expected.hex() or 'nothing'} was recorded"
            return None
        return self._left.popleft().answered

    def beginning(self) -> bytes:
        """Return what has to be asked next."""
        return self._left[0].asked if self._left else b""

    def finish(self) -> None:
        """Fail when the conversation strayed, or did not come to its end."""
        assert not self.strayed, self.strayed
        assert not self._left, f"{len(self._left)} recorded questions were never asked"


class SerialPlayer:
    """A serial line at whose other end the script is."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self.port = os.ttyname(self._slave)
        self._stop, self._stopping = os.pipe()
        self._thread = threading.Thread(target=self._serve, name="recorded line", daemon=True)
        self._thread.start()

    def close(self) -> None:
        os.write(self._stopping, b"x")
        self._thread.join(PATIENCE_S)
        for handle in (self._master, self._slave, self._stop, self._stopping):
            os.close(handle)

    def _serve(self) -> None:
        asked = b""
        while self._stop not in (ready := select.select([self._master, self._stop], [], [])[0]):
            if self._master in ready:
                asked += os.read(self._master, 4096)
                if len(asked) >= len(self._script.beginning()) or not self._script.beginning().startswith(
                    asked
                ):
                    os.write(self._master, self._script.answer(asked) or b"")
                    asked = b""


class UsbPlayer:
    """A USB reader whose endpoints carry the script: the head of a frame on one, the rest on another."""

    vendor, product, serial = 0x0400, 0xC35A, ""
    endpoints: tuple[int, ...] = (0x02, 0x06, 0x81, 0x85)
    plugs = 1

    def __init__(self, script: Script) -> None:
        self._script = script
        self._head = b""
        self._ready = {0x81: b"", 0x85: b""}

    def open(self) -> None:
        pass

    def claim(self) -> None:
        pass

    def has_kernel_driver(self) -> bool:
        return False

    def detach_kernel_driver(self) -> None:
        raise UsbFault(errno.ENOENT)

    def configuration(self) -> int:
        return 1

    def configure(self, value: int) -> None:
        raise UsbFault(value)

    def clear_halt(self, endpoint: int) -> None:
        raise UsbFault(endpoint)

    def send(self, endpoint: int, data: bytes, timeout_s: float) -> int:
        assert timeout_s > 0
        if endpoint == 0x02:
            assert HEAD_LENGTH == len(data)
            self._head = data
        else:
            answer = self._script.answer(self._head + data) or b""
            self._ready = {0x81: answer[:HEAD_LENGTH], 0x85: answer[HEAD_LENGTH:]}
        return len(data)

    def take(self, endpoint: int, size: int, timeout_s: float) -> bytes:
        assert timeout_s > 0
        data, self._ready[endpoint] = self._ready[endpoint][:size], self._ready[endpoint][size:]
        if not data:
            raise UsbFault(errno.ETIMEDOUT)
        return data


class CardPlayer(msgspec.Struct, frozen=True):
    """A card with contacts that knows the script alone."""

    script: Script

    def chip(self) -> "ChipPlayer":
        return ChipPlayer(self.script)


class ChipPlayer:
    """Its chip."""

    def __init__(self, script: Script) -> None:
        self._script = script

    def reset(self) -> None:
        pass

    def answer(self, command: bytes) -> bytes:
        return self._script.answer(command) or NOTHING_MORE
