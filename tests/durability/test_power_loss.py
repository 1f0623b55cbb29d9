"""Power goes at any moment, and the disk keeps, drops or tears each write that was not synced."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.durability import putter
from tests.durability.fork_server import ROOT
from tests.durability.judge import Promise, judge
from tests.durability.power import Event, Sync, Write, cuts, events
from tests.durability.putter import LAID, PIECE_BYTES
from tests.durability.test_crash import IDS, LOGS

EVERY = int(os.environ.get("KIOSK_POWER_EVERY", "9"))
"""1 cuts after every single write, sync and promise; CI takes a share of them."""
ITEMS = 6


@pytest.fixture(scope="module", params=LOGS, ids=IDS)
def happened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Event, ...]:
    folder = tmp_path_factory.mktemp("power")
    path, trace = folder / "queue.db", folder / "trace"
    traced = "trace=pwrite64,write,fdatasync,fsync,ftruncate,rename,unlink"
    command = ["strace", "-f", "-qq", "-y", "-xx", "-s", "70000", "-o", str(trace), "-e", traced]
    subprocess.run(
        [*command, sys.executable, "-B", putter.__file__, str(path), str(ITEMS), *request.param],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        check=True,
        capture_output=True,
        timeout=120,
    )
    found = events(trace.read_text(), path)
    assert ITEMS <= sum(isinstance(event, Promise) for event in found)
    laid = [event for event in found if isinstance(event, Write) and event.data == bytes(PIECE_BYTES)]
    assert (LAID in request.param) is bool(laid)
    return found


def judge_cuts(folder: Path, happened: tuple[Event, ...], every: int) -> int:
    """Judge the queue after each cut; return how many there were."""
    count = 0
    for count, (files, promised) in enumerate(cuts(happened, every), start=1):  # noqa: B007 counted
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, data in files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(data)
        judge(folder / "queue.db", promised)
    return count


def test_no_cut_loses_a_promise(tmp_path: Path, happened: tuple[Event, ...]) -> None:
    assert judge_cuts(tmp_path / "disk", happened, EVERY) > len(happened) / EVERY


def test_every_promise_comes_after_a_sync_of_what_it_promises(happened: tuple[Event, ...]) -> None:
    for place, event in enumerate(happened):
        if isinstance(event, Promise):
            written = [other for other in happened[:place] if isinstance(other, Write | Sync)]
            assert isinstance(written[-1], Sync)


def test_the_harness_bites_when_syncing_is_a_no_op(tmp_path: Path, happened: tuple[Event, ...]) -> None:
    """As with fdatasync made to do nothing: the first sync alone, which made the database, is left."""
    first = next(place for place, event in enumerate(happened) if isinstance(event, Promise))
    dry = tuple(event for place, event in enumerate(happened) if place < first or not isinstance(event, Sync))
    with pytest.raises(AssertionError, match=r"promised and is lost|attachment . of .* is lost"):
        judge_cuts(tmp_path / "disk", dry, EVERY)


@pytest.mark.parametrize("happened", LOGS[:1], indirect=True, ids=IDS[:1])
@pytest.mark.parametrize("ending", [".part", ".attachments"], ids=["files", "folder"])
def test_the_harness_bites_when_attachments_alone_are_not_synced(
    tmp_path: Path, happened: tuple[Event, ...], ending: str
) -> None:
    dry = tuple(event for event in happened if not isinstance(event, Sync) or not event.file.endswith(ending))
    assert 2 < len(happened) - len(dry)
    with pytest.raises(AssertionError, match=r"attachment . of .* is lost"):
        judge_cuts(tmp_path / "disk", dry, EVERY)
