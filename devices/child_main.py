"""The other end of devices/child.py: what a child does with its pipes, its memory and its parent's death."""

import ctypes
import os
import resource
import signal
from collections.abc import Callable

from devices.child import MOST_BYTES, PREFIX_BYTES

PR_SET_PDEATHSIG = 1
"""prctl(2)."""
Answer = Callable[[bytes], bytes]
_IN = 0


def serve(load: Callable[[], Answer], *, memory_bytes: int) -> int:
    """Load, say so, and answer until the pipe ends; what can't be loaded is the first word instead."""
    out = _private_stdout()
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would keep the picture that was looked at
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    try:
        answer = load()
    except (ImportError, OSError, RuntimeError) as error:
        _write(out, str(error).encode() or b"it can't be loaded")
        return 1
    _write(out, b"")
    while (question := _read()) is not None:
        _write(out, answer(question))
    return 0


def _private_stdout() -> int:
    """Keep the pipe to ourselves: what libraries print goes nowhere."""
    out = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return out


def _read() -> bytes | None:
    prefix = _exactly(PREFIX_BYTES)
    if prefix is None or (length := int.from_bytes(prefix)) > MOST_BYTES:
        return None
    return _exactly(length)


def _exactly(length: int) -> bytes | None:
    came = bytearray()
    while len(came) < length:
        data = os.read(_IN, length - len(came))
        if not data:
            return None
        came += data
    return bytes(came)


def _write(out: int, data: bytes) -> None:
    left = memoryview(len(data).to_bytes(PREFIX_BYTES) + data)
    while left:
        left = left[os.write(out, left) :]
