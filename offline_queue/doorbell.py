"""The doorbell of the sync process: a local datagram socket beside the database."""

import os
import socket
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

LOOK_S = 0.5
"""How often the database is looked at in case nobody rang."""
LONGEST_PATH = 107
"""Bytes of a local socket's name, unix(7)."""
RING, CHECKPOINT = b"!", b"C"


def bell_path(database: Path) -> Path:
    """Return where the doorbell of a queue is."""
    return database.with_name(database.name + ".bell")


class SocketDoorbell:
    """The port `Doorbell`: one datagram, thrown away when nobody listens."""

    def __init__(self, database: Path) -> None:
        self._path = str(bell_path(database))

    def ring(self) -> None:
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.settimeout(0)
            sender.sendto(RING, self._path)

    def ask_checkpoint(self) -> None:
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.settimeout(0)
            sender.sendto(CHECKPOINT, self._path)


class DoorbellListener:
    """The sync process's end; a socket that can't be had leaves the looking alone."""

    def __init__(
        self, database: Path, changed: Callable[[], bool], checkpoint: Callable[[], None] = lambda: None
    ) -> None:
        """Bind the socket; `changed` says whether another process committed since it was last asked.

        `checkpoint` is called, while somebody waits here, when one is asked for.
        """
        self._path = bell_path(database)
        self._changed = changed
        self._checkpoint = checkpoint
        self._socket = _bind(self._path)

    def wait(self, seconds: float, *, over: Callable[[], bool]) -> bool:
        """Return True as soon as somebody rang or committed; False after `seconds` or when `over` says so."""
        end = time.monotonic() + seconds
        while not over():
            left = end - time.monotonic()
            if left <= 0:
                return False
            if self._rang(min(left, LOOK_S)) or self._changed():
                return True
        return False

    def ignore(self, seconds: float, *, over: Callable[[], bool]) -> None:
        """Let that time pass whoever rings, for the centre ordered it; a checkpoint is done all the same."""
        end = time.monotonic() + seconds
        while not over() and (left := end - time.monotonic()) > 0:
            self._rang(min(left, LOOK_S))

    def close(self) -> None:
        """Take the doorbell down."""
        if self._socket is not None:
            self._socket.close()
            with suppress(OSError):
                self._path.unlink()

    def _rang(self, seconds: float) -> bool:
        if self._socket is None:
            time.sleep(seconds)
            return False
        self._socket.settimeout(max(seconds, 0.001))
        said = set()
        try:
            said.add(self._socket.recv(16))
            self._socket.settimeout(0)
            while True:
                said.add(self._socket.recv(16))
        except TimeoutError:
            return False
        except BlockingIOError:
            if CHECKPOINT in said:
                self._checkpoint()
            return bool(said - {CHECKPOINT})
        except OSError:
            time.sleep(seconds)
            return False


def _bind(path: Path) -> socket.socket | None:
    if len(os.fsencode(path)) > LONGEST_PATH:
        return None
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        with suppress(FileNotFoundError):
            if stat.S_ISSOCK(path.lstat().st_mode):
                path.unlink()
        listener.bind(str(path))
    except OSError:
        listener.close()
        return None
    return listener
