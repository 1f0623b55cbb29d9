"""The line to the machine's TPM: the kernel's /dev/tpmrm0, or a simulator's socket."""

import os
import select
import socket
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from devices.tpm import command
from devices.tpm.command import AGAIN, SUCCESS, Answer, BadAnswer

ANSWER_S = 2.0
"""A TPM behind a slow bus takes some 20 ms; nobody's promise waits longer than this for one command."""
QUIET_S = 60.0
"""So long a TPM that did not answer is not asked again."""
MOST_BYTES = 4_096
TRIES = 5
Exchange = Callable[[bytes], bytes]
"""Sends one command and returns the response."""


class NoIndex(BadAnswer):
    """There is no such NV index: another TPM, or one that was cleared."""


def ask(device: Path, request: bytes, *fine: int) -> Answer:
    """Ask once, on a line of its own."""
    with line(device) as exchange:
        return answered(exchange, request, *fine)


def answered(exchange: Exchange, request: bytes, *fine: int) -> Answer:
    """Return the response; NoIndex or BadAnswer for a code that is neither success nor `fine`."""
    for _ in range(TRIES):
        seen = command.answer(exchange(request))
        if seen.code not in AGAIN:
            break
    if seen.no_such_index:
        raise NoIndex
    if seen.code not in (SUCCESS, *fine):
        raise BadAnswer(f"TPM code {seen.code:#05x}")
    return seen


@contextmanager
def line(device: Path) -> Iterator[Exchange]:
    """Open a line for some commands: what one of them loads is there for the next.

    OSError, with the time-out among them, when no answer comes.
    """
    if stat.S_ISSOCK(device.stat().st_mode):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as opened:
            opened.settimeout(ANSWER_S)
            opened.connect(str(device))
            yield lambda request: _over_socket(opened, request)
        return
    number = os.open(device, os.O_RDWR | os.O_NONBLOCK)
    try:
        yield lambda request: _over_file(number, request)
    finally:
        os.close(number)


def _over_file(number: int, request: bytes) -> bytes:
    os.write(number, request)
    if not select.select((number,), (), (), ANSWER_S)[0]:
        raise TimeoutError(f"no answer within {ANSWER_S:g} s")
    return os.read(number, MOST_BYTES)


def _over_socket(opened: socket.socket, request: bytes) -> bytes:
    """Read a response, whose length stands in its header, off a stream."""
    opened.sendall(request)
    data = opened.recv(MOST_BYTES)
    while data and len(data) < max(command.HEADER.size, int.from_bytes(data[2:6])):
        more = opened.recv(MOST_BYTES)
        if not more:
            break
        data += more
    return data
