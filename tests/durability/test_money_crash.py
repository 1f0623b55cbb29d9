"""Killed between 'code shown', 'paid', 'settled' and 'submitted': neither money nor answers are lost."""

import itertools
import re
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from central.residents import identity_of
from kiosk.bootstrap import open_ports, open_queue
from kiosk.clock import SystemClock
from kiosk.domain.submission import ItemState
from kiosk.sync_process import open_sync
from offline_queue.commands import queue_list
from offline_queue.journal import SqliteJournal
from sim.centre_door import DoorError
from tests.durability import payer
from tests.durability.disturbed import Fault, Struck, no_alarm, points, run, share, strike_all
from tests.durability.fork_server import ForkServer
from tests.durability.payer import BEGINS
from tests.e2e.people import settle
from tests.e2e.place import Place, file_of, open_place
from tests.e2e.test_pull_the_plug import FINE

CALLS = "%network,pwrite64,fdatasync,fsync,ftruncate,write"
SAID = re.compile(r"^(shown|paid|settled|submitted) (\S+)$", re.MULTILINE)
MOST = 6
"""So many kills of each way to pay are drawn for `make test`."""
codes = (f"13{number:016d}" for number in itertools.count(700))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with open_place(tmp_path_factory.mktemp("centre")) as place:
        yield place


class Till:
    """One terminal and one resident who owes a fine."""

    def __init__(self, server: ForkServer, place: Place, folder: Path, *, scanned: bool) -> None:
        self.server = server
        self.place = place
        self.config = place.enrolled(folder)
        self.folder = folder
        self.payer_code = next(codes) if scanned else ""
        self.said: dict[str, str] = {}

    def visit(self, struck: Struck | None = None) -> int:
        """Make the visit up to 'submitted', killed where it is struck; return how it ended."""
        people = self.folder / "people.json"
        resident = settle(self.place, (("traffic.violation", FINE),))
        people.write_bytes(msgspec.json.encode([identity_of(resident.card)]))
        told: list[str | Path] = [file_of(self.config), self.place.address, people, self.payer_code]
        done = run(self.server, payer, told, self.folder, calls=CALLS, struck=struck)
        self.said = dict(SAID.findall(done.said))
        assert done.code in (0, -signal.SIGKILL), done.complaint
        return done.code

    def pay_by_phone(self) -> None:
        """Pay what the screen last showed, as somebody does whose terminal went dark; it may be closed."""
        if "shown" in self.said:
            with suppress(DoorError):
                self.place.door.post("/pay", {"code": self.said["shown"]})

    def come_to_rest(self) -> None:
        """Start anew: the screen's recovery, then a sync process, past all its delays."""
        with open_ports(self.config) as ports:
            ports.recovery.resolve()
        for _ in range(3):
            with open_sync(self.config) as process:
                with process.database.writing() as connection:
                    connection.execute("UPDATE item SET not_before = 0")
                process.run_once()

    def judge(self) -> None:
        """Assert that the money and its item are at the centre once, or that neither is."""
        with open_queue(self.config) as database:
            rows = [row for row in queue_list(database) if row.kind == "submission"]
            assert () == SqliteJournal(database, SystemClock()).open_acts()
        here = {row.id: row.state for row in rows}
        door = self.place.door
        there = [item for item in door.get("/items") if item["id"] in here]
        numbers = {row.number for row in rows}
        payments = [item for item in door.get("/items") if item["kind"] == "payment"]
        about = [item for item in payments if item["number"] in numbers]
        money = [payment for payment in door.get("/payments") if payment["item"] in here]
        assert "paid" not in self.said or money, "money was taken, and nobody knows for what"
        assert len(here) == len(there) <= 1
        assert len(money) == len(about) <= 1
        if money:
            assert [ItemState.RECEIVED] == list(here.values())
            assert [False] == [item["tombstone"] for item in there]
            assert [None] == [item["disposition"] for item in there]
        else:
            assert {ItemState.CANCELLED} >= set(here.values())
            assert all(item["tombstone"] for item in there)
            assert self.said.get("shown", "") not in [order["code"] for order in door.get("/orders")]


@pytest.mark.parametrize("scanned", [False, True], ids=["code_shown", "code_scanned"])
def test_a_kill_between_the_code_and_the_slip_loses_neither_money_nor_answers(
    server: ForkServer, place: Place, tmp_path: Path, caplog: pytest.LogCaptureFixture, *, scanned: bool
) -> None:
    whole = Till(server, place, tmp_path / "whole", scanned=scanned)
    assert 0 == whole.visit()
    assert "submitted" in whole.said
    whole.come_to_rest()
    whole.judge()
    every = points(whole.folder / "trace", after=BEGINS)
    assert {"sendto", "recvfrom", "pwrite64", "fdatasync"} <= {point.name for point in every}

    ended = []

    def judged(struck: Struck, folder: Path) -> None:
        till = Till(server, place, folder, scanned=scanned)
        ended.append(till.visit(struck))
        if struck.point.number % 2:
            till.pay_by_phone()
        with no_alarm(caplog):
            till.come_to_rest()
            till.pay_by_phone()
            till.come_to_rest()
            till.judge()

    strike_all(tmp_path, share(every, (Fault.KILL,), MOST), judged)
    # A visit that asked less often than the first one was over before its call came.
    assert ended.count(-signal.SIGKILL) > len(ended) / 2


def test_the_harness_finds_money_that_nobody_knows_of(
    server: ForkServer, place: Place, tmp_path: Path
) -> None:
    till = Till(server, place, tmp_path / "till", scanned=False)
    assert 0 == till.visit()
    till.come_to_rest()
    with open_queue(till.config) as database, database.writing() as connection:
        connection.execute("DELETE FROM item")
    with pytest.raises(AssertionError, match="nobody knows for what"):
        till.judge()
