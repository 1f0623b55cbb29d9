"""`python -m central`: the platform from a command line."""

import argparse
import logging
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from central.centre import Centre, open_centre
from central.clerk import NOT_DONE, check, take_brought
from central.server import serve
from central.settings import Settings
from kiosk.errors import KioskError, WireError

USAGE = 2


def main(arguments: list[str] | None = None) -> int:
    """Serve until ended, or do what a clerk asks for; 2 for settings that can't be used."""
    logging.basicConfig(
        level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    options = vars(_parser().parse_args(arguments))
    asked = _asked(options)
    settings = Settings(**options)
    try:
        if asked is not None:
            centre = open_centre(settings)
            with closing(centre.store):
                return asked(centre)
        serve(settings)
    except WireError as error:
        sys.stderr.write(f"central: {error.message}\n")
        return NOT_DONE
    except KioskError as error:
        sys.stderr.write(f"central: {error.message}\n")
        return USAGE
    return 0


def _asked(options: dict[str, Any]) -> Callable[[Centre], int] | None:
    """Take a clerk's options out of the settings and return what they ask for."""
    brought, token = options.pop("take_in"), options.pop("check")
    if brought is not None:
        return partial(take_brought, brought=brought)
    return None if token is None else partial(check, scanned=token)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="central", description="The reference central platform")
    parser.add_argument(
        "--data", type=Path, required=True, help="folder of the database and the platform's keys"
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8600, help="0 takes any free one")
    parser.add_argument("--database", help="an SQLAlchemy URL; SQLite in --data by default")
    parser.add_argument("--public-url", help="where phones reach this platform")
    parser.add_argument("--certificate", type=Path, help="PEM, for https")
    parser.add_argument("--key", type=Path, help="PEM, for https")
    parser.add_argument("--bench", action="store_true", help="serve /bench, to this machine only")
    parser.add_argument("--port-file", type=Path, help="the port is written here once it is open")
    parser.add_argument("--take-in", metavar="FILE|CODE", help="take in a bundle or a slip's code, and end")
    parser.add_argument("--check", metavar="TOKEN", help="say whether a receipt's code is genuine, and end")
    return parser


if __name__ == "__main__":
    sys.exit(main())
