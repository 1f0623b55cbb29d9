"""The options of `kiosk central`: how it serves, and what it does by hand and then ends."""

import argparse

from kiosk.cli import values


def add_central(central: argparse.ArgumentParser) -> None:
    """Add them to the command's parser."""
    _serving(central)
    _for_clerks(central)
    _for_operators(central)
    _for_publishers(central)


def _serving(central: argparse.ArgumentParser) -> None:
    central.add_argument("--data", default="var/central", metavar="DIR")
    central.add_argument("--host", default="127.0.0.1")
    central.add_argument("--port", type=values.port, default=8600)
    central.add_argument("--database", help="an SQLAlchemy URL; SQLite in --data by default")
    central.add_argument("--public-url", help="where phones reach this platform")
    central.add_argument("--certificate", help="PEM, for https")
    central.add_argument("--key", help="PEM, for https")
    central.add_argument("--bench", action="store_true", help="also serve /bench: loopback only, for trials")
    central.add_argument("--port-file", help="the port is written here once it is open")
    central.add_argument("--backup", metavar="FILE", help="back the database up to FILE, and end")
    central.add_argument(
        "--backup-every",
        type=values.seconds,
        metavar="S",
        help="serve, and back up to that FILE every S seconds",
    )


def _for_clerks(central: argparse.ArgumentParser) -> None:
    central.add_argument("--take-in", metavar="FILE|CODE", help="take in a bundle or a slip's code, and end")
    central.add_argument(
        "--incomplete",
        action="store_true",
        help="with --take-in: also what has lost an attachment for good; a clerk asks for the paper again",
    )
    central.add_argument("--check", metavar="TOKEN", help="say whether a receipt's code is genuine, and end")
    central.add_argument("--case", metavar="NUMBER", help="tell a case's history by its number, and end")
    central.add_argument("--move", metavar="STATE", help="with --case: move it to this state first")
    for said in ("--say", "--say-en", "--handover", "--handover-en"):
        central.add_argument(
            said, metavar="WORDS", help="what is wanted, the result or reason; how it is handed over"
        )
    central.add_argument("--until", metavar="DAY", help="the last day for what is wanted, as 2026-12-05")
    central.add_argument(
        "--paper",
        metavar="NAME",
        action="append",
        help="a paper wanted, as 中文|English; again for each",
    )
    central.add_argument("--photographs", metavar="DIR", help="with --case: write its photographs there too")


def _for_operators(central: argparse.ArgumentParser) -> None:
    central.add_argument("--list-keys", action="store_true", help="the platform's keys, and end")
    central.add_argument(
        "--list-sequences", action="store_true", help="how every terminal's sequences stand, and end"
    )
    central.add_argument(
        "--savings", action="store_true", help="papers and trips that were saved, by matter, and end"
    )
    central.add_argument(
        "--kept", action="store_true", help="how much is kept for another day, by matter, and end"
    )
    central.add_argument("--tickets", action="store_true", help="calls for a person, and end")
    central.add_argument("--answer-ticket", metavar="N", help="say that somebody comes, and end")
    central.add_argument("--rotate-key", choices=("seal", "sign"), help="make a key beside it, and end")
    central.add_argument("--drop-key", metavar="ID", help="destroy a key that nobody needs, and end")
    central.add_argument("--revoke", metavar="TERMINAL", help="answer a terminal no more, and end")
    central.add_argument("--reinstate", metavar="TERMINAL", help="answer a terminal again, and end")


def _for_publishers(central: argparse.ArgumentParser) -> None:
    central.add_argument("--publish", metavar="DIR", help="put the catalogue in a folder in force, and end")
    central.add_argument("--list-catalogues", action="store_true", help="what was published, and end")
    central.add_argument("--withdraw", metavar="MATTER", help="let nobody do a matter, and end")
    for language in ("zh", "en"):
        central.add_argument(f"--reason-{language}", metavar="WORDS", help="why, for the matter's tile")
    central.add_argument("--restore", metavar="MATTER", help="let it be done again, and end")
    central.add_argument("--list-withdrawn", action="store_true", help="what is withdrawn, and end")
