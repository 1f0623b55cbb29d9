"""Starts programs in a few milliseconds: a server forks a child for each run, with all imported already.

A child stops itself before its first step, so that strace can be laid on it; then it does all that a new
process would do but import, and ends as one. What it did have to import the server imports for the next.
"""

import ctypes
import gc
import os
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import msgspec

ROOT = Path(__file__).resolve().parents[2]
PR_SET_PTRACER, ANYBODY = 0x59616D61, -1
"""prctl(2): where Yama watches, strace may else be laid on its own children alone."""
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


class Start(msgspec.Struct, frozen=True):
    """A run: the module whose `main` takes the arguments, and the folder for what it says."""

    module: str
    arguments: tuple[str, ...]
    folder: str
    environment: dict[str, str]

    @property
    def said(self) -> Path:
        """Return where stdout goes."""
        return Path(self.folder) / "said"

    @property
    def complaint(self) -> Path:
        """Return where stderr goes."""
        return Path(self.folder) / "complaint"

    @property
    def imported(self) -> Path:
        """Return where the names of all modules stand that were imported in the end."""
        return Path(self.folder) / "imported"


class ForkServer:
    """The server, from this side; any thread may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-B", "-m", "tests.durability.fork_server"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def start(self, start: Start) -> int:
        """Return the number of a new process that stopped before its first step."""
        return self._ask(start)

    def ended(self, pid: int) -> int:
        """Return the exit code of a process that has ended; of a signal the negative number."""
        return self._ask(pid)

    def _ask(self, question: Start | int) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._lock:
            self._process.stdin.write(msgspec.json.encode(question) + b"\n")
            self._process.stdin.flush()
            return int(self._process.stdout.readline())

    def close(self) -> None:
        """End the server."""
        self._process.communicate()


def serve() -> Start | None:
    """Fork for each Start that is read and tell the child's number; for a number, tell how that child ended.

    None is returned at the end; in a child, what it is to do.
    """
    running: dict[int, Start] = {}
    for line in sys.stdin.buffer:
        match msgspec.json.decode(line, type=Start | int):
            case Start() as start:
                gc.freeze()  # what was imported stays shared with every child
                if (pid := os.fork()) == 0:
                    return start
                os.waitpid(pid, os.WUNTRACED)
                running[pid] = start
                _tell(pid)
            case pid:
                _, status = os.waitpid(pid, 0)
                _import_too(running.pop(pid))
                _tell(os.waitstatus_to_exitcode(status))
    return None


def _tell(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def _import_too(start: Start) -> None:
    names = start.imported.read_text().split() if start.imported.exists() else []
    for name in names:
        if name not in sys.modules:
            with suppress(ImportError):  # some modules are none that can be named
                import_module(name)


def become(start: Start) -> NoReturn:
    """Be the program from its first step on, and end as it ends.

    The interpreter's own end is left out: it touches no file, and takes as long as all the rest of a put.
    """
    files: tuple[tuple[str | Path, int], ...] = (
        (os.devnull, os.O_RDONLY),
        (start.said, NEW_FILE),
        (start.complaint, NEW_FILE),
    )
    for number, (path, mode) in enumerate(files):
        file = os.open(path, mode)
        os.dup2(file, number)
        os.close(file)
    os.environ.update(start.environment)
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, ctypes.c_ulong(ANYBODY), 0, 0, 0)
    os.kill(os.getpid(), signal.SIGSTOP)
    code = _work(start)
    gc.collect()  # closes what nobody holds any more, as the end would
    sys.stdout.flush()
    start.imported.write_text("\n".join(sys.modules))
    os._exit(code)


def _work(start: Start) -> int:
    main: Callable[[Sequence[str]], int | None] = import_module(start.module).main
    try:
        return main(start.arguments) or 0
    except Exception:  # noqa: BLE001 as the interpreter does
        traceback.print_exc()
        return 1


if __name__ == "__main__":
    if (told := serve()) is not None:
        become(told)
