"""Rotation of the terminal's own key: the present key vouches for the next, which then takes its place."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from kiosk.domain.ids import TerminalId
from kiosk.domain.reach import Refused, Unreachable
from kiosk.errors import KioskError
from kiosk.gateway.gateway import Client
from kiosk.gateway.key_file import next_key, take_next
from kiosk.gateway.question import Question
from kiosk.wire.messages import KeyAnswer, KeyRequest
from kiosk.wire.own_key import prove


def rotate(client: Client, terminal: TerminalId, folder: Path) -> str:
    """Make a key, have the centre know it, sign with it from then on; return its name.

    Whatever comes between, the terminal keeps a key that the centre takes; done again it goes on where it
    stopped. KioskError `rotation_refused` or `rotation_unreachable` says what the centre, or what is not it,
    said.
    """
    with _alone(folder):
        key = next_key(folder)
        request = KeyRequest(public=key.public_key().public_bytes_raw(), proof=prove(terminal, key))
        question = Question(method="POST", path="/v1/keys", body=msgspec.json.encode(request))
        match client.ask(question, KeyAnswer):
            case KeyAnswer(key=name):
                take_next(folder)
                return name
            case Refused(code=code, message=message):
                raise KioskError("rotation_refused", f"the key is as before: {code}: {message}")
            case Unreachable(message=message):
                raise KioskError("rotation_unreachable", f"the key is as before: {message}")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep two rotations of one terminal from each other."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)
