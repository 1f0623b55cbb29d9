"""`kiosk enrol`: make this terminal known to its centre by a one-time code and a fingerprint."""

import argparse
from pathlib import Path

from kiosk.cli.output import Exit, Output
from kiosk.clock import SystemClock
from kiosk.config import load
from kiosk.config_path import config_path
from kiosk.gateway import credentials, key_file
from kiosk.gateway.enrolment import Invitation
from kiosk.gateway.enrolment import enrol as ask


def enrol(options: argparse.Namespace, output: Output) -> Exit:
    """Enrol with the key on this machine, made when there is none; may be repeated with the same code."""
    config = load(config_path(options.config))
    folder = Path(config.platform.credentials)
    invitation = Invitation(
        base_url=config.platform.url,
        code=options.code,
        fingerprint=options.fingerprint,
        site=options.site,
        ca=Path(config.platform.ca) if config.platform.ca else None,
    )
    answer = ask(invitation, key_file.own_key(folder), SystemClock())
    credentials.save_enrolment(folder, answer)
    output.row(
        {"terminal": answer.terminal, "epoch": answer.epoch},
        f"enrolled as {answer.terminal}, epoch {answer.epoch}",
    )
    return Exit.DONE
