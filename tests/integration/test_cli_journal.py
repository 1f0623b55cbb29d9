"""`kiosk journal`: what was done, what came of it, and who says so; for machines and for technicians."""

from pathlib import Path

import pytest

from kiosk.bootstrap import open_queue
from kiosk.clock import SystemClock
from kiosk.config import Config
from kiosk.ports import ActKind, Resolver
from kiosk.tables import QueueConfig
from kiosk.walk.stage import as_toml
from offline_queue.journal import SqliteJournal
from tests.integration.cli_command import Said, kiosk, written

KEYS = ["act", "kind", "stub", "began_at", "ended_at", "outcome", "resolved_by", "sentence"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A terminal whose journal has a slip that came out and a payment that nobody has answered."""
    config = Config(queue=QueueConfig(path=str(tmp_path / "queue.db")))
    with open_queue(config) as database:
        journal = SqliteJournal(database, SystemClock())
        slip = journal.begin(ActKind.PRINT, "item", stub="N000001-K7QX", mark="cuts=7")
        journal.end(slip, "came_out", by=Resolver.PRINTER, sentence="the printer counted 7 cuts before it")
        journal.begin(ActKind.PAY, "item", stub="K1")
    return written(tmp_path / "terminal.toml", as_toml(config))


def run(file: Path, *words: object) -> Said:
    return kiosk("journal", *words, "--config", file, "--json")


def test_list_has_every_act_with_its_answer(file: Path) -> None:
    said = run(file, "list")
    assert (0, [KEYS, KEYS]) == (said.code, [list(row) for row in said.rows])
    slip, order = said.rows
    assert ("print", "N000001-K7QX", "came_out", "printer") == (
        *(slip["kind"], slip["stub"]),
        *(slip["outcome"], slip["resolved_by"]),
    )
    assert (None, None, "") == (order["ended_at"], order["outcome"], order["resolved_by"])


def test_open_acts_alone(file: Path) -> None:
    assert ["K1"] == [row["stub"] for row in run(file, "list", "--open").rows]


def test_one_act_for_a_technician(file: Path) -> None:
    said = kiosk("journal", "show", 1, "--config", file)
    assert 0 == said.code
    assert "came_out (printer)  the printer counted 7 cuts before it" in said.out
    assert "open" in kiosk("journal", "show", 2, "--config", file).out


def test_act_that_is_not_there(file: Path) -> None:
    said = run(file, "show", 9)
    assert (1, "journal_no_act") == (said.code, said.row["code"])


def test_act_that_is_no_number_is_a_usage(file: Path) -> None:
    said = run(file, "show", "x")
    assert (2, "") == (said.code, said.out)
    assert "invalid int value: 'x'" in said.err
