"""The bench's control socket: one JSON object a line each way, and the client for it."""

import contextlib
import json
import socket
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PATH_LIMIT = 107
"""Bytes that the kernel takes for a Unix socket's path."""
ANSWER_SECONDS = 90.0
"""Drawing the pictures of a face takes 5 s of a processor, and took 31 s on a machine at a load of 22."""
Handler = Callable[[bytes], dict[str, Any]]
"""Turns a line into an answer; raises nothing."""


class BenchError(Exception):
    """The bench did not do it; the sentence is the bench's own."""


class BenchClient:
    """Tells the bench what to do and waits for its answer; one caller at a time, from any thread."""

    def __init__(self, path: Path, *, timeout_s: float = ANSWER_SECONDS) -> None:
        """Connect; OSError when no bench listens there."""
        self.path = path
        self._lock = threading.Lock()
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._line.settimeout(timeout_s)
            self._line.connect(str(path))
        except OSError:
            self._line.close()
            raise
        self._answers = self._line.makefile("rb")

    def do(self, command: str, **values: object) -> dict[str, Any]:
        """Tell one command, return its answer; BenchError when it was not done, OSError when none listens."""
        return self.tell({"do": command, **values})

    def tell(self, command: Mapping[str, object]) -> dict[str, Any]:
        """Tell one command as a whole object, `do` and all, as `do` does."""
        with self._lock:
            self._line.sendall(json.dumps(dict(command)).encode() + b"\n")
            said = self._answers.readline()
        if not said:
            raise ConnectionResetError("the bench has closed its socket")
        answer: dict[str, Any] = json.loads(said)
        if not answer.pop("ok"):
            raise BenchError(answer["message"])
        return answer

    def close(self) -> None:
        """Close the line; what was told stays as it is."""
        self._answers.close()
        self._line.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class ControlServer:
    """Listens on a Unix socket, one thread a client; only this user may connect."""

    def __init__(self, path: Path, handle: Handler) -> None:
        """Listen at once, in place of what a dead bench left; OSError says what is wrong with the path."""
        if len(bytes(path)) > PATH_LIMIT:
            raise OSError(f"{path}: longer than the {PATH_LIMIT} bytes that a socket's path may have")
        self.path = path
        self._handle = handle
        self._clients: dict[threading.Thread, socket.socket] = {}
        self._lock = threading.Lock()
        _remove_stale(path)
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(path))
        path.chmod(0o600)
        self._listener.listen()
        self._thread = threading.Thread(target=self._accept, name="bench socket", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening, hang up on every client, remove the socket."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()
        with self._lock:
            clients = dict(self._clients)
        for client in clients.values():
            with contextlib.suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)
        for thread in clients:
            thread.join()
        self.path.unlink(missing_ok=True)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(client,), name="bench client", daemon=True)
            with self._lock:
                self._clients[thread] = client
            thread.start()

    def _serve(self, client: socket.socket) -> None:
        with client, client.makefile("rb") as lines, contextlib.suppress(OSError):
            for line in lines:
                client.sendall(json.dumps(self._handle(line), ensure_ascii=False).encode() + b"\n")
        with self._lock:
            del self._clients[threading.current_thread()]


def _remove_stale(path: Path) -> None:
    with contextlib.closing(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)) as probe:
        try:
            probe.connect(str(path))
        except FileNotFoundError:
            return
        except ConnectionRefusedError:
            path.unlink()
            return
    raise OSError(f"{path}: another bench listens there")
