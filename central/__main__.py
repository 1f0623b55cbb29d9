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
from central.clerk import NOT_DONE, check, decision, show_case, take_brought
from central.operator import OPERATOR, back_up_once
from central.publisher import PUBLISHER, withdraw_matter
from central.server import serve
from central.settings import Settings
from kiosk.domain.text import Text
from kiosk.errors import ConfigurationError, KioskError
from kiosk.wire.messages import KeyUse

USAGE = 2
DECISION = ("move", "say", "say_en", "handover", "handover_en", "until")


def main(arguments: list[str] | None = None) -> int:
    """Serve until ended, or do what a clerk or operator asks for; 2 for settings that can't be used."""
    logging.basicConfig(
        level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    options = vars(_parser().parse_args(arguments))
    try:
        asked = _asked(options)
        settings = Settings(**options)
        if asked is not None:
            centre = open_centre(settings)
            with closing(centre.store):
                return asked(centre)
        serve(settings)
    except KioskError as error:
        sys.stderr.write(f"central: {error.message}\n")
        return USAGE if isinstance(error, ConfigurationError) else NOT_DONE
    return 0


def _asked(options: dict[str, Any]) -> Callable[[Centre], int] | None:
    """Take what is done by hand out of the settings and return what is asked for."""
    brought, token, case = options.pop("take_in"), options.pop("check"), options.pop("case")
    incomplete = options.pop("incomplete")
    papers, folder = options.pop("paper") or (), options.pop("photographs")
    decided = decision({name: options.pop(name) for name in DECISION}, papers)
    by_hand = {name: (work, options.pop(name)) for name, work in (*OPERATOR.items(), *PUBLISHER.items())}
    withdrawn, why = options.pop("withdraw"), (options.pop("reason_zh"), options.pop("reason_en"))
    if brought is not None:
        return partial(take_brought, brought=brought, incomplete=incomplete)
    if token is not None:
        return partial(check, scanned=token)
    if options["backup"] is not None and options["backup_every_s"] is None:
        return partial(back_up_once, file=options["backup"])
    if case is not None:
        return partial(show_case, name=case, state=decided, folder=Path(folder) if folder else None)
    if withdrawn is not None:
        return partial(withdraw_matter, named=withdrawn, reason=_reason(*why))
    for work, value in by_hand.values():
        if value is not None:
            return partial(work, value)
    if decided is not None:
        raise ConfigurationError("central_move", "--move needs --case NUMBER")
    if folder is not None:
        raise ConfigurationError("central_photographs", "--photographs needs --case NUMBER")
    return None


def _reason(zh: str | None, en: str | None) -> Text:
    if zh is None or en is None:
        raise ConfigurationError("central_reason", "--withdraw needs --reason-zh and --reason-en")
    return Text(zh=zh, en=en)


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
    parser.add_argument("--backup", type=Path, metavar="FILE", help="back the database up to FILE, and end")
    parser.add_argument(
        "--backup-every",
        type=float,
        dest="backup_every_s",
        metavar="S",
        help="serve, and do so every S seconds",
    )
    parser.add_argument("--take-in", metavar="FILE|CODE", help="take in a bundle or a slip's code, and end")
    parser.add_argument(
        "--incomplete",
        action="store_true",
        help="with --take-in: also what has lost an attachment for good; a clerk asks for the paper again",
    )
    parser.add_argument("--check", metavar="TOKEN", help="say whether a receipt's code is genuine, and end")
    parser.add_argument("--case", metavar="NUMBER", help="tell a case's history by its number, and end")
    parser.add_argument("--move", metavar="STATE", help="with --case: move it to this state first")
    for said in ("--say", "--say-en", "--handover", "--handover-en"):
        parser.add_argument(
            said, metavar="WORDS", help="what is wanted, the result or reason; how it is handed over"
        )
    parser.add_argument("--until", metavar="DAY", help="the last day for what is wanted, as 2026-12-05")
    parser.add_argument(
        "--paper",
        metavar="NAME",
        action="append",
        help="a paper wanted, as 中文|English; again for each",
    )
    parser.add_argument("--photographs", metavar="DIR", help="with --case: write its photographs there too")
    parser.add_argument("--list-keys", action="store_const", const="", help="the platform's keys, and end")
    parser.add_argument(
        "--list-sequences", action="store_const", const="", help="how terminals' sequences stand, and end"
    )
    parser.add_argument(
        "--savings", action="store_const", const="", help="papers and trips saved, by matter, and end"
    )
    parser.add_argument(
        "--kept", action="store_const", const="", help="how much is kept for another day, by matter, and end"
    )
    parser.add_argument(
        "--tickets", action="store_const", const="", help="who called for a person where, and end"
    )
    parser.add_argument("--answer-ticket", metavar="N", help="say that somebody comes, and end")
    parser.add_argument("--rotate-key", choices=tuple(KeyUse), help="make a key beside the present, and end")
    parser.add_argument("--drop-key", metavar="ID", help="destroy a key that nobody needs, and end")
    parser.add_argument("--revoke", metavar="TERMINAL", help="answer a terminal no more, and end")
    parser.add_argument("--reinstate", metavar="TERMINAL", help="answer a terminal again, and end")
    parser.add_argument("--publish", metavar="DIR", help="put the catalogue in a folder in force, and end")
    parser.add_argument(
        "--list-catalogues", action="store_const", const="", help="what was published, and end"
    )
    parser.add_argument("--withdraw", metavar="MATTER", help="let nobody do a matter, and end")
    for language in ("zh", "en"):
        parser.add_argument(f"--reason-{language}", metavar="WORDS", help="why, for the matter's tile")
    parser.add_argument("--restore", metavar="MATTER", help="let it be done again, and end")
    parser.add_argument("--list-withdrawn", action="store_const", const="", help="what is withdrawn, and end")
    return parser


if __name__ == "__main__":
    sys.exit(main())
