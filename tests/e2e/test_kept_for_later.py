"""Half a matter is kept at one terminal and finished at another, through the screens, in both languages."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec

from tests.e2e.kept_visits import HALF, Found

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
    assert "Kept until" in en.until
    for found in (zh, en):
        assert (1, (), "Matters", "GoOn") == (found.kept, found.readable, found.stranger, found.offered)
        assert FIELDS[:HALF] == found.gone_on
        assert found.at_centre is not None
        assert (0, ()) == (found.left, found.readable_after)
