"""A terminal killed between any two steps of a print: never two copies, and the journal knows."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typst

from kiosk.clock import SystemClock
from kiosk.recovery import ActRecovery
from offline_queue.database import Database
from offline_queue.journal import SqliteJournal
from sim.document_printer import SimulatedDocumentPrinter
from sim.print_server import problem
from sim.sheet_engine import wait_until
from tests.durability.putter import outbox_at
from tests.durability.sheet_printer import printer_at

pytestmark = pytest.mark.skipif(problem() is not None, reason=str(problem()))

ROOT = Path(__file__).resolve().parents[2]
WHOLE = 0
"""No step is that: the process ends by itself."""
FIRST, LAST = 12, 10
"""So many steps from either end are tried: all writes, and each question that is not a repeated look."""
IDLE_S = 10.0


@pytest.fixture
def printer() -> Iterator[SimulatedDocumentPrinter]:
    with SimulatedDocumentPrinter() as simulated:
        yield simulated


class Bell:
    def ring(self) -> None:
        raise AssertionError

    def ask_checkpoint(self) -> None:
        raise AssertionError


class Terminal:
    """One terminal's disk and its document printer."""

    def __init__(self, folder: Path, printer: SimulatedDocumentPrinter) -> None:
        folder.mkdir()
        self.queue = folder / "queue.db"
        self.pdf = folder / "two.pdf"
        source = folder / "two.typ"
        # Acts and jobs are known by what is on the sheets: no two terminals of this test print the same.
        text = f'#set page(paper: "a4")\none of {folder.name}\n#pagebreak()\ntwo\n'
        source.write_text(text, encoding="utf-8")
        self.pdf.write_bytes(typst.compile(str(source), format="pdf"))
        self.printer = printer
        self.socket = str(printer.server.socket_path)

    def print(self, last: int) -> subprocess.CompletedProcess[str]:
        """Print, killed at step `last`."""
        return subprocess.run(
            [
                sys.executable,
                "-m",
                "tests.durability.sheet_printer",
                self.queue,
                self.socket,
                self.pdf,
                str(last),
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def restart(self) -> list[str | None]:
        """Start anew: ask about what is open; return every act's outcome."""
        outbox = outbox_at(self.queue)
        database = Database(self.queue)
        journal = SqliteJournal(database, SystemClock())
        ActRecovery(journal, outbox, Bell(), None, printer_at(self.socket)).resolve()
        outcomes = [act.outcome for act in journal.acts()]
        database.close()
        return outcomes

    def copies(self) -> int:
        """Return how many whole documents came out, once the printer rests."""
        driver = printer_at(self.socket)
        queue = driver._server.queue()
        assert wait_until(lambda: not any(job.state < 7 for _, job in driver._server.jobs(queue)), IDLE_S)
        return len([one for one in self.printer.printed if one.complete])


def killed_at(step: int, folder: Path, printer: SimulatedDocumentPrinter) -> str | None:
    """Kill a print at a step, judge what came out, and return how its act ended; None when none was begun."""
    terminal = Terminal(folder, printer)
    before = terminal.copies()
    done = terminal.print(step)
    # A print that took fewer looks than the first one was over before this step.
    assert done.returncode == -signal.SIGKILL or int(done.stdout) < step
    outcomes = terminal.restart()
    came_out = terminal.copies() - before
    assert came_out <= 1
    (outcome,) = outcomes or [None]
    match outcome:
        case None:
            assert (outcomes, came_out) == ([], 0)  # nothing was printed before the intent was on the disk
        case "done":
            assert came_out == 1
        case "unconfirmed":
            assert came_out <= 1
        case void:
            assert void.startswith("void:")
            assert came_out == 0
    return outcome


def test_a_kill_at_any_step_never_prints_twice(tmp_path: Path, printer: SimulatedDocumentPrinter) -> None:
    terminal = Terminal(tmp_path / "whole", printer)
    whole = terminal.print(WHOLE)
    assert (0, 1) == (whole.returncode, terminal.copies())
    steps = int(whole.stdout)
    ended = [
        killed_at(step, tmp_path / str(step), printer)
        for step in sorted({*range(1, FIRST + 1), *range(max(1, steps - LAST), steps)})
    ]
    assert ended[0] is None, "killed before the intent was on the disk"
    assert "done" in ended, "killed when all was printed"
