"""kill -9, ENOSPC and EIO at each call of a sync, to file system or network: both ends agree afterwards."""

import signal
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

from kiosk.bootstrap import known_now, open_queue
from kiosk.catalogue import shelf
from kiosk.clock import SystemClock
from kiosk.config import Config
from kiosk.domain.ids import CatalogueVersion, ItemId, MatterCode
from kiosk.domain.submission import ItemState
from kiosk.gateway import credentials
from kiosk.ports import ActKind, ItemDraft
from kiosk.steps.ports import new_item_id
from kiosk.sync_process import open_sync
from kiosk.wire.attachment import file_of as file_name
from kiosk.wire.attachment import folder_beside
from kiosk.wire.envelope import ItemKind
from kiosk.wire.sealer import Sealer
from offline_queue.attachments import beside as attachments
from offline_queue.commands import queue_list
from offline_queue.journal import SqliteJournal
from offline_queue.outbox import SqliteOutbox
from tests.durability import hasty, syncer
from tests.durability.disturbed import (
    FILES,
    NETWORK,
    Fault,
    Point,
    Struck,
    beside,
    came,
    no_alarm,
    points,
    run,
    share,
    strike_all,
)
from tests.durability.fork_server import ForkServer
from tests.e2e.place import Place, file_of, open_place

ITEMS = 4
PAPER = bytes(range(256)) * 1_200
LADEN = (1, 2)
"""Which of them have an attachment: one that is sent in three parts, one that is cancelled."""
MOST_STARTS = 4
MOST_FILES, MOST_NETWORK = 30, 12
"""So many disturbances are drawn for `make test`."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with open_place(tmp_path_factory.mktemp("centre")) as place:
        yield place


class Terminal:
    """An enrolled terminal with items to send, one that nobody paid for among them."""

    def __init__(self, server: ForkServer, place: Place, folder: Path) -> None:
        self.server = server
        self.place = place
        self.folder = folder
        self.config: Config = place.enrolled(folder)
        self.promised: list[ItemId] = []
        with open_queue(self.config) as database:
            clock = SystemClock()
            known = known_now(database, credentials.load(Path(self.config.platform.credentials)))
            self.name = known.enrolment.terminal
            outbox = SqliteOutbox(database, Sealer(known.own), clock)
            for number in range(ITEMS):
                draft = self._draft(attachments=(PAPER,) if number in LADEN else ())
                self.promised.append(outbox.put(draft, awaiting_payment=number == 1).id)
            SqliteJournal(database, clock).begin(ActKind.PAY, self.promised[1], stub=f"K{self.name}")
            outbox.leave_to_sync(self.promised[1])

    @staticmethod
    def _draft(attachments: tuple[bytes, ...]) -> ItemDraft:
        return ItemDraft(
            id=new_item_id(SystemClock()),
            kind=ItemKind.SERVICE,
            matter=MatterCode("m"),
            catalogue=CatalogueVersion("c"),
            body=b"\x81\xa5found\xc3",
            attachments=attachments,
        )

    def _files(self) -> tuple[Path, ...]:
        queue = Path(self.config.queue.path)
        folder = folder_beside(queue)
        return (*beside(queue), folder, *(folder / file_name(item, 0) for item in self.promised))

    def sync(
        self, struck: Struck | None = None, calls: str = FILES, program: ModuleType = syncer
    ) -> tuple[int, str]:
        """Do one pass in a process of its own; return how it ended and what it complained of."""
        done = run(
            self.server,
            program,
            ["sync", "--once", "--json", "--config", file_of(self.config)],
            self.folder,
            calls=calls,
            files=self._files() if calls == FILES else (),
            struck=struck,
        )
        return done.code, done.said + done.complaint

    def come_to_rest(self) -> None:
        """Start anew as a terminal does, and let the delays of rows pass, until nothing is left to do."""
        for _ in range(MOST_STARTS):
            with open_sync(self.config) as process:
                with process.database.writing() as connection:
                    connection.execute("UPDATE item SET not_before = 0")
                if not any(process.run_once().values()):
                    return

    def judge(self) -> None:
        """Assert that both ends have every promise once, and the unpaid one as cancelled."""
        with open_queue(self.config) as database:
            rows = queue_list(database)
            open_acts = SqliteJournal(database, SystemClock()).open_acts()
        at_centre = self.place.door.get(f"/items?of={self.name}")
        lost = set(self.promised) - {item["id"] for item in at_centre}
        assert set() == lost, f"promised and lost: {lost}"
        assert sorted(self.promised) == sorted(item["id"] for item in at_centre)
        assert list(range(1, ITEMS + 1)) == sorted(item["seq"] for item in at_centre)
        assert [self.promised[1]] == [item["id"] for item in at_centre if item["tombstone"]]
        assert {ItemState.CANCELLED: 1, ItemState.RECEIVED: ITEMS - 1} == {
            state: [row.state for row in rows].count(state) for state in {row.state for row in rows}
        }
        assert () == open_acts
        assert {self.promised[2]} == attachments(Path(self.config.queue.path)).items()
        assert [1] == [item["attachments"] for item in at_centre if item["id"] == self.promised[2]]
        assert [] == [alarm for alarm in self.place.door.get("/alarms") if alarm["terminal"] == self.name]


@pytest.fixture
def begin(server: ForkServer, place: Place, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Terminal]:
    """Return what begins a new terminal in a folder; here too its own catalogue was read before."""
    monkeypatch.setattr(shelf, "version_of", lambda: syncer.BUNDLED)
    return partial(Terminal, server, place)


@pytest.mark.parametrize(
    ("calls", "faults", "most"),
    [
        (FILES, tuple(Fault), MOST_FILES),
        (NETWORK, (Fault.KILL, Fault.BROKEN_ONCE, Fault.BROKEN), MOST_NETWORK),
    ],
    ids=["files", "network"],
)
def test_a_sync_that_is_disturbed_anywhere_leaves_both_ends_agreed(
    begin: Callable[[Path], Terminal],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    calls: str,
    faults: tuple[Fault, ...],
    most: int,
) -> None:
    whole = begin(tmp_path / "whole")
    code, said = whole.sync(calls=calls)
    assert 0 == code, said
    whole.come_to_rest()
    whole.judge()

    def judged(struck: Struck, folder: Path) -> None:
        terminal = begin(folder)
        code, said = terminal.sync(struck, calls)
        if struck.fault is Fault.KILL:
            assert (-signal.SIGKILL if came(struck, terminal.folder / "trace") else 0) == code, said
        else:
            assert code in (0, 1), said
            assert "Traceback" not in said, said
        with no_alarm(caplog):
            terminal.come_to_rest()
            terminal.judge()

    strike_all(tmp_path, share(points(whole.folder / "trace"), faults, most), judged)


def test_the_harness_finds_a_sync_that_lets_go_before_it_was_answered(
    begin: Callable[[Path], Terminal], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    terminal = begin(tmp_path / "hasty")
    code, said = terminal.sync(Struck(Point("sendto", 3), Fault.KILL), NETWORK, hasty)
    assert -signal.SIGKILL == code, said
    terminal.come_to_rest()
    with pytest.raises(AssertionError, match="promised and lost"):
        terminal.judge()
    assert "the ledger's head is not the last row" in caplog.text
