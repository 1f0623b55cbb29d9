"""The command line of `kiosk`: what there is, its options, and where each command lives.

Modules are imported when their command runs, so that `kiosk --help` needs neither Qt nor a queue.
"""

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence
from typing import Any

from kiosk.cli import values
from kiosk.cli.central_options import add_central
from kiosk.cli.output import Exit, Output, log_to_stderr
from kiosk.errors import ConfigurationError, KioskError

CARD_TIMEOUT_S = 20.0
BENCH_SOCKET = "var/sim/bench.socket"
"""Where `kiosk demo` has it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 not done, 2 usage or configuration."""
    words = sys.argv[1:] if arguments is None else arguments
    options = build(*words[:1]).parse_args(words)
    log_to_stderr()
    room, _, name = options.runs.partition(":")
    command = getattr(importlib.import_module(room), name)
    try:
        return int(command(options, Output(json=options.json)))
    except KioskError as error:
        _complain(error, json=options.json)
        return Exit.USAGE if isinstance(error, ConfigurationError) else Exit.NOT_DONE
    except KeyboardInterrupt:
        return Exit.NOT_DONE


def _complain(error: KioskError, *, json: bool) -> None:
    if json:
        Output(json=True).row({"status": "error", "code": error.code, "message": error.message}, "")
    else:
        sys.stderr.write(f"kiosk: {error.message}\n")


