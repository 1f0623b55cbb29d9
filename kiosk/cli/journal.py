"""`kiosk journal`: the physical acts, what came of each, and who says so."""

import argparse

from kiosk.bootstrap import open_queue_to_read
from kiosk.cli.output import Exit, Output
from kiosk.clock import SystemClock
from kiosk.config import load
from kiosk.config_path import config_path
from kiosk.domain.zone import ZONE
from offline_queue.journal import Act, SqliteJournal

SHOWN = ("act", "kind", "stub", "began_at", "ended_at", "outcome", "resolved_by", "sentence")


def list_acts(options: argparse.Namespace, output: Output) -> Exit:
    """Print the acts in the order in which they began."""
    with open_queue_to_read(load(config_path(options.config))) as database:
        journal = SqliteJournal(database, SystemClock())
        if options.open:
            _print(journal.open_acts(), output)
            return Exit.DONE
        after = 0
        while page := journal.acts(after=after):
            _print(page, output)
            after = page[-1].act
    return Exit.DONE


def show(options: argparse.Namespace, output: Output) -> Exit:
    """Print one act."""
    with open_queue_to_read(load(config_path(options.config))) as database:
        act = SqliteJournal(database, SystemClock()).act(options.act)
    _print((act,), output)
    return Exit.DONE


def as_values(act: Act) -> dict[str, object]:
    """Return an act as `--json` prints it."""
    return {name: getattr(act, name) for name in SHOWN}


def as_words(act: Act) -> str:
    """Return an act as a technician reads it, at the time of the place."""
    began = act.began_at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M:%S")
    came = f"{act.outcome} ({act.resolved_by or 'screen'})" if act.outcome else "open"
    said = f"  {act.sentence}" if act.sentence else ""
    return f"{act.act}  {began}  {act.kind:<8}  {act.stub or '-'}  {came}{said}"


def _print(acts: tuple[Act, ...], output: Output) -> None:
    for act in acts:
        output.row(as_values(act), as_words(act))
