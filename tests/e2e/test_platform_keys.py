"""The platform's keys rotated under a screen and a sync process that run on: neither is started again."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.bootstrap import open_ports, open_queue
from kiosk.config import Config
from kiosk.domain.ids import CatalogueVersion, ItemId, MatterCode
from kiosk.domain.submission import ItemState
from kiosk.ports import ItemDraft
from kiosk.processes import Program
from kiosk.steps.ports import Ports, new_item_id
from kiosk.sync_process import open_sync
from kiosk.wire.envelope import ItemKind
from kiosk.wire.messages import CatalogueAnswer
from offline_queue.commands import queue_show
from tests.e2e.place import Place, file_of, open_place
from tests.integration.cli_command import Said, kiosk

PATIENCE_S = 60.0


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with open_place(tmp_path) as place:
        yield place


class Screen:
    """What the screen's process works with, and a sync process beside it."""

    def __init__(self, place: Place, config: Config, ports: Ports) -> None:
        self.place, self.config, self.ports = place, config, ports

    def put(self) -> ItemId:
        draft = ItemDraft(
            id=new_item_id(self.ports.clock),
            kind=ItemKind.SERVICE,
            matter=MatterCode("m"),
            catalogue=CatalogueVersion("c"),
            body=b"\x80",
        )
        self.ports.outbox.put(draft)
        self.ports.doorbell.ring()
        return draft.id

    def key_of(self, item: ItemId) -> str:
        with open_queue(self.config) as database:
            return queue_show(database, item).key

    def received(self, item: ItemId) -> bool:
        return self.ports.outbox.look(item).state in (ItemState.RECEIVED, ItemState.SETTLED)

    def sends(self) -> str:
        """Put an item, wait until the centre has opened it, and return the key it was under."""
        item = self.put()
        wait(lambda: self.received(item))
        return self.key_of(item)

    def central(self, *words: str) -> Said:
        return kiosk("central", "--data", self.place.data, *words)

    def keys(self, use: str) -> list[dict[str, Any]]:
        return [row for row in self.central("--list-keys").rows if row["use"] == use]


def one_pass(config: Config) -> str:
    """Run a sync process of one pass, which begins with a heartbeat; return why it stopped."""
    with open_sync(config) as process:
        return str(process.run_once()["waiting"])


def test_terminal_that_lost_its_queue_believes_the_key_that_came_after_enrolment(
    place: Place, tmp_path: Path
) -> None:
    config, data = place.enrolled(tmp_path / "t"), ("central", "--data", place.data)
    (old,) = (row["id"] for row in kiosk(*data, "--list-keys").rows if row["use"] == "sign")
    kiosk(*data, "--rotate-key", "sign")
    assert ["", ""] == [one_pass(config), one_pass(config)], "it hears of the key, and says that it knows it"
    assert 0 == kiosk(*data, "--drop-key", old).code
    queue = Path(config.queue.path)
    for file in queue.parent.glob(f"{queue.name}*"):
        file.unlink()
    assert "" == one_pass(config), "what the centre signs is believed"


def needed(said: Said) -> tuple[int, bool]:
    return said.code, "is needed by T0001" in said.err


def wait(until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_screen_and_sync_go_on_through_a_rotation_of_both_keys(place: Place, tmp_path: Path) -> None:
    config = place.enrolled(tmp_path / "t")
    command = (sys.executable, "-m", "tests.e2e.hasty_sync", str(file_of(config)))
    place.processes.start(Program(name="sync", command=command))
    with open_ports(config) as ports:
        screen = Screen(place, config, ports)
        (seal,), (sign,) = screen.keys("seal"), screen.keys("sign")
        assert seal["id"] == screen.sends()
        new = {use: screen.central("--rotate-key", use).row["id"] for use in ("seal", "sign")}
        assert (1, True) == needed(screen.central("--drop-key", sign["id"]))
        wait(lambda: screen.sends() == new["seal"])
        wait(lambda: screen.keys("sign")[0]["needed_by"] == [] or not screen.sends())
        assert 0 == screen.central("--drop-key", sign["id"]).code
        assert isinstance(ports.centre.catalogue(), CatalogueAnswer), "the screen believes the new key alone"
        assert new["seal"] == screen.sends(), "so does the sync process"
        assert (1, True) == needed(screen.central("--drop-key", seal["id"])), (
            "no backup covers what is under it"
        )
        screen.central("--backup", str(tmp_path / "backup.db"))
        wait(lambda: screen.keys("seal")[0]["needed_by"] == [] or not screen.sends())
        assert 0 == screen.central("--drop-key", seal["id"]).code
        assert new["seal"] == screen.sends()
