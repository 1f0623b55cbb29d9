"""A terminal that is made to be killed: three visits, each promise and payment said once it was made.

The sync process works inside it, at each ring of the doorbell, so that its writes can be killed at too.
"""

import sys
from pathlib import Path

import msgspec

from kiosk.bootstrap import open_ports
from kiosk.config import load
from kiosk.domain.identity import Identity
from kiosk.domain.session import Session
from kiosk.steps.slip import number_of
from kiosk.sync_process import SyncProcess, open_sync
from sim.centre_door import CentreDoor
from tests.e2e.visitor import Answers, Visitor

FILING = {
    "why": "retired",
    "city": "样例市",
    "address": "样例区示范路15号101室",
    "since": "2024-05-01",
    "phone": "19000000015",
}
VISITS: tuple[tuple[str, Answers], ...] = (
    ("remote-residence-filing", FILING),
    ("social-insurance-proof", {}),
    ("traffic-fine-payment", {}),
)


class RungSync:
    """A doorbell behind which the sync process works at once."""

    def __init__(self, sync: SyncProcess) -> None:
        self._sync = sync

    def ring(self) -> None:
        """Do one pass."""
        self._sync.run_once()

    def ask_checkpoint(self) -> None:
        """Nobody asks here: the power stays."""


class Payer(Visitor):
    """Says what was paid before anything else can happen."""

    def has_paid(self, session: Session) -> None:
        assert session.submission is not None
        say("paid", session.submission.id)


def say(what: str, which: str | None) -> None:
    """Say it; the pipe is the paper."""
    sys.stdout.write(f"{what} {which}\n")
    sys.stdout.flush()


def main(config_file: str, address: str, people: str) -> None:
    """Make the three visits, each by its own resident."""
    config = load(Path(config_file))
    persons = msgspec.json.decode(Path(people).read_bytes(), type=tuple[Identity, ...])
    with open_sync(config) as sync, open_ports(config) as ports:
        visitor = Payer(msgspec.structs.replace(ports, doorbell=RungSync(sync)), CentreDoor(address))
        sync.run_once()
        for person, (slug, answers) in zip(persons, VISITS, strict=True):
            session = visitor.visit(person, slug, answers)
            assert session.receipt is not None, session.ended
            say("printed", number_of(session))


if __name__ == "__main__":
    main(*sys.argv[1:])
