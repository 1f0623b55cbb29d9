"""`kiosk rotate-key`: give this terminal a new key of its own; what the old one signed stays good."""

import argparse
from pathlib import Path

from kiosk.bootstrap import known_now, open_centre_client, open_queue
from kiosk.cli.output import Exit, Output
from kiosk.clock import CentreClock, SystemClock
from kiosk.config import load
from kiosk.config_path import config_path
from kiosk.gateway import credentials
from kiosk.gateway.rotation import rotate


def rotate_key(options: argparse.Namespace, output: Output) -> Exit:
    """Rotate; screen and sync sign with the new key without a restart."""
    config = load(config_path(options.config))
    folder = Path(config.platform.credentials)
    enrolled = credentials.load(folder)
    with open_queue(config) as database:
        known = known_now(database, enrolled)
    client = open_centre_client(config, known, lambda: known.enrolment.keys, CentreClock(SystemClock()))
    name = rotate(client, known.enrolment.terminal, folder)
    output.row({"terminal": known.enrolment.terminal, "key": name}, f"signs with key {name} from now on")
    return Exit.DONE
