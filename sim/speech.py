"""A speech server for tests and training: SSIP on a Unix socket; it keeps what it was given to say."""

import contextlib
import socket
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Self

ANSWERS = {
    "CLIENT_NAME": "208 OK CLIENT NAME SET",
    "LANGUAGE": "201 OK LANGUAGE SET",
    "RATE": "203 OK RATE SET",
    "VOLUME": "218 OK VOLUME SET",
    "SSML_MODE": "219 OK SSML MODE SET",
}
"""As speech-dispatcher 0.11 gives them."""


class Utterance(NamedTuple):
    """What was to be spoken, and how."""

    text: str
    language: str
    rate: int
    volume: int


class SpeechServer:
    """One server; as a context it listens at `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.heard: list[Utterance] = []
        self.events: list[str] = []
        """Each utterance's text, and CANCEL where all was to be dropped, in their order."""
        self.silent = False
        """It takes what is sent and never answers."""
        self._door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)

    def __enter__(self) -> Self:
        self._door.bind(str(self.path))
        self._door.listen()
        threading.Thread(target=self._accept, name="speech-server", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self.path.unlink(missing_ok=True)

    def _accept(self) -> None:
        while True:
            try:
                line, _ = self._door.accept()
            except OSError:
                return
            threading.Thread(target=self._client, args=(line,), name="speech-client", daemon=True).start()

    def _client(self, line: socket.socket) -> None:
        with contextlib.suppress(OSError):  # it hung up
            self._serve(line)

    def _serve(self, line: socket.socket) -> None:
        how = {"LANGUAGE": "en", "RATE": "0", "VOLUME": "0"}
        with line, line.makefile("rwb") as both:
            for raw in both:
                words = raw.decode().rstrip("\r\n").split(" ")
                if self.silent:
                    continue
                match words:
                    case ["SET", "self", name, value] if name in ANSWERS:
                        how[name] = value
                        both.write(ANSWERS[name].encode() + b"\r\n")
                    case ["SPEAK"]:
                        both.write(b"230 OK RECEIVING DATA\r\n")
                        both.flush()
                        self._take(_block(both), how)
                        both.write(b"225-21\r\n225 OK MESSAGE QUEUED\r\n")
                    case ["CANCEL", "self"]:
                        self.events.append("CANCEL")
                        both.write(b"210 OK STOPPED\r\n")
                    case ["QUIT"]:
                        both.write(b"231 HAPPY HACKING\r\n")
                    case _:
                        both.write(b"500 ERR INVALID COMMAND\r\n")
                both.flush()

    def _take(self, text: str, how: dict[str, str]) -> None:
        self.events.append(text)
        self.heard.append(Utterance(text, how["LANGUAGE"], int(how["RATE"]), int(how["VOLUME"])))


def _block(lines: Iterable[bytes]) -> str:
    """Read the text up to a dot that stands alone."""
    read: list[str] = []
    for raw in lines:
        line = raw.decode().rstrip("\r\n")
        if line == ".":
            break
        read.append(line.removeprefix(".") if line.startswith("..") else line)
    return "\n".join(read)
