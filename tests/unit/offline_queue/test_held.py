"""Files of the queue that are taken away while it is open: refused before a promise, and put back."""

import shutil
from pathlib import Path

import pytest

from kiosk.errors import KioskError
from offline_queue.database import Database
from offline_queue.incidents import FILE_GONE, incidents
from tests.unit.offline_queue.conftest import Queue

pytestmark = pytest.mark.usefixtures("caplog")


def take_away(queue: Queue, *endings: str) -> None:
    for ending in endings or ("", "-wal", "-shm"):
        queue.path.with_name(queue.path.name + ending).unlink()


def refusal(queue: Queue) -> tuple[str, str]:
    """Put something, which is refused; return code and words."""
    with pytest.raises(KioskError) as raised:
        queue.outbox.put(queue.draft())
    return raised.value.code, raised.value.message


def written_back(queue: Queue) -> bool:
    with queue.database.reading() as connection:
        return [FILE_GONE] == [incident.code for incident in incidents(connection)]


@pytest.mark.parametrize("endings", [(), ("",), ("-wal",), ("-wal", "-shm")])
def test_put_into_a_file_that_was_taken_away_is_refused_and_succeeds_again(
    queue: Queue, endings: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    first, second = queue.draft(), queue.draft()
    kept = queue.outbox.put(first)
    take_away(queue, *endings)
    with pytest.raises(KioskError) as raised:
        queue.outbox.put(second)
    assert "outbox_gone" == raised.value.code
    assert "ALARM" in caplog.text
    again = queue.outbox.put(second)
    with Database(queue.path).reading() as fresh:
        assert [(1, first.id), (2, second.id)] == fresh.execute("SELECT seq, id FROM item").fetchall()
    assert (kept, again) == (queue.outbox.look(first.id), queue.outbox.look(second.id))
    assert written_back(queue)


def test_whoever_looks_first_puts_the_file_back_and_the_other_goes_on_with_it(queue: Queue) -> None:
    draft, other = queue.draft(), Database(queue.path)
    queue.outbox.put(draft)
    take_away(queue)
    with pytest.raises(KioskError, match="is back"):
        other.version()
    with pytest.raises(KioskError, match="is back"):
        queue.outbox.look(draft.id)
    assert draft.id == queue.outbox.look(draft.id).id
    assert written_back(queue)
    other.close()


def test_file_that_was_taken_away_is_put_back_when_its_last_holder_closes(queue: Queue) -> None:
    draft = queue.draft()
    queue.outbox.put(draft)
    take_away(queue)
    queue.database.close()
    assert draft.id == queue.outbox.look(draft.id).id


def test_queue_without_its_folder_refuses_until_it_is_there_again(queue: Queue, tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    inner = Queue(tmp_path / "inner" / "queue.db", queue.clock, queue.centre)
    inner.enrol(numbers=5)
    draft = inner.draft()
    inner.outbox.put(draft)
    shutil.rmtree(inner.path.parent)
    for _ in range(2):
        with pytest.raises(KioskError, match="not to be put back"):
            inner.outbox.look(draft.id)
    inner.path.parent.mkdir()
    with pytest.raises(KioskError, match="is back"):
        inner.outbox.look(draft.id)
    assert draft.id == inner.outbox.look(draft.id).id
    inner.database.close()


def test_queue_that_a_command_made_in_its_place_gives_way(queue: Queue) -> None:
    draft = queue.draft()
    queue.outbox.put(draft)
    take_away(queue)
    Database(queue.path).close()
    assert "outbox_gone" == refusal(queue)[0]
    assert draft.id == queue.outbox.look(draft.id).id


def test_another_queue_in_its_place_is_left_alone_and_nothing_is_promised(
    queue: Queue, tmp_path: Path
) -> None:
    queue.outbox.put(queue.draft())
    stranger = Queue(tmp_path / "stranger.db", queue.clock, queue.centre)
    stranger.enrol(terminal="T2", numbers=5)
    theirs = stranger.draft()
    stranger.outbox.put(theirs)
    stranger.database.close()
    take_away(queue)
    shutil.copy(stranger.path, queue.path)
    for _ in range(2):
        code, words = refusal(queue)
        assert "outbox_gone" == code
        assert "another queue lies in the place" in words
    with Database(queue.path).reading() as connection:
        assert [(theirs.id,)] == connection.execute("SELECT id FROM item").fetchall()
    take_away(queue)
    assert "is back" in refusal(queue)[1]
    assert written_back(queue)
