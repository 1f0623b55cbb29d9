"""`python -m central`: the platform from a command line."""

import argparse
import json
import logging
import sys
from pathlib import Path

from central.centre import open_centre
from central.desk import Taken, is_here, take_bundle, take_code
from central.pages import finding_on
from central.server import serve
from central.settings import Settings
from kiosk.errors import KioskError, WireError

NOT_DONE, USAGE = 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Serve until ended; 2 for settings that can't be used."""
    logging.basicConfig(
        level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    options = vars(_parser().parse_args(arguments))
    brought, token = options.pop("take_in"), options.pop("check")
    settings = Settings(**options)
    try:
        if brought is not None:
            return _take_in(settings, brought)
        if token is not None:
            return _check(settings, token)
        serve(settings)
    except WireError as error:
        sys.stderr.write(f"central: {error.message}\n")
        return NOT_DONE
    except KioskError as error:
        sys.stderr.write(f"central: {error.message}\n")
        return USAGE
    return 0


def _take_in(settings: Settings, brought: str) -> int:
    """Take in a bundle's file, or the text of a slip's code; a line an item, 1 when one is not here now."""
    centre = open_centre(settings)
    try:
        file = Path(brought)
        taken = take_bundle(centre, file.read_bytes()) if file.exists() else take_code(centre, brought)
    except OSError as error:
        raise KioskError("take_in", f"{brought}: {error.strerror or error}") from error
    finally:
        centre.store.close()
    _tell(taken)
    return 0 if all(map(is_here, taken.verdicts)) else NOT_DONE


def _tell(taken: Taken) -> None:
    for verdict in taken.verdicts:
        row = {"item": verdict.id, "status": verdict.status, "code": verdict.code, "message": verdict.message}
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    if taken.missing:
        sys.stderr.write(f"central: of {taken.terminal} {taken.epoch} still missing: {taken.missing}\n")


def _check(settings: Settings, token: str) -> int:
    """Say what the centre makes of a receipt's code; 1 when it is not genuine."""
    centre = open_centre(settings)
    try:
        found = finding_on(centre, token.rpartition("/r/")[2])
    finally:
        centre.store.close()
    row = {"mark": found.mark, "title": found.title.zh, "text": found.text.zh}
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    return NOT_DONE if found.mark == "bad" else 0


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
