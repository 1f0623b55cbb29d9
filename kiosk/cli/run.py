"""`kiosk run`, `demo`, `central`, `sync`: the processes of a terminal and of its platform."""

import argparse

from kiosk.cli.output import Exit, Output
from kiosk.config_path import config_path


def run(options: argparse.Namespace, _: Output) -> int:
    """Open the screen and serve until told to stop."""
    from kiosk.start import run_terminal  # noqa: PLC0415 Qt is only loaded for the screen

    return run_terminal(config_path(options.config))


def demo(options: argparse.Namespace, _: Output) -> int:
    """Start everything on this machine."""
    from kiosk.demo import demo as start  # noqa: PLC0415

    return start(options)


CENTRAL_OPTIONS = (
    *("data", "host", "port", "database", "public_url", "certificate", "key", "port_file"),
    *("backup", "backup_every", "take_in", "check"),
    *("case", "move", "say", "say_en", "handover", "handover_en", "until", "photographs"),
    *("rotate_key", "drop_key", "revoke", "reinstate", "answer_ticket"),
    *("publish", "withdraw", "reason_zh", "reason_en", "restore"),
)
SWITCHES = (
    *("bench", "incomplete", "list_keys", "list_sequences", "savings", "list_catalogues"),
    *("list_withdrawn", "tickets", "kept"),
)


def central(options: argparse.Namespace, _: Output) -> int:
    """Serve the reference central platform."""
    from kiosk.bootstrap import run_central  # noqa: PLC0415 its libraries are an extra

    given = [(name, getattr(options, name)) for name in CENTRAL_OPTIONS]
    arguments = [f"--{name.replace('_', '-')}={value}" for name, value in given if value is not None]
    arguments += [f"--paper={paper}" for paper in options.paper or ()]
    arguments += [f"--{name.replace('_', '-')}" for name in SWITCHES if getattr(options, name)]
    return run_central(arguments)


def sync(options: argparse.Namespace, output: Output) -> int:
    """Send what the outbox holds; --once prints the counts of one round."""
    from kiosk.config import load  # noqa: PLC0415 not for the screen
    from kiosk.sync_process import open_sync  # noqa: PLC0415 not for the screen

    with open_sync(load(config_path(options.config))) as loop:
        if not options.once:
            loop.run()
            return Exit.DONE
        counts = loop.run_once()
    output.row(counts, ", ".join(f"{name} {count}" for name, count in counts.items()))
    return Exit.NOT_DONE if counts["waiting"] else Exit.DONE
