"""kill -9 between any two writes of whole visits: what was promised or paid reaches the centre, once."""

import logging
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest

from central.residents import identity_of
from devices.config import DevicesConfig, EscposFile
from devices.printer.encode import encode
from devices.printer.profiles import profile_named
from kiosk.bootstrap import open_ports, open_queue
from kiosk.clock import SystemClock
from kiosk.config import Config
from kiosk.domain.submission import ItemState
from kiosk.ports import ActKind
from kiosk.recovery import NOTHING_KEPT, UNKNOWN
from kiosk.sync_process import open_sync
from offline_queue.commands import queue_list, queue_stats
from offline_queue.journal import SqliteJournal
from tests.e2e.people import Entries, settle
from tests.e2e.place import Place, file_of, open_place

ROOT = Path(__file__).resolve().parents[2]
VISITS = Path(__file__).with_name("visits.py")
WRITES = ("pwrite64", "fdatasync", "fsync", "ftruncate")
CI_EVERY = 18
EVERY = int(os.environ.get("KIOSK_CRASH_EVERY", str(CI_EVERY)))
"""1 kills at every single write; CI takes a share of them."""
SHARES = max(1, CI_EVERY // EVERY)
"""The long form in as many tests, so that each is as long as CI's."""
SAID = re.compile(r"(paid|printed) (\S+)\n")
SETTLED_DOWN = {ItemState.RECEIVED, ItemState.SETTLED, ItemState.CANCELLED}
FINE = {
    "decision": "9999",
    "act": "不按规定停车",
    "at": "2026-01-23T19:05",
    "place": "示范路口",
    "plate": "浙A·000E1",
    "points": 0,
    "amount_fen": 15000,
    "status": "unpaid",
}
LIVES: tuple[Entries, ...] = (
    (("medical_insurance.enrolment", {"status": "active", "remote_filing": "none"}),),
    (("social_insurance.enrolment", {"insurance": "pension", "status": "active", "months": 9}),),
    (("traffic.violation", FINE),),
)
CUT = encode((), profile_named(EscposFile("").profile)).data
"""Cutting off what may hang in the printer is no slip."""
Point = tuple[str, int]


class Run:
    """One terminal that makes the visits, whole or cut short."""

    def __init__(self, place: Place, folder: Path) -> None:
        self.place = place
        self.folder = folder
        paper = EscposFile(path=str(folder / "paper"))
        self.config: Config = place.enrolled(folder, DevicesConfig(receipt_printer=paper))
        self.code = 0
        self.complaint = ""
        self.paid: list[str] = []
        self.printed: list[str] = []

    def go(self, *inject: str) -> "Run":
        """Make the visits under strace; `inject` are its rules."""
        people = self.folder / "people.json"
        people.write_bytes(
            msgspec.json.encode([identity_of(settle(self.place, life).card) for life in LIVES])
        )
        rules = [option for rule in inject for option in ("-e", f"inject={rule}")]
        command = ["strace", "-f", "-qq", "-o", str(self.folder / "trace"), "-e", f"trace={','.join(WRITES)}"]
        files = [option for end in ("", "-wal") for option in ("-P", f"{self.config.queue.path}{end}")]
        program = [
            sys.executable,
            "-B",
            str(VISITS),
            str(file_of(self.config)),
            self.place.address,
            str(people),
        ]
        done = subprocess.run(
            [*command, *files, *rules, *program],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            timeout=120,
        )
        self.code, self.complaint = done.returncode, done.stderr
        for what, which in SAID.findall(done.stdout):
            (self.paid if what == "paid" else self.printed).append(which)
        return self

    def calls(self) -> list[Point]:
        """Return each write in order: its name, and the how-manieth of that name it is."""
        counts: Counter[str] = Counter()
        found = []
        for name in re.findall(rf"\b({'|'.join(WRITES)})\(", (self.folder / "trace").read_text()):
            counts[name] += 1
            found.append((name, counts[name]))
        return found

    def restart(self) -> None:
        """Start again as a terminal does, with its sync process, and let the payment's patience pass."""
        paper = Path(self.config.devices.receipt_printer.path)  # type: ignore[union-attr]
        before = paper.read_bytes() if paper.exists() else b""
        with open_ports(self.config) as ports:
            ports.recovery.resolve()
        for _ in range(3):
            with open_queue(self.config) as database, database.writing() as connection:
                connection.execute("UPDATE item SET not_before = 0 WHERE state = 'awaiting_payment'")
            with open_sync(self.config) as sync:
                sync.run_once()
        came = (paper.read_bytes() if paper.exists() else b"").removeprefix(before)
        assert came in (b"", CUT), "a slip was printed by itself"

    def acts(self) -> list[tuple[str, str, str | None]]:
        """Return the journal: kind, stub, outcome."""
        with open_queue(self.config) as database, database.reading() as connection:
            rows = connection.execute("SELECT kind, stub, outcome FROM act ORDER BY act").fetchall()
        return [(str(kind), str(stub), outcome) for kind, stub, outcome in rows]

    def at_centre(self) -> list[dict[str, Any]]:
        """Return what the centre has of this terminal."""
        with open_queue(self.config) as database:
            mine = {row.terminal for row in queue_list(database)}
        return [item for item in self.place.door.get("/items") if item["terminal"] in mine]

    def judge(self) -> None:
        """Assert that what was promised or paid is at the centre, once, and that nothing else went wrong."""
        items = self.at_centre()
        with open_queue(self.config) as database:
            rows, stats = queue_list(database), queue_stats(database, SystemClock().now())
        assert (0, 0) == (stats.unsent, stats.quarantined)
        assert {row.state for row in rows} <= SETTLED_DOWN
        assert sorted(row.id for row in rows) == sorted(item["id"] for item in items)
        assert list(range(1, len(items) + 1)) == sorted(item["seq"] for item in items)
        assert [] == [item for item in items if item["disposition"] is not None]
        handed_in = [item for item in items if item["kind"] == "submission" and not item["tombstone"]]
        for number in {*self.printed, *(stub for kind, stub, _ in self.acts() if kind == "print" and stub)}:
            assert 1 == [item["number"] for item in handed_in].count(number), number
        for paid in self.paid:
            (item,) = [item for item in handed_in if item["id"] == paid]
            about = [other for other in items if other["kind"] == "payment"]
            assert [item["number"]] == [other["number"] for other in about]
        assert all(outcome for _, _, outcome in self.acts())
        for kind, order, outcome in self.acts():
            if kind == "pay":
                assert (outcome == "settled") is any(other["kind"] == "payment" for other in items), order
        mine = {item["terminal"] for item in items}
        assert [] == [alarm for alarm in self.place.door.get("/alarms") if alarm["terminal"] in mine]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with open_place(tmp_path_factory.mktemp("plug")) as place:
        yield place


@pytest.fixture(scope="module")
def whole(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Run:
    run = Run(place, tmp_path_factory.mktemp("whole") / "t").go()
    assert 0 == run.code, run.complaint
    return run


def test_visits_that_nothing_disturbs_leave_three_slips_and_one_payment(whole: Run) -> None:
    assert (3, 1) == (len(whole.printed), len(whole.paid))
    assert ["unconfirmed"] * 3 == [outcome for kind, _, outcome in whole.acts() if kind == "print"]
    assert ["settled"] == [outcome for kind, _, outcome in whole.acts() if kind == "pay"]
    whole.judge()


@pytest.mark.parametrize("share", range(SHARES))
def test_killed_terminal_keeps_its_word(
    place: Place, whole: Run, tmp_path: Path, caplog: pytest.LogCaptureFixture, share: int
) -> None:
    caplog.set_level(logging.WARNING)
    calls = whole.calls()
    assert {"pwrite64", "fdatasync"} <= {name for name, _ in calls}

    def kill(point: Point) -> Run:
        name, number = point
        run = Run(place, tmp_path / f"{name}-{number}").go(f"{name}:signal=SIGKILL:when={number}")
        run.restart()
        return run

    with ThreadPoolExecutor(2) as pool:
        runs = list(pool.map(kill, calls[EVERY // 2 + share * EVERY :: EVERY * SHARES]))
    assert all(run.code != 0 for run in runs)
    for run in runs:
        run.judge()


def test_slip_that_was_being_printed_is_told_and_never_printed_again(
    place: Place, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    run = Run(place, tmp_path / "t")
    with open_ports(run.config) as ports:
        ports.journal.begin(ActKind.PRINT, "visit", stub="N000001-K7QX")
        ports.journal.begin(ActKind.PAY, "item", stub="K1")
    assert [] == caplog.records
    run.restart()
    assert ("print", "N000001-K7QX", UNKNOWN) == run.acts()[0]
    assert [("pay", "K1", NOTHING_KEPT), ("cut", "N000001-K7QX", "unconfirmed")] == run.acts()[1:]
    assert "N000001-K7QX: the printer counts no cuts: it may have come out" in caplog.text
    with open_queue(run.config) as database:
        assert () == SqliteJournal(database, ports.clock).open_acts()


def test_the_harness_bites(whole: Run) -> None:
    whole.printed.append("N999999-LOST")
    with pytest.raises(AssertionError, match="N999999-LOST"):
        whole.judge()
    whole.printed.pop()
