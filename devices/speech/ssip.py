"""SSIP, the protocol of speech-dispatcher: a command a line, a code a line back (its own manual)."""

import socket
from pathlib import Path

from kiosk.errors import KioskError

ANSWER_S = 5.0
LAST = 4
"""In an answer's last line a space follows the three digits, else a hyphen."""
GOOD = "2"


def text_block(text: str) -> bytes:
    """Return what follows SPEAK: the text, a dot at a line's head doubled, and a dot alone."""
    lines = [f".{line}" if line.startswith(".") else line for line in text.splitlines()]
    return "\r\n".join([*lines, ".", ""]).encode()


class Dispatcher:
    """One connection to a speech server; KioskError `speech_server` says what it did not do."""

    def __init__(self, path: Path) -> None:
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._line.settimeout(ANSWER_S)
        try:
            self._line.connect(str(path))
        except OSError as error:
            self._line.close()
            raise KioskError("speech_server", f"{path}: {error}: is speech-dispatcher running?") from error
        self._answers = self._line.makefile("rb")
        self._language = ""
        self.tell("SET self CLIENT_NAME kiosk:terminal:screen")
        self.tell("SET self SSML_MODE off")

    def tell(self, command: str) -> str:
        """Send one command and return the last line of the answer."""
        return self._send(command.encode() + b"\r\n", command.split(maxsplit=1)[0])

    def _send(self, data: bytes, what: str) -> str:
        try:
            self._line.sendall(data)
            while True:
                line = self._answers.readline().decode(errors="replace").rstrip("\r\n")
                if line == "":
                    raise KioskError("speech_server", f"the speech server hung up at {what}")
                if line[3:LAST] != "-":
                    break
        except OSError as error:
            raise KioskError("speech_server", f"the speech server did not answer {what}: {error}") from error
        if not line.startswith(GOOD):
            raise KioskError("speech_server", f"the speech server refused {what}: {line}")
        return line

    def tune(self, rate: int, volume: int) -> None:
        """Set rate and volume, -100 to 100."""
        self.tell(f"SET self RATE {rate}")
        self.tell(f"SET self VOLUME {volume}")

    def say(self, text: str, language: str) -> None:
        """Queue one utterance; the server speaks it."""
        if language != self._language:
            self.tell(f"SET self LANGUAGE {language}")
            self._language = language
        self.tell("SPEAK")
        self._send(text_block(text), "the text")

    def hush(self) -> None:
        """Drop what is spoken and what waits."""
        self.tell("CANCEL self")

    def close(self) -> None:
        """Hang up."""
        self._answers.close()
        self._line.close()
