"""kill -9, ENOSPC and EIO at each file system call of a put: a promise is kept, all else can be had again."""

import signal
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from kiosk.wire.attachment import file_of, folder_beside
from tests.durability import hasty, putter
from tests.durability.disturbed import EVERY, Fault, Point, Struck, beside, points, run, share, strike_all
from tests.durability.fork_server import ForkServer
from tests.durability.judge import Promise, judge, promises
from tests.durability.putter import LAID, item_id, outbox_at, work

ITEMS = 6
MOST = 40
"""So many disturbances of each log are drawn for `make test`."""
Log = tuple[str, ...]
LOGS: tuple[Log, ...] = ((), (LAID,))
"""Of one that grows with each commit, and of one that has room: what the putter is told."""
IDS = ("growing", "laid")


STEPS = ("mkdir", "write", "fsync", "rename", "unlink")
"""What attachments' files are made and removed with; the database itself writes and syncs otherwise."""


def attachments(queue: Path) -> tuple[Path, ...]:
    """Return every file that an attachment of the putter's items may have, and their folder."""
    folder = folder_beside(queue)
    names = [file_of(item_id(number), place) for number in range(1, ITEMS + 1) for place in (0, 1)]
    return (folder, *(folder / f"{name}{end}" for name in names for end in ("", ".part")))


def put(
    server: ForkServer,
    folder: Path,
    struck: Struck | None = None,
    *,
    program: ModuleType = putter,
    log: Log = (),
) -> tuple[int, str, tuple[Promise, ...]]:
    """Put into a new queue; return how it ended, the complaint, and what was promised."""
    folder.mkdir()
    queue = folder / "queue.db"
    files = (*beside(queue), *attachments(queue))
    done = run(server, program, [queue, str(ITEMS), *log], folder, files=files, struck=struck)
    assert (struck is not None) is done.struck
    return done.code, done.complaint, promises(done.said)


def put_again(queue: Path) -> tuple[Promise, ...]:
    """Put the same ids again, undisturbed; return what was promised then."""
    said: list[Promise] = []
    outbox = outbox_at(queue)
    work(outbox, ITEMS, lambda kind, number: said.append(Promise(kind, number)))
    outbox._database.close()
    return tuple(said)


@pytest.fixture(scope="module", params=LOGS, ids=IDS)
def log(request: pytest.FixtureRequest) -> Log:
    told: Log = request.param
    return told


@pytest.fixture(scope="module")
def every(server: ForkServer, tmp_path_factory: pytest.TempPathFactory, log: Log) -> list[Point]:
    """Return every call that an undisturbed run makes to the files of its queue."""
    folder = tmp_path_factory.mktemp("whole") / "q"
    code, complaint, promised = put(server, folder, log=log)
    assert (0, "") == (code, complaint)
    judge(folder / "queue.db", promised)
    found = points(folder / "trace")
    assert {"pwrite64", "fdatasync", "fsync", "openat", "fcntl", "pread64"} <= {point.name for point in found}
    return found


def test_a_call_that_fails_or_kills_costs_no_promise(
    server: ForkServer, tmp_path: Path, every: list[Point], log: Log
) -> None:
    def judged(struck: Struck, folder: Path) -> None:
        queue = folder / "queue.db"
        code, complaint, promised = put(server, folder, struck, log=log)
        if struck.fault is Fault.KILL:
            assert -signal.SIGKILL == code
        else:
            assert code == 0 or "\nkiosk.errors.KioskError: " in complaint, complaint
        judge(queue, promised)
        everything = put_again(queue)
        assert 8 == len(everything)
        judge(queue, everything)

    strike_all(tmp_path, share(every, Fault, MOST), judged)


@pytest.mark.parametrize("log", LOGS[:1], indirect=True, ids=IDS[:1])
def test_every_step_of_an_attachment_costs_neither_row_nor_file(
    server: ForkServer, tmp_path: Path, every: list[Point], log: Log
) -> None:
    steps = [point for point in every if point.name in STEPS]
    assert set(STEPS) == {point.name for point in steps}
    others = share(steps, [fault for fault in Fault if fault is not Fault.KILL], MOST // 8)

    def judged(struck: Struck, folder: Path) -> None:
        queue = folder / "queue.db"
        code, complaint, promised = put(server, folder, struck, log=log)
        if struck.fault is Fault.KILL:
            assert -signal.SIGKILL == code
        else:
            assert code == 0 or "\nkiosk.errors.KioskError: " in complaint, complaint
        judge(queue, promised)
        judge(queue, put_again(queue))

    strike_all(tmp_path, [*(Struck(step, Fault.KILL) for step in steps), *others], judged)


def test_a_sync_that_fails_once_costs_nothing(
    server: ForkServer, tmp_path: Path, every: list[Point], log: Log
) -> None:
    """The commit is a 'maybe' (fact 1): it is repeated with the same id, and the resident notices nothing."""
    syncs = [point for point in every if point.name == "fdatasync"]

    def judged(struck: Struck, folder: Path) -> None:
        code, complaint, promised = put(server, folder, struck, log=log)
        assert (0, 8) == (code, len(promised)), complaint
        judge(folder / "queue.db", promised)

    strike_all(
        tmp_path, [Struck(point, Fault.BROKEN_ONCE) for point in syncs[-2 if EVERY > 1 else -8 :]], judged
    )


def test_the_harness_finds_a_promise_before_its_commit(server: ForkServer, tmp_path: Path) -> None:
    code, complaint, promised = put(server, tmp_path / "whole", program=hasty)
    assert (0, ITEMS) == (code, len(promised)), complaint
    calls = points(tmp_path / "whole" / "trace")
    commits = [last for last, sync in pairwise(calls) if (last.name, sync.name) == ("pwrite64", "fdatasync")]

    for commit in commits[-ITEMS:-3]:
        folder = tmp_path / str(commit.number)
        _, _, promised = put(server, folder, Struck(commit, Fault.KILL), program=hasty)
        with pytest.raises(AssertionError, match="was promised and is lost"):
            judge(folder / "queue.db", promised)
