"""`kiosk sync` by a process that knows its own catalogue: no case disturbs the reading of its 380 files."""

from collections.abc import Sequence

from kiosk.catalogue import shelf
from kiosk.catalogue.loader import version_of
from kiosk.cli import parser

BUNDLED = version_of()
"""Worked out once, by the server that forks."""


def main(arguments: Sequence[str]) -> int:
    """Run a command of `kiosk`."""
    vars(shelf)["version_of"] = lambda: BUNDLED
    return parser.main(arguments)
