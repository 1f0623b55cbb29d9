import pytest

from kiosk.ports import ActKind
from offline_queue.journal import SqliteJournal
from tests.unit.offline_queue.conftest import Queue


def test_act_without_outcome_is_asked_about_at_the_next_start(queue: Queue) -> None:
    journal = SqliteJournal(queue.database, queue.clock)
    done, open_ = (journal.begin(ActKind.PRINT, "visit", stub=stub) for stub in ("N1", "N2"))
    journal.end(done, "done")
    again = queue.reboot("boot-2")
    journal = SqliteJournal(again.database, again.clock)
    (act,) = journal.open_acts()
    assert (open_, ActKind.PRINT, "visit", "N2") == (act.act, act.kind, act.subject, act.stub)
    journal.end(open_, "unconfirmed")
    assert () == journal.open_acts()
    again.database.close()


def test_first_outcome_stays(queue: Queue) -> None:
    journal = SqliteJournal(queue.database, queue.clock)
    act = journal.begin(ActKind.PAY, "item", stub="K1")
    journal.end(act, "code_shown")
    journal.end(act, "other")
    with queue.database.reading() as connection:
        assert [("code_shown",)] == connection.execute("SELECT outcome FROM act").fetchall()


def test_end_of_what_never_began_is_an_error(queue: Queue) -> None:
    with pytest.raises(KeyError):
        SqliteJournal(queue.database, queue.clock).end(99, "done")
