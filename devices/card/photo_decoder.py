"""The licensed program that turns a card's photo block into a picture, in a process of its own.

Only licensed decoders may read the block's form. The program gets its 1024 bytes on stdin, untouched, and
gives BMP or PNG on stdout. It may take neither our time nor our memory, and leaves no file: a picture is held
by who asked for it, or by nobody.
"""

import contextlib
import logging
import os
import resource
import signal
import subprocess
import threading
import time
from pathlib import Path

from kiosk.domain.card import CardPhoto

BLOCK_LENGTH = 1024
TIME_S = 3.0
MEMORY = 512 << 20
"""Bytes of address space: what a decoder of 102 x 126 points may take."""
PICTURE = 1 << 20
"""Bytes of its longest answer; 102 x 126 points in 24 bits take 39 kB."""
_SLICE_S = 0.05
_LIMITS = (
    (resource.RLIMIT_AS, MEMORY),
    (resource.RLIMIT_CPU, round(TIME_S)),
    (resource.RLIMIT_FSIZE, PICTURE),  # of the answer in memory, and of any file it might want to leave
    (resource.RLIMIT_CORE, 0),
)
_SIGNATURES = (b"BM", b"\x89PNG\r\n\x1a\n")
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TZ")

_log = logging.getLogger(__name__)


class PhotoDecoder:
    """One program, run once a card; what it says on stderr goes nowhere, it may be about the picture."""

    def __init__(self, program: str) -> None:
        self._program = program

    def problem(self) -> str | None:
        """Say why the program can't be run, or return None."""
        if not Path(self._program).is_file():
            return f"photo_decoder {self._program} is no file"
        if not os.access(self._program, os.X_OK):
            return f"photo_decoder {self._program} may not be run: chmod +x"
        return None

    def decode(self, block: bytes, cancel: threading.Event) -> CardPhoto | None:
        """Return the picture, or None when there is none to be had; why is logged, never what."""
        if len(block) != BLOCK_LENGTH:
            return None
        answer = os.memfd_create("photo")
        try:
            problem = self._run(block, answer, cancel)
            image = os.pread(answer, PICTURE, 0)
        finally:
            os.close(answer)
        if problem is None and not image.startswith(_SIGNATURES):
            problem = f"it gave {len(image)} bytes that are neither BMP nor PNG"
        if problem is None:
            return CardPhoto(image)
        _log.warning("no picture from %s: %s", self._program, problem)
        return None

    def _run(self, block: bytes, answer: int, cancel: threading.Event) -> str | None:
        """Run the program to its end, whatever it does; say what went wrong."""
        try:
            process = subprocess.Popen(  # noqa: S603 - what the technician configured, without arguments
                [self._program],
                stdin=subprocess.PIPE,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                env={name: value for name, value in os.environ.items() if name in _ENVIRONMENT},
                cwd="/",
                start_new_session=True,
            )
        except OSError as error:
            return f"it can't be run: {error}"
        with process:
            _limit(process.pid)
            with contextlib.suppress(BrokenPipeError):  # it did not want to know
                _feed(process, block)
            code = _ended(process, cancel)
            _kill_all(process.pid)
        if code is None:
            return f"it took longer than {TIME_S:.0f} s, or nobody waits for it any more"
        return f"it ended with {code}" if code else None


def _limit(pid: int) -> None:
    """Set the limits before it gets what it is to work on; one that has ended needs none."""
    with contextlib.suppress(ProcessLookupError):
        for kind, most in _LIMITS:
            resource.prlimit(pid, kind, (most, most))


def _feed(process: subprocess.Popen[bytes], block: bytes) -> None:
    if process.stdin is not None:
        with process.stdin as stdin:
            stdin.write(block)  # less than a pipe holds: it never blocks


def _ended(process: subprocess.Popen[bytes], cancel: threading.Event) -> int | None:
    deadline = time.monotonic() + TIME_S
    while not cancel.is_set() and time.monotonic() < deadline:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(_SLICE_S)
    return None


def _kill_all(pid: int) -> None:
    """End the program and whatever it started; its session is named after it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
