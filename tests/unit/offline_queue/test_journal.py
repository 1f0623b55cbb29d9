import datetime as dt
import sqlite3
from importlib.resources import files
from pathlib import Path

import pytest

from kiosk.domain.payment import PaymentClosed, PaymentSettled, PaymentUnknown
from kiosk.errors import KioskError
from kiosk.ports import ActKind, Resolver
from offline_queue import journal as module
from offline_queue.database import Database
from offline_queue.journal import Act, Pruning, SqliteJournal, prune
from offline_queue.migrations import SCHEMA_VERSION
from offline_queue.outbox import SqliteOutbox
from tests.unit.offline_queue.conftest import START, Queue, StillClock

DAY = dt.timedelta(days=1)
PAID = PaymentSettled(order="K1", amount_fen=1, transaction="W", wallet="w", paid_at=START)


@pytest.fixture
def journal(queue: Queue) -> SqliteJournal:
    return SqliteJournal(queue.database, queue.clock, queue.outbox.boot)


def said(act: Act) -> tuple[str | None, str, str]:
    return act.outcome, act.resolved_by, act.sentence


def test_act_without_outcome_is_asked_about_at_the_next_start(queue: Queue, journal: SqliteJournal) -> None:
    done, open_ = (journal.begin(ActKind.PRINT, "visit", stub=stub, mark="cuts=7") for stub in ("N1", "N2"))
    journal.end(done, "done")
    again = queue.reboot("boot-2")
    journal = SqliteJournal(again.database, again.clock)
    (act,) = journal.open_acts()
    assert (open_, ActKind.PRINT, "visit", "N2") == (act.act, act.kind, act.subject, act.stub)
    assert ("cuts=7", "boot-1") == (act.mark, act.boot)
    journal.end(open_, "unconfirmed", by=Resolver.RECOVERY, sentence="nobody knows")
    assert () == journal.open_acts()
    assert ("unconfirmed", "recovery", "nobody knows") == said(journal.act(open_))
    again.database.close()


def test_first_outcome_stays(journal: SqliteJournal) -> None:
    act = journal.begin(ActKind.PAY, "item", stub="K1")
    journal.end(act, "no_code")
    journal.end(act, "other", by=Resolver.SYNC)
    assert ("no_code", "screen", "") == said(journal.act(act))


def test_end_of_what_never_began_is_an_error(journal: SqliteJournal) -> None:
    with pytest.raises(KeyError):
        journal.end(99, "done")


def test_act_that_is_not_there_is_said(journal: SqliteJournal) -> None:
    with pytest.raises(KioskError, match="there is no act 99"):
        journal.act(99)


def test_acts_come_page_by_page_in_their_order(journal: SqliteJournal) -> None:
    numbers = [journal.begin(ActKind.PRINT, "visit", stub=str(number)) for number in range(5)]
    assert numbers[:2] == [act.act for act in journal.acts(limit=2)]
    assert numbers[2:] == [act.act for act in journal.acts(after=numbers[1])]


@pytest.mark.parametrize(
    ("word", "outcome"), [(PAID, "settled"), (PaymentClosed("K1"), "closed"), (PaymentUnknown("K1"), None)]
)
def test_the_platforms_word_ends_the_act_with_its_row(
    queue: Queue,
    journal: SqliteJournal,
    word: PaymentSettled | PaymentClosed | PaymentUnknown,
    outcome: str | None,
) -> None:
    draft, other = queue.draft(), queue.draft()
    queue.outbox.put(draft, awaiting_payment=True)
    act, foreign = (journal.begin(ActKind.PAY, item.id, stub="K1") for item in (draft, other))
    slip = journal.begin(ActKind.PRINT, draft.id, stub="N1")
    sync = SqliteOutbox(queue.database, queue.sealer, queue.clock, resolver=Resolver.SYNC)
    sync.pay(draft.id, word)
    assert (outcome, "sync" if outcome else "") == said(journal.act(act))[:2]
    assert [None, None] == [journal.act(number).outcome for number in (foreign, slip)]


def test_old_acts_leave_and_open_ones_stay(
    queue: Queue, journal: SqliteJournal, still: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT_WHATEVER", 2)
    unpaid = queue.draft()
    queue.outbox.put(unpaid, awaiting_payment=True)
    open_ = journal.begin(ActKind.PRINT, "v", stub="")
    for subject in ("v", unpaid.id, "v"):
        journal.end(journal.begin(ActKind.PAY, subject, stub=""), "no_code")
    still.time += 200 * DAY
    young = [journal.begin(ActKind.PRINT, "v", stub="") for _ in range(2)]
    with queue.database.writing() as connection:
        assert 2 == prune(connection, still.time - 180 * DAY)
    assert [open_, open_ + 2, *young] == [act.act for act in journal.acts()]


def test_clock_that_is_years_ahead_does_not_empty_the_journal(
    queue: Queue, journal: SqliteJournal, still: StillClock
) -> None:
    journal.end(journal.begin(ActKind.PRINT, "v", stub=""), "done")
    still.time += 3650 * DAY
    Pruning(queue.database, still, days=1).look()
    assert 1 == len(journal.acts())


def test_pruning_is_done_once_in_a_while_and_keeps_the_days_it_is_told(
    queue: Queue, journal: SqliteJournal, still: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT_WHATEVER", 0)
    journal.end(journal.begin(ActKind.PRINT, "v", stub=""), "done")
    pruning = Pruning(queue.database, still, days=180)
    still.time += 179 * DAY
    pruning.look()
    still.time += 2 * DAY
    pruning.look()
    assert 1 == len(journal.acts())
    still.seconds += module.PRUNE_S
    pruning.look()
    assert () == journal.acts()


def test_journal_of_the_first_version_is_carried_over_with_its_open_acts(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    old = sqlite3.connect(path)
    old.executescript(files("offline_queue").joinpath("schema.sql").read_text(encoding="utf-8"))
    old.executescript(
        "CREATE TABLE _sqlite_migrations"
        " (migration_set TEXT, name TEXT, applied_at TEXT, id INTEGER PRIMARY KEY);"
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('offline_queue', '0001_first', '2026-01-01');"
        "INSERT INTO act (kind, subject, stub, began_at, ended_at, outcome) VALUES"
        " ('print', 'v', 'N1', '2026-01-01T00:00:00+00:00', '2026-01-01T00:00:01+00:00', 'done'),"
        " ('pay', 'i', 'K1', '2026-01-01T00:00:00+00:00', NULL, NULL); PRAGMA user_version = 1;"
    )
    old.close()
    database = Database(path)
    journal = SqliteJournal(database, StillClock())
    assert [("done", "", ""), (None, "", "")] == [said(act) for act in journal.acts()]
    assert ["K1"] == [act.stub for act in journal.open_acts()]
    with database.reading() as connection:
        assert SCHEMA_VERSION == connection.execute("PRAGMA user_version").fetchone()[0]
    database.close()
