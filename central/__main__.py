"""`python -m central`: the platform from a command line."""

import argparse
import logging
import sys
from pathlib import Path

from central.server import serve
from central.settings import Settings
from kiosk.errors import KioskError

USAGE = 2


def main(arguments: list[str] | None = None) -> int:
    """Serve until ended; 2 for settings that can't be used."""
    logging.basicConfig(
        level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    try:
        serve(settings_from(arguments))
    except KioskError as error:
        sys.stderr.write(f"central: {error.message}\n")
        return USAGE
    return 0


def settings_from(arguments: list[str] | None = None) -> Settings:
    """Return the settings that a command line gives."""
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
    return Settings(**vars(parser.parse_args(arguments)))


if __name__ == "__main__":
    sys.exit(main())
