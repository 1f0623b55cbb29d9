"""Half a matter is kept at one terminal and finished at another, through the screens, in both languages.

And without them: what was handed in is deleted when it comes, whatever became of its terminal meanwhile.
"""

import os
import subprocess
import sys
from pathlib import Path

import msgspec

from central.residents import identity_of
from kiosk.bootstrap import open_ports
from kiosk.domain.kept import kept_of
from kiosk.flow import StepName
from kiosk.steps import keep
from kiosk.sync_process import open_sync
from tests.e2e.kept_visits import HALF, Found
from tests.e2e.people import settle
from tests.e2e.place import open_place
from tests.e2e.test_status_back import HOTLINE
from tests.e2e.visitor import CATALOGUE, Visitor

ROOT = Path(__file__).parents[2]
FIELDS = ("category", "place", "request")


def test_what_was_kept_is_finished_at_another_terminal_and_then_gone(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.kept_visits", str(tmp_path / "place")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"},
    )
    assert 0 == done.returncode, done.stderr
    zh, en = (msgspec.json.decode(line, type=Found) for line in done.stdout.splitlines())
    assert "保留到" in zh.until
    assert "Saved until" in en.until
    for found in (zh, en):
        assert (1, (), "Matters", "GoOn") == (found.kept, found.readable, found.stranger, found.offered)
        assert FIELDS[:HALF] == found.gone_on
        assert found.at_centre is not None
        assert (0, ()) == (found.left, found.readable_after)


def test_what_was_handed_in_is_deleted_when_it_comes_though_its_terminal_stopped_before(
    tmp_path: Path,
) -> None:
    with open_place(tmp_path / "centre") as place:
        here, elsewhere = (place.enrolled(tmp_path / name) for name in ("here", "elsewhere"))
        person = identity_of(settle(place, ()).card)
        with open_ports(elsewhere) as other:
            with open_ports(here) as ports:
                visitor = Visitor(ports, place.door)
                half = visitor.visit(person, "hotline-12345", HOTLINE, until=StepName.REVIEW)
                kept = kept_of(half, CATALOGUE.version)
                assert kept is not None
                keep.keep(ports, half, kept, "k1")
                visitor.visit(person, "hotline-12345", HOTLINE, until=StepName.RECEIPT)
            assert 1 == len(keep.look(other, half)), "the item waits on a terminal that stands still"
            for _ in range(2):
                with open_sync(here) as sync:
                    sync.run_once()
                assert () == keep.look(other, half)
