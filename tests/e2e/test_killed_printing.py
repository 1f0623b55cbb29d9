"""kill -9 at any byte that goes to the printer, and at the journal's writes around it.

Whatever had come out by then, the next start says of the slip what is true and prints nothing by itself.
What is printed on request is copy 2. The printer is the simulated one, over TCP, and knows of no killing.
"""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from devices.config import DevicesConfig, EscposNetwork
from kiosk.bootstrap import open_ports
from kiosk.domain.submission import InterruptedSlip
from kiosk.domain.text import Locale
from kiosk.recovery import CAME_OUT, NOT_OUT, UNKNOWN
from kiosk.steps.slip import give_stub
from offline_queue.journal import Act, SqliteJournal
from sim.paper import Receipt
from sim.receipt_printer import SimulatedReceiptPrinter
from tests.e2e.place import Place, file_of, open_place
from tests.e2e.visitor import CATALOGUE

ROOT = Path(__file__).resolve().parents[2]
SLIP = Path(__file__).with_name("one_slip.py")
FAST = 2_000
CHUNK = 512
"""Bytes of a slip that the driver hands over at once."""
EVERY = int(os.environ.get("KIOSK_CRASH_EVERY", "2"))
"""1 kills at each write behind the slip's first."""
COUNTED, UNCOUNTED = "generic-80-gb18030", "generic-80-gb2312"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with open_place(tmp_path_factory.mktemp("killed")) as place:
        yield place


class Night:
    """One printer that stays on, and the terminal beside it that is killed and started again."""

    def __init__(self, place: Place, folder: Path, printer: SimulatedReceiptPrinter, profile: str) -> None:
        self.place, self.folder, self.printer = place, folder, printer
        devices = DevicesConfig(receipt_printer=EscposNetwork("127.0.0.1", printer.port, profile))
        self.config = place.enrolled(folder, devices)
        self.traced = folder / "trace"

    def die(self, *inject: str) -> int:
        """Run the visit under strace with these rules; return how it ended."""
        program = (sys.executable, "-B", str(SLIP), str(file_of(self.config)))
        rules = [option for rule in inject for option in ("-e", f"inject={rule}")]
        trace = (
            "strace",
            "-f",
            "-qq",
            "-yy",
            "-o",
            str(self.traced),
            "-e",
            "trace=write,sendto,fdatasync",
            *rules,
        )
        done = subprocess.run(
            (*trace, *program),
            cwd=ROOT,
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            timeout=120,
        )
        self.printer.wait_until_idle()
        return done.returncode

    def start_again(self) -> tuple[tuple[InterruptedSlip, ...], list[Act]]:
        """Start as the screen does; return what it offers, and the journal's acts about the slip."""
        with open_ports(self.config) as ports:
            offered = ports.recovery.resolve()
            assert isinstance(ports.journal, SqliteJournal)
            acts = [act for act in ports.journal.acts() if act.kind == "print"]
        self.printer.wait_until_idle()
        return offered, acts

    def whole(self) -> list[Receipt]:
        """Return the slips that came out from their begin to their cut."""
        return [paper for paper in self.printer.receipts if paper.complete and "收件编号" in paper.text]


class Point(msgspec.Struct, frozen=True):
    """One write of a whole run: the how-manieth it is, and whether it carries a piece of the slip."""

    number: int
    slip: bool


def writes(night: Night) -> list[str]:
    """Return the visit's writes, wherever they went."""
    return [line for line in night.traced.read_text().splitlines() if " write(" in line]


def points(night: Night) -> list[Point]:
    """Return the writes that went to the printer."""
    return [
        Point(number, slip=line.endswith(f" = {CHUNK}"))
        for number, line in enumerate(writes(night), 1)
        if "TCP:" in line
    ]


def chosen(written: list[Point]) -> list[int]:
    """Return where to kill: every write from the slip's first piece on, and some of those before it."""
    begins = next(place for place, point in enumerate(written) if point.slip)
    return [point.number for point in (*written[: begins : 5 * EVERY], *written[begins - 1 :: EVERY])]


