"""How commands speak: JSON Lines on stdout with --json, else plain words; logs always on stderr."""

import logging
import sys
from collections.abc import Mapping
from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    NOT_DONE = 1
    USAGE = 2


class Output:
    """Where a command's results go."""

    def __init__(self, *, json: bool) -> None:
        self.json = json

    def row(self, values: Mapping[str, object], words: str) -> None:
        """Print one result: the values as one JSON object, or `words` for a person."""
        if self.json:
            import msgspec  # noqa: PLC0415 the screen prints no rows, and starts without it

            sys.stdout.write(msgspec.json.encode(values).decode() + "\n")
        else:
            sys.stdout.write(words + "\n")
        sys.stdout.flush()


def log_to_stderr() -> None:
    """Send logs of WARNING and above to stderr, one line each."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
