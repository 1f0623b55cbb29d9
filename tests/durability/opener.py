"""A program that opens a queue as any other does, and so brings it to the schema of today."""

from collections.abc import Sequence
from pathlib import Path

from offline_queue.database import Database


def main(arguments: Sequence[str]) -> None:
    """Open and close the queue."""
    Database(Path(arguments[0])).close()
