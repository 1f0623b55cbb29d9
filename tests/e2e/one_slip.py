"""A terminal that is made to be killed while it prints: keeps one submission and prints its slip."""

import sys
from pathlib import Path

import msgspec

from kiosk.bootstrap import open_ports
from kiosk.config import load
from kiosk.domain.text import Locale
from kiosk.steps.hand_in import draft
from kiosk.steps.ports import new_item_id
from kiosk.steps.slip import give_receipt
from tests.unit.kiosk.steps.memory import visit


def main(config_file: str) -> None:
    """Put the row, print the slip; what is on the paper is the simulator's to say."""
    config = load(Path(config_file))
    with open_ports(config) as ports:
        session = visit("hotline-12345")
        submission = ports.outbox.signed(ports.outbox.put(draft(session, new_item_id(ports.clock))))
        give_receipt(ports, msgspec.structs.replace(session, submission=submission), Locale.ZH)


if __name__ == "__main__":
    main(*sys.argv[1:])