def build(only: str | None = None) -> argparse.ArgumentParser:
    """Return the parser with every command, or with one where `only` names it: a start waits for no other."""
    parser = argparse.ArgumentParser(prog="kiosk", description="Self-service terminal for public services.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, add in COMMANDS.items():
        if name == only or only not in COMMANDS:
            add(commands)
    return parser


Commands = Any


def _add(commands: Commands, name: str, runs: str, about: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    command.add_argument("--config", metavar="FILE", help="else KIOSK_CONFIG, else /etc/kiosk/terminal.toml")
    command.add_argument("--json", action="store_true", help="JSON Lines on stdout and nothing else there")
    command.set_defaults(runs=runs)
    return command


def _run(commands: Commands) -> None:
    _add(commands, "run", "kiosk.cli.run:run", "open the terminal's screen")


def _demo(commands: Commands) -> None:
    demo = _add(commands, "demo", "kiosk.cli.run:demo", "centre, simulators, sync, screen, bench: all here")
    demo.add_argument("--data", default="var", metavar="DIR", help="where it keeps everything (default: var)")
    demo.add_argument("--central-port", type=values.port, default=8600)
    demo.add_argument("--proxy-port", type=values.port, default=8610)
    demo.add_argument("--printer-port", type=values.port, default=9100)
    demo.add_argument("--vnc-port", type=values.port, default=5900)
    demo.add_argument("--face", action="store_true", help="offer the face check, before drawn faces")
    demo.add_argument("--headless-for", type=values.seconds, metavar="S", help="open all, wait, end")


def _enrol(commands: Commands) -> None:
    enrol = _add(commands, "enrol", "kiosk.cli.enrol:enrol", "make this terminal known to its centre")
    enrol.add_argument("--code", required=True, help="the one-time code")
    enrol.add_argument(
        "--fingerprint", required=True, help="of the centre's signing key, given with the code"
    )
    enrol.add_argument("--site", default="", help="the name of the place, for the centre's list")


def _rotate_key(commands: Commands) -> None:
    _add(commands, "rotate-key", "kiosk.cli.rotate_key:rotate_key", "give this terminal a new key of its own")


def _central(commands: Commands) -> None:
    add_central(_add(commands, "central", "kiosk.cli.run:central", "the reference central platform"))


def _catalogue(commands: Commands) -> None:
    group = commands.add_parser("catalogue", help="the catalogue's editions").add_subparsers(
        required=True, metavar="WHAT"
    )
    _add(group, "status", "kiosk.cli.catalogue:status", "which edition is in force, and which was before")
    _add(group, "changes", "kiosk.cli.catalogue:list_changes", "what the one in force changed")
    _add(group, "rollback", "kiosk.cli.catalogue:go_back", "put the one before in force again")


def _bench(commands: Commands) -> None:
    bench = _add(commands, "bench", "kiosk.cli.bench:bench", "tell the simulators what to do")
    bench.add_argument("action", help="as lay_card, take_away, tear_paper, network, status")
    bench.add_argument("values", nargs="*", metavar="NAME=VALUE")
    bench.add_argument("--socket", default="var/sim/bench.socket", help="the bench's socket")


def _sync(commands: Commands) -> None:
    sync = _add(commands, "sync", "kiosk.cli.run:sync", "send what the outbox holds to the centre")
    sync.add_argument("--once", action="store_true", help="one round, then end")


def _self_test(commands: Commands) -> None:
    _add(commands, "self-test", "kiosk.cli.self_test:self_test", "prove that this terminal can serve")


def _matters(commands: Commands) -> None:
    group = commands.add_parser("matters", help="the catalogue").add_subparsers(required=True, metavar="WHAT")
    _add(group, "list", "kiosk.cli.matters:list_all", "every matter, a line each")
    _add(group, "check", "kiosk.cli.matters:check", "every problem of the catalogue, with file and line")
    search = _add(group, "search", "kiosk.cli.matters:search", "find matters by Chinese, pinyin or initials")
    search.add_argument("text", help="what a resident types; - reads one query a line from standard input")
    share = _add(group, "share", "kiosk.cli.share:share", "how much takes the card alone, counted from walks")
    share.add_argument(
        "--walks", metavar="FILE", default="build/walk/walks.jsonl", help="what `kiosk walk` wrote"
    )
    schema = _add(group, "schema", "kiosk.cli.schema:schema", "the JSON Schema of a declaration, for editors")
    schema.add_argument("--joined", action="store_true", help="that of a joined matter")
    spell = _add(group, "spell", "kiosk.cli.matters:spell", "write the pinyin that matters lack")
    spell.add_argument("file", nargs="*", help="files of matters; every matter of the catalogue by default")


def _queue(commands: Commands) -> None:
    group = commands.add_parser("queue", help="the outbox").add_subparsers(required=True, metavar="WHAT")
    _add(group, "stats", "kiosk.cli.queue:stats", "how full it is and how old")
    listing = _add(group, "list", "kiosk.cli.queue:list_items", "its items, oldest first")
    listing.add_argument("--state", help="only items of this state")
    show = _add(group, "show", "kiosk.cli.queue:show", "one item, without opening its seal")
    show.add_argument("id", help="the item's id or its receipt number")
    retry = _add(group, "retry", "kiosk.cli.queue:retry", "send a quarantined item again")
    retry.add_argument("id")
    retry.add_argument("--because", required=True, metavar="CHANGE", help="what was changed")
    _add(group, "digest", "kiosk.cli.queue:digest", "compare it with the centre now, as is done once a day")
    _add(group, "incidents", "kiosk.cli.queue:incidents", "rows and files found damaged or gone")
    attend = _add(group, "attend", "kiosk.cli.queue:attend", "forget the incidents: they were seen to")
    attend.add_argument("--done", required=True, metavar="WHAT", help="what was done about them")
    export = _add(group, "export", "kiosk.cli.queue:export", "write a signed bundle of what was not sent")
    export.add_argument("file")
    export.add_argument(
        "--received", action="store_true", help="also what the centre has and no backup of it covers"
    )
    carry = _add(group, "carry", "kiosk.cli.queue:carry", "take over another terminal's bundle and send it")
    carry.add_argument("file")
    wipe = _add(group, "wipe", "kiosk.cli.queue:wipe_queue", "remove the queue when all in it is elsewhere")
    wipe.add_argument("--exported", metavar="FILE", help="the bundle that holds what was not sent")


def _journal(commands: Commands) -> None:
    group = commands.add_parser("journal", help="the journal of physical acts").add_subparsers(
        required=True, metavar="WHAT"
    )
    listing = _add(group, "list", "kiosk.cli.journal:list_acts", "its acts, oldest first")
    listing.add_argument("--open", action="store_true", help="only acts without an outcome")
    show = _add(group, "show", "kiosk.cli.journal:show", "one act, and how it was resolved")
    show.add_argument("act", type=int, help="the act's number")


def _device(commands: Commands) -> None:
    group = commands.add_parser("device", help="the devices").add_subparsers(required=True, metavar="WHAT")
    _add(group, "probe", "kiosk.cli.probe:probe", "name what is found and what is missing")
    card = _add(group, "read-card", "kiosk.cli.device:read_card", "read one card")
    card.add_argument("reader", nargs="?", choices=("identity", "social", "bank"), default="identity")
    card.add_argument("--timeout", type=values.seconds, default=CARD_TIMEOUT_S, metavar="S")
    card.add_argument("--full", action="store_true", help="show personal fields unmasked")
    code = _add(group, "read-code", "kiosk.cli.read_code:read_code", "read one code with the scanner")
    code.add_argument("--timeout", type=values.seconds, default=CARD_TIMEOUT_S, metavar="S")
    code.add_argument("--full", action="store_true", help="show the code unmasked")
    photo = _add(group, "photograph", "kiosk.cli.photograph:photograph", "photograph the paper on the desk")
    photo.add_argument("--out", required=True, metavar="FILE", help="where the JPEG goes")
    test = _add(
        group, "print-test", "kiosk.cli.device:print_test", "print a test slip and say what became of it"
    )
    test.add_argument("--document", action="store_true", help="an A4 page on the document printer instead")
    burn = _add(group, "burn-in", "kiosk.cli.burn_in:burn_in", "work every device for a while and report")
    burn.add_argument("--minutes", type=values.minutes, required=True, metavar="N")
    burn.add_argument("--no-print", action="store_true", help="ask the printer how it is instead of printing")


def _face(commands: Commands) -> None:
    group = commands.add_parser("face", help="the face check").add_subparsers(required=True, metavar="WHAT")
    measure = _add(group, "measure", "kiosk.cli.face:measure", "how often it errs, on pictures you may use")
    measure.add_argument("--set", required=True, metavar="DIR", help="DIR/<person>/*.jpg")
    measure.add_argument("--threshold", type=values.distance, action="append", metavar="T")


def _walk(commands: Commands) -> None:
    walk = _add(commands, "walk", "kiosk.cli.walk:walk", "walk matters through the real screens")
    walk.add_argument("code", nargs="*", metavar="CODE", help="codes or file names of matters")
    walk.add_argument("--all", action="store_true", help="every matter")
    walk.add_argument("--shapes", action="store_true", help="one matter of every shape")
    walk.add_argument("--locale", choices=("zh", "en"), action="append", help="zh, en (both when not named)")
    walk.add_argument(
        "--path", choices=("success", "nothing", "not_eligible", "offline", "oneself", "all"), action="append"
    )
    walk.add_argument("--fault", metavar="NAME@STEP", help="as network@pay; network@* is every step in turn")
    walk.add_argument("--keys-only", action="store_true", help="with the five keys, never a touch")
    walk.add_argument("--elder", action="store_true", help="in the elder mode")
    walk.add_argument("--wheelchair", action="store_true", help="with all that is touched in the lower half")
    walk.add_argument("--size", type=int, choices=range(1, 5), default=1, help="of the letters, 1 to 4")
    walk.add_argument("--contrast", choices=("normal", "high-light", "high-dark", "low"), default="normal")
    walk.add_argument("--shard", metavar="i/n", help="the i-th of n shares, counted from 0")
    walk.add_argument("--jobs", type=values.count, default=1, metavar="N", help="walk in N processes at once")
    walk.add_argument("--out", metavar="DIR", help="where receipts, screens and walks.jsonl are kept")
    walk.add_argument(
        "--resume", action="store_true", help="leave out what walks.jsonl under --out has as ok"
    )


COMMANDS: dict[str, Callable[[Commands], None]] = {
    "run": _run,
    "demo": _demo,
    "enrol": _enrol,
    "rotate-key": _rotate_key,
    "central": _central,
    "bench": _bench,
    "sync": _sync,
    "self-test": _self_test,
    "matters": _matters,
    "catalogue": _catalogue,
    "queue": _queue,
    "journal": _journal,
    "device": _device,
    "face": _face,
    "walk": _walk,
}


if __name__ == "__main__":
    sys.exit(main())