@pytest.fixture(scope="module")
def whole(place: Place, tmp_path_factory: pytest.TempPathFactory) -> list[Point]:
    """The writes to the printer of a run that nothing disturbs."""
    with SimulatedReceiptPrinter(speed_mm_s=FAST) as printer:
        night = Night(place, tmp_path_factory.mktemp("whole") / "t", printer, COUNTED)
        assert 0 == night.die()
        return points(night)


@pytest.fixture
def night(place: Place, tmp_path: Path) -> Iterator[Night]:
    with SimulatedReceiptPrinter(speed_mm_s=FAST) as printer:
        yield Night(place, tmp_path / "t", printer, COUNTED)


def judge(night: Night, *, counted: bool) -> str | None:
    """Start again and hold what is said against what lies on the paper; return what was said."""
    before = len(night.whole())
    offered, acts = night.start_again()
    assert before == len(night.whole()), "a slip was printed by itself"
    assert 1 >= before, "a slip was printed twice"
    if not acts:
        assert 0 == before, "a slip was printed that the journal does not know of"
        return None
    (act,) = acts
    true_words = {CAME_OUT, "done"} if before else {NOT_OUT}
    assert act.outcome in (true_words if counted else true_words | {UNKNOWN}), act
    assert bool(offered) is (act.outcome in (NOT_OUT, UNKNOWN))
    assert ((), acts) == night.start_again()
    return act.outcome


def test_slip_that_nothing_disturbs_is_done_and_asked_about_no_more(night: Night) -> None:
    assert 0 == night.die()
    assert "done" == judge(night, counted=True)
    assert 1 == len(night.whole())


def test_killed_at_any_write_to_the_printer_the_next_start_tells_the_truth(
    place: Place, whole: list[Point], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)

    def kill(number: int) -> str | None:
        with SimulatedReceiptPrinter(speed_mm_s=FAST) as printer:
            night = Night(place, tmp_path / str(number), printer, COUNTED)
            # A printer that answers sooner is asked less often, and the visit is over before that write.
            assert 0 != night.die(f"write:signal=SIGKILL:when={number}") or number > len(writes(night))
            return judge(night, counted=True)

    with ThreadPoolExecutor(2) as pool:
        said = set(pool.map(kill, chosen(whole)))
    assert {NOT_OUT, CAME_OUT} <= said


def test_printer_that_counts_nothing_leaves_it_open_and_the_number_is_offered(
    place: Place, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    with SimulatedReceiptPrinter(profile=UNCOUNTED, speed_mm_s=FAST) as printer:
        night = Night(place, tmp_path / "whole", printer, UNCOUNTED)
        assert 0 == night.die()
        last = [point for point in points(night) if point.slip][-1]
    with SimulatedReceiptPrinter(profile=UNCOUNTED, speed_mm_s=FAST) as printer:
        night = Night(place, tmp_path / "again", printer, UNCOUNTED)
        assert 0 != night.die(f"write:signal=SIGKILL:when={last.number}")
        assert UNKNOWN == judge(night, counted=False)
    assert "may have come out" in caplog.text


def test_slip_cut_short_is_printed_on_request_as_copy_two_and_once(
    place: Place, whole: list[Point], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    second = [point for point in whole if point.slip][1]
    with SimulatedReceiptPrinter(speed_mm_s=FAST) as printer:
        night = Night(place, tmp_path / "t", printer, COUNTED)
        assert 0 != night.die(f"write:signal=SIGKILL:when={second.number}")
        with open_ports(night.config) as ports:
            (slip,) = ports.recovery.resolve()
            give_stub(ports, slip, CATALOGUE.matters[slip.matter].name, Locale.ZH)
        printer.wait_until_idle()
        (paper,) = night.whole()
    assert slip.known_void
    assert "第2联" in paper.text
    assert slip.submission.number in paper.text.replace("\n", "")
    assert "did not come out whole" in caplog.text


@pytest.mark.parametrize("write", [4, 13, 15, 16, 17])
def test_killed_at_a_sync_around_the_print_no_act_stays_without_its_answer(
    night: Night, write: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    assert 0 != night.die(f"fdatasync:signal=SIGKILL:when={write}") or write > syncs(night)
    judge(night, counted=True)


def syncs(night: Night) -> int:
    """Return how often the visit synced the disk."""
    return night.traced.read_text().count("fdatasync(")
