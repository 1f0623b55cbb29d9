"""A program run beside this one that answers questions: length-prefixed bytes over its stdin and stdout.

Libraries that may crash, hang or fill the memory run there: what happens to them is a ChildLostError here.
"""

import contextlib
import os
import select
import subprocess
import sys
import time
from typing import Self

PREFIX_BYTES = 4
MOST_BYTES = 67_108_864
START_S = 60.0
"""Loading a model's files from a cold disk takes its time; a child not there by then never will be."""
CHUNK = 262_144
QUIET = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "OPENCV_LOG_LEVEL": "OFF"}
"""One thread a library: their pools reserve memory by the core, and the screen wants the other cores."""


class ChildLostError(Exception):
    """The child is gone: it never started, ended, talked nonsense, or took too long and was killed."""


class Child:
    """One running child; used from one thread."""

    def __init__(self, module: str, *arguments: str, start_s: float = START_S) -> None:
        """Start `python -m module` and wait for its first word; ChildLostError when it does not come."""
        self._module = module
        self._process = subprocess.Popen(  # noqa: S603 our own modules, named by our own code
            (sys.executable, "-m", module, *arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a library's words about what it sees are nobody's
            env={**os.environ, **QUIET},
        )
        try:
            self._in, self._out = _descriptors(self._process)
            said = self._take(time.monotonic() + start_s)
        except BaseException:
            self.close()
            raise
        if said:
            self.close()
            raise ChildLostError(f"{module} can't start: {said.decode(errors='replace')}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def ask(self, question: bytes, *, timeout_s: float) -> bytes:
        """Return the answer; ChildLostError when there is none in time: the child is killed by then."""
        deadline = time.monotonic() + timeout_s
        try:
            self._give(len(question).to_bytes(PREFIX_BYTES) + question, deadline)
            return self._take(deadline)
        except ChildLostError:
            self.close()
            raise

    def close(self) -> None:
        """End it at once; nothing of it remains."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _give(self, data: bytes, deadline: float) -> None:
        left = memoryview(data)
        while left:
            if not select.select([], [self._in], [], max(0.0, deadline - time.monotonic()))[1]:
                raise self._late()
            try:
                left = left[os.write(self._in, left[:CHUNK]) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise self._gone() from error

    def _take(self, deadline: float) -> bytes:
        length = int.from_bytes(self._exactly(PREFIX_BYTES, deadline))
        if length > MOST_BYTES:
            raise ChildLostError(f"{self._module} talks nonsense: an answer of {length} bytes")
        return self._exactly(length, deadline)

    def _exactly(self, length: int, deadline: float) -> bytes:
        came = bytearray()
        while len(came) < length:
            if not select.select([self._out], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise self._late()
            data = os.read(self._out, min(CHUNK, length - len(came)))
            if not data:
                raise self._gone()
            came += data
        return bytes(came)

    def _late(self) -> ChildLostError:
        return ChildLostError(f"{self._module} gave no answer in time and was ended")

    def _gone(self) -> ChildLostError:
        code = self._process.wait()
        how = f"killed by signal {-code}" if code < 0 else f"exit code {code}"
        return ChildLostError(f"{self._module} ended while it was needed ({how})")


def _descriptors(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    if process.stdin is None or process.stdout is None:
        raise ChildLostError("the child has no pipes")
    os.set_blocking(process.stdin.fileno(), False)
    return process.stdin.fileno(), process.stdout.fileno()
